"""The fold of a bundle's run: explained by examples, held by properties."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.floor.facts import Fact, in_order
from kiosk.floor.flags import FlagKind
from kiosk.floor.folding import fold_run, folding_of
from kiosk.floor.runs import Run, RunOperation, RunStatus
from tests.floor.days import days
from tests.make import ANA, BEN, MORNING, SHOULDERS, SLEEVES, T_SHIRT, Pen, bundle, defect

CHECKED = (replace(SHOULDERS, has_checkpoint=True), *T_SHIRT[1:])
"""The T-shirt with a checkpoint after the shoulders."""


def fold(*facts: Fact, pieces: int = 20, route: tuple = T_SHIRT, clock_off: tuple = ()) -> Run:
    return fold_run(bundle(pieces=pieces), route, facts, now=MORNING, clock_off=clock_off)


def kinds(run: Run) -> list[FlagKind]:
    return [flag.kind for flag in run.flags]


def sewn(pen: Pen, *operations: str) -> list[Fact]:
    """All twenty through these operations, half an hour each."""
    return [pen.later(minutes=30).done(op, began=pen.now - timedelta(minutes=30)) for op in operations]


# ---- whatever comes


@given(days(), st.randoms(use_true_random=False))
def test_order_and_repetition_do_not_matter(facts: list[Fact], dice: Random) -> None:
    shuffled = facts + [fact for fact in facts if dice.random() < 0.3]
    dice.shuffle(shuffled)
    assert fold(*shuffled) == fold(*facts)


@given(days())
def test_facts_taken_one_by_one_as_they_follow_give_the_same(facts: list[Fact]) -> None:
    """What spares a kiosk the fold of all that was before."""
    ordered = in_order(facts)
    folding = folding_of(bundle(), T_SHIRT, ordered[:1], now=MORNING)
    for taken, fact in enumerate(ordered[1:], start=1):
        if folding.has_begun and folding.goes_on_with(fact):
            folding.take(fact)
        else:
            folding = folding_of(bundle(), T_SHIRT, ordered[: taken + 1], now=MORNING)
        assert folding.run() == fold(*ordered[: taken + 1])


@given(days())
def test_no_more_is_counted_than_there_is(facts: list[Fact]) -> None:
    run = fold(*facts)
    assert run.rejected >= 0
    assert run.pieces >= 0
    for op in run.operations:
        assert 0 <= op.done <= max(run.pieces, op.done if op.counted else 0)
        assert 0 <= op.passed <= run.pieces
        assert op.open_rework >= 0 <= op.rework_pieces
        assert sum(deed.open_rework for deed in op.counted) <= op.open_rework
        for deed in op.counted:
            assert deed.pieces + deed.excess == deed.fact.pieces
            assert 0 <= deed.open_rework + deed.spoilt <= deed.pieces
            assert deed.worked_ms >= 0 <= deed.earned_min
    assert run.completions or run.status is not RunStatus.COMPLETED
    assert bool(run.emptied_by) or run.pieces
    assert all(inspection.open_pieces >= 0 for inspection in run.inspections)


@given(days())
def test_without_pieces_that_come_or_go_no_more_is_counted_than_the_bundle_holds(facts: list[Fact]) -> None:
    plain = [fact for fact in facts if type(fact).__name__ in {"WorkDone", "WorkStarted", "TakenBack", "BundleMoved"}]
    for op in fold(*plain).operations:
        assert sum(deed.pieces for deed in op.counted) == op.done <= 20


# ---- sewing


def test_a_bundle_sewn_through() -> None:
    pen = Pen()
    facts = [pen.later(minutes=25).done("shoulders", began=pen.now - timedelta(minutes=25))]
    facts.append(pen.later(minutes=40).done("sleeves", began=pen.now - timedelta(minutes=40)))
    facts.append(pen.later(minutes=10).done("hem", began=pen.now - timedelta(minutes=10)))
    run = fold(*facts)
    assert run.status is RunStatus.COMPLETED
    assert run.completions == (facts[-1].stamp.id,)
    assert [op.efficiency for op in run.operations] == [Decimal("80.00"), Decimal("100.00"), Decimal("100.00")]
    assert run.average_efficiency == Decimal("93.33")  # 70 earned in 75, not the mean of the three
    assert run.flags == ()


def test_two_kiosks_claim_the_same_pieces_offline() -> None:
    first = Pen("kiosk-1").done("shoulders", worker=ANA)
    second = Pen("kiosk-2", "s2").later(seconds=9).done("shoulders", worker=BEN)
    run = fold(second, first)
    assert run.operations[0].done == 20
    assert [(f.fact, f.kind, f.pieces) for f in run.flags] == [(second.stamp.id, FlagKind.EXCESS, 20)]
    assert [(deed.pieces, deed.excess) for deed in run.operations[0].counted] == [(20, 0), (0, 20)]


def test_what_was_taken_back_never_was() -> None:
    pen = Pen()
    work = pen.done("shoulders")
    run = fold(pen.back(work), work)
    assert run.status is RunStatus.PENDING
    assert run.operations == fold().operations


def test_a_taken_back_claim_makes_room_for_the_other() -> None:
    first, pen = Pen("kiosk-1").done("shoulders"), Pen("kiosk-2").later(minutes=1)
    second = pen.done("shoulders", worker=BEN)
    run = fold(first, second, pen.back(first))
    assert [(deed.fact.stamp.worker, deed.pieces) for deed in run.operations[0].counted] == [("ben", 20)]
    assert run.flags == ()


def test_pauses_are_not_worked() -> None:
    pen = Pen().later(minutes=50)
    run = fold(pen.done("shoulders", began=MORNING, paused=timedelta(minutes=30)))
    assert run.operations[0].efficiency == Decimal("100.00")
    longer = fold(Pen().later(minutes=5).done("shoulders", began=MORNING, paused=timedelta(hours=2)))
    assert longer.operations[0].worked_ms == 0


def test_nobody_works_for_days() -> None:
    run = fold(Pen().done("shoulders", began=MORNING - timedelta(hours=17)))
    assert (run.operations[0].done, run.operations[0].worked_ms, run.operations[0].efficiency) == (20, 0, None)
    assert kinds(run) == [FlagKind.TOO_LONG]


def test_work_too_fast_to_be_true_is_flagged_and_held() -> None:
    pen = Pen()
    fast = pen.later(minutes=5).done("shoulders", began=MORNING)
    run = fold(fast)
    assert kinds(run) == [FlagKind.TOO_FAST]
    assert run.operations[0].counted[0].holds == {FlagKind.TOO_FAST}


@pytest.mark.parametrize("is_accepted", [True, False])
def test_a_supervisor_settles_it(is_accepted: bool) -> None:
    pen = Pen()
    fast = pen.later(minutes=5).done("shoulders", began=MORNING)
    word = pen.later(minutes=1).settled(fast, FlagKind.TOO_FAST, is_accepted=is_accepted)
    run = fold(fast, word)
    deed = run.operations[0].counted[0]
    assert (deed.holds, deed.is_refused) == (frozenset(), not is_accepted)
    assert [flag.settled.is_accepted for flag in run.flags if flag.settled] == [is_accepted]
    assert fold(fast, word, pen.back(word)).operations[0].counted[0].holds == {FlagKind.TOO_FAST}


def test_the_last_word_stands() -> None:
    pen = Pen()
    fast = pen.later(minutes=5).done("shoulders", began=MORNING)
    words = [pen.later(minutes=1).settled(fast, FlagKind.TOO_FAST, is_accepted=yes) for yes in (False, True)]
    assert not fold(fast, *words).operations[0].counted[0].is_refused


def test_an_accepted_excess_is_paid_and_not_counted() -> None:
    pen = Pen()
    deeds = [pen.done("shoulders"), pen.later(minutes=1).done("shoulders", 5)]
    run = fold(*deeds, pen.settled(deeds[1], FlagKind.EXCESS))
    assert run.operations[0].done == 20
    assert [deed.is_excess_paid for deed in run.operations[0].counted] == [False, True]


def test_a_start_waits_for_the_end_of_the_same_worker() -> None:
    pen = Pen()
    started = pen.started("shoulders", worker=ANA)
    ended = pen.later(minutes=9).done("shoulders", worker=BEN)
    run = fold(started, ended)
    assert list(run.open_starts) == [("shoulders", "ana")]
    assert run.operations[0].started_at == MORNING


# ---- clocks


def test_a_clock_from_1970_takes_nobodys_pieces() -> None:
    old = Pen("kiosk-2", now=MORNING - timedelta(days=20_000)).done("shoulders", 5, worker=BEN)
    run = fold(old, Pen().done("shoulders"))
    assert [(deed.fact.stamp.worker, deed.pieces) for deed in run.operations[0].counted] == [("ana", 20), ("ben", 0)]
    assert set(kinds(run)) == {FlagKind.CLOCK_OFF, FlagKind.EXCESS}


def test_a_clock_that_is_off_holds_the_pay_until_the_true_moment_is_told() -> None:
    old = Pen("kiosk-2", now=MORNING - timedelta(days=20_000)).done("shoulders", worker=BEN)
    assert fold(old).operations[0].counted[0].holds == {FlagKind.CLOCK_OFF}
    told = Pen().settled(old, FlagKind.CLOCK_OFF, true_at=MORNING)
    deed = fold(old, told).operations[0].counted[0]
    assert (deed.holds, deed.paid_at) == (frozenset(), MORNING)


def test_what_only_the_server_knows_of_a_clock_counts_last() -> None:
    ahead = Pen("kiosk-2").done("shoulders", worker=BEN)
    run = fold(ahead, Pen().later(minutes=3).done("shoulders"), clock_off=(ahead.stamp.id,))
    assert [deed.fact.stamp.worker for deed in run.operations[0].counted if deed.pieces] == ["ana"]


# ---- what comes before


def test_work_ahead_of_what_it_depends_on_is_kept_flagged_and_held() -> None:
    pen = Pen()
    ahead = pen.done("sleeves", 5)
    run = fold(ahead)
    assert (run.operations[1].done, kinds(run)) == (5, [FlagKind.OUT_OF_ORDER])
    assert run.operations[1].counted[0].holds == {FlagKind.OUT_OF_ORDER}
    made_good = fold(ahead, pen.later(minutes=20).done("shoulders", 5))
    assert (made_good.flags, made_good.operations[1].counted[0].holds) == ((), frozenset())


def test_a_proposal_lets_the_next_go_on_and_counts_for_nobody() -> None:
    pen = Pen()
    seen = pen.proposed("shoulders", by=BEN)
    run = fold(seen, pen.later(minutes=40).done("sleeves"))
    assert run.flags == ()
    assert (run.operations[0].done, run.operations[0].passed, run.operations[1].done) == (0, 20, 20)
    assert [(proposal.fact.by, proposal.pieces) for proposal in run.operations[0].proposals] == [("ben", 20)]
    assert run.status is RunStatus.IN_PROGRESS


def test_a_confirmed_proposal_is_work_like_any_other() -> None:
    pen = Pen()
    seen = pen.proposed("shoulders", by=BEN)
    run = fold(seen, pen.later(minutes=1).done("shoulders", worker=BEN, proposal=seen))
    assert (run.operations[0].done, run.operations[0].proposals) == (20, ())


def test_a_late_scan_takes_its_pieces_from_the_proposal() -> None:
    pen = Pen()
    run = fold(pen.proposed("shoulders"), pen.later(minutes=1).done("shoulders", 15))
    assert [proposal.pieces for proposal in run.operations[0].proposals] == [5]


def test_a_checkpoint_lets_on_only_what_was_passed() -> None:
    pen = Pen()
    facts: list[Fact] = [pen.done("shoulders")]
    assert fold(*facts, route=CHECKED).ready(SLEEVES) == 0
    found = pen.later(minutes=1).found(defect(pieces=3, op="shoulders"), at="shoulders")
    run = fold(*facts, found, route=CHECKED)
    assert (run.ready(SLEEVES), run.operations[0].open_rework) == (17, 3)
    again = [pen.later(minutes=1).mended(found, 3), pen.later(minutes=1).found(checked=3, at="shoulders")]
    assert fold(*facts, found, *again, route=CHECKED).ready(SLEEVES) == 20


# ---- quality


def test_what_is_sent_back_is_held_and_mended_once() -> None:
    pen = Pen()
    facts = sewn(pen, "shoulders", "sleeves", "hem")
    found = pen.found(defect(pieces=3, op="sleeves"), defect("STAIN", pieces=1))
    run = fold(*facts, found)
    assert (run.open_rework, run.open_after[found.stamp.id]) == (4, 4)
    assert [(op.defects, op.open_rework) for op in run.operations] == [(0, 0), (3, 3), (0, 0)]
    assert run.operations[1].counted[0].open_rework == 3
    mended = pen.later(minutes=9).mended(found, 4, "sleeves")
    after = fold(*facts, found, mended)
    assert (after.open_rework, after.operations[1].counted[0].open_rework, after.operations[1].rework_pieces) == (
        0,
        0,
        3,
    )
    twice = fold(*facts, found, mended, pen.later(minutes=9).mended(found, 2))
    assert (kinds(twice), twice.flags[0].pieces, twice.operations) == ([FlagKind.TOO_MANY_BACK], 2, after.operations)


def test_the_pieces_sewn_last_lie_on_top() -> None:
    pen = Pen()
    ana, ben = pen.done("shoulders", 12), pen.later(minutes=9).done("shoulders", 8, worker=BEN)
    run = fold(ana, ben, pen.later(minutes=9).found(defect(pieces=10, op="shoulders")))
    assert [deed.open_rework for deed in run.operations[0].counted] == [2, 8]


def test_mending_told_before_the_finding_waits_for_it() -> None:
    """Two kiosks whose clocks differ."""
    found = Pen("kiosk-2").later(minutes=3).found(defect(pieces=3, op="shoulders"))
    mended = Pen().later(minutes=1).mended(found, 3)
    assert fold(Pen().done("shoulders"), mended, found).open_rework == 0
    assert kinds(fold(mended)) == [FlagKind.TOO_MANY_BACK]


def test_rejected_pieces_are_wanted_no_more_and_cost_only_who_spoilt_them() -> None:
    pen = Pen()
    facts = sewn(pen, "shoulders", "sleeves")
    run = fold(*facts, pen.found(defect("HOLE", 2, rejected=2, op="sleeves")))
    assert (run.pieces, run.rejected, run.open_rework) == (18, 2, 0)
    assert [op.done for op in run.operations] == [18, 18, 0]
    assert [op.counted[0].spoilt for op in run.operations[:2]] == [0, 2]
    assert run.ready(T_SHIRT[2]) == 18


def test_replaced_pieces_are_sewn_from_the_beginning() -> None:
    pen = Pen()
    facts = [*sewn(pen, "shoulders", "sleeves", "hem"), pen.found(defect("HOLE", 2, rejected=2, op="hem"))]
    assert fold(*facts).status is RunStatus.COMPLETED
    new = pen.later(minutes=1).replaced(2)
    run = fold(*facts, new)
    assert (run.pieces, run.status, [run.ready(op) for op in T_SHIRT]) == (20, RunStatus.IN_PROGRESS, [2, 0, 0])
    again = fold(*facts, new, *[pen.later(minutes=9).done(op.id, 2) for op in T_SHIRT])
    assert (again.status, sum(deed.pieces for deed in again.operations[0].counted)) == (RunStatus.COMPLETED, 22)
    assert kinds(fold(*facts, new, pen.later(minutes=1).replaced(1))) == [FlagKind.TOO_MANY_BACK]


# ---- split and merge


def stands(run: Run) -> list[int]:
    def done(op: RunOperation) -> int:
        return op.done

    return [run.pieces, *map(done, run.operations)]


def test_a_split_parts_what_is_done_and_pays_nobody_twice() -> None:
    pen = Pen()
    facts = [*sewn(pen, "shoulders"), pen.later(minutes=1).done("sleeves", 12)]
    parts = {"shoulders": 8, "sleeves": 0}
    parent = fold(*facts, pen.later(minutes=1).left(8, parts))
    child = fold_run(bundle("b2", 8), T_SHIRT, [pen.came(8, parts, code="0000000B2X")], now=MORNING)
    assert stands(parent) == [12, 12, 12, 0]
    assert stands(child) == [8, 8, 0, 0]
    assert sum(deed.pieces for op in parent.operations for deed in op.counted) == 32
    assert all(not op.counted for op in child.operations)


def test_a_split_that_forgot_to_tell_keeps_no_more_than_the_pieces() -> None:
    pen = Pen()
    assert stands(fold(*sewn(pen, "shoulders"), pen.left(8, {}))) == [12, 12, 0, 0]


def test_merged_pieces_come_with_what_is_done_to_them() -> None:
    pen = Pen()
    facts = [*sewn(pen, "shoulders"), pen.later(minutes=1).came(5, {"shoulders": 3}, of="b1", from_="b2")]
    run = fold(*facts)
    assert (stands(run), run.ready(SHOULDERS)) == ([25, 23, 0, 0], 2)


def test_more_than_all_cannot_leave() -> None:
    run = fold(Pen().left(30, {}))
    assert (run.pieces, kinds(run), run.flags[0].pieces) == (0, [FlagKind.TOO_MANY_BACK], 10)


@pytest.mark.slow
@settings(max_examples=10_000)
@given(days(longest=25), st.randoms(use_true_random=False))
def test_ten_thousand_days_in_any_order(facts: list[Fact], dice: Random) -> None:
    shuffled = facts + [fact for fact in facts if dice.random() < 0.3]
    dice.shuffle(shuffled)
    assert fold(*shuffled) == fold(*facts)


def test_a_claim_that_counts_for_nothing_takes_no_name_and_no_minutes() -> None:
    ana = Pen().later(minutes=15).done("shoulders", worker=ANA, began=MORNING)
    ben = Pen("kiosk-2").later(minutes=31).done("shoulders", worker=BEN, began=MORNING)
    op = fold(ana, ben).operations[0]
    assert (op.worker, op.worked_ms) == ("ana", 15 * 60_000)
