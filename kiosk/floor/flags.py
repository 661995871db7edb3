"""Facts that break a rule which only the whole knows. They are kept, count no further than the rule allows,
and wait for a supervisor.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from kiosk.floor.ids import FactId, UserId, WorkerId

TOO_FAST_BELOW = Decimal("0.30")
"""A part of the standard minutes under which work is too fast to be true."""

LONGEST_WORK_MS = 16 * 3_600_000
"""No hand works longer at a stretch: beyond it nobody noted when the work began."""

CLOCK_OFF_S = 120
"""Seconds by which a kiosk's clock may part from the server's."""


class FlagKind(StrEnum):
    EXCESS = "EXCESS"  # more pieces claimed than were left: a double claim, or more than the bundle holds
    OUT_OF_ORDER = "OUT_OF_ORDER"  # done before what it depends on
    TOO_FAST = "TOO_FAST"
    TOO_LONG = "TOO_LONG"  # its time is not counted
    UNKNOWN_BUNDLE = "UNKNOWN_BUNDLE"
    UNKNOWN_OPERATION = "UNKNOWN_OPERATION"
    CLOCK_OFF = "CLOCK_OFF"
    NOT_GENUINE = "NOT_GENUINE"  # the ticket that names the bundle is none of this factory's
    TOO_MANY_BACK = "TOO_MANY_BACK"  # more pieces mended, parted or replaced than there were
    DISPUTED = "DISPUTED"  # the worker does not agree


HOLDS_PAY = frozenset({FlagKind.OUT_OF_ORDER, FlagKind.TOO_FAST, FlagKind.CLOCK_OFF, FlagKind.NOT_GENUINE})
"""What keeps the counted pieces of a deed from being paid until it is settled."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A supervisor's word on a flag; `true_at` where the deed's clock was off."""

    is_accepted: bool
    at: datetime
    worker: WorkerId | None = None
    user: UserId | None = None
    reason: str = ""
    true_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Flag:
    fact: FactId
    kind: FlagKind
    at: datetime
    pieces: int = 0
    settled: Settled | None = None
