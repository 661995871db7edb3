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

_ROAD = (_S.CREATED, *(step for stage in _STAGES.values() for step in stage))

CLOSED = frozenset({_S.DONE, _S.REJECTED})


USUAL_ROAD = tuple(department for department in Department if department is not Department.PRINTING)


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
    road: tuple[Department, ...] = USUAL_ROAD


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


_BESIDE = {
    _S.IN_QC: frozenset({_S.QC_PASSED, _S.QC_FAILED}),
    _S.QC_FAILED: frozenset({_S.IN_REWORK, _S.IN_QC}),
    _S.IN_REWORK: frozenset({_S.IN_QC}),
}
"""Nothing leaves quality control without its verdict; what failed comes back, mended or not."""


def may_follow(before: BundleStatus, after: BundleStatus, road: tuple[Department, ...]) -> bool:
    """Whether a bundle with this road may go from the one to the other. An open bundle may be held or rejected at any
    time. What was held goes back to where it was, which is for the fold of its life to know. The ends are ends.
    """
    if before in CLOSED or before is after:
        return False
    if after in {_S.ON_HOLD, _S.REJECTED} or before is _S.ON_HOLD:
        return True
    return after in (_BESIDE.get(before) or _onward(before, road))


def _onward(status: BundleStatus, road: tuple[Department, ...]) -> frozenset[BundleStatus]:
    """Where the road leads from here: past departments that the order does not need, and past one scan at the most,
    since a department may scan only what comes in, or only what leaves. No department it needs is passed over.
    """
    needed = {_S.DONE, *(step for department in road for step in _STAGES[department])}
    ahead = [step for step in _ROAD if step in needed and is_before(status, step)][:2]
    return frozenset([*ahead, _S.QC_FAILED] if _S.QC_PASSED in ahead else ahead)


_WORDS = {status.replace("_", ""): status for status in BundleStatus} | {
    "PLANNED": _S.CREATED,
    "PENDING": _S.CREATED,
    "INPROGRESS": _S.IN_SEWING,
    "COMPLETED": _S.DONE,
    "DEFECT": _S.QC_FAILED,
    "DEFECTIVE": _S.QC_FAILED,
}
"""Ours, and those that other programs of the factory use."""


def status_of(word: str) -> BundleStatus | None:
    """Our status for another program's word: `in-sewing` and `In Sewing` are one. None where it means nothing here."""
    return _WORDS.get("".join(filter(str.isalnum, word)).upper())


def is_before(status: BundleStatus, other: BundleStatus) -> bool:
    """Whether the road leads from `status` on to `other`; hold, rework and reject stand beside the road."""
    return status in _ROAD and other in _ROAD and _ROAD.index(status) < _ROAD.index(other)
