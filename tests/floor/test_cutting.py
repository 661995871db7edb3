"""The cutting of a lay: explained by examples, held by properties. Lunch is 12:00 to 12:30 in Manila."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.floor import codes
from kiosk.floor.bundles import BundleStatus
from kiosk.floor.cuts import CutRun, Cuts, CutStatus, totals
from kiosk.floor.cutting import bundles_of, fold_cut
from kiosk.floor.facts import CutDone, CutPaused, CutStarted, Fact, IdleReason
from kiosk.floor.ids import FactId, LayId, cut_run_id
from kiosk.floor.lays import CutFlagKind, Lay, SizeShare
from kiosk.floor.people import Worker
from kiosk.floor.shift import Calendar, Rest, Shift
from tests.make import ANA, BEN, KEY, LINE, MORNING, WORKSPACE, Pen

CALENDAR = Calendar("Asia/Manila", (Shift("DAY", time(6), time(18), (Rest(time(12), time(12, 30)),)),))
LAY = Lay(
    id=LayId("lay-1"),
    product_type="T-SHIRT",
    plies=50,
    sizes=(SizeShare("S", 1), SizeShare("M", 2), SizeShare("L", 1)),
    colour="Navy",
    line=LINE,
    fabric_kg=Decimal(30),
    ply_smv_min=Decimal("0.5"),
    piece_smv_min=Decimal("0.1"),
)
MINUTE = 60_000


def pen(minute: float = 0, device: str = "kiosk-1") -> Pen:
    """At so many minutes after nine o'clock."""
    return Pen(device, now=MORNING + timedelta(minutes=minute))


def started(at: float | Pen = 0, *, run_no: int = 1, worker: Worker = ANA) -> CutStarted:
    stamp = (at if isinstance(at, Pen) else pen(at)).stamp(worker)
    return CutStarted(stamp=stamp, lay=LAY.id, run_no=run_no)


def paused(
    at: float | Pen, reason: IdleReason = IdleReason.MACHINE, *, run_no: int = 1, worker: Worker = ANA
) -> CutPaused:
    stamp = (at if isinstance(at, Pen) else pen(at)).stamp(worker)
    return CutPaused(stamp=stamp, lay=LAY.id, run_no=run_no, reason=reason)


def done(
    at: float | Pen,
    plies: int = 50,
    units: int | None = None,
    *,
    defective: int = 0,
    used: str | None = None,
    wasted: str | None = None,
    run_no: int = 1,
    worker: Worker = ANA,
) -> CutDone:
    """As many units as the marker has on the plies."""
    return CutDone(
        stamp=(at if isinstance(at, Pen) else pen(at)).stamp(worker),
        lay=LAY.id,
        run_no=run_no,
        plies=plies,
        units=4 * plies if units is None else units,
        defective=defective,
        fabric_used_kg=Decimal(used) if used else None,
        wastage_kg=Decimal(wasted) if wasted else None,
    )


def fold(*facts: Fact, lay: Lay = LAY, clock_off: Sequence[FactId] = ()) -> tuple[CutRun, ...]:
    return fold_cut(lay, facts, CALENDAR, clock_off=clock_off)


def one(*facts: Fact, lay: Lay = LAY) -> CutRun:
    (run,) = fold(*facts, lay=lay)
    return run


def flags(*runs: CutRun) -> list[tuple[str, int]]:
    return [(str(flag.kind), int(flag.amount)) for run in runs for flag in run.flags]


# ---- a run from beginning to end


