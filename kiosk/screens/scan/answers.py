"""What the answer to a scan looks like: a mood, an icon, a headline, the reasons, and what to do next."""

from dataclasses import dataclass, replace

from kiosk.floor.answers import (
    Answer,
    Called,
    CallEnded,
    Deed,
    Done,
    Goodbye,
    Inspected,
    Inspecting,
    Joined,
    Mended,
    Moved,
    No,
    Nothing,
    OfPieces,
    Opened,
    Parted,
    Paused,
    Proposed,
    Refused,
    Replaced,
    Resumed,
    Settling,
    ShowTicket,
    Started,
    Undone,
    Welcome,
)
from kiosk.floor.answers import Told as WorkerTold
from kiosk.floor.bundles import Bundle
from kiosk.floor.codes import Command
from kiosk.floor.facts import Leaving
from kiosk.floor.quality import Light
from kiosk.screens.clock import WallClock
from kiosk.screens.icons import Icon
from kiosk.screens.lane import Bug
from kiosk.screens.look import Mood
from kiosk.screens.words import labels, numbers, refusals, trade, troubles
from kiosk.screens.words.labels import Label
from kiosk.trouble import Trouble


@dataclass(frozen=True, slots=True)
class Told:
    """An answer with its running number, so that the same answer twice is seen and heard twice."""

    number: int
    what: Answer | Trouble | Bug


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFace:
    """`word` says what happened, `headline` is its large value, `lines` explain, `todo` tells what is next. `ticket`: a
    new one's text, to be shown as its code. `can_propose`: a tap may say that it is sewn and nobody scanned it.
    """

    number: int
    mood: Mood
    icon: Icon
    word: str
    headline: str = ""
    lines: tuple[str, ...] = ()
    todo: str = ""
    ticket: str = ""
    can_propose: bool = False


_ICONS = {
    No.NOT_A_TICKET: Icon.QUESTION,
    No.OTHER_THING: Icon.QUESTION,
    No.UNKNOWN_CODE: Icon.QUESTION,
    No.UNKNOWN_BADGE: Icon.QUESTION,
    No.UNKNOWN_BUNDLE: Icon.QUESTION,
    No.BADGE_FIRST: Icon.BADGE,
    No.WRONG_DEPARTMENT: Icon.FORWARD,
    No.NOT_SEWN_HERE: Icon.FORWARD,
    No.WAITS: Icon.HOURGLASS,
    No.ALREADY_DONE: Icon.CHECK,
    No.JUST_COUNTED: Icon.CHECK,
    No.BAD_COUNT: Icon.KEYPAD,
    No.BUNDLE_FIRST: Icon.TICKET,
    No.FINISH_CHECK_FIRST: Icon.EYE,
    No.NOT_AN_INSPECTOR: Icon.EYE,
    No.NOTHING_MISSING: Icon.CHECK,
    No.NOT_ON_HOLD: Icon.CHECK,
    No.NO_OPEN_CALL: Icon.BELL,
    No.PIN_FIRST: Icon.KEYPAD,
    No.WRONG_PIN: Icon.KEYPAD,
    No.PIN_WAITS: Icon.HOURGLASS,
    No.NO_PIN: Icon.KEYPAD,
    No.NOTHING_REJECTED: Icon.CHECK,
    No.NOT_ALIKE: Icon.MERGE,
}
"""Any other refusal shows the open hand."""

_LIGHTS = {
    Light.GREEN: (Mood.RIGHT, Label.SAMPLED_GREEN),
    Light.YELLOW: (Mood.ASK, Label.SAMPLED_YELLOW),
    Light.RED: (Mood.WRONG, Label.SAMPLED_RED),
}
_LEAVING = {Leaving.IDLE: Label.LEFT_IDLE, Leaving.SHIFT_END: Label.LEFT_SHIFT}
_ARMED = {
    Command.HOLD: (Icon.HAND, Label.CARD_HOLD, Label.NEXT_HOLD),
    Command.RELEASE: (Icon.FORWARD, Label.CARD_RELEASE, Label.NEXT_RELEASE),
    Command.REJECT: (Icon.CROSS, Label.CARD_REJECT, Label.NEXT_REJECT),
    Command.SAMPLE: (Icon.EYE, Label.CARD_SAMPLE, Label.NEXT_SAMPLE),
    Command.SPLIT: (Icon.SPLIT, Label.CARD_SPLIT, Label.NEXT_SPLIT),
    Command.MERGE: (Icon.MERGE, Label.CARD_MERGE, Label.NEXT_MERGE),
    Command.REPLACE: (Icon.AGAIN, Label.CARD_REPLACE, Label.NEXT_REPLACE),
    Command.PUT: (Icon.DOWN, Label.CARD_PUT, Label.NEXT_PUT),
    Command.OPEN: (Icon.BUNDLE, Label.CARD_OPEN, Label.NEXT_OPEN),
}


