"""What boards add up: pieces and minutes of one hour at one station, and work waiting before each operation.

A tally is a sum, so a bundle's share can be taken out and put in again whenever its facts change.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from operator import attrgetter
from typing import TypeVar

from kiosk.floor.ids import FactId, LineId, OperationId, StationId
from kiosk.floor.runs import Counted, Run, RunOperation, RunStatus
from kiosk.floor.shift import Calendar, hour_of
from kiosk.floor.stamp import Source


@dataclass(frozen=True, slots=True)
class Slot:
    """Where and when something counts. `hour` is the full UTC hour; `day` the production date."""

    day: date
    shift: str
    hour: datetime
    line: LineId | None
    station: StationId | None
    operation: OperationId


@dataclass(frozen=True, slots=True)
class Tally:
    """`garments` are pieces through the last operation and not rejected since; `timed_earned_min` are earned minutes
    whose time is known, the only ones that may be set against `worked_ms`.
    """

    pieces: int = 0
    garments: int = 0
    earned_min: Decimal = Decimal(0)
    timed_earned_min: Decimal = Decimal(0)
    worked_ms: int = 0
    scans: int = 0
    offline: int = 0
    by_hand: int = 0
    confirmed: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(mine + its for mine, its in zip(_numbers(self), _numbers(other), strict=True)))

    def __neg__(self) -> "Tally":
        return Tally(*(-number for number in _numbers(self)))


@dataclass(frozen=True, slots=True)
class Queue:
    line: LineId | None
    operation: OperationId


@dataclass(frozen=True, slots=True)
class Waiting:
    """Work that may be begun now: pieces, and the standard minutes in them."""

    pieces: int = 0
    minutes: Decimal = Decimal(0)

    def __add__(self, other: "Waiting") -> "Waiting":
        return Waiting(self.pieces + other.pieces, self.minutes + other.minutes)

    def __neg__(self) -> "Waiting":
        return Waiting(-self.pieces, -self.minutes)


Sum = TypeVar("Sum", Tally, Waiting)
Key = TypeVar("Key", Slot, Queue)


def tallies(run: Run, calendar: Calendar) -> dict[Slot, Tally]:
    """The run's share in every hour it was worked on."""
    slots: dict[Slot, Tally] = {}
    for op in run.operations:
        garments = _garments(op) if op is run.operations[-1] else {}
        for done in op.counted:
            slot = _slot(done, calendar)
            slots[slot] = slots.get(slot, Tally()) + _tally(done, garments.get(done.fact.stamp.id, 0))
    return slots


def _garments(op: RunOperation) -> dict[FactId, int]:
    """Of each deed of the last operation; what was rejected is missed where it was sewn last."""
    lost, found = op.lost, {}
    for done in reversed(op.counted):
        gone = min(lost, done.pieces)
        found[done.fact.stamp.id], lost = done.pieces - gone, lost - gone
    return found


def waiting(run: Run) -> dict[Queue, Waiting]:
    """The run's share in the work that waits before each operation, once sewing has begun on it."""
    if run.status is not RunStatus.IN_PROGRESS:
        return {}
    ready = ((op, run.ready(op.operation)) for op in run.operations)
    return {
        Queue(run.bundle.line, op.operation.id): Waiting(pieces, pieces * op.operation.standards[-1].smv_min)
        for op, pieces in ready
        if pieces
    }


def difference(before: Mapping[Key, Sum], after: Mapping[Key, Sum]) -> dict[Key, Sum]:
    """What must be added to the sums so that `after` stands where `before` stood; nothing where they are equal."""
    gone = {key: -share for key, share in before.items() if key not in after}
    changed = {key: share + -before[key] for key, share in after.items() if key in before and before[key] != share}
    return gone | changed | {key: share for key, share in after.items() if key not in before}


def total(sums: Iterable[Tally]) -> Tally:
    return sum(sums, Tally())


_numbers = attrgetter(*Tally.__slots__)


def _slot(done: Counted, calendar: Calendar) -> Slot:
    stamp = done.fact.stamp
    day = calendar.day_of(stamp.at)
    return Slot(day.date, day.shift, hour_of(stamp.at), stamp.line, stamp.station, done.fact.operation)


def _tally(done: Counted, garments: int) -> Tally:
    source = done.fact.stamp.source
    return Tally(
        pieces=done.pieces,
        garments=garments,
        earned_min=done.earned_min,
        timed_earned_min=done.earned_min if done.worked_ms else Decimal(0),
        worked_ms=done.worked_ms,
        scans=1,
        offline=int(source is Source.OFFLINE),
        by_hand=int(source is Source.BY_HAND),
        confirmed=int(source is Source.CONFIRMED),
    )
