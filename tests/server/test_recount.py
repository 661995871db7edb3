"""The tables say what the facts say; whatever was changed by another hand is found and named."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import Connection, Engine, delete, insert, select, text, update

from kiosk.floor.facts import CallAnswered, CallKind, CallRaised, Fact
from kiosk.floor.ids import BundleId
from kiosk.server import tables as t
from kiosk.server.fold import refolding
from kiosk.server.recount import Difference, recount
from tests.floor.days import days
from tests.make import BEN, MORNING, WORKSPACE, Pen, bundle, defect
from tests.server.factory import add_bundles, build
from tests.server.test_intake import NOW, clean, send


def differences(engine: Engine) -> list[Difference]:
    with engine.connect() as connection:
        return list(recount(connection, WORKSPACE, NOW))


def a_day(pen: Pen) -> list[Fact]:
    facts: list[Fact] = [pen.later(minutes=30).done(op, began=MORNING) for op in ("shoulders", "sleeves", "hem")]
    found = pen.later(minutes=5).found(defect(pieces=2, op="hem"))
    call = CallRaised(pen.stamp(), CallKind.NEEDLE)
    return [*facts, found, pen.mended(found, 1), call, CallAnswered(pen.later(minutes=3).stamp(BEN), call.stamp.id)]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(days())
def test_whatever_came_the_tables_say_it(engine: Engine, facts: list[Any]) -> None:
    clean(engine)
    for device in sorted({fact.stamp.device for fact in facts}):
        send(engine, *(fact for fact in facts if fact.stamp.device == device), device=device)
    assert differences(engine) == []


HANDS: dict[str, tuple[Callable[[Connection], Any], str]] = {
    "a number": (
        lambda c: c.execute(update(t.SewingRunOperation).values(units_completed=19)),
        "units_completed is 19, the facts say 20",
    ),
    "a row too few": (lambda c: c.execute(delete(t.Inspection)), "inspections"),
    "a status": (lambda c: c.execute(update(t.Bundle).values(status="DONE")), "status is DONE"),
    "a sum": (lambda c: c.execute(update(t.HourTally).values(pieces=7)), "pieces is 7"),
    "a seat": (lambda c: c.execute(update(t.StationState).values(employee_id="dan")), "employee_id is dan"),
    "a queue": (
        lambda c: c.execute(
            insert(t.QueueTally).values(workspace_id=WORKSPACE, line_id="x", operation_id="y", pieces=3, minutes=3)
        ),
        "pieces is 3, the facts say 0",
    ),
    "a flag that is none": (
        lambda c: c.execute(
            insert(t.Flag).values(workspace_id=WORKSPACE, id="f", fact_id="x", kind="EXCESS", at=MORNING, pieces=1)
        ),
        "the row is there",
    ),
    "a call": (lambda c: c.execute(update(t.Call).values(answered_at=None)), "answered_at is None"),
    "an instant of history": (
        lambda c: c.execute(update(t.BundleStatusHistory).values(employee_id="ben")),
        "employee_id is ben, the facts say ana",
    ),
}


@pytest.mark.parametrize(("hand", "said"), HANDS.values(), ids=HANDS)
def test_another_hand_is_found(engine: Engine, hand: Callable[[Connection], Any], said: str) -> None:
    build(engine)
    send(engine, *a_day(Pen()))
    assert differences(engine) == []
    with engine.begin() as connection:
        hand(connection)
    assert said in "\n".join(map(str, differences(engine)))


def test_a_call_that_is_taken_back_is_gone(engine: Engine) -> None:
    build(engine)
    pen = Pen()
    call = CallRaised(pen.stamp(), CallKind.HELP)
    send(engine, call, pen.back(call))
    with engine.connect() as connection:
        assert connection.scalars(select(t.Call.id)).all() == []
    assert differences(engine) == []


# ---- edits that change what follows


def test_a_dearer_standard_in_the_past_is_folded_in(engine: Engine) -> None:
    build(engine)
    send(engine, *a_day(Pen()))
    with engine.begin() as connection, refolding(connection, WORKSPACE, [BundleId("b1")], NOW):
        connection.execute(
            insert(t.SewingOperationStandard).values(
                workspace_id=WORKSPACE,
                id="dearer",
                operation_id="shoulders",
                valid_from=MORNING - timedelta(days=1),
                standard_minutes=Decimal("1.5"),
                piece_rate=None,
                reason="measured again",
                created_by="admin",
            )
        )
    with engine.connect() as connection:
        earned = select(t.SewingRunOperation.earned_minutes).where(t.SewingRunOperation.operation_id == "shoulders")
        assert connection.scalar(earned) == Decimal(30)
    assert differences(engine) == []


def test_a_bundle_that_comes_after_work_on_it(engine: Engine) -> None:
    build(engine)
    send(engine, Pen().done("shoulders", of="b7"))
    assert differences(engine) == []
    with engine.begin() as connection, refolding(connection, WORKSPACE, [BundleId("b7")], NOW):
        add_bundles(connection, [bundle("b7")])
    with engine.connect() as connection:
        assert connection.scalar(select(t.Bundle.status).where(t.Bundle.id == "b7")) == "IN_SEWING"
        assert connection.scalars(select(t.Flag.kind)).all() == []
        assert connection.scalar(text("SELECT sum(pieces) FROM hour_tallies")) == 20
    assert differences(engine) == []
