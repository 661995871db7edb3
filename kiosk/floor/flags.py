"""Facts that break a rule which only the whole knows. They are kept, count no further than the rule allows,
and wait for a supervisor.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from kiosk.floor.ids import FactId

TOO_FAST_BELOW = Decimal("0.30")
"""A part of the standard minutes under which work is too fast to be true."""

CLOCK_OFF_S = 120
"""Seconds by which a kiosk's clock may part from the server's."""


class FlagKind(StrEnum):
    EXCESS = "EXCESS"  # more pieces claimed than were left: a double claim, or more than the bundle holds
    OUT_OF_ORDER = "OUT_OF_ORDER"  # done before what it depends on
    TOO_FAST = "TOO_FAST"
    UNKNOWN_BUNDLE = "UNKNOWN_BUNDLE"
    UNKNOWN_OPERATION = "UNKNOWN_OPERATION"
    CLOCK_OFF = "CLOCK_OFF"


@dataclass(frozen=True, slots=True)
class Flag:
    fact: FactId
    kind: FlagKind
    at: datetime
    pieces: int = 0
