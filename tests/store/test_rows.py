from datetime import UTC, datetime

import pytest

from kiosk import wire
from kiosk.floor.bundle_facts import WorkDone
from kiosk.store import rows
from kiosk.wire import BundleSheet, Changes
from tests.make import ANA, BEN, LINE, T_SHIRT, Pen, bundle, station
from tests.store.site import FACTORY


def test_a_seal_changes_with_any_bit() -> None:
    text = '{"kind":"work-done"}'
    flipped = [bytes([*text.encode()[:n], text.encode()[n] ^ 1, *text.encode()[n + 1 :]]) for n in range(len(text))]
    seals = {rows.seal_of(each.decode()) for each in flipped}
    assert rows.seal_of(text) not in seals
    assert len(seals) == len(text)
    assert all(len(seal) == 8 for seal in seals)


def test_a_fact_s_row_comes_from_its_body() -> None:
    fact = Pen().done("shoulders")
    row = rows.fact_row(wire.body_of(fact), "bundle:b1")
    assert (row["id"], row["number"], row["device"], row["subject"]) == (fact.stamp.id, 1, "kiosk-1", "bundle:b1")
    assert (row["worker"], row["at"]) == ("ana", fact.stamp.at)
    assert rows.fact_of(row["body"]) == fact


def test_a_fact_of_a_later_release_has_a_row_and_no_meaning_yet() -> None:
    body = wire.body_of(Pen().done("shoulders")) | {"kind": "ironed", "at": "2026-03-02T09:00:00+08:00"}
    row = rows.fact_row(body, "bundle:b1")
    assert row["at"] == datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
    assert rows.fact_of(row["body"]) is None


@pytest.mark.parametrize("wrong", [{}, {"number": "x"}, {"at": "soon"}, {"at": None}])
def test_what_has_no_stamp_has_no_row(wrong: dict[str, object]) -> None:
    body = wire.body_of(Pen().done("shoulders")) | wrong if wrong else {}
    with pytest.raises((KeyError, TypeError, ValueError)):
        rows.fact_row(body, "b1")


def test_reference_rows_come_back_as_they_were_told() -> None:
    told = Changes(
        cursor="1",
        workspace=FACTORY,
        lines=[wire.Line(LINE, "Linie „Süd“")],
        stations=[station("s1", "hem", starts=True)],
        workers=[ANA, BEN],
        operations=list(T_SHIRT),
        bundles=[BundleSheet(bundle(), [])],
    )
    page = told.model_dump(mode="json")
    assert rows.lines_of([rows.text_of(body) for body in page["lines"]]) == told.lines
    assert rows.stations_of([rows.text_of(body) for body in page["stations"]]) == told.stations
    assert rows.workers_of([rows.text_of(body) for body in page["workers"]]) == told.workers
    assert rows.operations_of([rows.text_of(body) for body in page["operations"]]) == told.operations
    assert rows.bundles_of([rows.text_of(body["bundle"]) for body in page["bundles"]]) == [bundle()]
    workspace = rows.workspace_of(rows.text_of(page["workspace"]))
    assert workspace is not None
    assert (workspace.id, workspace.ticket_key) == (FACTORY.id, FACTORY.ticket_key)
    assert list(workspace.calendar.shifts) == list(FACTORY.calendar.shifts)


def test_a_fact_is_read_once() -> None:
    text = rows.text_of(wire.body_of(Pen().done("shoulders")))
    fact = rows.fact_of(text)
    assert isinstance(fact, WorkDone)
    assert rows.fact_of(text) is fact