def is_undone(told: Told) -> bool:
    return isinstance(told.what, Undone)


def answer_face(told: Told, clock: WallClock) -> AnswerFace:
    match told.what:
        case Trouble() | Bug() as error:
            return _not_recorded(told.number, error)
        case Refused() as refused:
            return _refused(told.number, refused, clock)
        case Nothing():
            return _note(told.number, Icon.CHECK, Label.ALL_WELL)
        case Welcome() | Goodbye() | Paused() | Resumed() | Called() | CallEnded() | ShowTicket() | Settling() as what:
            return _told(told.number, what)
        case _:
            return _deed(told.number, told.what)


def _not_recorded(number: int, error: Trouble | Bug) -> AnswerFace:
    sentence = troubles.sentence(error)
    return AnswerFace(
        number=number,
        mood=Mood.WRONG,
        icon=Icon.ALERT,
        word=Label.NOT_RECORDED.said,
        lines=(sentence.says,),
        todo=sentence.todo,
    )


def _refused(number: int, refused: Refused, clock: WallClock) -> AnswerFace:
    sentence = refusals.sentence(refused, clock)
    bundle = (trade.bundle(refused.bundle.code),) if refused.bundle else ()
    return AnswerFace(
        number=number,
        mood=Mood.ASK,
        icon=_ICONS.get(refused.no, Icon.HAND),
        word=sentence.word,
        lines=(sentence.says, *bundle),
        todo=sentence.todo,
        can_propose=refused.can_propose,
    )


def _told(number: int, what: WorkerTold) -> AnswerFace:
    """What is about the worker."""
    match what:
        case Welcome(worker):
            return _right(number, Icon.PERSON, Label.WELCOME, worker.name, (), Label.NEXT_TICKET.said)
        case Goodbye(worker, why):
            lines = (_LEAVING[why].said,) if why in _LEAVING else ()
            return _note(number, Icon.SIGN_OUT, Label.SIGNED_OUT, worker.name, lines, Label.NEXT_BADGE.said)
        case Paused(reason):
            headline = trade.idle_reason(reason)
            return _note(number, Icon.PAUSE, Label.PAUSED, headline, (), Label.NEXT_RESUME.said)
        case Resumed(minutes):
            return _right(number, Icon.PLAY, Label.RESUMED, labels.minutes(minutes), (), Label.NEXT_TICKET.said)
        case Called(needs):
            return _note(number, Icon.BELL, Label.CALLED, trade.call(needs), (), Label.NEXT_COMES.said)
        case CallEnded(needs):
            return _right(number, Icon.CHECK, Label.CALL_ENDED, trade.call(needs), ())
        case ShowTicket(command, pieces, first, place):
            icon, label, todo = _ARMED[command]
            headline = numbers.pieces(pieces) if pieces else place
            todo = Label.NEXT_MERGE_INTO if first else todo
            return _note(number, icon, label, headline, (trade.bundle(first.code),) if first else (), todo.said)
        case Settling():
            return _note(number, Icon.HAND, Label.TO_SETTLE)


