"""What waits for a supervisor's word, the word, and what comes of it."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from kiosk.floor.access import Role
from kiosk.floor.bundle_facts import WorkDone
from kiosk.floor.facts import Fact, IdleReason, IdleSettled, SignedOut, TakenBack, WorkPaused, WorkResumed
from kiosk.floor.flags import FlagKind
from kiosk.floor.folding import fold_run
from kiosk.floor.history import fold_life
from kiosk.floor.matters import Flagged, Matter, Rested, Seen, of_people, of_run, settle, take_back
from kiosk.floor.pay import lines_of, total
from kiosk.floor.stamp import Source
from tests.floor.test_scanning import here
from tests.make import ANA, BEN, MORNING, SLEEVES, T_SHIRT, Pen, bundle

CHIEF = replace(BEN, role=Role.SUPERVISOR)


def open_of(*facts: Fact) -> tuple[Matter, ...]:
    run = fold_run(bundle(), T_SHIRT, facts, now=MORNING)
    return of_run(run, fold_life(bundle(), run, facts), facts)


def pay(*facts: Fact) -> Decimal:
    return total(lines_of(fold_run(bundle(), T_SHIRT, facts, now=MORNING)))


def test_a_claim_of_too_many_pieces() -> None:
    pen = Pen()
    facts = [pen.done("shoulders"), pen.done("shoulders", worker=BEN)]
    (matter,) = open_of(*facts)
    assert matter.what == Flagged(flag=FlagKind.EXCESS, pieces=20)
    assert (matter.worker, matter.operation and matter.operation.id) == (BEN.id, "shoulders")
    word = settle(matter, CHIEF, here(), is_accepted=True, note="both sewed")
    assert word is not None
    assert open_of(*facts, word) == ()
    assert pay(*facts, word) == 2 * pay(facts[0])


@pytest.mark.parametrize("is_accepted", [True, False])
def test_work_ahead_of_its_turn(is_accepted: bool) -> None:
    facts = [Pen().done("sleeves")]
    (matter,) = open_of(*facts)
    assert matter.what == Flagged(flag=FlagKind.OUT_OF_ORDER)
    assert pay(*facts) == 0
    word = settle(matter, CHIEF, here(), is_accepted=is_accepted)
    assert word is not None
    assert bool(pay(*facts, word)) == is_accepted


def test_a_wrong_clock_counts_for_the_day_of_the_word() -> None:
    old = Pen(now=MORNING - timedelta(days=20000)).done("shoulders")
    (matter,) = open_of(old)
    word = settle(matter, CHIEF, here(), is_accepted=True)
    assert word is not None
    (line,) = lines_of(fold_run(bundle(), T_SHIRT, [old, word], now=MORNING))
    assert (line.at, line.good) == (here().moment, 20)


def test_what_was_seen_is_confirmed_in_its_worker_s_stead() -> None:
    proposed = Pen().proposed("sleeves", 8)
    (matter,) = open_of(proposed)
    assert matter.operation == SLEEVES
    assert isinstance(matter.what, Seen)
    assert settle(matter, CHIEF, here(), is_accepted=True) is None, "nobody knows whose it was"
    done = settle(matter, CHIEF, here(), is_accepted=True, whose=ANA.id)
    assert isinstance(done, WorkDone)
    assert (done.stamp.worker, done.stamp.source, done.confirmed_by) == (ANA.id, Source.CONFIRMED, CHIEF.id)
    assert done.pieces == 8
    assert done.stamp.number == 7, "no running number is lost on the way"
    left = [matter for matter in open_of(proposed, done) if isinstance(matter.what, Seen)]
    assert left == []


def test_what_was_not_so_is_taken_back() -> None:
    proposed = Pen().proposed("sleeves", 8)
    word = settle(open_of(proposed)[0], CHIEF, here(), is_accepted=False, note="not sewn")
    assert isinstance(word, TakenBack)
    assert open_of(proposed, word) == ()


def test_a_pause_is_judged_once() -> None:
    pen = Pen()
    paused = WorkPaused(pen.stamp(), IdleReason.MACHINE)
    resumed = WorkResumed(pen.later(minutes=9).stamp())
    (matter,) = of_people([paused, resumed])
    assert matter.what == Rested(reason=IdleReason.MACHINE, ended=resumed.stamp.at)
    word = settle(matter, CHIEF, here(), is_accepted=True)
    assert isinstance(word, IdleSettled)
    assert (word.whose, word.is_accepted) == (ANA.id, True)
    assert of_people([paused, resumed, word]) == ()
    back = take_back(word, CHIEF, here(), "a slip")
    assert of_people([paused, resumed, word, back]) == (matter,)


def test_a_pause_goes_on_until_its_own_worker_does_something() -> None:
    pen = Pen()
    paused = WorkPaused(pen.stamp(), IdleReason.POWER)
    others = [pen.later(minutes=1).done("shoulders", worker=BEN), SignedOut(pen.later(minutes=1).stamp())]
    (matter,) = of_people([paused, others[0]])
    assert matter.what == Rested(reason=IdleReason.POWER)
    (matter,) = of_people([paused, *others])
    assert matter.what == Rested(reason=IdleReason.POWER, ended=others[1].stamp.at)


def test_a_supervisor_s_word_is_no_sign_of_the_worker() -> None:
    pen = Pen()
    paused = WorkPaused(pen.stamp(), IdleReason.POWER)
    proposed = pen.later(minutes=2).proposed("shoulders")
    done = settle(open_of(proposed)[0], CHIEF, here(), is_accepted=True, whose=ANA.id)
    assert done is not None
    (matter,) = of_people([paused, done])
    assert matter.what == Rested(reason=IdleReason.POWER)


def test_anybody_s_deed_is_taken_back_with_a_reason() -> None:
    done = Pen().done("shoulders")
    back = take_back(done, CHIEF, here(), "sewn by the other line")
    assert (back.fact, back.reason, str(back.about)) == (done.stamp.id, "sewn by the other line", "bundle:b1")
    assert pay(done, back) == 0
