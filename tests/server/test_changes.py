"""Rows out: a mirror that follows the cursor ends with exactly what a newcomer is told."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from random import Random
from threading import Event
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, text, update

from kiosk import wire
from kiosk.floor.bundles import BundleStatus, Department
from kiosk.floor.facts import CallKind, CallRaised, IdleReason, SignedIn, SignedOut, WorkPaused
from kiosk.floor.ids import BundleId, LineId
from kiosk.server import changes
from kiosk.server import tables as t
from kiosk.server.changes import Cursor, Reach, page
from tests.make import LINE, WORKSPACE, Pen, bundle
from tests.server.factory import add_bundles, build
from tests.server.test_intake import send

SEWING = Reach(Department.SEWING, LINE)


@dataclass
class Mirror:
    """What a kiosk would hold."""

    reach: Reach = SEWING
    cursor: str = ""
    bundles: dict[BundleId, wire.BundleSheet] = field(default_factory=dict)
    told: int = 0

    def follow(self, engine: Engine) -> "Mirror":
        more = True
        while more:
            with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
                news = page(connection, WORKSPACE, self.reach, Cursor.read(self.cursor))
            for sheet in news.bundles:
                self.bundles[sheet.bundle.id] = sheet
            for gone in news.gone:
                self.bundles.pop(gone.bundle, None)
            self.told += len(news.bundles) + len(news.gone)
            self.cursor, more = news.cursor, news.more
        return self


def test_a_newcomer_is_told_everything_once(engine: Engine) -> None:
    build(engine)
    send(engine, Pen().done("shoulders"))
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        news = page(connection, WORKSPACE, SEWING, Cursor())
        again = page(connection, WORKSPACE, SEWING, Cursor.read(news.cursor))
    assert news.workspace is not None
    assert [line.name for line in news.lines] == ["Line 1"]
    assert len(news.stations) == 3
    assert len(news.workers) == 2
    assert len(news.operations) == 3
    assert [(sheet.bundle, len(sheet.facts)) for sheet in news.bundles] == [(bundle(), 1)]
    assert (news.whole, news.more) == (True, False)
    assert again == wire.Changes(cursor=news.cursor)


def test_a_page_never_passes_by_what_another_kind_still_owes(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "SHEETS", 3)
    monkeypatch.setattr(wire, "PAGE", 4)
    many = [bundle(f"b{n:03}") for n in range(40)]
    build(engine, *many)
    assert set(Mirror().follow(engine).bundles) == {one.id for one in many}


def test_a_bundle_that_closes_leaves(engine: Engine) -> None:
    build(engine, bundle("b1"), bundle("b2"))
    mirror = Mirror().follow(engine)
    with engine.begin() as connection:
        connection.execute(update(t.Bundle).where(t.Bundle.id == "b1").values(status="DONE"))
    assert list(mirror.follow(engine).bundles) == ["b2"]
    assert list(Mirror().follow(engine).bundles) == ["b2"]


def test_other_departments_see_what_they_have_or_wait_for(engine: Engine) -> None:
    build(engine, bundle("b1"), bundle("b2", status=BundleStatus.SEWN), bundle("b3", status=BundleStatus.IN_QC))
    assert set(Mirror(Reach(Department.QC, None)).follow(engine).bundles) == {"b2", "b3"}


def test_another_line_sees_nothing_of_ours(engine: Engine) -> None:
    build(engine)
    assert Mirror(Reach(Department.SEWING, None)).follow(engine).bundles == {}


def people_told(engine: Engine, reach: Reach, cursor: str = "") -> dict[str, int]:
    """Facts by person or call."""
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        news = page(connection, WORKSPACE, reach, Cursor.read(cursor))
    return {sheet.subject: len(sheet.facts) for sheet in news.sheets}


def test_people_and_calls_are_told_to_the_kiosks_of_the_line(engine: Engine) -> None:
    build(engine)
    pen = Pen()
    call = CallRaised(pen.stamp(), CallKind.NEEDLE)
    send(engine, SignedIn(pen.stamp()), WorkPaused(pen.stamp(), IdleReason.POWER), call)
    told = {"person:ana": 2, f"call:{call.stamp.id}": 1}
    assert people_told(engine, SEWING) == told
    assert people_told(engine, Reach(Department.QC, None)) == told
    assert people_told(engine, Reach(Department.SEWING, LineId("line-2"))) == {}


def test_a_person_is_told_anew_with_each_fact_and_not_otherwise(engine: Engine) -> None:
    build(engine)
    pen = Pen()
    send(engine, SignedIn(pen.stamp()))
    cursor = Mirror().follow(engine).cursor
    assert people_told(engine, SEWING, cursor) == {}
    send(engine, pen.done("shoulders"))
    assert people_told(engine, SEWING, cursor) == {}, "work is told with its bundle"
    send(engine, SignedOut(pen.stamp()))
    assert people_told(engine, SEWING, cursor) == {"person:ana": 2}


def test_what_commits_late_is_not_skipped(engine: Engine) -> None:
    """Two writers, the earlier commits last, a reader in between: where a plain sequence loses the row."""
    build(engine, bundle("b1"), bundle("b2"))
    mirror = Mirror().follow(engine)
    change = text("UPDATE bundles SET colour = 'Red' WHERE id = :id")
    with engine.connect() as slow:
        slow.execute(change, {"id": "b1"})
        with engine.begin() as quick:
            quick.execute(change, {"id": "b2"})
        mirror.follow(engine)
        assert {sheet.bundle.colour for sheet in mirror.bundles.values()} == {""}  # neither, for b1's is still running
        slow.commit()
    mirror.follow(engine)
    assert {id_: sheet.bundle.colour for id_, sheet in mirror.bundles.items()} == {"b1": "Red", "b2": "Red"}


def test_a_reader_among_many_writers_misses_nothing(engine: Engine) -> None:
    """Six writers hold their transactions open for odd spans; a mirror follows all the while."""
    ids = [f"b{n}" for n in range(24)]
    build(engine, *(bundle(id_) for id_ in ids))
    stop, mirror = Event(), Mirror()
    with ThreadPoolExecutor(7) as pool:
        reader = pool.submit(_follow_until, mirror, engine, stop)
        writers = [pool.submit(_write, engine, ids, seed) for seed in range(6)]
        for writer in writers:
            writer.result()
        stop.set()
        reader.result()
    assert _seen(mirror.follow(engine)) == _seen(Mirror().follow(engine))
    assert mirror.told > len(ids)


def _follow_until(mirror: Mirror, engine: Engine, stop: Event) -> None:
    while not stop.is_set():
        mirror.follow(engine)


def _write(engine: Engine, ids: list[str], seed: int) -> None:
    dice = Random(seed)
    for n in range(30):
        with engine.begin() as connection:
            for id_ in sorted(dice.sample(ids, 3)):
                said = {"id": id_, "colour": f"{seed}-{n}"}
                connection.execute(text("UPDATE bundles SET colour = :colour WHERE id = :id"), said)
            connection.execute(text("SELECT pg_sleep(:s)"), {"s": dice.random() / 100})


def _seen(mirror: Mirror) -> dict[BundleId, str]:
    return {id_: sheet.bundle.colour for id_, sheet in mirror.bundles.items()}


@given(st.text() | st.from_regex(r"[0-9.]{0,80}"))
def test_a_strange_cursor_is_refused_or_read(said: str) -> None:
    try:
        cursor: Any = Cursor.read(said)
    except ValueError:
        return
    assert Cursor.read(str(cursor)) == cursor


def test_new_bundles_come_down(engine: Engine) -> None:
    build(engine)
    mirror = Mirror().follow(engine)
    with engine.begin() as connection:
        add_bundles(connection, [bundle("b9")])
    assert set(mirror.follow(engine).bundles) == {"b1", "b9"}