def _deed(number: int, deed: Deed) -> AnswerFace:
    """What is about a bundle."""
    match deed:
        case Started(bundle, operation, pieces):
            lines = (operation.name, trade.bundle(bundle.code))
            return _right(number, Icon.PLAY, Label.STARTED, numbers.pieces(pieces), lines, Label.NEXT_END.said)
        case Done(bundle, operation, pieces, of_pieces, is_learning):
            lines = (operation.name, trade.bundle(bundle.code))
            todo = Label.LEARNING.said if is_learning else ""
            return _right(number, Icon.CHECK, Label.RECORDED, _pieces(pieces, of_pieces), lines, todo)
        case Moved(bundle, to_status, place) if place:
            return _right(number, Icon.DOWN, Label.PUT_THERE, place, (*_about(bundle), trade.status(to_status)))
        case Moved(bundle, to_status):
            return _right(number, Icon.CHECK, Label.RECORDED, trade.status(to_status), _about(bundle))
        case Undone(pieces):
            return _note(number, Icon.UNDO, Label.TAKEN_BACK, numbers.pieces(pieces) if pieces else "")
        case Proposed(bundle, operation, pieces):
            lines = (operation.name, trade.bundle(bundle.code))
            return _note(number, Icon.EYE, Label.PROPOSED, numbers.pieces(pieces), lines, Label.NEXT_AGAIN.said)
        case Mended() | Inspecting() | Inspected():
            return _quality(number, deed)
        case Opened() | Parted() | Joined() | Replaced():
            return _of_pieces(number, deed)


def _quality(number: int, deed: Mended | Inspecting | Inspected) -> AnswerFace:
    match deed:
        case Mended(bundle, operation, pieces, left):
            more = (labels.left_to_mend(left),) if left else ()
            lines = (*((operation.name,) if operation else ()), trade.bundle(bundle.code), *more)
            return _right(number, Icon.WRENCH, Label.MENDED, numbers.pieces(pieces), lines)
        case Inspecting(bundle, most, defective, rejected, last, same_piece):
            spoilt = (labels.rejected(rejected),) if rejected else ()
            lines = (*((trade.defect(last),) if last else ()), trade.bundle(bundle.code), *spoilt)
            label = Label.DEFECT_NOTED if last else Label.INSPECTING
            headline = labels.defective_of(defective, most) if last else numbers.pieces(most)
            return _note(
                number, Icon.EYE, label, headline, lines, (Label.NEXT_SAME if same_piece else Label.NEXT_DEFECT).said
            )
        case Inspected(bundle, checked, defective, rejected, Light() as light):
            mood, label = _LIGHTS[light]
            lines = (trade.bundle(bundle.code), labels.defective_of(defective, checked))
            return replace(_right(number, Icon.EYE, Label.INSPECTED, label.said, lines), mood=mood)
        case Inspected(bundle, checked, defective, rejected):
            spoilt = (labels.rejected(rejected),) if rejected else ()
            todo = Label.NEXT_REWORK.said if defective > rejected else ""
            headline = labels.passed_of(checked - defective, checked)
            return _right(number, Icon.CHECK, Label.INSPECTED, headline, (trade.bundle(bundle.code), *spoilt), todo)


def _of_pieces(number: int, deed: OfPieces) -> AnswerFace:
    match deed:
        case Opened(bundle):
            return _note(number, Icon.BUNDLE, Label.CARD_OPEN, "", _about(bundle))
        case Parted(bundle, pieces, code, ticket):
            lines = (labels.new_ticket(code), labels.from_bundle(bundle.code))
            face = _right(number, Icon.SPLIT, Label.PARTED, numbers.pieces(pieces), lines, Label.NEXT_PRINT.said)
            return replace(face, ticket=ticket)
        case Joined(bundle, other, pieces):
            lines = (trade.bundle(bundle.code), labels.from_bundle(other.code))
            return _right(number, Icon.MERGE, Label.JOINED, numbers.pieces(pieces), lines, Label.NEXT_TEAR.said)
        case Replaced(bundle, pieces):
            return _right(number, Icon.AGAIN, Label.REPLACED, numbers.pieces(pieces), (trade.bundle(bundle.code),))


def _note(
    number: int, icon: Icon, label: Label, headline: str = "", lines: tuple[str, ...] = (), todo: str = ""
) -> AnswerFace:
    return replace(_right(number, icon, label, headline, lines, todo), mood=Mood.NOTE)


def _right(number: int, icon: Icon, label: Label, headline: str, lines: tuple[str, ...], todo: str = "") -> AnswerFace:
    return AnswerFace(
        number=number, mood=Mood.RIGHT, icon=icon, word=label.said, headline=headline, lines=lines, todo=todo
    )


def _pieces(pieces: int, of_pieces: int) -> str:
    return numbers.pieces(pieces) if pieces == of_pieces else labels.part_of(pieces, of_pieces)


def _about(bundle: Bundle) -> tuple[str, ...]:
    return trade.bundle(bundle.code), numbers.pieces(bundle.pieces)
