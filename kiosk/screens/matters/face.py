"""Everything the supervisor's screen shows, as a value; and plain functions that make it from what is known."""

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.floor.answers import No, Refused
from kiosk.floor.codes import MOST_PIECES, Command
from kiosk.floor.history import Life
from kiosk.floor.ids import StationId
from kiosk.floor.matters import Because, Open
from kiosk.floor.people import Worker
from kiosk.screens.clock import WallClock
from kiosk.screens.lane import Bug
from kiosk.screens.lines import LineFace
from kiosk.screens.matters import questions
from kiosk.screens.scan.face import CountFace, NameFace, name_face
from kiosk.screens.words import matters, numbers, refusals, trade, troubles
from kiosk.screens.words.labels import Label
from kiosk.trouble import Trouble


@dataclass(frozen=True, slots=True)
class Scene:
    """What the screen knows. `chosen`: the id of the line that was tapped. `counting`: the command that wants a
    number; `is_naming` while a name is looked for. `said`: what came of the last word, None before one.
    """

    open: Open | None = None
    chosen: str | None = None
    counting: Command | None = None
    is_naming: bool = False
    names: tuple[Worker, ...] = ()
    said: No | Trouble | Bug | Label | None = None


@dataclass(frozen=True, slots=True)
class DetailFace:
    """What was tapped. `accept` and `refuse` stand on two buttons, empty for none; `reasons` on others."""

    title: str
    lines: tuple[str, ...]
    accept: str = ""
    refuse: str = ""
    reasons: tuple[tuple[Because, str], ...] = ()


@dataclass(frozen=True, slots=True)
class MattersFace:
    """`stands`: how the opened bundle stands, and where it lies. `hint` stands where no detail is. `count`: the keypad
    is open. `names`: it is asked who did it.
    """

    title: str = ""
    stands: str = ""
    rows: tuple[LineFace, ...] = ()
    detail: DetailFace | None = None
    hint: str = ""
    said: str = ""
    can_show_all: bool = False
    count: CountFace | None = None
    names: tuple[NameFace, ...] | None = None


_COUNTED = {Command.SPLIT: Label.CARD_SPLIT, Command.REPLACE: Label.CARD_REPLACE}


def face_of(scene: Scene, clock: WallClock) -> MattersFace:
    if scene.open is None:
        return MattersFace(said=_said(scene, clock))
    rows = questions.rows(scene.open, clock, scene.chosen)
    return MattersFace(
        title=_title(scene.open),
        stands=_stands(scene.open),
        rows=rows,
        detail=_detail(scene.open, scene.chosen, clock),
        hint=_hint(scene.open, has_rows=bool(rows)),
        said=_said(scene, clock),
        can_show_all=scene.open.bundle is not None,
        count=CountFace(MOST_PIECES, _COUNTED[scene.counting].said) if scene.counting else None,
        names=tuple(map(name_face, scene.names)) if scene.is_naming else None,
    )


def _title(known: Open) -> str:
    if known.bundle is not None:
        return trade.bundle(known.bundle.code)
    return matters.how_many_wait(numbers.number(len(known.matters)))


def _stands(known: Open) -> str:
    if known.life is None:
        return ""
    return matters.stands(trade.status(known.life.status), _where(known.life, known.stations))


def _where(life: Life, stations: Mapping[StationId, str]) -> str:
    """The shelf it was put on, else where it was seen last."""
    return life.place or (stations.get(life.station, "") if life.station else "")


def _hint(known: Open, *, has_rows: bool) -> str:
    if has_rows:
        return Label.TAP_ONE.said
    return Label.NOTHING_DONE.said if known.bundle else Label.NOTHING_WAITS.said


def _detail(known: Open, chosen: str | None, clock: WallClock) -> DetailFace | None:
    matter = next((matter for matter in known.matters if matter.id == chosen), None)
    if matter is not None:
        asked = questions.asked(known, matter, clock)
        return DetailFace(*asked)
    deed = next((deed for deed in known.deeds if deed.stamp.id == chosen), None)
    if deed is None:
        return None
    reasons = tuple((because, matters.reason(because)) for because in Because)
    return DetailFace(
        questions.what(known, deed), (*questions.who(known, deed, clock), Label.TAKE_BACK.said), reasons=reasons
    )


def _said(scene: Scene, clock: WallClock) -> str:
    match scene.said:
        case None:
            return ""
        case Label() as label:
            return label.said
        case Trouble() | Bug() as error:
            sentence = troubles.sentence(error)
        case no:
            sentence = refusals.sentence(Refused(no=no), clock)
    return f"{sentence.says} {sentence.todo}"
