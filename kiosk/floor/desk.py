"""A scan desk: its place and moment, where it stands, and what was found for a code.

`scanning.step` goes from these to an answer.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kiosk.floor.access import Tried
from kiosk.floor.answers import Answer, No
from kiosk.floor.bundle_facts import BundleMoved, Defect, WorkDone
from kiosk.floor.bundles import Bundle
from kiosk.floor.codes import Argument, Command
from kiosk.floor.facts import CallRaised, Fact, IdleReason
from kiosk.floor.history import Life
from kiosk.floor.ids import BundleId, DeviceId, FactId, OperationId, StationId, WorkerId
from kiosk.floor.people import Station, Worker
from kiosk.floor.policy import Policy
from kiosk.floor.quality import at_fault
from kiosk.floor.route import Operation
from kiosk.floor.runs import Run
from kiosk.floor.shift import Span, WorkingDay
from kiosk.floor.stamp import Source, Stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """The desk's place and moment. `numbers` goes on from the device's last recorded fact. `day`: the shift of now.
    `new_ticket`: one that was never used, for so many pieces.
    """

    station: Station
    device: DeviceId
    moment: datetime
    uptime_ms: int
    source: Source
    next_id: Callable[[], FactId]
    numbers: Iterator[int]
    new_ticket: Callable[[int], "NewTicket"]
    policy: Policy = field(default_factory=Policy)
    day: WorkingDay | None = None

    def stamp(self, worker: Worker) -> Stamp:
        return Stamp(
            id=self.next_id(),
            device=self.device,
            number=next(self.numbers),
            at=self.moment,
            uptime_ms=self.uptime_ms,
            source=self.source,
            station=self.station.id,
            line=self.station.line,
            worker=worker.id,
        )


@dataclass(frozen=True, slots=True)
class NewTicket:
    """`text` is what its QR says."""

    bundle: BundleId
    code: str
    text: str


# ---- where it stands


@dataclass(frozen=True, slots=True)
class Waiting:
    """Nobody is signed in."""


@dataclass(frozen=True, slots=True)
class Noted:
    """A defect that an inspector noted. `is_same`: on the piece of the one before; else on one more piece, of which
    `is_spoilt` says that it cannot be mended.
    """

    code: str
    is_same: bool = False
    is_spoilt: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Looking:
    """An inspector has this bundle in hand. `at`: the checkpoint, None at the department's own inspection; `most`:
    pieces that there are to look at. `is_sample`: a few of them, while sewing goes on. `brought`: taking it up moved it
    to quality control. `notes` in their order; `same_piece`: the next one is on the piece of the last. `maker`: whose
    work it is where the defect alone does not tell.
    """

    bundle: Bundle
    run: Run
    most: int
    notes: tuple[Noted, ...] = ()
    same_piece: bool = False
    maker: OperationId | None = None
    at: OperationId | None = None
    is_sample: bool = False
    brought: bool = False
    ticket: str | None = None

    @property
    def defects(self) -> tuple[Defect, ...]:
        """By their kind, in the order in which these came first."""
        return tuple(self._defect(code) for code in dict.fromkeys(note.code for note in self.notes))

    @property
    def defective(self) -> int:
        return sum(not note.is_same for note in self.notes)

    @property
    def rejected(self) -> int:
        return sum(note.is_spoilt for note in self.notes)

    def _defect(self, code: str) -> Defect:
        mine = [note for note in self.notes if note.code == code]
        return Defect(
            code=code,
            count=len(mine),
            pieces=sum(not note.is_same for note in mine),
            rejected=sum(note.is_spoilt for note in mine),
            operation=at_fault(code, self.run.route) or self.maker,
        )


@dataclass(frozen=True, slots=True)
class Armed:
    """What the next ticket is shown for. `first`: the ticket shown already, where it takes two. `place`: the shelf or
    rack that was named. `has_lapsed`: so long ago that nobody may remember.
    """

    command: Command
    pieces: int | None = None
    first: "KnownBundle | None" = None
    place: str = ""
    has_lapsed: bool = False


@dataclass(frozen=True, slots=True)
class Ready:
    """`free_since`: when this worker last finished or came to work; the next work began then. `just` and `just_at`:
    the bundle counted last, and when. `pauses` of this shift; `paused`: why the hands rest right now, and since when.
    `asked`: the bundle that waited for somebody's scan. `armed`: what the next ticket is shown for. `proven_at`: when
    a PIN last showed that this is the badge's owner.
    """

    worker: Worker
    free_since: datetime
    just: Bundle | None = None
    just_at: datetime | None = None
    pauses: tuple[Span, ...] = ()
    paused: tuple[IdleReason, datetime] | None = None
    hand: Looking | None = None
    asked: "KnownBundle | None" = None
    armed: Armed | None = None
    proven_at: datetime | None = None
    seen_at: datetime | None = field(default=None, compare=False)


State = Waiting | Ready


# ---- what was found


@dataclass(frozen=True, slots=True)
class KnownWorker:
    """`free_since`: this worker's last finished work of the shift, or else the first sign-in of it, so that operators
    who share a kiosk are not timed by the moment they queued at it; None where this kiosk knows of neither. `pauses` of
    the shift, and `paused` where the last of them has not ended.
    """

    worker: Worker
    free_since: datetime | None = None
    pauses: tuple[Span, ...] = ()
    paused: tuple[IdleReason, datetime] | None = None


@dataclass(frozen=True, slots=True)
class PinTried:
    """A PIN put in for this worker, and what came of it. `wait_s`: seconds before another try counts."""

    known: KnownWorker
    tried: Tried
    wait_s: int = 0


@dataclass(frozen=True, slots=True)
class KnownBundle:
    """A bundle with its folded run and life. `ticket` is the printed text where the ticket is all that is known of it.
    `people` and `stations` name those who appear in its run.
    """

    bundle: Bundle
    run: Run
    life: Life
    ticket: str | None = None
    people: Mapping[WorkerId, str] = field(default_factory=dict)
    stations: Mapping[StationId, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KnownCommand:
    """`last` is the worker's own latest standing deed at this kiosk: what UNDO means. `call`: the open one here."""

    command: Command
    argument: Argument = None
    last: WorkDone | BundleMoved | None = None
    call: CallRaised | None = None


@dataclass(frozen=True, slots=True)
class KnownDefect:
    code: str


@dataclass(frozen=True, slots=True)
class NewCount:
    """The worker changed the pieces of the deed just recorded."""

    last: WorkDone
    bundle: Bundle
    operation: Operation
    pieces: int


@dataclass(frozen=True, slots=True)
class TimePassed:
    """Nobody showed anything for a while."""


@dataclass(frozen=True, slots=True)
class Unknown:
    no: No


Found = KnownWorker | PinTried | KnownBundle | KnownCommand | KnownDefect | NewCount | TimePassed | Unknown


@dataclass(frozen=True, slots=True)
class Step:
    state: State
    answer: Answer
    facts: tuple[Fact, ...] = ()
