from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kiosk.floor.ids import OperationId
from kiosk.floor.route import Standard, missing_before, next_here, operations_here, ready_pieces, route_of
from tests.make import HEM, LONG_AGO, MORNING, SHOULDERS, SLEEVES, T_SHIRT, operation

done = st.dictionaries(st.sampled_from([op.id for op in T_SHIRT]), st.integers(0, 25))


def test_partial_quantities_pass_an_and_join() -> None:
    joined = operation("close", 9, "1.0", "sleeves", "hem")
    route = (*T_SHIRT, joined)
    so_far = {OperationId("sleeves"): 12, OperationId("hem"): 15, OperationId("close"): 4}
    assert ready_pieces(joined, route, so_far, 20) == 8
    assert missing_before(joined, route, so_far, 20) == SLEEVES


@given(done, st.integers(1, 20))
def test_never_more_is_ready_than_the_bundle_holds(so_far: dict[OperationId, int], pieces: int) -> None:
    for op in T_SHIRT:
        ready = ready_pieces(op, T_SHIRT, so_far, pieces)
        assert 0 <= ready <= pieces
        assert ready == 0 or so_far.get(op.id, 0) + ready <= pieces


def test_a_station_means_the_first_operation_of_its_own_that_is_ready() -> None:
    so_far = {SHOULDERS.id: 20}
    assert next_here(operations_here(T_SHIRT, ()), T_SHIRT, so_far, 20) == SLEEVES
    assert next_here(operations_here(T_SHIRT, [HEM.id]), T_SHIRT, so_far, 20) is None
    assert operations_here(T_SHIRT, [OperationId("elsewhere")]) == ()


def test_products_are_the_same_however_they_are_spelled() -> None:
    assert route_of(T_SHIRT, "t shirt", MORNING) == route_of(T_SHIRT, "T-Shirt", MORNING) == T_SHIRT
    assert route_of(T_SHIRT, "POLO", MORNING) == ()


def test_a_route_is_the_one_in_force() -> None:
    retired = replace(HEM, until=MORNING)
    assert route_of([SHOULDERS, retired], "T-SHIRT", MORNING) == (SHOULDERS,)
    assert route_of([SHOULDERS, retired], "T-SHIRT", MORNING - timedelta(seconds=1)) == (SHOULDERS, retired)


def test_a_standard_holds_from_its_day_on() -> None:
    dearer = Standard(MORNING, Decimal("1.1000"), Decimal("2.0000"))
    op = replace(SHOULDERS, standards=(*SHOULDERS.standards, dearer))
    assert op.standard_at(MORNING) == dearer
    assert op.standard_at(MORNING - timedelta(microseconds=1)) == SHOULDERS.standards[0]
    assert op.standard_at(LONG_AGO - timedelta(days=1)) == SHOULDERS.standards[0]
