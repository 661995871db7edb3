"""A bundle's life: explained by examples, held by properties."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.floor.bundle_facts import BundleMoved, PiecesCame, PiecesReplaced
from kiosk.floor.bundles import CLOSED, BundleStatus, may_follow
from kiosk.floor.facts import Fact
from kiosk.floor.flags import FlagKind
from kiosk.floor.folding import fold_run
from kiosk.floor.history import Change, Life, fold_life
from kiosk.floor.stamp import Source
from tests.floor.days import days
from tests.make import BEN, MORNING, T_SHIRT, Pen, bundle, defect

S = BundleStatus


def live(*facts: Fact, pieces: int = 20, status: BundleStatus = S.CUT) -> Life:
    one = bundle(pieces=pieces, status=status)
    return fold_life(one, fold_run(one, T_SHIRT, facts, now=MORNING), facts)


def way(life: Life) -> list[BundleStatus]:
    return [change.to_status for change in life.changes]


def sewn(pen: Pen) -> list[Fact]:
    return [pen.later(minutes=40).done(op.id) for op in T_SHIRT]


@given(days(), st.randoms(use_true_random=False))
def test_order_and_repetition_do_not_matter(facts: list[Fact], dice: Random) -> None:
    shuffled = facts + [fact for fact in facts if dice.random() < 0.3]
    dice.shuffle(shuffled)
    assert live(*shuffled) == live(*facts)


@given(days())
def test_each_change_begins_where_the_last_one_ended(facts: list[Fact]) -> None:
    life = live(*facts)
    assert life.status == (life.changes[-1].to_status if life.changes else S.CUT)
    assert all(a.to_status == b.from_status for a, b in zip(life.changes, life.changes[1:], strict=False))
    assert len({change.id for change in life.changes}) == len(life.changes)
    assert (life.held_from is not None) == (life.status is S.ON_HOLD)


@given(days())
def test_what_the_road_does_not_know_is_flagged_once(facts: list[Fact]) -> None:
    life = live(*facts)
    flagged = [flag.fact for flag in life.flags]
    odd = {change.fact for change in life.changes if not is_known(change)}
    assert odd <= set(flagged)
    assert len(flagged) == len(set(flagged))


def is_known(change: Change) -> bool:
    if change.reason in {"MERGED", "REPLACED"} or change.from_status is change.to_status:
        return True
    return may_follow(change.from_status, change.to_status, bundle().road)


@given(days())
def test_a_bundle_that_nobody_moves_is_closed_when_it_is_empty(facts: list[Fact]) -> None:
    told = [fact for fact in facts if not isinstance(fact, BundleMoved | PiecesCame | PiecesReplaced)]
    run = fold_run(bundle(pieces=4), T_SHIRT, told, now=MORNING)
    assert (live(*told, pieces=4).status in CLOSED) == (run.pieces == 0)


def test_a_run_that_was_opened_again_keeps_the_row_of_its_first_end() -> None:
    """History is only added to."""
    pen = Pen()
    facts: list[Fact] = [pen.later(minutes=40).done(op.id) for op in T_SHIRT]
    facts.append(pen.later(minutes=5).found(defect("HOLE", 2, rejected=2)))
    before = live(*facts).changes
    facts.append(pen.later(minutes=5).replaced(2))
    facts += [pen.later(minutes=5).done(op.id, 2) for op in T_SHIRT]
    assert live(*facts).changes[: len(before)] == before


def test_work_begins_sewing_and_ends_it() -> None:
    facts = sewn(Pen())
    life = live(*facts)
    assert [change.from_station for change in life.changes] == [None, "s1"]
    assert way(life) == [S.IN_SEWING, S.SEWN]
    assert (life.changes[-1].fact, life.flags, life.station) == (facts[-1].stamp.id, (), "s1")


def test_what_was_taken_back_never_was() -> None:
    pen = Pen()
    work = pen.done("shoulders")
    assert live(pen.back(work), work) == Life(S.CUT, None)


def test_a_clean_inspection_passes_and_implies_that_it_came() -> None:
    pen = Pen()
    life = live(*sewn(pen), pen.later(minutes=5).found())
    assert way(life) == [S.IN_SEWING, S.SEWN, S.IN_QC, S.QC_PASSED]
    assert life.flags == ()


def test_what_fails_is_mended_and_looked_at_again() -> None:
    pen = Pen()
    facts = [*sewn(pen), pen.later(minutes=5).moved(S.IN_QC)]
    found = pen.later(minutes=5).found(defect(pieces=3, op="hem"))
    facts += [found, pen.later(minutes=5).mended(found, 3), pen.later(minutes=5).found(checked=3)]
    life = live(*facts)
    assert way(life)[2:] == [S.IN_QC, S.QC_FAILED, S.IN_REWORK, S.IN_QC, S.QC_PASSED]
    assert life.flags == ()


def test_a_bundle_with_no_good_piece_is_rejected() -> None:
    pen = Pen()
    life = live(*sewn(pen), pen.later(minutes=5).found(defect("HOLE", 20, rejected=20)))
    assert life.status is S.REJECTED


def test_samples_and_checkpoints_move_nothing() -> None:
    pen = Pen()
    facts: list[Fact] = [pen.done("shoulders")]
    for look in (pen.found(defect(), checked=7, is_sample=True), pen.found(defect(), at="shoulders")):
        facts += [look, pen.later(minutes=5).mended(look, 1)]
    life = live(*facts, pen.later(minutes=40).done("sleeves"), pen.later(minutes=40).done("hem"))
    assert (way(life), life.flags) == ([S.IN_SEWING, S.SEWN], ())


def test_each_row_tells_who_why_where_when_and_how_sure() -> None:
    work, pen = Pen().done("shoulders", 5), Pen("kiosk-4", "s4").later(minutes=5)
    stamp = pen.stamp(BEN, Source.BY_HAND)
    rack = BundleMoved(stamp=stamp, bundle=work.bundle, to_status=S.ON_HOLD, reason="Shade", place="Rack 3")
    held = live(rack, work)
    change = held.changes[-1]
    assert (change.from_status, change.to_status) == (S.IN_SEWING, S.ON_HOLD)
    assert (change.from_station, change.to_station, change.from_place, change.to_place) == ("s1", "s4", None, "Rack 3")
    assert (change.worker, change.reason, change.source, change.device) == ("ben", "Shade", Source.BY_HAND, "kiosk-4")
    assert (change.at, change.fact, held.station, held.place) == (stamp.at, stamp.id, "s4", "Rack 3")
    taken = live(rack, work, pen.later(minutes=5).moved(S.IN_SEWING))
    assert (taken.place, taken.changes[-1].from_place, taken.changes[-1].to_place) == (None, "Rack 3", None)


@pytest.mark.parametrize(
    ("status", "to_status", "is_odd"),
    [
        (S.CUT, S.IN_SEWING, False),
        (S.CUT, S.IN_PRINTING, True),  # the order does not need it
        (S.CUT, S.IN_QC, True),
        (S.CREATED, S.IN_SEWING, True),
        (S.SEWN, S.IN_SEWING, True),
        (S.IN_QC, S.IN_FINISHING, True),
        (S.PACKED, S.DONE, False),
        (S.DONE, S.PACKED, True),
        (S.REJECTED, S.IN_SEWING, True),
        (S.IN_QC, S.REJECTED, False),
        (S.ON_HOLD, S.SEWN, False),
    ],
)
def test_a_move_is_applied_whatever_the_road_says(status: BundleStatus, to_status: BundleStatus, is_odd: bool) -> None:
    life = live(Pen().moved(to_status), status=status)
    assert (life.status, bool(life.flags)) == (to_status, is_odd)


def test_a_supervisors_word_settles_a_flagged_move() -> None:
    pen = Pen()
    odd = pen.moved(S.FINISHED)
    (flag,) = live(odd, pen.later(minutes=5).settled(odd, FlagKind.OUT_OF_ORDER)).flags
    assert flag.settled is not None
    assert flag.settled.is_accepted


def test_an_inspection_of_what_is_not_sewn_is_flagged_once() -> None:
    look = Pen().found()
    life = live(look)
    assert (way(life), [flag.fact for flag in life.flags]) == ([S.IN_QC, S.QC_PASSED], [look.stamp.id])


def test_a_passed_bundle_that_fails_later_is_taken_to_mending_and_flagged() -> None:
    pen = Pen()
    late = pen.found(defect())
    life = live(late, pen.later(minutes=5).mended(late, 1), status=S.IN_FINISHING)
    assert (way(life), len(life.flags)) == ([S.QC_FAILED, S.IN_REWORK], 1)


def test_partly_mended_is_still_in_rework_and_a_second_failure_is_a_second_round() -> None:
    pen = Pen()
    found = pen.found(defect(pieces=3))
    facts: list[Fact] = [found, pen.later(minutes=5).mended(found, 1), pen.later(minutes=5).mended(found, 2)]
    assert way(live(*facts, status=S.SEWN)) == [S.IN_QC, S.QC_FAILED, S.IN_REWORK]
    again = pen.later(minutes=5).found(defect(), checked=3)
    assert way(live(*facts, again, status=S.SEWN))[3:] == [S.IN_QC, S.QC_FAILED]


def test_a_kiosk_whose_clock_was_lost_is_taken_last() -> None:
    lost = Pen("kiosk-2", now=MORNING - timedelta(days=20_000)).found()
    life = live(*sewn(Pen()), lost)
    assert (way(life), life.flags) == ([S.IN_SEWING, S.SEWN, S.IN_QC, S.QC_PASSED], ())


def test_a_held_bundle_remembers_where_it_was() -> None:
    pen = Pen()
    held: list[Fact] = [pen.done("shoulders"), pen.later(minutes=5).moved(S.ON_HOLD)]
    assert live(*held).held_from is S.IN_SEWING
    released = live(*held, pen.later(minutes=5).moved(S.IN_SEWING))
    assert (released.status, released.held_from, released.flags) == (S.IN_SEWING, None, ())


def test_work_on_a_held_bundle_is_kept_flagged_and_does_not_release_it() -> None:
    pen = Pen()
    life = live(pen.moved(S.ON_HOLD), pen.later(minutes=5).done("shoulders"))
    assert (life.status, [flag.kind for flag in life.flags]) == (S.ON_HOLD, [FlagKind.OUT_OF_ORDER])


def test_a_late_scan_of_early_work_does_not_move_it_back() -> None:
    pen = Pen()
    life = live(*sewn(pen), pen.later(minutes=5).found(), pen.later(minutes=5).done("hem", 1))
    assert (life.status, life.flags) == (S.QC_PASSED, ())


def test_what_is_sewn_while_held_is_where_it_goes_on_from() -> None:
    pen = Pen()
    life = live(pen.done("shoulders", 5), pen.later(minutes=5).moved(S.ON_HOLD), *sewn(pen))
    assert (life.status, life.held_from) == (S.ON_HOLD, S.SEWN)


@pytest.mark.parametrize("status", [S.CUT, S.IN_SEWING, S.QC_FAILED, S.ON_HOLD, S.PACKED])
def test_a_bundle_whose_pieces_all_went_over_to_another_is_done(status: BundleStatus) -> None:
    life = live(Pen().left(20, {}), status=status)
    assert (life.status, life.changes[-1].reason, life.flags) == (S.DONE, "MERGED", ())


def test_only_the_last_parting_ends_a_bundle() -> None:
    pen = Pen()
    split, work = pen.left(5, {}), pen.later(minutes=20).done("shoulders", 15)
    rest = pen.later(minutes=5).left(15, {"shoulders": 15})
    life = live(split, work, rest)
    assert (way(life), life.changes[-1].fact, life.flags) == ([S.IN_SEWING, S.DONE], rest.stamp.id, ())


def test_only_the_inspection_that_leaves_no_piece_rejects_the_bundle() -> None:
    pen = Pen()
    some, others = pen.found(defect(pieces=5, rejected=5)), pen.later(minutes=5).found(checked=15, defective=15)
    last = pen.later(minutes=5).found(checked=15, defective=15, rejected=15)
    assert way(live(some, status=S.SEWN)) == [S.IN_QC, S.QC_PASSED]
    assert way(live(some, others, last, status=S.SEWN)) == [S.IN_QC, S.QC_PASSED, S.QC_FAILED, S.IN_QC, S.REJECTED]


def test_with_new_pieces_a_rejected_bundle_lives_again() -> None:
    """What the inspector said stays in its history."""
    pen = Pen()
    spoilt = pen.found(checked=20, defective=20, rejected=20)
    facts: list[Fact] = [spoilt, pen.later(minutes=5).replaced(20)]
    life = live(*facts, status=S.SEWN)
    assert (way(life), life.flags) == ([S.IN_QC, S.REJECTED, S.CUT], ())
    facts.append(pen.later(minutes=40).done("shoulders"))
    assert way(live(*facts, status=S.SEWN))[-1] is S.IN_SEWING


def test_pieces_that_were_never_rejected_revive_nothing() -> None:
    pen = Pen()
    told = pen.moved(S.REJECTED)
    assert way(live(told, pen.later(minutes=5).replaced(2))) == [S.REJECTED]


def test_another_rack_is_a_row_of_its_own() -> None:
    pen = Pen()
    moves = [replace(pen.later(minutes=5).moved(S.SEWN), place=place) for place in ("A1", "B2", "B2")]
    life = live(*moves, status=S.IN_SEWING)
    assert [(change.to_status, change.from_place, change.to_place) for change in life.changes] == [
        (S.SEWN, None, "A1"),
        (S.SEWN, "A1", "B2"),
    ]
    assert (life.place, life.flags) == ("B2", ())


@pytest.mark.parametrize(("at", "is_sample"), [("hem", False), (None, True)])
def test_a_sample_or_checkpoint_that_leaves_no_piece_rejects_the_bundle(at: str | None, is_sample: bool) -> None:
    look = Pen().found(checked=20, defective=20, rejected=20, at=at, is_sample=is_sample)
    life = live(look, status=S.IN_SEWING)
    assert (way(life), life.flags) == ([S.REJECTED], ())


def test_splitting_off_what_is_not_sewn_ends_sewing() -> None:
    pen = Pen()
    work: list[Fact] = [pen.later(minutes=40).done(op.id, 18) for op in T_SHIRT]
    assert way(live(*work, pen.later(minutes=5).left(2, {}))) == [S.IN_SEWING, S.SEWN]


def test_work_on_a_closed_bundle_is_kept_and_flagged() -> None:
    work = Pen().done("shoulders")
    life = live(work, status=S.DONE)
    assert (life.status, life.changes, [flag.fact for flag in life.flags]) == (S.DONE, (), [work.stamp.id])
