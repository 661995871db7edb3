"""What a deed pays, and why not: explained by examples, held by properties."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from hypothesis import given

from kiosk.floor.facts import Fact
from kiosk.floor.flags import FlagKind
from kiosk.floor.folding import fold_run
from kiosk.floor.pay import Line, State, Why, lines_of, total
from kiosk.floor.route import Route, Standard
from tests.floor.days import days
from tests.make import BEN, HEM, LONG_AGO, MORNING, SHOULDERS, SLEEVES, T_SHIRT, Pen, bundle, defect


def pay(*facts: Fact, route: Route = T_SHIRT) -> tuple[Line, ...]:
    return lines_of(fold_run(bundle(), route, facts, now=MORNING))


def parts(line: Line) -> tuple[int, int, int, State, tuple[Why, ...]]:
    return line.good, line.held, line.lost, line.state, line.reasons


def test_good_pieces_by_the_rate_in_force() -> None:
    dearer = Standard(MORNING + timedelta(minutes=30), Decimal("1.0000"), Decimal("0.1255"))
    route = (replace(SHOULDERS, standards=(Standard(LONG_AGO, Decimal(1), Decimal("0.1250")), dearer)),)
    pen = Pen()
    first, second = pay(pen.done("shoulders", 12), pen.later(minutes=30).done("shoulders", 8), route=route)
    assert (first.amount, second.amount) == (Decimal("1.5000"), Decimal("1.0040"))
    assert total([first, second]) == Decimal("2.5040")


def test_the_second_claim_earns_nothing() -> None:
    ana, ben = pay(Pen().done("shoulders"), Pen("kiosk-2").later(minutes=1).done("shoulders", worker=BEN))
    assert parts(ana) == (20, 0, 0, State.ACCRUED, ())
    assert parts(ben) == (0, 0, 20, State.REFUSED, (Why.EXCESS,))


def test_what_is_sent_back_is_held_until_it_is_mended_and_paid_once() -> None:
    pen = Pen()
    sewn = [pen.later(minutes=30).done(op.id) for op in T_SHIRT]
    found = pen.later(minutes=5).found(defect(pieces=3, op="hem"))
    assert parts(pay(*sewn, found)[2]) == (17, 3, 0, State.HELD, (Why.OPEN_REWORK,))
    mended = pen.later(minutes=5).mended(found, 3)
    assert parts(pay(*sewn, found, mended)[2]) == (20, 0, 0, State.ACCRUED, ())
    assert len(pay(*sewn, found, mended)) == 3


def test_what_was_spoilt_is_lost_to_whom_it_was_and_paid_to_all_others() -> None:
    pen = Pen()
    sewn = [pen.later(minutes=30).done(op.id) for op in T_SHIRT]
    lines = pay(*sewn, pen.found(defect("HOLE", 2, rejected=2, op="sleeves")))
    assert [(line.good, line.lost) for line in lines] == [(20, 0), (18, 2), (20, 0)]


def test_a_flag_holds_until_it_is_settled() -> None:
    pen = Pen()
    fast = pen.later(minutes=5).done("shoulders", began=MORNING)
    assert parts(pay(fast)[0]) == (0, 20, 0, State.HELD, (Why.TOO_FAST,))
    assert pay(fast, pen.settled(fast, FlagKind.TOO_FAST))[0].good == 20
    refused = pay(fast, pen.settled(fast, FlagKind.TOO_FAST, is_accepted=False))[0]
    assert parts(refused) == (0, 0, 20, State.REFUSED, (Why.REFUSED,))


def test_a_deed_from_1970_is_paid_by_the_day_a_supervisor_tells() -> None:
    dearer = Standard(MORNING, Decimal(1), Decimal("9.9000"))
    route = (replace(SHOULDERS, standards=(Standard(LONG_AGO, Decimal(1), Decimal(1)), dearer)),)
    old = Pen("kiosk-2", now=MORNING - timedelta(days=20_000)).done("shoulders")
    assert pay(old, route=route)[0].held == 20
    told = Pen().settled(old, FlagKind.CLOCK_OFF, true_at=MORNING + timedelta(hours=1))
    assert pay(old, told, route=route)[0].amount == Decimal("198.0000")


def test_without_a_rate_it_is_held() -> None:
    route = (replace(SHOULDERS, standards=(Standard(LONG_AGO, Decimal(1), None),)),)
    line = pay(Pen().done("shoulders"), route=route)[0]
    assert (parts(line), line.amount, line.held_amount) == ((0, 20, 0, State.HELD, (Why.NO_RATE,)), 0, 0)


def test_a_proposal_pays_nobody_by_itself() -> None:
    pen = Pen()
    seen = pen.proposed("shoulders", by=BEN)
    (line,) = pay(seen)
    assert (line.worker, parts(line)) == ("ben", (0, 20, 0, State.HELD, (Why.UNCONFIRMED,)))
    assert pay(pen.proposed("shoulders")) == ()
    assert [line.good for line in pay(seen, pen.done("shoulders", worker=BEN, proposal=seen))] == [20]


def test_a_dispute_is_shown_and_takes_nothing_away() -> None:
    pen = Pen()
    done = pen.done("shoulders", 15)
    word = pen.disputed(done)
    assert (pay(done, word)[0].is_disputed, pay(done, word)[0].good) == (True, 15)
    assert not pay(done, word, pen.settled(done, FlagKind.DISPUTED))[0].is_disputed


@given(days())
def test_every_piece_claimed_is_good_held_or_lost(facts: list[Fact]) -> None:
    run = fold_run(bundle(), T_SHIRT, facts, now=MORNING)
    claimed = {done.fact.stamp.id: done.fact.pieces for op in run.operations for done in op.counted}
    for line in lines_of(run):
        assert min(line.good, line.held, line.lost) >= 0
        assert line.amount >= 0 <= line.held_amount
        assert line.good + line.held + line.lost == claimed.get(line.fact, line.held)
        assert bool(line.reasons) == bool(line.held or line.lost)


@given(days())
def test_nothing_is_paid_twice(facts: list[Fact]) -> None:
    """Whatever is told: for an operation no more is paid than pieces there ever were, unless a supervisor said so."""
    plain = [fact for fact in facts if type(fact).__name__ not in {"FlagSettled", "PiecesCame", "PiecesReplaced"}]
    for op in (SHOULDERS, SLEEVES, HEM):
        assert sum(line.good + line.held for line in pay(*plain) if line.operation == op.id) <= 20
