"""A lay: its sizes, its minutes, the bundles tied of it. What is cut of it stands in `test_cutting`."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.floor.bundles import Department
from kiosk.floor.ids import LayId, OrderId, WorkspaceId, bundle_id
from kiosk.floor.lays import Lay, SizeShare, tie
from tests.make import LINE, MORNING, WORKSPACE

LAY = Lay(
    id=LayId("lay-1"),
    product_type="POLO",
    plies=50,
    sizes=(SizeShare("S", 1), SizeShare("M", 2), SizeShare("L", 1)),
    order=OrderId("order-1"),
    order_number="PO-1",
    colour="Navy",
    road=(Department.CUTTING, Department.PRINTING, Department.SEWING),
    line=LINE,
)


@pytest.mark.parametrize(
    ("good", "counts"),
    [
        (0, {"S": 0, "M": 0, "L": 0}),
        (1, {"S": 0, "M": 1, "L": 0}),
        (200, {"S": 50, "M": 100, "L": 50}),
        (199, {"S": 50, "M": 99, "L": 50}),  # 49.75, 99.5, 49.75
        (198, {"S": 50, "M": 99, "L": 49}),  # 49.5, 99, 49.5: of equal remainders the first
    ],
)
def test_good_pieces_by_size(good: int, counts: dict[str, int]) -> None:
    assert LAY.by_size(good) == counts


def test_a_marker_may_have_a_size_twice_or_none_told() -> None:
    twice = replace(LAY, sizes=(SizeShare("S", 1), SizeShare("M", 1), SizeShare("M", 1)))
    assert (twice.shares, twice.per_ply) == ({"S": 1, "M": 2}, 3)
    untold = replace(LAY, sizes=())
    assert (untold.per_ply, untold.by_size(7)) == (None, {"": 7})


@given(st.lists(st.integers(1, 12), min_size=1, max_size=9), st.integers(1, 200), st.data())
def test_sizes_keep_every_piece_and_no_more_than_were_cut(shares: list[int], plies: int, data: st.DataObject) -> None:
    lay = replace(LAY, sizes=tuple(SizeShare(str(size), share) for size, share in enumerate(shares)))
    assert lay.per_ply is not None
    good = data.draw(st.integers(0, plies * lay.per_ply))
    counts = lay.by_size(good)
    assert sum(counts.values()) == good
    assert all(0 <= counts[size] <= plies * share for size, share in lay.shares.items())


@pytest.mark.parametrize(
    ("ply", "piece", "minutes"),
    [(None, None, None), ("0.5", None, "25"), (None, "0.1", "19.6"), ("0.5", "0.1", "44.6")],
)
def test_standard_minutes(ply: str | None, piece: str | None, minutes: str | None) -> None:
    lay = replace(LAY, ply_smv_min=ply and Decimal(ply), piece_smv_min=piece and Decimal(piece))
    assert lay.earned_min(50, 196) == (minutes and Decimal(minutes))


@pytest.mark.parametrize(
    "wrong",
    [
        {"plies": 0},
        {"fabric_kg": Decimal(-1)},
        {"ply_smv_min": Decimal("NaN")},
        {"piece_smv_min": Decimal("Infinity")},
        {"made_at": MORNING.replace(tzinfo=None)},
    ],
)
def test_a_lay_that_cannot_be(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        replace(LAY, **wrong)


def test_a_share_is_at_least_one_piece() -> None:
    with pytest.raises(ValueError, match="at least one"):
        SizeShare("S", 0)


def test_the_last_bundle_of_a_size_may_be_smaller() -> None:
    bundles = tie(WORKSPACE, LAY, 1, {"S": 50, "M": 20, "L": 0}, 20, MORNING)
    assert [(bundle.size, bundle.pieces) for bundle in bundles] == [("S", 20), ("S", 20), ("S", 10), ("M", 20)]
    for bundle in bundles:
        assert bundle.id == bundle_id(WORKSPACE, bundle.code)
        assert (bundle.product_type, bundle.colour, bundle.line, bundle.road) == ("POLO", "Navy", LINE, LAY.road)
        assert (bundle.order, bundle.order_number, bundle.made_at) == ("order-1", "PO-1", MORNING)


def test_a_code_stays_for_ever() -> None:
    """Tickets hang on bundles: another way to make their codes would orphan them."""
    (bundle,) = tie(WORKSPACE, LAY, 1, {"S": 1}, 20)
    assert bundle.code == "B445C3NA2P"


def test_a_recount_of_one_size_leaves_the_others_alone() -> None:
    before = tie(WORKSPACE, LAY, 1, {"S": 60, "M": 40}, 20)
    after = tie(WORKSPACE, LAY, 1, {"S": 30, "M": 40}, 20)
    assert [b for b in before if b.size == "M"] == [b for b in after if b.size == "M"]


@pytest.mark.parametrize("per_bundle", [0, -1, 10_000])
def test_more_than_a_ticket_can_say(per_bundle: int) -> None:
    with pytest.raises(ValueError, match="1 to 9999"):
        tie(WORKSPACE, LAY, 1, {"S": 1}, per_bundle)


def test_a_count_below_zero() -> None:
    with pytest.raises(ValueError, match="below zero"):
        tie(WORKSPACE, LAY, 1, {"S": -1}, 20)


counts = st.dictionaries(st.sampled_from(["XS", "S", "M", "L", "2XL", ""]), st.integers(0, 300))


@given(counts, st.integers(1, 50))
def test_pieces_and_sizes_are_kept(counted: dict[str, int], per_bundle: int) -> None:
    bundles = tie(WORKSPACE, LAY, 1, counted, per_bundle)
    for size, count in counted.items():
        pieces = [bundle.pieces for bundle in bundles if bundle.size == size]
        assert sum(pieces) == count
        assert all(piece == per_bundle for piece in pieces[:-1])
        assert all(1 <= piece <= per_bundle for piece in pieces)
    assert tie(WORKSPACE, LAY, 1, counted, per_bundle) == bundles


@given(counts)
def test_no_two_bundles_of_a_factory_share_a_code(counted: dict[str, int]) -> None:
    lays = [(LAY, 1), (LAY, 2), (replace(LAY, id=LayId("lay-2")), 1)]
    made = [b.code for lay, run_no in lays for b in tie(WORKSPACE, lay, run_no, counted, 10)]
    made += [b.code for b in tie(WorkspaceId("w2"), LAY, 1, counted, 10)]
    assert len(set(made)) == len(made)


def test_those_tied_before_keep_their_codes() -> None:
    first = tie(WORKSPACE, LAY, 1, {"S": 25}, 20, MORNING)
    then = tie(WORKSPACE, LAY, 1, {"S": 25, "M": 5}, 20, MORNING + timedelta(hours=1), first)
    assert len({bundle.code for bundle in (*first, *then)}) == 5
