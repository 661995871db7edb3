"""The board of one kiosk's own file: what it has seen, and no more."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from kiosk.floor.board import Floor, Seen, board
from kiosk.floor.facts import SignedIn, SignedOut
from kiosk.floor.ids import OperationId, StationId
from kiosk.floor.tally import Queue, Waiting
from kiosk.wire import Changes, Line
from tests.make import BEN, LINE, MORNING, SLEEVES, Pen, bundle
from tests.store.site import Site, sheet, told


def floor(site: Site, **later: float) -> Floor:
    found = site.ledger.floor_now(site.now + timedelta(**later))
    assert found is not None
    return found


def pieces(found: Floor) -> dict[tuple[str, str | None], int]:
    return {(slot.operation, slot.station): tally.pieces for slot, tally in found.tallies.items()}


def test_there_is_none_before_the_factory_is_known(empty: Site) -> None:
    assert empty.ledger.floor_now(empty.now) is None


def test_it_is_the_shift_so_far_from_own_and_confirmed_facts(site: Site) -> None:
    other = Pen("kiosk-2", "s2", MORNING).done("shoulders", 20, worker=BEN)
    site.mirror.apply(told(sheet(bundle(), other), cursor="2"))
    site.ledger.record([site.pen.later(minutes=30).done("sleeves", 12)])
    found = floor(site)
    assert pieces(found) == {("shoulders", "s2"): 20, ("sleeves", "s1"): 12}
    assert found.waiting == {
        Queue(LINE, SLEEVES.id): Waiting(8, Decimal("16.0")),
        Queue(LINE, OperationId("hem")): Waiting(12, Decimal("6.0")),
    }
    (line,) = board(found, site.now).lines
    assert (line.name, line.pieces, line.present) == ("Line 1", 32, 2)


def test_pieces_of_another_shift_are_not_on_it_but_what_they_left_waiting_is(site: Site) -> None:
    site.ledger.record([site.pen.later(hours=-9).done("shoulders", 20)])
    found = floor(site)
    assert pieces(found) == {}
    assert found.waiting == {Queue(LINE, SLEEVES.id): Waiting(20, Decimal("40.0"))}


def test_a_bundle_that_left_no_longer_waits_but_its_pieces_were_sewn(site: Site) -> None:
    site.ledger.record([site.pen.done("shoulders", 20)])
    site.mirror.apply(told(gone=[bundle()], cursor="2"))
    found = floor(site)
    assert pieces(found) == {("shoulders", "s1"): 20}
    assert found.waiting == {}


def test_a_bundle_that_is_done_does_not_wait(site: Site) -> None:
    site.ledger.record([site.pen.later(minutes=9).done(op) for op in ("shoulders", "sleeves", "hem")])
    assert floor(site).waiting == {}


def test_each_station_shows_who_was_seen_there_last(site: Site) -> None:
    ben = Pen("kiosk-2", "s2", MORNING).later(minutes=3).done("shoulders", worker=BEN)
    site.mirror.apply(told(sheet(bundle(), ben), cursor="2"))
    site.ledger.record([SignedIn(site.pen.stamp())])
    assert floor(site).seen == {
        "s1": Seen(StationId("s1"), MORNING, "Ana Reyes", ""),
        "s2": Seen(StationId("s2"), ben.stamp.at, "Ben Cruz", bundle().code),
    }
    site.ledger.record([site.pen.later(minutes=5).done("sleeves"), SignedOut(site.pen.later(minutes=1).stamp())])
    assert floor(site).seen[StationId("s1")] == Seen(StationId("s1"), site.pen.now, "", bundle().code)


def test_a_line_that_was_closed_is_not_shown(site: Site) -> None:
    site.mirror.apply(Changes(cursor="2", lines=[Line(LINE, "Line 1", is_active=False)]))
    assert floor(site).lines == {}


def test_what_was_taken_back_is_not_counted(site: Site) -> None:
    fact = site.pen.done("shoulders")
    site.ledger.record([fact, site.pen.back(fact)])
    found = floor(site)
    assert (pieces(found), found.waiting) == ({}, {})
    assert replace(found.seen[StationId("s1")], at=MORNING).worker == "Ana Reyes"
