"""A bundle, its road through the factory, and what a scan at a department without operations does to it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kiosk.floor.ids import BundleId, LineId, OrderId


class Department(StrEnum):
    CUTTING = "CUTTING"
    PRINTING = "PRINTING"
    SEWING = "SEWING"
    QC = "QC"
    FINISHING = "FINISHING"
    PACKING = "PACKING"


class BundleStatus(StrEnum):
    CREATED = "CREATED"
    IN_CUTTING = "IN_CUTTING"
    CUT = "CUT"
    IN_PRINTING = "IN_PRINTING"
    PRINTED = "PRINTED"
    IN_SEWING = "IN_SEWING"
    SEWN = "SEWN"
    IN_QC = "IN_QC"
    QC_PASSED = "QC_PASSED"
    IN_FINISHING = "IN_FINISHING"
    FINISHED = "FINISHED"
    PACKED = "PACKED"
    DONE = "DONE"
    QC_FAILED = "QC_FAILED"
    IN_REWORK = "IN_REWORK"
    ON_HOLD = "ON_HOLD"
    REJECTED = "REJECTED"


_S = BundleStatus
_STAGES = {
    Department.CUTTING: (_S.IN_CUTTING, _S.CUT),
    Department.PRINTING: (_S.IN_PRINTING, _S.PRINTED),
    Department.SEWING: (_S.IN_SEWING, _S.SEWN),
    Department.QC: (_S.IN_QC, _S.QC_PASSED),
    Department.FINISHING: (_S.IN_FINISHING, _S.FINISHED),
    Department.PACKING: (_S.PACKED, _S.DONE),
}
"""What entering and leaving a department makes of a bundle, in the order of the road."""

CLOSED = frozenset({_S.DONE, _S.REJECTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """`status` is where the bundle stood before any fact; the fold moves it on. `road`: the departments it needs.
    `made_at`: when it was cut or imported, so that no work on it can be older, whatever a kiosk's clock says.
    """

    id: BundleId
    code: str
    pieces: int
    product_type: str
    size: str = ""
    colour: str = ""
    order: OrderId | None = None
    order_number: str = ""
    line: LineId | None = None
    made_at: datetime | None = None
    status: BundleStatus = _S.CREATED
    road: tuple[Department, ...] = tuple(d for d in Department if d is not Department.PRINTING)


def waits_for(status: BundleStatus, road: tuple[Department, ...]) -> Department | None:
    """The department that has, or is next to have, such a bundle; None when it is closed, held or in rework."""
    for department in road:
        entering, left = _STAGES[department]
        if status is entering:
            return department
        if is_before(status, left):
            return department
    return None


def moved_at(status: BundleStatus, department: Department, road: tuple[Department, ...]) -> BundleStatus | None:
    """What a scan at `department` makes of the bundle: it comes in, or it leaves. None: it does not belong there."""
    if waits_for(status, road) is not department:
        return None
    entering, left = _STAGES[department]
    return left if status is entering else entering


def is_before(status: BundleStatus, other: BundleStatus) -> bool:
    """Whether the road leads from `status` on to `other`; hold, rework and reject stand beside the road."""
    road = list(BundleStatus)[: list(BundleStatus).index(_S.DONE) + 1]
    return status in road and other in road and road.index(status) < road.index(other)
