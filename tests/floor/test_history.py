"""A bundle's life: explained by examples, held by properties."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from kiosk.floor.bundles import BundleStatus, may_follow
from kiosk.floor.facts import Fact
from kiosk.floor.flags import FlagKind
from kiosk.floor.folding import fold_run
from kiosk.floor.history import Life, fold_life
from tests.floor.days import days
from tests.make import MORNING, T_SHIRT, Pen, bundle, defect

S = BundleStatus


def live(*facts: Fact) -> Life:
    return fold_life(bundle(), fold_run(bundle(), T_SHIRT, facts, now=MORNING), facts)


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
def test_what_the_road_does_not_know_is_flagged(facts: list[Fact]) -> None:
    life = live(*facts)
    odd = {change.fact for change in life.changes if not may_follow(change.from_status, change.to_status)}
    assert odd <= {flag.fact for flag in life.flags}


def test_work_begins_sewing_and_ends_it() -> None:
    facts = sewn(Pen())
    life = live(*facts)
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
    looks = [pen.later(minutes=1).found(defect(), checked=7, is_sample=True), pen.found(defect(), at="shoulders")]
    assert way(live(pen.done("shoulders"), *looks)) == [S.IN_SEWING]


def test_a_held_bundle_remembers_where_it_was() -> None:
    pen = Pen()
    held = [pen.done("shoulders"), pen.later(minutes=5).moved(S.ON_HOLD)]
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


def test_a_bundle_whose_pieces_all_went_over_to_another_is_done() -> None:
    life = live(Pen().left(20, {}))
    assert (life.status, life.changes[-1].reason) == (S.DONE, "MERGED")
