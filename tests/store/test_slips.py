"""A worker's shift line by line, from what the file holds: own and confirmed facts, and nothing invented."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from kiosk.floor.facts import IdleReason, IdleSettled, SignedIn, WorkPaused, WorkResumed
from kiosk.floor.flags import FlagKind
from kiosk.floor.pay import State, Why
from kiosk.floor.slip import Slip
from kiosk.wire import Verdict
from tests.make import ANA, BEN, MORNING, Pen, bundle, defect
from tests.store.site import STRANGE, Site, receipt, sheet, told

MIN = 60_000


def slip(site: Site, now: datetime | None = None) -> Slip:
    found = site.ledger.slip(ANA.id, now or site.pen.now)
    assert found is not None
    return found


def ops(found: Slip) -> list[tuple[str, int, int]]:
    return [(line.operation.id, line.pay.good, line.pay.held) for line in found.lines]


def test_there_is_none_before_the_factory_is_known(empty: Site) -> None:
    assert empty.ledger.slip(ANA.id, MORNING) is None


def test_a_shift_before_the_first_piece(site: Site) -> None:
    found = slip(site)
    assert (found.lines, found.pay, found.worked_ms, found.efficiency) == ((), 0, 0, None)


def test_own_and_confirmed_lines_newest_first(site: Site) -> None:
    there = Pen("kiosk-2", "s2", MORNING)
    first = there.done("shoulders")
    site.mirror.apply(told(sheet(bundle(), first), cursor="2"))
    site.ledger.record([site.pen.later(minutes=40).done("sleeves", 12), site.pen.done("shoulders", 8, worker=BEN)])
    assert ops(slip(site)) == [("sleeves", 12, 0), ("shoulders", 20, 0)]
    assert slip(site).pay == Decimal("44.0")


def test_nothing_flickers_while_a_fact_goes_up_and_comes_down(site: Site) -> None:
    fact = site.pen.done("shoulders")
    site.ledger.record([fact])
    recorded = slip(site)
    site.outbox.settle(receipt(Verdict.TAKEN, fact))
    site.mirror.apply(told(sheet(bundle(), fact), cursor="2"))
    assert slip(site) == recorded


def test_work_that_somebody_saw_is_a_line_of_whoever_it_names(site: Site) -> None:
    """Though no fact of the shift is the worker's own."""
    seen = Pen("kiosk-2", "s2", MORNING)
    site.mirror.apply(
        told(sheet(bundle(), replace(seen.proposed("shoulders", 8, by=ANA), stamp=seen.stamp(BEN))), cursor="2")
    )
    (line,) = slip(site).lines
    assert (line.pay.state, line.pay.held, line.pay.reasons, line.pieces) == (State.HELD, 8, (Why.UNCONFIRMED,), 0)
    assert site.ledger.day_of(ANA.id, MORNING, MORNING).held == Decimal("8.0"), "the day's sums agree"


def test_a_line_of_a_bundle_known_by_its_ticket_alone(site: Site) -> None:
    site.ledger.record([replace(site.pen.done("shoulders", 18, of=STRANGE.id), ticket=STRANGE.text)])
    (line,) = slip(site).lines
    assert (line.bundle.code, line.pay.good) == (STRANGE.code, 18)


def test_a_deed_of_a_wrong_clock_is_a_line_of_the_shift_that_a_supervisor_tells(site: Site) -> None:
    old = Pen("kiosk-2", "s2", MORNING - timedelta(days=400)).done("shoulders")
    word = site.pen.settled(old, FlagKind.CLOCK_OFF, true_at=MORNING)
    site.mirror.apply(told(sheet(bundle(), old), cursor="2"))
    assert slip(site).lines == ()
    site.ledger.record([word])
    assert ops(slip(site)) == [("shoulders", 20, 0)]


def test_a_night_shift_over_midnight_is_one_day(site: Site) -> None:
    """The night begins at 22:00 in Manila, which is 14:00 UTC, and ends at six."""
    site.pen.now = MORNING.replace(hour=13, minute=59)
    site.ledger.record([site.pen.done("shoulders", 5)])
    site.pen.later(minutes=30)
    site.ledger.record([site.pen.done("shoulders", 7)])
    site.pen.later(hours=3)
    site.ledger.record([site.pen.done("shoulders", 8)])
    assert ops(slip(site)) == [("shoulders", 8, 0), ("shoulders", 7, 0)]
    assert slip(site).day.date == site.pen.now.date(), "of the evening before, in Manila"
    site.pen.later(hours=5)
    assert slip(site).lines == (), "at six the next shift has begun"


def test_minutes_up_to_the_latest_record(site: Site) -> None:
    pen, desk = site.pen, site.ledger
    desk.record([SignedIn(pen.stamp()), pen.later(minutes=20).done("shoulders")])
    pen.later(minutes=15)
    found = slip(site)
    assert (found.worked_ms, found.efficiency, found.performance) == (20 * MIN, 100, 100)
    pause = WorkPaused(pen.stamp(), IdleReason.MACHINE)
    desk.record([pause])
    found = slip(site, pen.later(minutes=10).now)
    assert (found.worked_ms, found.attendance.idle_ms) == (35 * MIN, 10 * MIN), "a pause that goes on counts up to now"
    desk.record([WorkResumed(pen.stamp()), pen.later(minutes=40).done("sleeves")])
    found = slip(site)
    assert (found.worked_ms, found.attendance.idle_ms) == (75 * MIN, 10 * MIN)
    assert found.efficiency == found.performance == Decimal("70.59")  # 60 of 85
    desk.record([IdleSettled(stamp=pen.stamp(BEN), fact=pause.stamp.id, whose=ANA.id, is_accepted=True)])
    assert slip(site).performance == Decimal(80)  # 60 of 75


def test_a_line_that_is_held_for_rework_and_disputed(site: Site) -> None:
    pen = site.pen
    done = pen.done("shoulders")
    found = pen.later(minutes=5).found(defect(pieces=3, op="shoulders"))
    site.ledger.record([done, found, pen.later(minutes=5).disputed(done)])
    (line,) = slip(site).lines
    assert (line.pay.good, line.pay.held, line.pay.is_disputed, len(line.said)) == (17, 3, True, 1)
