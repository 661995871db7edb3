"""What happened. A kiosk writes facts and nothing else; every table and number is folded from them.

A new kind is added here or, where it happens to a bundle, in `bundle_facts`, and to the unions at the end; the type
checker then lists every place that must know it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar, assert_never

from kiosk.floor.bundle_facts import (
    BundleMoved,
    DefectsFound,
    FlagSettled,
    LineDisputed,
    PiecesCame,
    PiecesLeft,
    PiecesReplaced,
    ReworkDone,
    WorkDone,
    WorkProposed,
    WorkStarted,
)
from kiosk.floor.ids import BundleId, DeviceId, FactId, LayId, WorkerId
from kiosk.floor.stamp import Stamp, check_counts


class IdleReason(StrEnum):
    """Why hands rest."""

    NO_WORK = "NO_WORK"
    MACHINE = "MACHINE"
    MATERIAL = "MATERIAL"
    POWER = "POWER"
    QUALITY = "QUALITY"
    MEETING = "MEETING"
    TRAINING = "TRAINING"
    PERSONAL = "PERSONAL"


class Leaving(StrEnum):
    """How a stay at a kiosk ended. Only by one's own hand, or with the shift, does it end the attendance."""

    SELF = "SELF"
    SWITCH = "SWITCH"  # another badge was shown: who shares a kiosk goes on working
    IDLE = "IDLE"  # nobody came for long
    SHIFT_END = "SHIFT_END"


class CallKind(StrEnum):
    MACHINE = "MACHINE"
    NEEDLE = "NEEDLE"
    MATERIAL = "MATERIAL"
    QUALITY = "QUALITY"
    PAY = "PAY"
    HELP = "HELP"


# ---- of a person's day


@dataclass(frozen=True, slots=True)
class SignedIn:
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class SignedOut:
    stamp: Stamp
    why: Leaving = Leaving.SELF


@dataclass(frozen=True, slots=True)
class WorkPaused:
    """The worker stops, and says why. It ends with the worker's next fact, whatever that is."""

    stamp: Stamp
    reason: IdleReason


@dataclass(frozen=True, slots=True)
class WorkResumed:
    stamp: Stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class IdleSettled:
    """A supervisor accepts a pause as nobody's fault, or does not. `whose` is the worker who paused."""

    stamp: Stamp
    fact: FactId
    whose: WorkerId
    is_accepted: bool
    note: str = ""


# ---- of a lay


@dataclass(frozen=True, slots=True, kw_only=True)
class CutStarted:
    """Cutting begins, or goes on after a pause."""

    stamp: Stamp
    lay: LayId
    run_no: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CutPaused:
    stamp: Stamp
    lay: LayId
    run_no: int
    reason: IdleReason


@dataclass(frozen=True, slots=True, kw_only=True)
class CutDone:
    """`units` are pieces of garment panels sets cut, `defective` those of them that are spoilt. Weights in kg, where
    somebody weighed.
    """

    stamp: Stamp
    lay: LayId
    run_no: int
    plies: int
    units: int
    defective: int = 0
    fabric_used_kg: Decimal | None = None
    wastage_kg: Decimal | None = None
    note: str = ""

    def __post_init__(self) -> None:
        check_counts(at_least_one=(self.plies, self.units, self.run_no), none_below_zero=(self.defective,))
        if self.defective > self.units:
            raise ValueError("of the units cut some are defective")
        if any(kg is not None and not 0 <= kg < 100_000 for kg in (self.fabric_used_kg, self.wastage_kg)):
            raise ValueError("a weight in kg is not below zero")


# ---- of a call


@dataclass(frozen=True, slots=True)
class CallRaised:
    """A station asks for help. The call bears this fact's id."""

    stamp: Stamp
    needs: CallKind
    note: str = ""


@dataclass(frozen=True, slots=True)
class CallAnswered:
    """Somebody came and saw to it."""

    stamp: Stamp
    call: FactId


# ---- of any of them


