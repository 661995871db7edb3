"""A lay's facts in the tables: runs, plies, and bundles with tickets, in whatever order they come."""

from datetime import timedelta
from decimal import Decimal
from itertools import permutations
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, insert, select

from kiosk.floor.facts import CutDone, CutPaused, CutStarted, Fact, IdleReason
from kiosk.floor.ids import LayId
from kiosk.server import tables as t
from kiosk.server.lays import refold_lays
from tests.make import BEN, LINE, MORNING, WORKSPACE, Pen, bundle
from tests.server.factory import build
from tests.server.test_changes import Mirror
from tests.server.test_intake import NOW, clean, send
from tests.server.test_recount import differences

LAY = LayId("lay-1")


def cut_factory(engine: Engine, *, with_lay: bool = True) -> None:
    """An order of 240 pieces on a lay of 30 plies: two M and one L on each, at most 20 in a bundle."""
    with engine.begin() as connection:
        connection.execute(
            insert(t.Order).values(
                workspace_id=WORKSPACE,
                id="o9",
                order_number="PO-9",
                client="Bayani",
                product_type="T-SHIRT",
                pieces=90,
                road=[],
            )
        )
    if with_lay:
        lay(engine)


def lay(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(
            insert(t.Lay).values(
                workspace_id=WORKSPACE,
                id=LAY,
                order_id="o9",
                marker_name="M-7",
                plies=30,
                colour="Navy",
                sizes=[{"size": "M", "per_ply": 2}, {"size": "L", "per_ply": 1}],
                fabric_kg=Decimal(40),
                ply_smv_min=Decimal(1),
                line_id=LINE,
                created_at=MORNING - timedelta(days=1),
            )
        )
        refold_lays(connection, WORKSPACE, [LAY], NOW)


def started(pen: Pen, run_no: int = 1) -> CutStarted:
    return CutStarted(stamp=pen.stamp(), lay=LAY, run_no=run_no)


def done(pen: Pen, plies: int = 30, units: int = 90, run_no: int = 1, **told: Any) -> CutDone:
    return CutDone(stamp=pen.later(minutes=40).stamp(), lay=LAY, run_no=run_no, plies=plies, units=units, **told)


def tied(engine: Engine) -> list[tuple[str, int, str]]:
    with engine.connect() as connection:
        query = select(t.Bundle.size, t.Bundle.pieces, t.Bundle.status).where(t.Bundle.lay_id == LAY)
        return sorted(map(tuple, connection.execute(query)))


def runs(engine: Engine) -> list[Any]:
    with engine.connect() as connection:
        run = t.CuttingRun
        query = select(run.run_number, run.cutter_id, run.plies_cut, run.units_cut, run.status, run.efficiency)
        return sorted(map(tuple, connection.execute(query)))


WHOLE = [("L", 10, "CUT"), ("L", 20, "CUT"), *[("M", 20, "CUT")] * 3]


def test_a_lay_becomes_bundles(engine: Engine) -> None:
    build(engine)
    cut_factory(engine)
    pen = Pen()
    send(engine, started(pen), done(pen, fabric_used_kg=Decimal("37.5"), wastage_kg=Decimal("1.5")))
    assert tied(engine) == WHOLE
    assert runs(engine) == [("lay-1-1", "ana", 30, 90, "COMPLETED", Decimal(75))]
    with engine.connect() as connection:
        assert connection.scalar(select(t.Lay.cut_plies)) == 30
        first = connection.execute(select(t.Bundle).where(t.Bundle.lay_id == LAY)).mappings().first()
        assert first is not None
        assert (first["colour"], first["order_id"], first["line_id"]) == ("Navy", "o9", LINE)
    assert differences(engine) == []


def test_a_pause_stands_until_the_cutting_goes_on(engine: Engine) -> None:
    build(engine)
    cut_factory(engine)
    pen = Pen()
    send(
        engine,
        started(pen),
        CutPaused(stamp=pen.later(minutes=5).stamp(), lay=LAY, run_no=1, reason=IdleReason.MACHINE),
    )
    assert runs(engine)[0][4] == "PAUSED"
    send(engine, started(pen))
    assert runs(engine)[0][4] == "IN_PROGRESS"


def test_a_cut_taken_back_leaves_no_bundle(engine: Engine) -> None:
    build(engine)
    cut_factory(engine)
    pen = Pen()
    cut = done(pen)
    send(engine, started(pen), cut)
    kiosk = Mirror().follow(engine)
    assert len(kiosk.bundles) == len(WHOLE) + 1
    send(engine, pen.back(cut))
    assert tied(engine) == []
    assert set(kiosk.follow(engine).bundles) == {"b1"}, "kiosks are told"
    send(engine, done(pen))
    assert tied(engine) == WHOLE
    assert len(kiosk.follow(engine).bundles) == len(WHOLE) + 1
    assert differences(engine) == []


def test_work_on_a_bundle_whose_cut_is_taken_back_is_kept_and_flagged(engine: Engine) -> None:
    build(engine)
    cut_factory(engine)
    pen = Pen()
    cut = done(pen)
    send(engine, started(pen), cut)
    with engine.connect() as connection:
        id_ = connection.scalar(select(t.Bundle.id).where(t.Bundle.lay_id == LAY, t.Bundle.size == "L"))
    assert id_ is not None
    send(engine, pen.later(minutes=20).done("shoulders", of=id_), pen.back(cut))
    assert flags(engine, id_) == ["UNKNOWN_BUNDLE"]
    assert differences(engine) == []
    send(engine, done(pen))
    assert "UNKNOWN_BUNDLE" not in flags(engine, id_)
    assert differences(engine) == []


def flags(engine: Engine, bundle_id: str) -> list[str]:
    with engine.connect() as connection:
        return list(connection.scalars(select(t.Flag.kind).where(t.Flag.bundle_id == bundle_id)))


def test_a_lay_that_is_told_of_later(engine: Engine) -> None:
    build(engine)
    cut_factory(engine, with_lay=False)
    pen = Pen()
    send(engine, started(pen), done(pen))
    assert (runs(engine), differences(engine)) == ([], [])
    lay(engine)
    assert tied(engine) == WHOLE
    assert differences(engine) == []


def test_two_cutters_who_never_met_cut_no_more_than_there_is(engine: Engine) -> None:
    build(engine)
    cut_factory(engine)
    ana, ben = Pen(), Pen("kiosk-2")
    send(engine, started(ana), done(ana, 20, 60))
    hand = ben.stamp(BEN)
    late = CutStarted(stamp=hand, lay=LAY, run_no=1)
    send(engine, late, done(ben.later(minutes=30), 20, 60), device="kiosk-2")
    with engine.connect() as connection:
        assert connection.scalar(select(t.Lay.cut_plies)) == 30
        kinds = {flag["kind"] for flags in connection.scalars(select(t.CuttingRun.flags)) for flag in flags}
    assert "EXCESS" in kinds
    assert sum(pieces for _, pieces, _ in tied(engine)) == 90


@pytest.mark.parametrize("year", [1970, 2099])
def test_a_mad_clock(engine: Engine, year: int) -> None:
    build(engine)
    cut_factory(engine)
    pen = Pen(now=MORNING.replace(year=year))
    send(engine, started(pen), done(pen))
    assert sum(pieces for _, pieces, _ in tied(engine)) == 90
    assert differences(engine) == []


def state(engine: Engine) -> Any:
    table = t.CuttingRun.sheet()
    columns = [column for column in table.c if column.name not in {"created_at", "updated_at"}]
    with engine.connect() as connection:
        return sorted(map(repr, connection.execute(select(*columns)))), tied(engine)


def a_day() -> list[Fact]:
    ana, ben = Pen(), Pen("kiosk-2")
    first = done(ana, 10, 30, defective=2)
    second = done(ana, 12, 36)
    other = done(ben.later(minutes=7), 5, 15, run_no=2)
    return [started(ana), first, second, ana.back(second), started(ben, 2), other]


def test_in_whatever_order_they_come(engine: Engine) -> None:
    seen = []
    for order in list(permutations(a_day()))[::37]:
        clean(engine)
        cut_factory(engine)
        for fact in order:
            send(engine, fact, device=fact.stamp.device)
        seen.append(state(engine))
    assert len({repr(one) for one in seen}) == 1


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.randoms(use_true_random=False))
def test_batches_and_repetition_leave_the_same_tables(engine: Engine, dice: Random) -> None:
    facts = a_day()
    clean(engine)
    cut_factory(engine)
    arriving = facts + dice.sample(facts, 3)
    dice.shuffle(arriving)
    while arriving:
        size = dice.randint(1, 4)
        batch, arriving = arriving[:size], arriving[size:]
        for device in ("kiosk-1", "kiosk-2"):
            send(engine, *(fact for fact in batch if fact.stamp.device == device), device=device)
    assert differences(engine) == []
    assert sum(pieces for _, pieces, _ in tied(engine)) == 28 + 15


def test_a_split_of_a_tied_bundle_is_no_cut(engine: Engine) -> None:
    build(engine, bundle())
    cut_factory(engine)
    pen = Pen()
    send(engine, started(pen), done(pen))
    with engine.connect() as connection:
        id_ = connection.scalar(select(t.Bundle.id).where(t.Bundle.lay_id == LAY, t.Bundle.size == "M"))
    assert id_ is not None
    send(engine, pen.left(5, {}, to="new", of=id_), pen.came(5, {}, from_=id_, of="new", code="00000000N1"))
    send(engine, done(pen.later(minutes=3), 1, 3, run_no=2))
    with engine.connect() as connection:
        assert connection.scalar(select(t.Bundle.status).where(t.Bundle.id == "new")) == "CUT"
    assert differences(engine) == []
