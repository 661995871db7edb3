"""The words of a scan desk: where it stands, what was found for a code, and what it answers.

`scanning.step` goes from the first two to the third.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum, auto

from kiosk.floor.bundle_facts import BundleMoved, WorkDone
from kiosk.floor.bundles import Bundle, BundleStatus, Department
from kiosk.floor.codes import Command
from kiosk.floor.facts import Fact
from kiosk.floor.history import Life
from kiosk.floor.ids import StationId, WorkerId
from kiosk.floor.people import Worker
from kiosk.floor.route import Operation
from kiosk.floor.runs import Run


class No(StrEnum):
    """Why the rules refuse. The sentence stands in `screens/words.py`."""

    NOT_A_TICKET = auto()
    OTHER_THING = auto()
    NOT_GENUINE = auto()
    UNKNOWN_CODE = auto()
    UNKNOWN_BADGE = auto()
    UNKNOWN_BUNDLE = auto()
    LEFT_COMPANY = auto()
    BADGE_FIRST = auto()
    WRONG_DEPARTMENT = auto()
    CLOSED = auto()
    ON_HOLD = auto()
    NO_ROUTE = auto()
    NOT_SEWN_HERE = auto()
    WAITS = auto()
    ALREADY_DONE = auto()
    JUST_COUNTED = auto()
    NOTHING_TO_UNDO = auto()
    BAD_COUNT = auto()


@dataclass(frozen=True, slots=True)
class Waiting:
    """Nobody is signed in."""


@dataclass(frozen=True, slots=True)
class Ready:
    """`free_since`: when this worker last finished or came to work; the next work began then. `just` and `just_at`:
    the bundle counted last, and when.
    """

    worker: Worker
    free_since: datetime
    just: Bundle | None = None
    just_at: datetime | None = None


State = Waiting | Ready


@dataclass(frozen=True, slots=True)
class KnownWorker:
    """`free_since`: this worker's last finished work of the shift, or else the first sign-in of it, so that operators
    who share a kiosk are not timed by the moment they queued at it; None where this kiosk knows of neither.
    """

    worker: Worker
    free_since: datetime | None = None


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
    """`last` is the worker's own latest standing deed at this kiosk: what UNDO means."""

    command: Command
    last: WorkDone | BundleMoved | None = None


@dataclass(frozen=True, slots=True)
class NewCount:
    """The worker changed the pieces of the deed just recorded."""

    last: WorkDone
    bundle: Bundle
    operation: Operation
    pieces: int


@dataclass(frozen=True, slots=True)
class Unknown:
    no: No


Found = KnownWorker | KnownBundle | KnownCommand | NewCount | Unknown


@dataclass(frozen=True, slots=True)
class Welcome:
    worker: Worker


@dataclass(frozen=True, slots=True)
class Goodbye:
    worker: Worker


@dataclass(frozen=True, slots=True)
class Started:
    bundle: Bundle
    operation: Operation
    pieces: int


@dataclass(frozen=True, slots=True)
class Done:
    """`of_pieces` are the bundle's; fewer `pieces` mean that only so many were ready or were told."""

    bundle: Bundle
    operation: Operation
    pieces: int
    of_pieces: int


@dataclass(frozen=True, slots=True)
class Moved:
    bundle: Bundle
    to_status: BundleStatus


@dataclass(frozen=True, slots=True)
class Undone:
    pieces: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """What a sentence needs to explain itself: 'Side seams waits for Set sleeves: 12 of 20 done, Ana, since 09:41'."""

    no: No
    bundle: Bundle | None = None
    operation: Operation | None = None
    waits_for: Operation | None = None
    done: int | None = None
    who: str = ""
    where: str = ""
    since: datetime | None = None
    goes_to: Department | None = None


Answer = Welcome | Goodbye | Started | Done | Moved | Undone | Refused


@dataclass(frozen=True, slots=True)
class Step:
    state: State
    answer: Answer
    facts: tuple[Fact, ...] = ()
