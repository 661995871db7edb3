"""The trade's arithmetic of quality. Each formula names where it comes from."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from kiosk.floor.bundle_facts import DefectsFound
from kiosk.floor.ids import OperationId
from kiosk.floor.route import Route

DEFECTS = (
    "UNEVEN-STITCHING",
    "BROKEN-STITCH",
    "LOOSE-THREAD",
    "MISALIGNED-SEAM",
    "WRONG-MEASUREMENT",
    "FABRIC-DEFECT",
    "COLOUR-VARIATION",
    "HOLE-OR-TEAR",
    "WRONG-PLACEMENT",
    "MISSING-PART",
)
"""The ten types that the existing front end knows, as they stand on cards."""

SAMPLE = 7
"""Pieces of each worker looked at in an inline round."""

_CENT = Decimal("0.01")


class Light(StrEnum):
    GREEN = "GREEN"
    YELLOW = "YELLOW"
    RED = "RED"


@dataclass(frozen=True, slots=True)
class Quality:
    """Sums over inspections. `defective` pieces; a piece looked at again after mending is not counted again."""

    checked: int = 0
    defective: int = 0
    rejected: int = 0
    defects: int = 0

    def __add__(self, other: "Quality") -> "Quality":
        return Quality(
            self.checked + other.checked,
            self.defective + other.defective,
            self.rejected + other.rejected,
            self.defects + other.defects,
        )

    @property
    def dhu(self) -> Decimal | None:
        """Defects per hundred units: defects x 100 / pieces checked, which may exceed 100; None before the first check.

        Source: Online Clothing Study 2011/03 (35 in 250 are 14).
        """
        return _percent(self.defects, self.checked)

    @property
    def rft(self) -> Decimal | None:
        """Right first time: pieces passed without repair or reject / pieces inspected x 100.

        Source: StitchWorld, M. Ambastha (450 seen, 50 caught: 88.89).
        """
        return _percent(self.checked - self.defective, self.checked)


def quality_of(inspections: Iterable[DefectsFound]) -> Quality:
    """Of one bundle, in the order of time: what an inspector sees a second time, mended, was inspected before."""
    total, mended = Quality(), 0
    for found in inspections:
        again = 0 if found.is_sample else min(mended, found.checked)
        mended += found.defective - found.rejected - again
        defects = sum(defect.count for defect in found.defects)
        total += Quality(found.checked - again, min(found.defective, found.checked - again), found.rejected, defects)
    return total


def inline_light(defective: int) -> Light:
    """Of seven pieces: none defective is green, one is yellow, more are red. The seven and zero are the trade's; that
    one is yellow is ours.
    """
    return Light.GREEN if defective == 0 else Light.YELLOW if defective == 1 else Light.RED


def at_fault(code: str, route: Route) -> OperationId | None:
    """The operation where such a defect is made, if it is one alone."""
    makers = [op.id for op in route if code in op.defects]
    return makers[0] if len(makers) == 1 else None


def _percent(part: int, of: int) -> Decimal | None:
    return (Decimal(100 * part) / of).quantize(_CENT, ROUND_HALF_UP) if of > 0 else None
