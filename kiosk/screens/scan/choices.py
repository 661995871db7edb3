"""Two codes in view: what each of them is, so that a finger can point at the right one."""

from dataclasses import dataclass

from kiosk.floor import codes
from kiosk.floor.codes import Badge, BundleTicket, Command, CommandCard, ErpCode, Strange
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


_COMMANDS = {Command.UNDO: (Icon.UNDO, Label.UNDO), Command.SIGN_OUT: (Icon.SIGN_OUT, Label.SIGN_OUT)}


def _choice(text: str, sign: str) -> ChoiceFace:
    match codes.read(text):
        case BundleTicket(code, pieces, _):
            return ChoiceFace(text, sign, Icon.BUNDLE, trade.bundle(code), numbers.pieces(pieces))
        case Badge(code, _):
            return ChoiceFace(text, sign, Icon.BADGE, labels.badge(code))
        case CommandCard(command):
            icon, label = _COMMANDS[command]
            return ChoiceFace(text, sign, icon, label.said)
        case ErpCode(code):
            return ChoiceFace(text, sign, Icon.TICKET, code)
        case Strange():
            return ChoiceFace(text, sign, Icon.QUESTION, Label.OTHER_CODE.said, text[:40])
