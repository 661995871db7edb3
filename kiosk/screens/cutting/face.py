"""Everything the cutter's screen shows, as a value; and plain functions that make it from what is known."""

from dataclasses import dataclass, field
from enum import Enum, auto

from kiosk.floor.answers import No, Refused
from kiosk.floor.cuts import CutRun, CutStatus
from kiosk.floor.facts import IdleReason
from kiosk.floor.ids import LayId, WorkerId
from kiosk.floor.lays import CutFlagKind
from kiosk.floor.tabling import NoCut, OnTable
from kiosk.screens.clock import WallClock
from kiosk.screens.cutting.form import FormFace, Numbers, form_face
from kiosk.screens.icons import Icon
from kiosk.screens.lane import Bug
from kiosk.screens.lines import LineFace
from kiosk.screens.words import cutting, numbers, refusals, trade, troubles
from kiosk.screens.words.labels import Label
from kiosk.station.cutting import Ticket
from kiosk.trouble import Trouble


class Page(Enum):
    """What covers the detail of the lay."""

    WHY = auto()  # the reasons for a pause
    FORM = auto()  # what was cut
    TICKETS = auto()


@dataclass(frozen=True, slots=True)
class Scene:
    """What the screen knows. `tables` None before it was asked. `people` names those who cut. `at`: which ticket is
    shown.
    """

    tables: tuple[OnTable, ...] | None = None
    people: tuple[tuple[WorkerId, str], ...] = ()
    chosen: LayId | None = None
    page: Page | None = None
    numbers: Numbers = field(default_factory=Numbers)
    tickets: tuple[Ticket, ...] = ()
    at: int = 0
    said: No | NoCut | Trouble | Bug | Label | None = None

    @property
    def table(self) -> OnTable | None:
        return next((table for table in self.tables or () if table.lay.id == self.chosen), None)


@dataclass(frozen=True, slots=True)
class LayFace:
    """The lay that was tapped, and the words of the buttons that make sense now; empty ones are not shown."""

    title: str
    lines: tuple[str, ...]
    main: str = ""
    pause: str = ""
    tell: str = ""
    undo: str = ""
    tickets: str = ""


@dataclass(frozen=True, slots=True)
class TicketFace:
    text: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CuttingFace:
    title: str
    rows: tuple[LineFace, ...] = ()
    lay: LayFace | None = None
    hint: str = ""
    said: str = ""
    reasons: tuple[tuple[IdleReason, str], ...] = ()
    form: FormFace | None = None
    ticket: TicketFace | None = None


def face_of(scene: Scene, clock: WallClock) -> CuttingFace:
    table = scene.table
    is_why, is_form = scene.page is Page.WHY, scene.page is Page.FORM
    return CuttingFace(
        title=Label.LAYS.said,
        rows=tuple(_line(one, scene.chosen) for one in scene.tables or ()),
        lay=_lay(table, dict(scene.people), clock) if table else None,
        hint="" if scene.tables is None else Label.TAP_LAY.said if scene.tables else Label.NO_LAYS.said,
        said=_said(scene.said, clock),
        reasons=tuple((reason, trade.idle_reason(reason)) for reason in IdleReason) if is_why and table else (),
        form=form_face(scene.numbers) if is_form and table else None,
        ticket=_ticket(scene) if scene.page is Page.TICKETS and table else None,
    )


def _line(table: OnTable, chosen: LayId | None) -> LineFace:
    lay, run = table.lay, table.current
    icon = Icon.CHECK if not table.left else Icon.BUNDLE
    if any(flag.kind is not CutFlagKind.NOT_STARTED for flag in table.flags):
        icon = Icon.ALERT
    elif run is not None:
        icon = Icon.PAUSE if run.status is CutStatus.PAUSED else Icon.PLAY
    detail = " · ".join(part for part in (lay.product_type, lay.colour, _left(table)) if part)
    return LineFace(lay.id, icon, "", _name(table), detail, lay.id == chosen)


def _lay(table: OnTable, people: dict[WorkerId, str], clock: WallClock) -> LayFace:
    run, lay = table.current, table.lay
    is_cutting = run is not None and run.status is not CutStatus.PAUSED
    shares = [(size, numbers.number(count)) for size, count in lay.shares.items()]
    lines = [_left(table), cutting.sizes(shares) if shares else "", _so_far(table), _state(run, people, clock)]
    lines += [cutting.flag(flag.kind, numbers.weight(abs(flag.amount))) for flag in table.flags]
    main = Label.GO_ON_CUT if run and not is_cutting else Label.BEGIN_CUT
    return LayFace(
        title=_name(table),
        lines=tuple(line for line in lines if line),
        main="" if is_cutting or not table.left else main.said,
        pause=Label.CARD_PAUSE.said if is_cutting else "",
        tell=Label.TELL_CUT.said if table.left else "",
        undo=Label.UNDO_CUT.said if any(run.cuts for run in table.runs) else "",
        tickets=Label.TICKETS.said if any(run.good for run in table.runs) else "",
    )


def _name(table: OnTable) -> str:
    return cutting.lay(table.lay.marker_name or table.lay.id, table.lay.order_number)


def _left(table: OnTable) -> str:
    return cutting.plies_left(numbers.number(table.left), cutting.plies(table.lay.plies))


def _so_far(table: OnTable) -> str:
    """Good pieces; how many bundles that makes follows from the sizes of the marker."""
    good = sum(run.good for run in table.runs)
    if not good:
        return ""
    tied = sum(-(-pieces // table.per_bundle) for run in table.runs for pieces in _pieces(table, run))
    return cutting.cut_so_far(numbers.pieces(good), cutting.bundles(tied))


def _pieces(table: OnTable, run: CutRun) -> list[int]:
    return [pieces for cut in run.cuts for pieces in table.lay.by_size(cut.good).values()]


def _state(run: CutRun | None, people: dict[WorkerId, str], clock: WallClock) -> str:
    if run is None:
        return ""
    if run.status is CutStatus.PAUSED and run.pauses:
        return cutting.rests(trade.idle_reason(run.pauses[-1].reason))
    who = people.get(run.cutter, "") if run.cutter else ""
    return cutting.cutting_since(who, clock.hour(run.started_at or run.first_at))


def _ticket(scene: Scene) -> TicketFace:
    if not scene.tickets:
        return TicketFace("", Label.NO_TICKETS.said, ())
    ticket = scene.tickets[scene.at % len(scene.tickets)]
    title = cutting.ticket_of(numbers.number(scene.at % len(scene.tickets) + 1), numbers.number(len(scene.tickets)))
    about = " · ".join(part for part in (ticket.size, numbers.pieces(ticket.pieces)) if part)
    return TicketFace(ticket.text, title, (trade.bundle(ticket.code), about))


def _said(what: No | NoCut | Trouble | Bug | Label | None, clock: WallClock) -> str:
    match what:
        case None:
            return ""
        case Label():
            return what.said
        case NoCut():
            return cutting.no(what)
        case Trouble() | Bug():
            sentence = troubles.sentence(what)
        case No():
            sentence = refusals.sentence(Refused(no=what), clock)
    return f"{sentence.says} {sentence.todo}"
