"""Every kind of fact over the wire and back, and what no kiosk of ours can have sent."""

from dataclasses import fields
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import wire
from kiosk.floor.facts import (
    CallAnswered,
    CallKind,
    CallRaised,
    CutDone,
    CutPaused,
    CutStarted,
    Fact,
    IdleReason,
    IdleSettled,
    Leaving,
    SignedIn,
    SignedOut,
    WorkPaused,
    WorkResumed,
    subject_of,
)
from kiosk.floor.flags import FlagKind
from kiosk.floor.ids import LayId
from kiosk.floor.stamp import Stamp
from tests.floor.days import days
from tests.make import ANA, MORNING, Pen, defect


def one_of_each() -> list[Fact]:
    pen = Pen()
    done, found, paused = (
        pen.done("hem", began=MORNING),
        pen.found(defect(op="hem")),
        WorkPaused(pen.stamp(), IdleReason.POWER),
    )
    call = CallRaised(pen.stamp(), CallKind.NEEDLE, "broke")
    lay = LayId("lay-1")
    cut = CutDone(
        stamp=pen.stamp(), lay=lay, run_no=1, plies=40, units=160, defective=2, wastage_kg=Decimal("1.250"), note="ends"
    )
    return [
        SignedIn(pen.stamp()),
        SignedOut(pen.stamp(), Leaving.SWITCH),
        paused,
        WorkResumed(pen.stamp()),
        IdleSettled(stamp=pen.stamp(), fact=paused.stamp.id, whose=ANA.id, is_accepted=True),
        pen.started("hem"),
        done,
        pen.proposed("hem", by=ANA),
        found,
        pen.mended(found, 1),
        pen.left(3, {"hem": 2}),
        pen.came(3, {"hem": 2}, code="00000000B9"),
        pen.replaced(1),
        pen.disputed(done),
        pen.settled(done, FlagKind.CLOCK_OFF, true_at=MORNING),
        CutStarted(stamp=pen.stamp(), lay=lay, run_no=1),
        CutPaused(stamp=pen.stamp(), lay=lay, run_no=1, reason=IdleReason.MATERIAL),
        cut,
        call,
        CallAnswered(pen.stamp(), call.stamp.id),
        pen.back(cut),
    ]


def test_every_kind_has_its_example() -> None:
    moved = {"BundleMoved"}
    assert {type(fact).__name__ for fact in one_of_each()} | moved == {kind.__name__ for kind in get_args(Fact)}


@pytest.mark.parametrize("fact", one_of_each(), ids=lambda fact: type(fact).__name__)
def test_there_and_back(fact: Fact) -> None:
    body = wire.body_of(fact)
    assert wire.fact_of(body) == fact
    assert subject_of(wire.fact_of(body)) == subject_of(fact)


@given(days())
def test_any_day_there_and_back(facts: list[Fact]) -> None:
    young = [fact for fact in facts if fact.stamp.at.year >= wire.FIRST_YEAR]
    assert [wire.fact_of(wire.body_of(fact)) for fact in young] == young


@pytest.mark.parametrize("kind", get_args(Fact), ids=lambda kind: kind.__name__)
def test_no_fact_has_a_field_of_its_stamp(kind: Any) -> None:
    """They travel side by side."""
    assert {field.name for field in fields(kind)} & ({field.name for field in fields(Stamp)} | {"kind"}) == set()


def body(**changed: object) -> object:
    return wire.body_of(Pen().done("hem", began=MORNING)) | changed


@pytest.mark.parametrize(
    "bad",
    [
        None,
        [],
        "work-done",
        {"kind": 7},
        body(pieces=0),
        body(pieces=-3),
        body(pieces="many"),
        body(pieces=2**60),
        body(paused_ms=-1),
        body(at="yesterday"),
        body(at="2026-03-02T01:00:00"),
        body(at="1969-12-31T23:59:59Z"),
        body(at="2200-01-01T00:00:00Z"),
        body(began="0001-01-01T00:00:00Z"),
        body(id="not a uuid"),
        body(worker="a\x00b"),
        body(ticket="x" * 501),
        body(ticket="\ud800"),
        body(number=0),
        body(extra={"a": {"b": {"c": {"d": 1}}}}),
        wire.body_of(one_of_each()[8]) | {"defective": 21},
        wire.body_of(one_of_each()[8]) | {"defects": [{"code": "HOLE", "count": 0}]},
        wire.body_of(one_of_each()[17]) | {"wastage_kg": "-1"},
        wire.body_of(one_of_each()[17]) | {"wastage_kg": "NaN"},
        wire.body_of(one_of_each()[20]) | {"about": "b1"},
    ],
    ids=range(25),
)
def test_what_no_kiosk_of_ours_sends(bad: object) -> None:
    with pytest.raises(wire.Malformed):
        wire.fact_of(bad)


def test_a_kind_of_a_later_release() -> None:
    with pytest.raises(wire.UnknownKind):
        wire.fact_of(body(kind="thread-changed"))


def test_what_a_later_release_adds_is_passed_over() -> None:
    told = wire.body_of(Pen().done("hem"))
    assert wire.fact_of(told | {"colour_of_thread": "red"}) == wire.fact_of(told)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(),
    lambda part: st.lists(part) | st.dictionaries(st.text(), part),
)


@given(JSON)
def test_nonsense_is_malformed_or_later(nonsense: Any) -> None:
    told = {"kind": "work-done", **nonsense} if isinstance(nonsense, dict) else nonsense
    with pytest.raises((wire.Malformed, wire.UnknownKind)):
        wire.fact_of(told)


def test_moments_keep_their_instant() -> None:
    ahead = body(at=datetime.fromisoformat("2026-03-02T09:00:00+08:00").isoformat())
    assert wire.fact_of(ahead).stamp.at == MORNING
    assert wire.fact_of(ahead).stamp.at.utcoffset() in {timedelta(0), timedelta(hours=8)}
