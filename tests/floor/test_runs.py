"""The folds of a bundle: explained by examples, held by properties."""

from datetime import timedelta
from decimal import Decimal
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from kiosk.floor.bundles import BundleStatus
from kiosk.floor.facts import OfBundle
from kiosk.floor.flags import FlagKind
from kiosk.floor.history import Life, fold_life
from kiosk.floor.runs import Run, RunStatus, fold_run
from kiosk.floor.tally import Slot, Tally, difference, tallies, total, waiting
from tests.make import ANA, BEN, CALENDAR, MORNING, T_SHIRT, Pen, bundle


def fold(*facts: OfBundle, pieces: int = 20) -> tuple[Run, Life]:
    run = fold_run(bundle(pieces=pieces), T_SHIRT, facts, now=MORNING)
    return run, fold_life(run.bundle, run, facts)


@st.composite
def days(draw: st.DrawFn) -> list[OfBundle]:
    """What three kiosks with parted clocks may tell of one bundle: starts, ends, moves, and some of it taken back."""
    pens = [Pen(f"kiosk-{n}", f"s{n}", MORNING + timedelta(minutes=draw(st.integers(-90, 90)))) for n in range(3)]
    facts: list[OfBundle] = []
    for _ in range(draw(st.integers(0, 12))):
        pen = draw(st.sampled_from(pens)).later(minutes=draw(st.integers(-5, 60)))
        op, worker = draw(st.sampled_from(["shoulders", "sleeves", "hem", "gone"])), draw(st.sampled_from([ANA, BEN]))
        facts.append(
            draw(
                st.sampled_from(
                    [
                        pen.done(op, draw(st.integers(1, 25)), worker=worker),
                        pen.done(op, 20, worker=worker, began=pen.now - timedelta(minutes=draw(st.integers(-3, 60)))),
                        pen.started(op, worker=worker),
                        pen.moved(draw(st.sampled_from(BundleStatus))),
                    ]
                )
            )
        )
    facts += [pens[0].back(fact) for fact in facts if draw(st.booleans()) and draw(st.booleans())]
    return facts


@given(days(), st.randoms(use_true_random=False))
def test_order_and_repetition_do_not_matter(facts: list[OfBundle], dice: Random) -> None:
    shuffled = facts + [fact for fact in facts if dice.random() < 0.3]
    dice.shuffle(shuffled)
    assert fold(*shuffled) == fold(*facts)


@given(days(), st.randoms(use_true_random=False))
def test_adding_differences_batch_by_batch_gives_the_recomputation(facts: list[OfBundle], dice: Random) -> None:
    arriving = list(facts)
    dice.shuffle(arriving)
    sums: dict[Slot, Tally] = {}
    before: dict[Slot, Tally] = {}
    for upto in range(len(arriving) + 1):
        after = tallies(fold(*arriving[:upto])[0], CALENDAR)
        for slot, change in difference(before, after).items():
            sums[slot] = sums.get(slot, Tally()) + change
        before = after
    assert {slot: tally for slot, tally in sums.items() if tally != Tally()} == tallies(fold(*facts)[0], CALENDAR)


@given(days())
def test_no_operation_counts_more_than_the_bundle_holds(facts: list[OfBundle]) -> None:
    run, life = fold(*facts)
    for op in run.operations:
        assert 0 <= op.units <= 20
        assert op.worked_ms >= 0
        claimed = sum(f.pieces for done in op.counted for f in [done.fact])
        excess = sum(flag.pieces for flag in run.flags if flag.fact in {d.fact.stamp.id for d in op.counted})
        assert op.units + excess == claimed
    assert total(tallies(run, CALENDAR).values()).pieces == sum(op.units for op in run.operations)
    assert life.status == (life.changes[-1].to_status if life.changes else BundleStatus.CUT)
    assert all(a.to_status == b.from_status for a, b in zip(life.changes, life.changes[1:], strict=False))


def test_a_bundle_sewn_through() -> None:
    pen = Pen()
    facts = [
        pen.done("shoulders", began=MORNING),
        pen.later(minutes=20).done("shoulders", began=MORNING),
    ]
    facts = [pen.later(minutes=25).done("shoulders", began=pen.now - timedelta(minutes=25))]
    facts.append(pen.later(minutes=40).done("sleeves", began=pen.now - timedelta(minutes=40)))
    facts.append(pen.later(minutes=10).done("hem", began=pen.now - timedelta(minutes=10)))
    run, life = fold(*facts)
    assert run.status is RunStatus.COMPLETED
    assert [op.efficiency for op in run.operations] == [Decimal("80.00"), Decimal("100.00"), Decimal("100.00")]
    assert run.average_efficiency == Decimal("93.33")  # 70 earned in 75, not the mean of the three
    assert [c.to_status for c in life.changes] == [BundleStatus.IN_SEWING, BundleStatus.SEWN]
    assert life.changes[-1].fact == facts[-1].stamp.id
    assert run.flags == life.flags == ()
    assert waiting(run) == {}


def test_two_kiosks_claim_the_same_pieces_offline() -> None:
    first = Pen("kiosk-1").done("shoulders", worker=ANA)
    second = Pen("kiosk-2", "s2").later(seconds=9).done("shoulders", worker=BEN)
    run, _ = fold(second, first)
    assert run.operations[0].units == 20
    assert [(f.fact, f.kind, f.pieces) for f in run.flags] == [(second.stamp.id, FlagKind.EXCESS, 20)]


def test_what_was_taken_back_never_was() -> None:
    pen = Pen()
    work = pen.done("shoulders")
    back = pen.back(work)
    run, life = fold(back, work)
    assert run.status is RunStatus.PENDING
    assert life == Life(BundleStatus.CUT, None)


def test_work_ahead_of_what_it_depends_on_is_kept_and_flagged() -> None:
    run, _ = fold(Pen().done("hem", 5))
    assert run.operations[2].units == 5
    assert [flag.kind for flag in run.flags] == [FlagKind.OUT_OF_ORDER]


def test_work_too_fast_to_be_true_is_flagged() -> None:
    pen = Pen()
    began = pen.now
    run, _ = fold(pen.later(minutes=5).done("shoulders", began=began))
    assert [flag.kind for flag in run.flags] == [FlagKind.TOO_FAST]


def test_a_start_waits_for_the_end_of_the_same_worker() -> None:
    pen = Pen()
    started = pen.started("shoulders", worker=ANA)
    ended = pen.later(minutes=9).done("shoulders", worker=BEN)
    run, _ = fold(started, ended)
    assert list(run.open_starts) == [("shoulders", "ana")]
    assert run.operations[0].started_at == MORNING
