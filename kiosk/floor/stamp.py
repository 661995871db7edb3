"""What every fact carries: who, where, when, and how much the record can be leant on."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kiosk.floor.ids import DeviceId, FactId, LineId, StationId, UserId, WorkerId


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


MOST = 1_000_000
"""More pieces than any bundle, lay or keypad has."""


def check_counts(*, at_least_one: tuple[int, ...] = (), none_below_zero: tuple[int, ...] = ()) -> None:
    """Raises ValueError for a count that no hand can have told."""
    if any(count < 1 for count in at_least_one) or any(count < 0 for count in none_below_zero):
        raise ValueError("a count is at least one, and none is below zero")
    if any(count > MOST for count in (*at_least_one, *none_below_zero)):
        raise ValueError("no hand counts so many")