def test_a_run_with_a_pause() -> None:
    stop = paused(30)
    run = one(started(), stop, started(45), done(90, defective=4, used="24", wasted="3"))
    assert (run.id, run.run_no, run.status) == (cut_run_id(LAY.id, 1), 1, CutStatus.COMPLETED)
    assert (run.started_at, run.ended_at) == (MORNING, MORNING + timedelta(minutes=90))
    assert (run.duration_ms, run.worked_ms, run.actual_min) == (90 * MINUTE, 75 * MINUTE, Decimal("75.00"))
    assert (run.plies, run.units, run.defective, run.good) == (50, 200, 4, 196)
    assert run.standard_min == Decimal("44.6")  # 50 plies x 0.5 + 196 good pieces x 0.1
    assert run.efficiency == Decimal("59.47")  # 44.6 / 75
    assert (run.fabric_used_kg, run.wastage_kg, run.wastage_percent) == (24, 3, Decimal("11.11"))  # 3 / 27
    (pause,) = run.pauses
    assert (pause.fact, pause.reason) == (stop.stamp.id, IdleReason.MACHINE)
    assert (pause.began, pause.ended) == (MORNING + timedelta(minutes=30), MORNING + timedelta(minutes=45))
    assert (run.cutter, run.helpers, run.station, run.flags) == (ANA.id, (), "s1", ())


@pytest.mark.parametrize(
    ("facts", "status", "minutes"),
    [
        ((), None, 0),
        ((started(),), CutStatus.IN_PROGRESS, 0),
        ((started(), paused(10)), CutStatus.PAUSED, 0),
        ((paused(10),), CutStatus.PAUSED, 0),
        ((started(), paused(10), started(20)), CutStatus.IN_PROGRESS, 0),
        ((started(), done(60)), CutStatus.COMPLETED, 60),
        ((started(), started(10), done(60)), CutStatus.COMPLETED, 60),  # begun twice
        ((started(), paused(10), paused(20), started(30), done(60)), CutStatus.COMPLETED, 40),  # paused twice
        ((started(), paused(40), done(60)), CutStatus.COMPLETED, 40),  # the pause ends with the next scan
        ((paused(-10), started(), done(60)), CutStatus.COMPLETED, 60),
        ((started(120), done(240)), CutStatus.COMPLETED, 90),  # over lunch
        ((started(120), paused(170), started(220), done(240)), CutStatus.COMPLETED, 70),  # the pause was lunch too
        ((started(), done(30, 25), started(40), done(60, 25)), CutStatus.COMPLETED, 50),  # in two parts
        ((started(), paused(30), started(23 * 60), done(24 * 60)), CutStatus.COMPLETED, 90),  # overnight
    ],
)
def test_status_and_time(facts: tuple[Fact, ...], status: CutStatus | None, minutes: int) -> None:
    runs = fold(*facts)
    assert [run.status for run in runs] == ([status] if status else [])
    assert totals(runs).worked_ms == minutes * MINUTE
    assert flags(*runs) == []


def test_whoever_has_a_hand_in_it_helps() -> None:
    run = one(started(worker=BEN), started(5), paused(20), started(30), done(60))
    assert (run.cutter, run.helpers) == (BEN.id, (ANA.id,))


def test_parts_of_two_who_cut_together_are_timed_one_after_the_other() -> None:
    run = one(started(), started(10, worker=BEN), done(40, 30), done(60, 20, worker=BEN))
    assert [cut.worked_ms for cut in run.cuts] == [40 * MINUTE, 20 * MINUTE]
    assert run.flags == ()


def test_a_lay_without_standards_has_no_efficiency() -> None:
    run = one(started(), done(60), lay=replace(LAY, ply_smv_min=None, piece_smv_min=None))
    assert (run.standard_min, run.efficiency, run.actual_min) == (None, None, 60)


@pytest.mark.parametrize(
    ("used", "wasted", "percent"),
    [(None, None, None), ("24", None, None), (None, "3", None), ("2.4", "0.3", "11.11"), ("0", "0", None)],
)
def test_wastage(used: str | None, wasted: str | None, percent: str | None) -> None:
    """The fourth row is the source's own example: 300 of 2,700 grams, 88.9 % utilised."""
    run = one(started(), done(60, used=used, wasted=wasted))
    assert run.wastage_percent == (percent and Decimal(percent))
    assert run.wastage_kg == (wasted and Decimal(wasted))