class About(StrEnum):
    """What a fact is about. Each has a fold of its own, from all the facts that are about the same one."""

    BUNDLE = "bundle"
    PERSON = "person"
    LAY = "lay"
    CALL = "call"


@dataclass(frozen=True, slots=True)
class Subject:
    """Kept and looked up as text: `bundle:` and the bundle's id."""

    about: About
    id: str

    def __str__(self) -> str:
        return f"{self.about}:{self.id}"


def of_bundle(bundle: BundleId) -> Subject:
    return Subject(About.BUNDLE, bundle)


def of_lay(lay: LayId) -> Subject:
    return Subject(About.LAY, lay)


def bundle_named(subject: str) -> BundleId | None:
    """The bundle of a subject as text; None where it is about something else."""
    about, _, id_ = subject.partition(":")
    return BundleId(id_) if about == About.BUNDLE else None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """A mistake is answered, never erased. What the answered fact is about stands here once more, so that this one
    finds the same fold alone.
    """

    stamp: Stamp
    fact: FactId
    reason: str
    about: Subject


OfPerson = SignedIn | SignedOut | WorkPaused | WorkResumed | IdleSettled
Deed = WorkStarted | WorkDone | WorkProposed | DefectsFound | ReworkDone | BundleMoved
"""What hands do to a bundle. The ticket stands in each of them where it is all that is known of the bundle."""
OfPieces = PiecesLeft | PiecesCame | PiecesReplaced
OfBundle = Deed | OfPieces | LineDisputed | FlagSettled
OfLay = CutStarted | CutPaused | CutDone
OfCall = CallRaised | CallAnswered
Plain = OfPerson | OfBundle | OfLay | OfCall
Fact = Plain | TakenBack


def subject_of(fact: Fact) -> Subject:
    match fact:
        case TakenBack():
            return fact.about
        case IdleSettled():
            return Subject(About.PERSON, fact.whose)
        case SignedIn() | SignedOut() | WorkPaused() | WorkResumed():
            return Subject(About.PERSON, fact.stamp.worker or "")
        case CutStarted() | CutPaused() | CutDone():
            return of_lay(fact.lay)
        case CallRaised():
            return Subject(About.CALL, fact.stamp.id)
        case CallAnswered():
            return Subject(About.CALL, fact.call)
        case WorkStarted() | WorkDone() | WorkProposed() | DefectsFound() | ReworkDone() | BundleMoved():
            return of_bundle(fact.bundle)
        case PiecesLeft() | PiecesCame() | PiecesReplaced() | LineDisputed() | FlagSettled():
            return of_bundle(fact.bundle)
        case _:
            assert_never(fact)


def bundle_of(fact: Fact) -> BundleId | None:
    """None where it is about something else."""
    subject = subject_of(fact)
    return BundleId(subject.id) if subject.about is About.BUNDLE else None


F = TypeVar("F", bound=Fact)


def is_sign_of_life(fact: Plain) -> bool:
    """Whether the worker of its stamp did something then. Another's badge, a desk that falls asleep and a supervisor's
    word about earlier work are no such thing.
    """
    if isinstance(fact, WorkDone):
        return fact.confirmed_by is None
    return not (isinstance(fact, SignedOut) and fact.why in {Leaving.SWITCH, Leaving.IDLE})


Order = tuple[datetime, DeviceId, int, FactId]


def order_of(fact: Fact) -> Order:
    """The one order every fold uses: by the kiosks' clocks, then device and running number."""
    return fact.stamp.at, fact.stamp.device, fact.stamp.number, fact.stamp.id


def in_order(facts: Iterable[F]) -> list[F]:
    """Each fact once."""
    return sorted({fact.stamp.id: fact for fact in facts}.values(), key=order_of)


def standing(facts: Iterable[Fact]) -> list[Plain]:
    """Those that nobody took back, in order."""
    ordered = in_order(facts)
    taken_back = {fact.fact for fact in ordered if isinstance(fact, TakenBack)}
    return [fact for fact in ordered if not isinstance(fact, TakenBack) and fact.stamp.id not in taken_back]
