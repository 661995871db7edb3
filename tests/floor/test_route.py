from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from kiosk.floor.ids import OperationId
from kiosk.floor.route import (
    Route,
    Standard,
    Stands,
    missing_before,
    next_here,
    operations_here,
    ready_pieces,
    route_of,
)
from tests.make import HEM, LONG_AGO, MORNING, SHOULDERS, SLEEVES, T_SHIRT, operation


class At(NamedTuple):
    done: int
    passed: int


def stands(route: Route, **done: int) -> Stands:
    return {op.id: At(done.get(op.id, 0), done.get(op.id, 0)) for op in route}


def test_partial_quantities_pass_an_and_join() -> None:
    joined = operation("close", 9, "1.0", "sleeves", "hem")
    so_far = stands((*T_SHIRT, joined), sleeves=12, hem=15, close=4)
    assert ready_pieces(joined, so_far, 20) == 8
    assert missing_before(joined, so_far, 20) == SLEEVES.id


def test_what_is_done_and_not_passed_waits() -> None:
    so_far = {**stands(T_SHIRT), SHOULDERS.id: At(20, 5)}
    assert ready_pieces(SLEEVES, so_far, 20) == 5


def test_what_is_not_on_the_route_holds_up_nobody() -> None:
    lone = operation("close", 9, "1.0", "elsewhere")
    assert ready_pieces(lone, stands((lone,)), 20) == 20


@given(st.fixed_dictionaries({op.id: st.integers(0, 25) for op in T_SHIRT}), st.integers(0, 20))
def test_never_more_is_ready_than_is_wanted(done: dict[str, int], pieces: int) -> None:
    so_far = stands(T_SHIRT, **done)
    for op in T_SHIRT:
        ready = ready_pieces(op, so_far, pieces)
        assert 0 <= ready <= pieces
        assert ready == 0 or so_far[op.id].done + ready <= pieces


def test_a_station_means_the_first_operation_of_its_own_that_is_ready() -> None:
    so_far = stands(T_SHIRT, shoulders=20)
    assert next_here(operations_here(T_SHIRT, ()), so_far, 20) == SLEEVES
    assert next_here(operations_here(T_SHIRT, [HEM.id]), so_far, 20) is None
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