def test_a_cut_that_was_taken_back_never_was() -> None:
    wrong = done(60, 40)
    run = one(started(), wrong, pen(61).back(wrong), done(62))
    assert (run.plies, run.worked_ms, run.flags) == (50, 62 * MINUTE, ())


def test_facts_of_other_lays_are_none_of_this_one() -> None:
    other = replace(done(60), lay=LayId("lay-2"))
    assert fold(other, pen().done("hem")) == ()


# ---- what is odd


@pytest.mark.parametrize(
    ("facts", "counted", "odd"),
    [
        ((started(), done(60, 52)), (50, 200), [("EXCESS", 2)]),
        ((started(), done(60), done(61)), (50, 200), [("EXCESS", 50)]),  # told twice
        (
            (started(), done(60, 30), started(61, run_no=2), done(90, 30, run_no=2)),
            (50, 200),
            [("EXCESS", 10)],
        ),
        ((started(), done(60, 50, 210)), (50, 200), [("UNITS_OFF", 10)]),
        ((started(), done(60, 50, 190)), (50, 190), [("UNITS_OFF", -10)]),
        ((started(), done(60, used="28", wasted="4")), (50, 200), [("FABRIC_OFF", 2)]),
        (
            (started(), done(30, 25, used="18"), started(31, run_no=2), done(60, 25, used="14", run_no=2)),
            (50, 200),
            [("FABRIC_OFF", 2)],
        ),
        (
            (started(), done(60), started(61, run_no=2), done(90, run_no=2), started(95, run_no=2)),
            (50, 200),
            [("EXCESS", 50), ("AFTER_DONE", 0)],
        ),
        ((done(60),), (50, 200), [("NOT_STARTED", 0)]),
        ((started(), done(60), started(70)), (50, 200), [("AFTER_DONE", 0)]),
        ((started(), done(60), paused(70), started(80)), (50, 200), [("AFTER_DONE", 0)] * 2),
        ((done(60), started(70)), (50, 200), [("NOT_STARTED", 0), ("AFTER_DONE", 0)]),
        ((started(), done(5)), (50, 200), [("TOO_FAST", 0)]),  # 45 standard minutes
        ((started(), done(0)), (50, 200), [("TOO_FAST", 0)]),
        ((started(), done(17 * 60)), (50, 200), [("TOO_LONG", 0)]),
        ((started(run_no=0),), (0, 0), [("NO_SUCH_RUN", 0)]),
    ],
)
def test_what_is_odd_is_flagged_and_counts_no_further(
    facts: tuple[Fact, ...], counted: tuple[int, int], odd: list[tuple[str, int]]
) -> None:
    runs = fold(*facts)
    assert (totals(runs).plies, totals(runs).units) == counted
    assert flags(*runs) == odd


def test_what_comes_after_the_end_changes_nothing_else() -> None:
    facts = [started(), done(60)]
    late = [started(70, worker=BEN), paused(80), done(90, worker=BEN)]
    before, after = one(*facts), one(*facts, *late)
    for name in ("status", "started_at", "ended_at", "pauses", "cutter", "helpers", "worked_ms", "efficiency", "good"):
        assert getattr(after, name) == getattr(before, name)


def test_an_excess_counts_once_the_lay_is_corrected() -> None:
    facts = [started(), done(60, 52)]
    assert (one(*facts, lay=replace(LAY, plies=52)).units, one(*facts).units) == (208, 200)


def test_fabric_of_a_cut_that_does_not_count_is_not_used_twice() -> None:
    run = one(started(), done(60, used="20", wasted="2"), done(61, used="20", wasted="2"))
    assert (run.fabric_used_kg, run.wastage_kg) == (20, 2)


