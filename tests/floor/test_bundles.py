import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.floor.bundles import (
    CLOSED,
    BundleStatus,
    Department,
    is_before,
    may_follow,
    moved_at,
    status_of,
    waits_for,
)

S = BundleStatus
ROAD = tuple(d for d in Department if d is not Department.PRINTING)
PRINTED_ROAD = tuple(Department)
SEWN_ONLY = (Department.SEWING,)
BESIDE = {S.ON_HOLD, S.REJECTED}
GIVES = {
    Department.CUTTING: {S.IN_CUTTING, S.CUT},
    Department.PRINTING: {S.IN_PRINTING, S.PRINTED},
    Department.SEWING: {S.IN_SEWING, S.SEWN},
    Department.QC: {S.QC_PASSED},
    Department.FINISHING: {S.IN_FINISHING, S.FINISHED},
    Department.PACKING: {S.PACKED, S.DONE},
}


def after(before: BundleStatus, road: tuple[Department, ...]) -> set[BundleStatus]:
    return {status for status in BundleStatus if may_follow(before, status, road)}


@pytest.mark.parametrize(
    ("before", "onto"),
    [
        (S.CREATED, {S.IN_CUTTING, S.CUT}),
        (S.IN_CUTTING, {S.CUT, S.IN_SEWING}),
        (S.CUT, {S.IN_SEWING, S.SEWN}),
        (S.IN_SEWING, {S.SEWN, S.IN_QC}),
        (S.SEWN, {S.IN_QC, S.QC_PASSED, S.QC_FAILED}),
        (S.IN_QC, {S.QC_PASSED, S.QC_FAILED}),
        (S.QC_FAILED, {S.IN_REWORK, S.IN_QC}),
        (S.IN_REWORK, {S.IN_QC}),
        (S.QC_PASSED, {S.IN_FINISHING, S.FINISHED}),
        (S.IN_FINISHING, {S.FINISHED, S.PACKED}),
        (S.FINISHED, {S.PACKED, S.DONE}),
        (S.PACKED, {S.DONE}),
        (S.IN_PRINTING, {S.IN_SEWING, S.SEWN}),
    ],
)
def test_where_each_status_leads_on_an_order_without_printing(before: BundleStatus, onto: set[BundleStatus]) -> None:
    assert after(before, ROAD) == onto | BESIDE


@pytest.mark.parametrize(
    ("before", "road", "onto"),
    [
        (S.CUT, PRINTED_ROAD, {S.IN_PRINTING, S.PRINTED}),
        (S.PRINTED, PRINTED_ROAD, {S.IN_SEWING, S.SEWN}),
        (S.CREATED, SEWN_ONLY, {S.IN_SEWING, S.SEWN}),
        (S.IN_SEWING, SEWN_ONLY, {S.SEWN, S.DONE}),
        (S.SEWN, SEWN_ONLY, {S.DONE}),
        (S.CREATED, (), {S.DONE}),
        (S.FINISHED, (Department.PACKING, Department.CUTTING), {S.PACKED, S.DONE}),
    ],
)
def test_stages_an_order_does_not_need_are_passed_over(
    before: BundleStatus, road: tuple[Department, ...], onto: set[BundleStatus]
) -> None:
    assert after(before, road) == onto | BESIDE


def test_a_held_bundle_may_be_released_to_any_status() -> None:
    assert after(S.ON_HOLD, ROAD) == set(BundleStatus) - {S.ON_HOLD}


roads = st.lists(st.sampled_from(Department), unique=True).map(lambda some: tuple(d for d in Department if d in some))


@given(st.sampled_from(BundleStatus), roads)
def test_nothing_follows_itself_nothing_follows_an_end_and_no_open_bundle_is_stuck(
    status: BundleStatus, road: tuple[Department, ...]
) -> None:
    onto = after(status, road)
    assert status not in onto
    assert bool(onto - BESIDE) == (status not in CLOSED)


@given(roads)
def test_no_department_that_an_order_needs_is_passed_over(road: tuple[Department, ...]) -> None:
    """Whatever way a bundle takes to its end, each department had it in hand."""
    ways = [[S.CREATED]]
    while ways:
        way = ways.pop()
        ways += [[*way, step] for step in after(way[-1], road) - BESIDE - {S.QC_FAILED}]
        assert way[-1] is not S.DONE or all(GIVES[department] & {*way} for department in road)


@pytest.mark.parametrize("department", ROAD)
def test_each_department_takes_in_and_lets_go(department: Department) -> None:
    """Two scans there lead on, as far as the table allows it."""
    status = next(s for s in BundleStatus if waits_for(s, ROAD) is department and moved_at(s, department, ROAD))
    comes = moved_at(status, department, ROAD)
    assert comes is not None
    goes = moved_at(comes, department, ROAD)
    assert goes is not None
    assert may_follow(status, comes, ROAD)
    assert may_follow(comes, goes, ROAD)
    assert is_before(comes, goes)


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("CREATED", S.CREATED),
        ("in-sewing", S.IN_SEWING),
        ("In Sewing", S.IN_SEWING),
        ("qc_passed", S.QC_PASSED),
        ("COMPLETED", S.DONE),
        ("DONE", S.DONE),
        ("pending", S.CREATED),
        ("IN_PROGRESS", S.IN_SEWING),
        ("Defective", S.QC_FAILED),
        ("ON_HOLD", S.ON_HOLD),
        ("", None),
        ("LOST", None),
        ("DONE2", None),
        ("'; DROP TABLE", None),
    ],
)
def test_words_of_other_programs(word: str, status: BundleStatus | None) -> None:
    assert status_of(word) is status
