"""What a scan desk answers: a greeting, a deed, or a refusal that explains itself."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum, auto

from kiosk.floor.bundles import Bundle, BundleStatus, Department
from kiosk.floor.codes import Command
from kiosk.floor.facts import CallKind, IdleReason, Leaving
from kiosk.floor.people import Worker
from kiosk.floor.quality import Light
from kiosk.floor.route import Operation


class No(StrEnum):
    """Why the rules refuse. The sentence stands in `screens/words/refusals.py`."""

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
    ROUTE_IN_A_RING = auto()
    NOT_SEWN_HERE = auto()
    NOT_SKILLED = auto()
    WAITS = auto()
    ALREADY_DONE = auto()
    JUST_COUNTED = auto()
    NOTHING_TO_UNDO = auto()
    BAD_COUNT = auto()
    NOTHING_MISSING = auto()
    BUNDLE_FIRST = auto()
    FINISH_CHECK_FIRST = auto()
    TOO_MANY_DEFECTS = auto()
    NOT_AN_INSPECTOR = auto()
    NOT_A_SUPERVISOR = auto()
    NOT_ON_HOLD = auto()
    NO_OPEN_CALL = auto()
    PIN_FIRST = auto()
    WRONG_PIN = auto()
    PIN_WAITS = auto()
    NO_PIN = auto()
    NOTHING_REJECTED = auto()
    NOTHING_SEWN = auto()
    NOT_ALIKE = auto()
    SAID_LONG_AGO = auto()


@dataclass(frozen=True, slots=True)
class Welcome:
    worker: Worker


@dataclass(frozen=True, slots=True)
class Goodbye:
    worker: Worker
    why: Leaving = Leaving.SELF


@dataclass(frozen=True, slots=True)
class Started:
    bundle: Bundle
    operation: Operation
    pieces: int


@dataclass(frozen=True, slots=True)
class Done:
    """`of_pieces` are the bundle's; fewer `pieces` mean that only so many were ready or were told. `is_learning`: the
    operation asks for more skill than the worker is known to have.
    """

    bundle: Bundle
    operation: Operation
    pieces: int
    of_pieces: int
    is_learning: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """`place`: the shelf or rack that it was put on."""

    bundle: Bundle
    to_status: BundleStatus
    place: str = ""


@dataclass(frozen=True, slots=True)
class Undone:
    pieces: int | None


@dataclass(frozen=True, slots=True)
class Proposed:
    """Somebody else's work was seen; the bundle may go on."""

    bundle: Bundle
    operation: Operation
    pieces: int


@dataclass(frozen=True, slots=True)
class Mended:
    """`left` pieces of the bundle are still to be mended."""

    bundle: Bundle
    operation: Operation | None
    pieces: int
    left: int


@dataclass(frozen=True, slots=True)
class Inspecting:
    """A bundle is in the inspector's hand, or one more defect of it was noted: so many of its `most` pieces are
    `defective`, and of these so many cannot be mended. `last`: the code noted last; `same_piece`: the next one is on
    its piece.
    """

    bundle: Bundle
    most: int
    defective: int = 0
    rejected: int = 0
    last: str = ""
    same_piece: bool = False


@dataclass(frozen=True, slots=True)
class Inspected:
    """`light`: what an inline sample says; None for any other inspection."""

    bundle: Bundle
    checked: int
    defective: int
    rejected: int
    light: Light | None = None


@dataclass(frozen=True, slots=True)
class Paused:
    reason: IdleReason


@dataclass(frozen=True, slots=True)
class Resumed:
    """`minutes` of pause, whole."""

    minutes: int


@dataclass(frozen=True, slots=True)
class Called:
    needs: CallKind


@dataclass(frozen=True, slots=True)
class CallEnded:
    needs: CallKind


@dataclass(frozen=True, slots=True)
class ShowTicket:
    """The next ticket shown is held, released, split and so on. `first`: the one shown already, of two that merge.
    `place`: where it is put.
    """

    command: Command
    pieces: int | None = None
    first: Bundle | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Settling:
    """The list of what waits for a supervisor's word opens."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The deeds of a bundle open."""

    bundle: Bundle


@dataclass(frozen=True, slots=True)
class Parted:
    """`pieces` of the bundle are on a new ticket, which says `ticket` and is called `code`."""

    bundle: Bundle
    pieces: int
    code: str
    ticket: str


@dataclass(frozen=True, slots=True)
class Joined:
    """`pieces` came to the bundle, all that `other` held."""

    bundle: Bundle
    other: Bundle
    pieces: int


@dataclass(frozen=True, slots=True)
class Replaced:
    bundle: Bundle
    pieces: int


@dataclass(frozen=True, slots=True)
class Nothing:
    """All stays as it is, and nothing needs to be said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """What a sentence needs to explain itself: 'Side seams waits for Set sleeves: 12 of 20 done, Ana, since 09:41'.
    `can_propose`: the next right action may be to say that it was sewn and nobody scanned it. `wait_s`: seconds before
    the next try counts.
    """

    no: No
    bundle: Bundle | None = None
    operation: Operation | None = None
    waits_for: Operation | None = None
    done: int | None = None
    who: str = ""
    where: str = ""
    since: datetime | None = None
    goes_to: Department | None = None
    can_propose: bool = False
    wait_s: int = 0


Told = Welcome | Goodbye | Paused | Resumed | Called | CallEnded | ShowTicket | Settling
"""What is about the worker and not about a bundle."""
OfPieces = Opened | Parted | Joined | Replaced
"""What a supervisor did to a bundle's pieces, or is about to see of them."""
Deed = Started | Done | Moved | Undone | Proposed | Mended | Inspecting | Inspected | OfPieces
Answer = Told | Deed | Refused | Nothing