@pytest.mark.parametrize("year", [1, 1970, 2099, 9999])
def test_a_clock_of_another_age_tells_no_time(year: int) -> None:
    off = Pen("kiosk-2", now=datetime(year, 12 if year == 9999 else 1, 31 if year == 9999 else 1, 12, tzinfo=UTC))
    runs = fold(started(off), paused(off), done(off, 10), started(run_no=2), done(60, 45, run_no=2))
    first, second = runs
    assert (second.plies, first.plies) == (45, 5)  # nobody else's plies are an excess by it
    assert (first.status, first.worked_ms, first.ended_at) == (CutStatus.COMPLETED, 0, None)
    assert [kind for kind, _ in flags(first)] == ["EXCESS", *["CLOCK_OFF"] * 3]
    assert all(bundle.made_at is None for bundle in bundles_of(WORKSPACE, LAY, [first], 20))


def test_a_clock_that_others_know_to_be_off() -> None:
    wrong = started(-300)
    (run,) = fold(wrong, done(60), clock_off=[wrong.stamp.id])
    assert (run.status, run.started_at, run.worked_ms) == (CutStatus.COMPLETED, None, 0)
    assert (run.cutter, flags(run)) == (ANA.id, [("CLOCK_OFF", 0)])


def test_nothing_is_cut_before_there_was_a_lay() -> None:
    run = one(started(-30), done(60), lay=replace(LAY, made_at=MORNING))
    assert flags(run) == [("CLOCK_OFF", 0)]


# ---- sums


def test_efficiency_is_weighed_by_minutes() -> None:
    by_ply = replace(LAY, ply_smv_min=Decimal(2), piece_smv_min=None)
    facts = [started(), done(60, 30), started(60, run_no=2), done(80, 5, run_no=2), done(90, 15, run_no=3)]
    runs = fold(*facts, lay=by_ply)
    assert [run.efficiency for run in runs] == [Decimal("100.00"), Decimal("50.00"), None]
    together = totals(runs)
    assert together.efficiency == Decimal("87.50")  # 70 earned in 80 timed minutes, whose mean would be 75
    assert (together.plies, together.standard_min, together.worked_ms) == (50, 100, 80 * MINUTE)


def test_no_runs_come_to_nothing() -> None:
    nothing = totals([])
    assert nothing == Cuts()
    assert (nothing.plies, nothing.good, nothing.efficiency, nothing.wastage_percent) == (0, 0, None, None)


# ---- whatever comes


@st.composite
def days(draw: st.DrawFn) -> list[Fact]:
    """What three kiosks, their clocks apart, may tell of one lay."""
    pens = [pen(draw(st.integers(-90, 90)), f"kiosk-{n}") for n in range(3)]
    facts: list[Fact] = []
    for _ in range(draw(st.integers(0, 10))):
        at = draw(st.sampled_from(pens)).later(minutes=draw(st.integers(-5, 200)))
        if draw(st.integers(0, 30)) == 0:
            at.now = draw(st.sampled_from([datetime(1970, 1, 2, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC)]))
        run_no, worker = draw(st.integers(1, 3)), draw(st.sampled_from([ANA, BEN]))
        plies, kg = draw(st.integers(1, 40)), draw(st.sampled_from([None, "0", "12.5"]))
        units = draw(st.none() | st.integers(1, 300))
        spoilt = draw(st.integers(0, units or 4 * plies))
        told = [
            started(at, run_no=draw(st.integers(-1, 3)), worker=worker),
            paused(at, draw(st.sampled_from(IdleReason)), run_no=run_no, worker=worker),
            done(at, plies, units, defective=spoilt, used=kg, wasted=kg, run_no=run_no, worker=worker),
        ]
        facts.append(draw(st.sampled_from(told)))
    return facts + [pens[0].back(fact) for fact in facts if draw(st.integers(0, 7)) == 0]


