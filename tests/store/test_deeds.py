"""UNDO means the worker's own latest standing deed at this kiosk."""

from datetime import timedelta

from kiosk.floor.bundles import BundleStatus
from kiosk.floor.facts import SignedIn
from kiosk.store.deeds import free_since
from kiosk.wire import Verdict
from tests.make import ANA, BEN, MORNING, Pen, bundle
from tests.store.site import Site, receipt, sheet, told


def test_nothing_was_done_yet(site: Site) -> None:
    assert site.last_deed(ANA, site.now) is None


def test_the_latest_and_only_one_s_own(site: Site) -> None:
    first, second = site.pen.done("shoulders"), site.pen.later(minutes=1).moved(BundleStatus.IN_QC)
    site.ledger.record([first, second, site.pen.done("sleeves", worker=BEN)])
    assert site.last_deed(ANA, site.now) == second


def test_what_was_taken_back_by_anybody_is_not_meant(site: Site) -> None:
    first, second = site.pen.done("shoulders"), site.pen.done("sleeves")
    site.ledger.record([first, second, site.pen.back(second)])
    assert site.last_deed(ANA, site.now) == first
    supervisor = Pen("kiosk-9", "s9", site.now)
    site.mirror.apply(told(sheet(bundle(), supervisor.back(first)), cursor="2"))
    assert site.last_deed(ANA, site.now) is None


def test_a_deed_that_was_sent_and_confirmed_still_counts(site: Site) -> None:
    fact = site.pen.done("shoulders")
    site.ledger.record([fact])
    site.outbox.settle(receipt(Verdict.TAKEN, fact))
    site.mirror.apply(told(sheet(bundle(), fact), cursor="2"))
    assert site.last_deed(ANA, site.now) == fact


def test_a_deed_at_another_kiosk_is_not_meant(site: Site) -> None:
    own, there = site.pen.done("shoulders"), Pen("kiosk-2", "s2", MORNING).later(minutes=5).done("sleeves")
    site.ledger.record([own])
    site.mirror.apply(told(sheet(bundle(), there), cursor="2"))
    assert site.last_deed(ANA, site.now) == own


def test_the_running_number_decides_when_the_clock_was_set_back(site: Site) -> None:
    first, second = site.pen.done("shoulders"), site.pen.later(hours=-1).done("sleeves")
    site.ledger.record([first])
    site.ledger.record([second])
    assert site.last_deed(ANA, site.now) == second


def test_a_deed_older_than_twelve_hours_is_not_meant(site: Site) -> None:
    fact = site.pen.done("shoulders")
    site.ledger.record([fact])
    assert site.last_deed(ANA, MORNING + timedelta(hours=12)) == fact
    assert site.last_deed(ANA, MORNING + timedelta(hours=12, seconds=1)) is None


def test_hands_are_free_since_the_first_sign_in_where_no_work_was_done(site: Site) -> None:
    came, again = SignedIn(site.pen.stamp()), SignedIn(site.pen.later(minutes=30).stamp())
    site.ledger.record([came, again, SignedIn(site.pen.stamp(BEN))])
    with site.file.reading() as connection:
        assert free_since(connection, ANA.id, MORNING - timedelta(hours=1)) == came.stamp.at
        assert free_since(connection, ANA.id, MORNING + timedelta(hours=1)) is None
    work = site.pen.later(minutes=5).done("shoulders")
    site.ledger.record([work])
    with site.file.reading() as connection:
        assert free_since(connection, ANA.id, MORNING) == work.stamp.at
