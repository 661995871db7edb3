"""Facts in: whatever the order, the repetition and the batches, the tables say the same, and what the fold says."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, func, select

from kiosk import wire
from kiosk.floor.facts import Fact, SignedIn, SignedOut
from kiosk.floor.flags import CLOCK_OFF_S
from kiosk.floor.folding import fold_run
from kiosk.floor.history import fold_life
from kiosk.floor.ids import DeviceId
from kiosk.floor.tally import tallies, total
from kiosk.server import tables as t
from kiosk.server.intake import Sent, take
from kiosk.wire import Verdict
from tests.floor.days import days
from tests.make import CALENDAR, MORNING, T_SHIRT, WORKSPACE, Pen, bundle
from tests.server.factory import build

NOW = MORNING + timedelta(hours=3)
DERIVED = (t.SewingRun, t.SewingRunOperation, t.BundleStatusHistory, t.Flag)
SUMS = (t.HourTally, t.QueueTally)
UNFIXED = {"received_at", "created_at", "updated_at", "tx"}


def send(engine: Engine, *facts: Fact, device: str = "kiosk-1", now: datetime = NOW) -> list[Verdict]:
    bodies = [wire.body_of(fact) for fact in facts]
    return send_raw(engine, bodies, device, now)


def send_raw(engine: Engine, bodies: Sequence[object], device: str = "kiosk-1", now: datetime = NOW) -> list[Verdict]:
    with engine.begin() as connection:
        judged = take(connection, WORKSPACE, [Sent(DeviceId(device), body) for body in bodies], now)
    return [one.verdict for one in judged]


def tables(engine: Engine, of: str = "b1") -> dict[str, list[tuple[Any, ...]]]:
    """All derived rows of a bundle, and every sum that is not nought, without the moments of their writing."""
    said = {}
    with engine.connect() as connection:
        for table in (*DERIVED, *SUMS):
            columns = [c for c in table.__table__.columns if c.name not in UNFIXED]
            query = select(*columns)
            query = query.where(table.bundle_id == of) if table in DERIVED else query.where(table.pieces != 0)
            said[table.__tablename__] = sorted(map(tuple, connection.execute(query)), key=repr)
        where = select(t.Bundle.status, t.Bundle.location).where(t.Bundle.id == of)
        said["bundle"] = list(map(tuple, connection.execute(where)))
    return said


def test_a_bundle_sewn_through_stands_in_every_table(engine: Engine) -> None:
    build(engine)
    pen = Pen()
    facts = [SignedIn(pen.stamp())]
    facts += [pen.later(minutes=20).done(op, began=pen.now - timedelta(minutes=20)) for op in ("shoulders", "sleeves")]
    facts += [pen.later(minutes=20).done("hem", 15), SignedOut(pen.later(minutes=1).stamp())]
    assert send(engine, *facts) == [Verdict.TAKEN] * 5
    with engine.connect() as connection:
        assert connection.execute(select(t.SewingRun.completed_ops, t.SewingRun.status)).one() == (2, "IN_PROGRESS")
        units = select(t.SewingRunOperation.operation_id, t.SewingRunOperation.units_completed)
        assert dict(map(tuple, connection.execute(units))) == {"shoulders": 20, "sleeves": 20, "hem": 15}
        moved = select(t.BundleStatusHistory.from_status, t.BundleStatusHistory.to_status)
        assert connection.execute(moved).all() == [("CUT", "IN_SEWING")]
        assert connection.execute(select(t.Bundle.status, t.Bundle.location)).one() == ("IN_SEWING", "s1")
        assert connection.scalar(select(func.sum(t.HourTally.pieces))) == 55
        assert connection.execute(select(t.StationState.station_id, t.StationState.employee_id)).all() == [("s1", None)]


def test_again_is_always_safe(engine: Engine) -> None:
    build(engine)
    fact = Pen().done("shoulders")
    assert send(engine, fact, fact) == [Verdict.TAKEN, Verdict.KNOWN]
    before = tables(engine)
    assert send(engine, fact) == [Verdict.KNOWN]
    assert tables(engine) == before


def test_one_bad_fact_never_holds_up_another(engine: Engine) -> None:
    build(engine)
    pen = Pen()
    good = wire.body_of(pen.done("shoulders"))
    other = {**good, "pieces": 3}
    later = {**wire.body_of(pen.done("hem")), "kind": "work-blessed"}
    stranger = wire.body_of(Pen("kiosk-9").done("hem"))
    raw = [None, 7, "x", {}, {"kind": "work-done"}, {**good, "id": "; DROP"}, {**good, "note": "a\x00b"}]
    raw += [{**good, "at": "0001-01-01T00:00:00Z"}, {**good, "began": "9999-12-31T00:00:00Z"}]
    assert send_raw(engine, [*raw, good, other, later, stranger]) == [
        *[Verdict.SET_ASIDE] * len(raw),
        Verdict.TAKEN,
        Verdict.SET_ASIDE,
        Verdict.LATER,
        Verdict.SET_ASIDE,
    ]
    assert send_raw(engine, [other]) == [Verdict.SET_ASIDE]
    with engine.connect() as connection:
        assert connection.scalar(select(func.sum(t.SewingRunOperation.units_completed))) == 20
        reasons = connection.execute(select(t.FactSetAside.reason, func.count()).group_by(t.FactSetAside.reason)).all()
    assert dict(map(tuple, reasons))["its id was already used for another fact"] == 1  # once, however often it is sent


def test_unknown_fields_are_kept(engine: Engine) -> None:
    build(engine)
    body = {**wire.body_of(Pen().done("shoulders")), "thread": {"colour": "navy"}}
    assert send_raw(engine, [body]) == [Verdict.TAKEN]
    with engine.connect() as connection:
        assert connection.scalar(select(t.Fact.body)) == body


def test_a_bundle_nobody_told_us_of_is_flagged_and_folded_when_it_comes(engine: Engine) -> None:
    build(engine)
    pen = Pen()
    assert send(engine, pen.done("shoulders", of="b7")) == [Verdict.TAKEN]
    with engine.connect() as connection:
        assert connection.execute(select(t.Flag.kind, t.Flag.bundle_id)).all() == [("UNKNOWN_BUNDLE", "b7")]
        assert connection.scalar(select(func.count()).select_from(t.SewingRun)) == 0


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(days(), st.randoms(use_true_random=False))
def test_any_order_repetition_and_batching_gives_the_fold(engine: Engine, facts: list[Any], dice: Random) -> None:
    """Facts of three kiosks, shuffled, repeated and cut into batches, land as what the pure fold says."""
    clean(engine)
    arriving = facts + [fact for fact in facts if dice.random() < 0.3]
    dice.shuffle(arriving)
    while arriving:
        size = dice.randint(1, 5)
        batch, arriving = arriving[:size], arriving[size:]
        for device in sorted({fact.stamp.device for fact in batch}):
            send(engine, *(fact for fact in batch if fact.stamp.device == device), device=device)
    ahead = {fact.stamp.id for fact in facts if fact.stamp.at - NOW > timedelta(seconds=CLOCK_OFF_S)}
    run = fold_run(bundle(), T_SHIRT, facts, now=NOW, clock_off=ahead)
    life = fold_life(bundle(), run, facts)
    with engine.connect() as connection:
        stored = select(t.SewingRunOperation.operation_id, t.SewingRunOperation.units_completed)
        units = dict(map(tuple, connection.execute(stored)))
        assert units == (run.done if run.started_at else {})
        assert connection.scalar(select(t.Bundle.status)) == life.status
        history = select(t.BundleStatusHistory.id)
        assert set(connection.scalars(history)) == {change.id for change in life.changes}
        pieces = connection.scalar(select(func.coalesce(func.sum(t.HourTally.pieces), 0)))
        assert pieces == total(tallies(run, CALENDAR).values()).pieces
        assert connection.scalar(select(func.min(t.HourTally.pieces))) in {None, *range(10**6)}


def clean(engine: Engine) -> None:
    """The factory as it was built, for the next example."""
    with engine.begin() as connection:
        names = ", ".join(t.Base.metadata.tables)
        connection.exec_driver_sql(f"TRUNCATE {names} CASCADE")
    build(engine)


def test_many_kiosks_at_once_lose_and_double_nothing(engine: Engine) -> None:
    """Eight kiosks, one bundle of each and a shared one; each batch is sent twice, at the same time."""
    own = [bundle(f"b{n}") for n in range(8)]
    build(engine, *own, bundle("bs", 400))
    batches = []
    for n in range(8):
        pen = Pen(f"kiosk-{n}", now=MORNING + timedelta(minutes=n))
        facts = [pen.later(seconds=9).done(op, of=f"b{n}") for op in ("shoulders", "sleeves", "hem")]
        facts += [pen.later(seconds=9).done("shoulders", 10, of="bs") for _ in range(5)]
        batches += [(f"kiosk-{n}", facts), (f"kiosk-{n}", facts)]
    Random(5).shuffle(batches)
    with ThreadPoolExecutor(8) as pool:
        verdicts = [v for got in pool.map(lambda b: send(engine, *b[1], device=b[0]), batches) for v in got]
    assert sorted(verdicts) == sorted([Verdict.TAKEN] * 64 + [Verdict.KNOWN] * 64)
    with engine.connect() as connection:
        assert connection.scalar(select(func.sum(t.SewingRunOperation.units_completed))) == 8 * 60 + 400
        assert connection.scalar(select(func.sum(t.HourTally.pieces))) == 8 * 60 + 400
        assert connection.scalar(select(func.sum(t.HourTally.scans))) == 64


@pytest.mark.parametrize("year", [1970, 2099])
def test_a_mad_clock_is_kept_and_flagged(engine: Engine, year: int) -> None:
    build(engine)
    pen = Pen(now=MORNING.replace(year=year))
    assert send(engine, pen.done("shoulders")) == [Verdict.TAKEN]
    with engine.connect() as connection:
        assert connection.scalar(select(func.sum(t.SewingRunOperation.units_completed))) == 20
        kinds = set(connection.scalars(select(t.Flag.kind)))
    assert kinds == {"CLOCK_OFF"}
