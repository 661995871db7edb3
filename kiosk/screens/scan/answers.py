"""What the answer to a scan looks like: a mood, an icon, a headline, the reasons, and what to do next."""

from dataclasses import dataclass
from typing import assert_never

from kiosk.floor.bundles import Bundle
from kiosk.floor.desk import Answer, Done, Goodbye, Moved, No, Refused, Started, Undone, Welcome
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
    """`word` says what happened, `headline` is its large value, `lines` explain, `todo` tells what is next."""

    number: int
    mood: Mood
    icon: Icon
    word: str
    headline: str = ""
    lines: tuple[str, ...] = ()
    todo: str = ""


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
}
"""Any other refusal shows the open hand."""


def is_undone(told: Told) -> bool:
    return isinstance(told.what, Undone)


def answer_face(told: Told, clock: WallClock) -> AnswerFace:
    match told.what:
        case Trouble() | Bug() as error:
            return _not_recorded(told.number, error)
        case Refused() as refused:
            return _refused(told.number, refused, clock)
        case Welcome() | Goodbye() as greeting:
            return _greeting(told.number, greeting)
        case Started() | Done() | Moved() | Undone() as deed:
            return _deed(told.number, deed)
        case _:
            assert_never(told.what)


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
    )


def _greeting(number: int, greeting: Welcome | Goodbye) -> AnswerFace:
    comes = isinstance(greeting, Welcome)
    return AnswerFace(
        number=number,
        mood=Mood.RIGHT if comes else Mood.NOTE,
        icon=Icon.PERSON if comes else Icon.SIGN_OUT,
        word=(Label.WELCOME if comes else Label.SIGNED_OUT).said,
        headline=greeting.worker.name,
        todo=(Label.NEXT_TICKET if comes else Label.NEXT_BADGE).said,
    )


def _deed(number: int, deed: Started | Done | Moved | Undone) -> AnswerFace:
    match deed:
        case Started(bundle, operation, pieces):
            lines = (operation.name, trade.bundle(bundle.code))
            return _right(number, Icon.PLAY, Label.STARTED, numbers.pieces(pieces), lines, Label.NEXT_END.said)
        case Done(bundle, operation, pieces, of_pieces):
            lines = (operation.name, trade.bundle(bundle.code))
            return _right(number, Icon.CHECK, Label.RECORDED, _pieces(pieces, of_pieces), lines)
        case Moved(bundle, to_status):
            return _right(number, Icon.CHECK, Label.RECORDED, trade.status(to_status), _about(bundle))
        case Undone(pieces):
            headline = numbers.pieces(pieces) if pieces else ""
            word = Label.TAKEN_BACK.said
            return AnswerFace(number=number, mood=Mood.NOTE, icon=Icon.UNDO, word=word, headline=headline)


def _right(number: int, icon: Icon, label: Label, headline: str, lines: tuple[str, ...], todo: str = "") -> AnswerFace:
    return AnswerFace(
        number=number, mood=Mood.RIGHT, icon=icon, word=label.said, headline=headline, lines=lines, todo=todo
    )


def _pieces(pieces: int, of_pieces: int) -> str:
    return numbers.pieces(pieces) if pieces == of_pieces else labels.part_of(pieces, of_pieces)


def _about(bundle: Bundle) -> tuple[str, ...]:
    return trade.bundle(bundle.code), numbers.pieces(bundle.pieces)