@given(days(), st.randoms(use_true_random=False))
def test_order_and_repetition_do_not_matter(facts: list[Fact], dice: Random) -> None:
    shuffled = facts + [fact for fact in facts if dice.random() < 0.3]
    dice.shuffle(shuffled)
    runs = fold(*facts)
    assert fold(*shuffled) == runs
    repeated = [*runs, *runs]
    dice.shuffle(repeated)
    assert totals(repeated) == totals(runs)
    assert bundles_of(WORKSPACE, LAY, repeated, 12) == bundles_of(WORKSPACE, LAY, runs, 12)


@given(days())
def test_no_more_is_counted_than_the_lay_holds(facts: list[Fact]) -> None:
    runs = fold(*facts)
    assert [run.run_no for run in runs] == sorted({run.run_no for run in runs})
    assert totals(runs).plies <= LAY.plies
    assert totals(runs).units <= LAY.plies * 4
    assert sum(run.good for run in runs) == totals(runs).good
    for run in runs:
        assert 0 <= run.defective <= run.units <= 4 * run.plies
        assert 0 <= run.worked_ms <= (run.duration_ms or 0)
        assert all(pause.ended is None or pause.began <= pause.ended for pause in run.pauses)
        assert run.wastage_percent in {None, Decimal("50.00")}
        assert (run.status is CutStatus.COMPLETED) == bool(run.cuts)
        assert run.cutter not in run.helpers
        if run.started_at and run.ended_at:
            assert run.worked_ms <= (run.ended_at - run.started_at) / timedelta(milliseconds=1)


@given(days())
def test_an_excess_is_told_to_the_ply(facts: list[Fact]) -> None:
    runs = fold(*facts)
    told = sum(cut.fact.plies for run in runs for cut in run.cuts)
    excess = sum(flag.amount for run in runs for flag in run.flags if flag.kind is CutFlagKind.EXCESS)
    assert totals(runs).plies + excess == told


# ---- from the lay to the bundles


def test_a_run_becomes_bundles() -> None:
    bundles = bundles_of(WORKSPACE, LAY, fold(started(), done(60, defective=4)), 30)
    assert [(bundle.size, bundle.pieces) for bundle in bundles] == [
        ("S", 30),
        ("S", 19),
        ("M", 30),
        ("M", 30),
        ("M", 30),
        ("M", 8),
        ("L", 30),
        ("L", 19),
    ]
    assert {(b.status, b.made_at, b.colour, b.line) for b in bundles} == {
        (BundleStatus.CUT, MORNING + timedelta(minutes=60), "Navy", LINE)
    }


def test_what_is_cut_later_leaves_the_tied_bundles_alone() -> None:
    first = [started(), done(30, 20)]
    tied = bundles_of(WORKSPACE, LAY, fold(*first), 15)
    later = bundles_of(WORKSPACE, LAY, fold(*first, started(40), done(60, 20)), 15)
    assert later[: len(tied)] == tied
    assert {bundle.made_at for bundle in later[len(tied) :]} == {MORNING + timedelta(minutes=60)}
    assert len({bundle.code for bundle in later}) == len(later)


@given(days(), st.integers(1, 60))
def test_pieces_are_conserved_and_every_ticket_reads_back(facts: list[Fact], per_bundle: int) -> None:
    runs = fold(*facts)
    bundles = bundles_of(WORKSPACE, LAY, runs, per_bundle)
    assert sum(bundle.pieces for bundle in bundles) == totals(runs).good
    assert len({bundle.code for bundle in bundles}) == len({bundle.id for bundle in bundles}) == len(bundles)
    assert all(1 <= bundle.pieces <= per_bundle for bundle in bundles)
    for bundle in bundles:
        ticket = codes.read(codes.ticket_text(bundle.code, bundle.pieces, KEY))
        assert isinstance(ticket, codes.BundleTicket)
        assert (ticket.code, ticket.pieces, codes.is_genuine(ticket, KEY)) == (bundle.code, bundle.pieces, True)
