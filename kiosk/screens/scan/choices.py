"""Two codes in view: what each of them is, so that a finger can point at the right one."""

from dataclasses import dataclass

from kiosk.floor import codes
from kiosk.floor.codes import Badge, BundleTicket, Command, CommandCard, DefectCard, ErpCode, Strange
from kiosk.floor.facts import CallKind, IdleReason
from kiosk.screens.icons import Icon
from kiosk.screens.words import labels, numbers, trade
from kiosk.screens.words.labels import Label

MOST = 4
"""More at once cannot be told apart on the picture either."""


@dataclass(frozen=True, slots=True)
class ChoiceFace:
    """`text` is the code itself; `sign` also stands beside it on the picture."""

    text: str
    sign: str
    icon: Icon
    title: str
    detail: str = ""


def choice_faces(texts: tuple[str, ...]) -> tuple[ChoiceFace, ...]:
    return tuple(_choice(text, numbers.number(n)) for n, text in enumerate(texts[:MOST], start=1))


_COMMANDS = {
    Command.UNDO: (Icon.UNDO, Label.UNDO),
    Command.SIGN_OUT: (Icon.SIGN_OUT, Label.SIGN_OUT),
    Command.COUNT: (Icon.KEYPAD, Label.CARD_COUNT),
    Command.SEEN: (Icon.EYE, Label.CARD_SEEN),
    Command.PAUSE: (Icon.PAUSE, Label.CARD_PAUSE),
    Command.RESUME: (Icon.PLAY, Label.CARD_RESUME),
    Command.CALL: (Icon.BELL, Label.CARD_CALL),
    Command.CAME: (Icon.CHECK, Label.CARD_CAME),
    Command.CHECKED: (Icon.CHECK, Label.CARD_CHECKED),
    Command.REJECT: (Icon.CROSS, Label.CARD_REJECT),
    Command.SAME: (Icon.AGAIN, Label.CARD_SAME),
    Command.SAMPLE: (Icon.EYE, Label.CARD_SAMPLE),
    Command.HOLD: (Icon.HAND, Label.CARD_HOLD),
    Command.RELEASE: (Icon.FORWARD, Label.CARD_RELEASE),
    Command.SPLIT: (Icon.SPLIT, Label.CARD_SPLIT),
    Command.MERGE: (Icon.MERGE, Label.CARD_MERGE),
    Command.REPLACE: (Icon.AGAIN, Label.CARD_REPLACE),
    Command.PUT: (Icon.DOWN, Label.CARD_PUT),
    Command.OPEN: (Icon.BUNDLE, Label.CARD_OPEN),
    Command.SETTLE: (Icon.HAND, Label.TO_SETTLE),
}


def _choice(text: str, sign: str) -> ChoiceFace:
    match codes.read(text):
        case BundleTicket(code, pieces, _):
            return ChoiceFace(text, sign, Icon.BUNDLE, trade.bundle(code), numbers.pieces(pieces))
        case Badge(code, _):
            return ChoiceFace(text, sign, Icon.BADGE, labels.badge(code))
        case CommandCard(command, argument):
            icon, label = _COMMANDS[command]
            return ChoiceFace(text, sign, icon, label.said, _word(argument))
        case DefectCard(code):
            return ChoiceFace(text, sign, Icon.EYE, trade.defect(code))
        case ErpCode(code):
            return ChoiceFace(text, sign, Icon.TICKET, code)
        case Strange():
            return ChoiceFace(text, sign, Icon.QUESTION, Label.OTHER_CODE.said, text[:40])


def _word(argument: codes.Argument) -> str:
    match argument:
        case IdleReason():
            return trade.idle_reason(argument)
        case CallKind():
            return trade.call(argument)
        case str():
            return argument
        case int():
            return numbers.pieces(argument)
        case None:
            return ""
