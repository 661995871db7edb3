"""What happened. A kiosk writes facts and nothing else; every table and number is folded from them.

A new kind is added here, to the union `Fact`; the type checker then lists every place that must know it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kiosk.floor.bundles import BundleStatus
from kiosk.floor.ids import BundleId, DeviceId, FactId, LineId, OperationId, StationId, UserId, WorkerId


class Source(StrEnum):
    """How much the record of a deed can be leant on."""

    ONLINE = "ONLINE"  # scanned, the server in reach
    OFFLINE = "OFFLINE"  # scanned, no server in reach
    BY_HAND = "BY_HAND"  # typed or tapped instead of scanned
    CONFIRMED = "CONFIRMED"  # proposed by the rules and confirmed by a person


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Who, where, when. `number` runs on the device without gaps; `uptime_ms` is its monotonic clock since its start,
    which tells the true span between two facts when the wall clock was moved between them.
    """

    id: FactId
    device: DeviceId
    number: int
    at: datetime
    uptime_ms: int
    source: Source
    station: StationId | None = None
    line: LineId | None = None
    worker: WorkerId | None = None
    user: UserId | None = None

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("a fact's moment has a time zone")
        if self.number < 1 or self.uptime_ms < 0:
            raise ValueError("a fact's running number begins at 1 and its uptime at 0")


@dataclass(frozen=True, slots=True)
class SignedIn:
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class SignedOut:
    stamp: Stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkStarted:
    """`ticket` is the printed text where the kiosk knew the bundle by its ticket alone; so too below."""

    stamp: Stamp
    bundle: BundleId
    run_no: int
    operation: OperationId
    ticket: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkDone:
    """`began`: its WorkStarted, or the worker's last free moment at the station; None where nobody knows."""

    stamp: Stamp
    bundle: BundleId
    run_no: int
    operation: OperationId
    pieces: int
    began: datetime | None = None
    ticket: str | None = None

    def __post_init__(self) -> None:
        if self.pieces < 1 or self.run_no < 1:
            raise ValueError("work is done on at least one piece of a run from 1")
        if self.began is not None and self.began.tzinfo is None:
            raise ValueError("the moment work began has a time zone")


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleMoved:
    stamp: Stamp
    bundle: BundleId
    to_status: BundleStatus
    reason: str | None = None
    ticket: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """A mistake is answered, never erased. `bundle` is that of the fact it answers, so that it finds its fold alone."""

    stamp: Stamp
    fact: FactId
    bundle: BundleId
    reason: str


OfBundle = WorkStarted | WorkDone | BundleMoved | TakenBack
Fact = SignedIn | SignedOut | OfBundle


def in_order(facts: Iterable[OfBundle]) -> list[OfBundle]:
    """The one order every fold uses: each fact once, by the kiosks' clocks, then device and running number."""
    once = {fact.stamp.id: fact for fact in facts}
    return sorted(once.values(), key=lambda fact: (fact.stamp.at, fact.stamp.device, fact.stamp.number, fact.stamp.id))


def standing(facts: Iterable[OfBundle]) -> list[WorkStarted | WorkDone | BundleMoved]:
    """The facts of a bundle that nobody took back, in order."""
    ordered = in_order(facts)
    taken_back = {fact.fact for fact in ordered if isinstance(fact, TakenBack)}
    return [fact for fact in ordered if not isinstance(fact, TakenBack) and fact.stamp.id not in taken_back]
