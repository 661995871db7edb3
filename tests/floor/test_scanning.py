"""One case a row: where the desk stands, what was shown, what it answers."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count

import pytest
from uuid_utils.compat import uuid7

from kiosk.floor.access import Role
from kiosk.floor.answers import (
    Answer,
    Called,
    CallEnded,
    Done,
    Goodbye,
    Inspected,
    Inspecting,
    Mended,
    Moved,
    No,
    Nothing,
    Paused,
    Proposed,
    Refused,
    Resumed,
    ShowTicket,
    Started,
    Undone,
    Welcome,
)
from kiosk.floor.bundle_facts import BundleMoved, DefectsFound, WorkDone, WorkStarted
from kiosk.floor.bundles import BundleStatus, Department
from kiosk.floor.codes import Command
from kiosk.floor.desk import (
    Found,
    Here,
    KnownBundle,
    KnownCommand,
    KnownDefect,
    KnownWorker,
    NewCount,
    NewTicket,
    Ready,
    Step,
    TimePassed,
    Unknown,
    Waiting,
)
from kiosk.floor.facts import (
    CallKind,
    CallRaised,
    Fact,
    IdleReason,
    Leaving,
    SignedIn,
    SignedOut,
    TakenBack,
    WorkPaused,
    WorkResumed,
    subject_of,
)
from kiosk.floor.folding import fold_run
from kiosk.floor.history import fold_life
from kiosk.floor.ids import BundleId, DeviceId, FactId, StationId
from kiosk.floor.people import Station
from kiosk.floor.policy import Policy, SkillRule
from kiosk.floor.quality import Light
from kiosk.floor.route import Skill
from kiosk.floor.scanning import step
from kiosk.floor.shift import WorkingDay
from kiosk.floor.stamp import Source
from tests.make import ANA, BEN, HEM, MORNING, SHOULDERS, SLEEVES, T_SHIRT, Pen, bundle, defect, station

ANA_READY = Ready(ANA, free_since=MORNING)
HARD = replace(SHOULDERS, skill=Skill.EXPERT)


def here(
    at: Station | None = None,
    *,
    after: timedelta = timedelta(minutes=20),
    policy: Policy | None = None,
    day: WorkingDay | None = None,
) -> Here:
    return Here(
        policy=policy or Policy(),
        day=day,
        station=at or station(),
        device=DeviceId("kiosk-1"),
        moment=MORNING + after,
        uptime_ms=1,
        source=Source.ONLINE,
        next_id=lambda: FactId(str(uuid7())),
        numbers=count(7),
        new_ticket=lambda pieces: NewTicket(BundleId("new"), "00000000N1", f"B1/00000000N1/{pieces}/AAAAAA"),
    )


def known(*facts: Fact, status: BundleStatus = BundleStatus.CUT, product: str = "T-SHIRT") -> KnownBundle:
    one = bundle(status=status, product=product)
    run = fold_run(one, T_SHIRT, facts, now=MORNING)
    people, stations = {ANA.id: "Ana Reyes", BEN.id: "Ben Cruz"}, {StationId("s4"): "Station 4"}
    return KnownBundle(one, run, fold_life(one, run, facts), people=people, stations=stations)


def test_a_badge_signs_in() -> None:
    taken = step(Waiting(), KnownWorker(ANA), here())
    assert taken.answer == Welcome(ANA)
    assert [type(fact) for fact in taken.facts] == [SignedIn]


def test_work_is_timed_from_the_last_work_and_not_from_the_queue_at_the_kiosk() -> None:
    taken = step(Waiting(), KnownWorker(ANA, free_since=MORNING), here())
    assert taken.state == Ready(ANA, MORNING)
    tomorrow = MORNING + timedelta(days=1)
    assert step(Waiting(), KnownWorker(ANA, free_since=tomorrow), here()).state == Ready(ANA, here().moment)


def test_another_badge_is_a_switch_in_one_scan() -> None:
    taken = step(ANA_READY, KnownWorker(BEN), here())
    assert [(type(f), f.stamp.worker, f.stamp.number) for f in taken.facts] == [
        (SignedOut, "ana", 7),
        (SignedIn, "ben", 8),
    ]


def test_the_same_badge_again_changes_nothing() -> None:
    assert step(ANA_READY, KnownWorker(ANA), here()).facts == ()


def test_one_showing_counts_all_that_is_ready() -> None:
    taken = step(ANA_READY, known(Pen().done("shoulders", 12)), here(station("s1", "sleeves")))
    assert taken.answer == Done(bundle(), SLEEVES, 12, 20)
    (fact,) = taken.facts
    assert isinstance(fact, WorkDone)
    assert (fact.pieces, fact.began) == (12, MORNING)
    assert taken.state == Ready(ANA, here().moment, bundle(), here().moment)


def test_a_station_that_starts_needs_two_showings() -> None:
    at = station("s1", starts=True)
    first = step(ANA_READY, known(), here(at))
    assert first.answer == Started(bundle(), SHOULDERS, 20)
    (fact,) = first.facts
    assert isinstance(fact, WorkStarted)
    assert step(first.state, known(fact), here(at, after=timedelta(minutes=20, seconds=4))).answer == Refused(
        no=No.JUST_COUNTED, bundle=bundle()
    )
    second = step(first.state, known(fact), here(at, after=timedelta(minutes=41)))
    (done,) = second.facts
    assert isinstance(done, WorkDone)
    assert done.began == fact.stamp.at


def test_waiting_explains_itself() -> None:
    upstream = Pen(station_id="s4").done("sleeves", 12, worker=BEN)
    so_far = [Pen("k2").done("shoulders"), upstream, Pen("k3").later(minutes=1).done("hem", 12)]
    answer = step(ANA_READY, known(*so_far), here(station("s1", "hem"))).answer
    assert answer == Refused(
        no=No.WAITS,
        bundle=bundle(),
        operation=HEM,
        waits_for=SLEEVES,
        done=12,
        who="Ben Cruz",
        where="Station 4",
        since=MORNING,
        can_propose=True,
    )


@pytest.mark.parametrize(
    ("found", "at", "no"),
    [
        (Unknown(No.NOT_A_TICKET), station(), No.NOT_A_TICKET),
        (KnownWorker(replace(ANA, is_active=False)), station(), No.LEFT_COMPANY),
        (known(status=BundleStatus.DONE), station(), No.CLOSED),
        (known(status=BundleStatus.REJECTED), station(), No.CLOSED),
        (known(status=BundleStatus.ON_HOLD), station(), No.ON_HOLD),
        (known(status=BundleStatus.CREATED), station(), No.WRONG_DEPARTMENT),
        (known(status=BundleStatus.QC_PASSED), station(), No.WRONG_DEPARTMENT),
        (known(), station("s1", department=Department.QC), No.WRONG_DEPARTMENT),
        (known(product="KIMONO"), station(), No.NO_ROUTE),
        (replace(known(product=""), ticket="B1/..."), station(), No.UNKNOWN_BUNDLE),
        (known(), station("s1", "elsewhere"), No.NOT_SEWN_HERE),
        (known(Pen().done("shoulders")), station("s1", "shoulders"), No.ALREADY_DONE),
        (KnownCommand(Command.UNDO, None), station(), No.NOTHING_TO_UNDO),
        (NewCount(Pen().done("shoulders", 5), bundle(), SHOULDERS, 6), station(), No.BAD_COUNT),
        (NewCount(Pen().done("shoulders", 5), bundle(), SHOULDERS, 0), station(), No.BAD_COUNT),
    ],
)
def test_refusals_record_nothing_and_leave_the_desk_as_it_was(found: object, at: Station, no: No) -> None:
    taken = step(ANA_READY, found, here(at))  # type: ignore[arg-type]  # a table of every kind of finding
    assert isinstance(taken.answer, Refused)
    assert taken.answer.no is no
    assert (taken.facts, taken.state) == ((), ANA_READY)


def test_nothing_but_a_badge_counts_before_a_badge() -> None:
    for found in (known(), KnownCommand(Command.UNDO), KnownCommand(Command.SIGN_OUT)):
        assert step(Waiting(), found, here()).answer == Refused(no=No.BADGE_FIRST)


@pytest.mark.parametrize(
    ("department", "status", "to_status"),
    [
        (Department.CUTTING, BundleStatus.CREATED, BundleStatus.IN_CUTTING),
        (Department.CUTTING, BundleStatus.IN_CUTTING, BundleStatus.CUT),
        (Department.FINISHING, BundleStatus.QC_PASSED, BundleStatus.IN_FINISHING),
        (Department.PACKING, BundleStatus.FINISHED, BundleStatus.PACKED),
        (Department.PACKING, BundleStatus.PACKED, BundleStatus.DONE),
    ],
)
def test_departments_without_operations_move_the_bundle(
    department: Department, status: BundleStatus, to_status: BundleStatus
) -> None:
    taken = step(ANA_READY, known(status=status), here(station("s1", department=department)))
    assert taken.answer == Moved(bundle(status=status), to_status)
    (fact,) = taken.facts
    assert isinstance(fact, BundleMoved)
    assert fact.to_status is to_status


def test_undo_answers_with_a_fact_and_gives_the_time_back() -> None:
    last = Pen().done("shoulders", began=MORNING)
    taken = step(Ready(ANA, MORNING + timedelta(minutes=19)), KnownCommand(Command.UNDO, last=last), here())
    assert taken.answer == Undone(20)
    assert taken.state == Ready(ANA, MORNING)
    (fact,) = taken.facts
    assert isinstance(fact, TakenBack)
    assert (fact.fact, fact.about) == (last.stamp.id, subject_of(last))


def test_a_new_count_takes_back_and_records_in_one_step() -> None:
    last = Pen().done("shoulders", 20, began=MORNING)
    taken = step(ANA_READY, NewCount(last, bundle(), SHOULDERS, 18), here())
    back, again = taken.facts
    assert isinstance(back, TakenBack)
    assert isinstance(again, WorkDone)
    assert (again.pieces, again.began) == (18, MORNING)
    run = fold_run(bundle(), T_SHIRT, [last, back, again], now=MORNING)
    assert run.operations[0].done == 18


def test_signing_out() -> None:
    taken = step(ANA_READY, KnownCommand(Command.SIGN_OUT), here())
    assert (taken.state, taken.answer) == (Waiting(), Goodbye(ANA))


@pytest.mark.parametrize("when", [timedelta(days=-20_000), timedelta(days=26_000)])
def test_a_mad_clock_breaks_nothing(when: timedelta) -> None:
    taken = step(ANA_READY, known(), here(after=when))
    (fact,) = taken.facts
    run = fold_run(bundle(), T_SHIRT, [fact], now=datetime.now(MORNING.tzinfo))  # type: ignore[list-item]  # a WorkDone
    assert run.operations[0].worked_ms >= 0


# ---- skill, pauses, rests


@pytest.mark.parametrize(
    ("rule", "answer"),
    [
        (SkillRule.REFUSE, Refused(no=No.NOT_SKILLED, bundle=bundle(), operation=HARD)),
        (SkillRule.WARN, Done(bundle(), HARD, 20, 20, is_learning=True)),
        (SkillRule.IGNORE, Done(bundle(), HARD, 20, 20)),
    ],
)
def test_skill_by_the_factory_s_rule(rule: SkillRule, answer: Answer) -> None:
    run = fold_run(bundle(), [HARD], [], now=MORNING)
    found = KnownBundle(bundle(), run, fold_life(bundle(), run, []))
    beginner = replace(ANA, skill=Skill.BEGINNER)
    assert step(Ready(beginner, MORNING), found, here(policy=Policy(skill=rule))).answer == answer
    able = replace(beginner, skills=((HARD.id, Skill.EXPERT),))
    assert step(Ready(able, MORNING), found, here(policy=Policy(skill=rule))).answer == Done(bundle(), HARD, 20, 20)


def test_pauses_and_rests_are_told_with_the_work_and_overlap_once() -> None:
    rest = (MORNING + timedelta(minutes=10), MORNING + timedelta(minutes=25))
    day = WorkingDay(MORNING.date(), "MORNING", MORNING, MORNING + timedelta(hours=8), (rest,))
    paused = step(ANA_READY, KnownCommand(Command.PAUSE, IdleReason.POWER), here(after=timedelta(minutes=20)))
    assert paused.answer == Paused(IdleReason.POWER)
    resumed = step(paused.state, KnownCommand(Command.RESUME), here(after=timedelta(minutes=31)))
    assert resumed.answer == Resumed(11)
    assert [type(fact) for fact in paused.facts + resumed.facts] == [WorkPaused, WorkResumed]
    (done,) = step(resumed.state, known(), here(after=timedelta(minutes=50), day=day)).facts
    assert isinstance(done, WorkDone)
    assert done.paused_ms == 21 * 60_000


def test_a_pause_ends_with_the_next_scan() -> None:
    paused = step(ANA_READY, KnownCommand(Command.PAUSE, IdleReason.NO_WORK), here()).state
    taken = step(paused, known(), here(after=timedelta(minutes=35)))
    (done,) = taken.facts
    assert isinstance(done, WorkDone)
    assert done.paused_ms == 15 * 60_000
    assert isinstance(taken.state, Ready)
    assert taken.state.paused is None


def test_a_badge_brings_its_pauses_along() -> None:
    paused = (IdleReason.POWER, MORNING + timedelta(minutes=5))
    state = step(Waiting(), KnownWorker(ANA, MORNING, paused=paused), here()).state
    assert isinstance(state, Ready)
    assert state.pauses == ((paused[1], here().moment),)


# ---- time passes


@pytest.mark.parametrize(("minutes", "why"), [(119, None), (120, Leaving.IDLE), (10_000, Leaving.IDLE)])
def test_a_desk_that_nobody_uses_signs_out(minutes: int, why: Leaving | None) -> None:
    taken = step(ANA_READY, TimePassed(), here(after=timedelta(minutes=minutes)))
    assert taken.answer == (Goodbye(ANA, why) if why else Nothing())
    assert [type(fact) for fact in taken.facts] == ([SignedOut] if why else [])


def test_the_end_of_the_shift_signs_out() -> None:
    afternoon = WorkingDay(MORNING.date(), "AFTERNOON", MORNING + timedelta(hours=1), MORNING + timedelta(hours=9))
    for minutes, why in ((89, None), (90, Leaving.SHIFT_END)):
        taken = step(ANA_READY, TimePassed(), here(after=timedelta(minutes=minutes), day=afternoon))
        assert taken.answer == (Goodbye(ANA, why) if why else Nothing())


def test_nobody_waits_for_nobody() -> None:
    assert step(Waiting(), TimePassed(), here()) == Step(Waiting(), Nothing())


# ---- a forgotten scan


def test_what_was_sewn_and_not_scanned_is_proposed_and_the_bundle_goes_on() -> None:
    at = here(station("s1", "sleeves"))
    refused = step(ANA_READY, known(), at)
    assert isinstance(refused.answer, Refused)
    assert (refused.answer.no, refused.answer.can_propose) == (No.WAITS, True)
    seen = step(refused.state, KnownCommand(Command.SEEN), at)
    assert seen.answer == Proposed(bundle(), SHOULDERS, 20)
    (proposal,) = seen.facts
    assert step(seen.state, known(proposal), at).answer == Done(bundle(), SLEEVES, 20, 20)
    assert step(seen.state, KnownCommand(Command.SEEN), at).answer == Refused(no=No.NOTHING_MISSING)


def test_whoever_sewed_it_confirms_by_scanning() -> None:
    proposal = Pen("kiosk-2").proposed("shoulders")
    (done,) = step(Ready(BEN, MORNING), known(proposal), here(station("s1", "shoulders"))).facts
    assert isinstance(done, WorkDone)
    assert (done.proposal, done.stamp.source, done.stamp.worker) == (proposal.stamp.id, Source.CONFIRMED, "ben")


def test_a_ring_in_the_order_of_work_is_told_plainly() -> None:
    ring = (replace(SHOULDERS, depends_on=(SLEEVES.id,)), SLEEVES)
    run = fold_run(bundle(), ring, [], now=MORNING)
    answer = step(ANA_READY, KnownBundle(bundle(), run, fold_life(bundle(), run, [])), here()).answer
    assert answer == Refused(no=No.ROUTE_IN_A_RING, bundle=bundle(), operation=ring[0])


# ---- quality


QC = station("qc", department=Department.QC)
INSPECTOR = replace(BEN, role=Role.QC)
LOOKS = Ready(INSPECTOR, MORNING)
SEWN = [Pen().done(op.id) for op in T_SHIRT]


def at(minutes: float) -> Here:
    return here(QC, after=timedelta(minutes=minutes))


def test_an_inspection_without_touching_the_screen() -> None:
    first = step(LOOKS, known(*SEWN), at(20))
    assert first.answer == Inspecting(bundle(), 20)
    assert [type(fact) for fact in first.facts] == [BundleMoved]
    state = first.state
    for code in ("HOLE-OR-TEAR", "LOOSE-THREAD", "LOOSE-THREAD"):
        noted = step(state, KnownDefect(code), at(21))
        assert noted.facts == ()
        state = noted.state
    assert noted.answer == Inspecting(bundle(), 20, 3, 0, "LOOSE-THREAD")
    state = step(state, KnownCommand(Command.REJECT), at(21)).state
    last = step(state, known(*SEWN, *first.facts), at(22))
    assert last.answer == Inspected(bundle(), 20, 3, 1)
    (found,) = last.facts
    assert isinstance(found, DefectsFound)
    assert [(one.code, one.count, one.pieces, one.rejected) for one in found.defects] == [
        ("HOLE-OR-TEAR", 1, 1, 0),
        ("LOOSE-THREAD", 2, 2, 1),
    ]


def test_an_undo_takes_the_last_defect_and_then_puts_the_bundle_down() -> None:
    state = step(step(LOOKS, known(*SEWN), at(20)).state, KnownDefect("HOLE-OR-TEAR"), at(21)).state
    undone = step(state, KnownCommand(Command.UNDO), at(21))
    assert undone.answer == Inspecting(bundle(), 20)
    came = Pen("kiosk-2").moved(BundleStatus.IN_QC)
    down = step(undone.state, KnownCommand(Command.UNDO, last=came), at(21))
    assert isinstance(down.state, Ready)
    assert (down.state.hand, [type(fact) for fact in down.facts]) == (None, [TakenBack])


def test_who_is_at_fault_follows_from_the_operations() -> None:
    route = (SHOULDERS, replace(SLEEVES, defects=("OPEN-SEAM",)), HEM)
    run = fold_run(bundle(), route, SEWN, now=MORNING)
    found = KnownBundle(bundle(), run, fold_life(bundle(), run, SEWN))
    state = step(step(LOOKS, found, at(20)).state, KnownDefect("OPEN-SEAM"), at(21)).state
    assert isinstance(state, Ready)
    assert state.hand is not None
    assert [one.operation for one in state.hand.defects] == ["sleeves"]


@pytest.mark.parametrize(
    ("state", "found", "no"),
    [
        (Ready(ANA, MORNING), known(*SEWN), No.NOT_AN_INSPECTOR),
        (LOOKS, known(), No.WRONG_DEPARTMENT),
        (LOOKS, KnownDefect("HOLE-OR-TEAR"), No.BUNDLE_FIRST),
        (LOOKS, KnownCommand(Command.CHECKED), No.BUNDLE_FIRST),
        (LOOKS, KnownCommand(Command.REJECT), No.NOT_A_SUPERVISOR),
    ],
)
def test_what_an_inspection_refuses(state: Ready, found: Found, no: No) -> None:
    answer = step(state, found, at(20)).answer
    assert isinstance(answer, Refused)
    assert answer.no is no


def test_an_inspection_with_defects_noted_is_ended_before_anything_else() -> None:
    state = step(step(LOOKS, known(*SEWN), at(20)).state, KnownDefect("HOLE-OR-TEAR"), at(21)).state
    other = replace(known(*SEWN), bundle=bundle("b2"))
    for found in (other, KnownWorker(ANA), KnownCommand(Command.SIGN_OUT)):
        assert step(state, found, at(30)).answer == Refused(no=No.FINISH_CHECK_FIRST, bundle=bundle())


def test_no_more_defective_pieces_than_there_are() -> None:
    state = step(LOOKS, known(*SEWN), at(20)).state
    for _ in range(20):
        state = step(state, KnownDefect("HOLE-OR-TEAR"), at(21)).state
    assert step(state, KnownDefect("HOLE-OR-TEAR"), at(21)).answer == Refused(
        no=No.TOO_MANY_DEFECTS, bundle=bundle(), done=20
    )


def test_what_was_sent_back_is_mended_where_it_was_sewn_and_looked_at_again() -> None:
    pen = Pen("kiosk-2").later(hours=1)
    found = pen.found(defect(pieces=3, op="sleeves"))
    elsewhere = step(ANA_READY, known(*SEWN, found), here(station("s1", "hem"), after=timedelta(hours=2))).answer
    assert elsewhere == Refused(no=No.NOT_SEWN_HERE, bundle=bundle(), operation=SLEEVES)
    taken = step(ANA_READY, known(*SEWN, found), here(station("s1", "sleeves"), after=timedelta(hours=2)))
    assert taken.answer == Mended(bundle(), SLEEVES, 3, 0)
    again = step(LOOKS, known(*SEWN, found, *taken.facts), here(QC, after=timedelta(hours=3)))
    assert again.answer == Inspecting(bundle(), 3)


def test_a_checkpoint_is_passed_at_the_sewing_station() -> None:
    route = (replace(SHOULDERS, has_checkpoint=True), SLEEVES, HEM)
    run = fold_run(bundle(), route, SEWN[:1], now=MORNING)
    found = KnownBundle(bundle(), run, fold_life(bundle(), run, SEWN[:1]))
    first = step(LOOKS, found, here(station("s1", "shoulders")))
    assert first.answer == Inspecting(bundle(), 20)
    (passed,) = step(first.state, found, here(station("s1", "shoulders"), after=timedelta(minutes=40))).facts
    assert isinstance(passed, DefectsFound)
    assert (passed.operation, passed.checked, passed.defective) == ("shoulders", 20, 0)


# ---- calls, holding


def test_a_call_is_raised_and_answered() -> None:
    raised = step(ANA_READY, KnownCommand(Command.CALL, CallKind.NEEDLE), here())
    assert raised.answer == Called(CallKind.NEEDLE)
    (call,) = raised.facts
    assert isinstance(call, CallRaised)
    ended = step(raised.state, KnownCommand(Command.CAME, call=call), here())
    assert ended.answer == CallEnded(CallKind.NEEDLE)
    assert step(ANA_READY, KnownCommand(Command.CAME), here()).answer == Refused(no=No.NO_OPEN_CALL)


CHIEF = Ready(replace(BEN, role=Role.SUPERVISOR), MORNING, proven_at=MORNING)


def test_a_supervisor_holds_and_releases_a_bundle() -> None:
    armed = step(CHIEF, KnownCommand(Command.HOLD), here())
    assert (armed.answer, armed.facts) == (ShowTicket(Command.HOLD), ())
    begun = Pen("kiosk-2").done("shoulders")
    held = step(armed.state, known(begun), here())
    assert held.answer == Moved(bundle(), BundleStatus.ON_HOLD)
    assert step(ANA_READY, known(begun, *held.facts), here()).answer == Refused(no=No.ON_HOLD, bundle=bundle())
    release = step(CHIEF, KnownCommand(Command.RELEASE), here()).state
    assert step(release, known(begun, *held.facts), here()).answer == Moved(bundle(), BundleStatus.IN_SEWING)
    assert step(release, known(begun), here()).answer == Refused(no=No.NOT_ON_HOLD, bundle=bundle())


def test_nobody_else_holds_anything() -> None:
    for command in (Command.HOLD, Command.RELEASE, Command.REJECT):
        assert step(ANA_READY, KnownCommand(command), here()).answer == Refused(no=No.NOT_A_SUPERVISOR)


INSPECTOR = Ready(replace(BEN, role=Role.QC), MORNING)
SAMPLED = KnownCommand(Command.SAMPLE)


@pytest.mark.parametrize(
    ("defects", "light"), [([], Light.GREEN), (["HOLE-OR-TEAR"], Light.YELLOW), (["HOLE-OR-TEAR"] * 2, Light.RED)]
)
def test_seven_pieces_are_sampled_while_sewing_goes_on(defects: list[str], light: Light) -> None:
    begun = Pen("kiosk-2").done("shoulders")
    taken = step(step(INSPECTOR, SAMPLED, here()).state, known(begun), here())
    assert (taken.answer, taken.facts) == (Inspecting(bundle(), 7), ())
    for code in defects:
        taken = step(taken.state, KnownDefect(code), here())
    ended = step(taken.state, known(begun), here(after=timedelta(minutes=25)))
    assert ended.answer == Inspected(bundle(), 7, len(defects), 0, light)
    (fact,) = ended.facts
    assert isinstance(fact, DefectsFound)
    assert (fact.is_sample, fact.checked, fact.operation) == (True, 7, None)
    after = known(begun, fact)
    assert after.life.status is BundleStatus.IN_SEWING, "it moves nothing"


def test_fewer_pieces_than_seven_are_all_sampled() -> None:
    begun = Pen("kiosk-2").done("shoulders", pieces=4)
    taken = step(step(INSPECTOR, SAMPLED, here()).state, known(begun), here())
    assert taken.answer == Inspecting(bundle(), 4)


def test_what_is_not_sewn_cannot_be_sampled_and_not_by_anybody() -> None:
    armed = step(INSPECTOR, SAMPLED, here()).state
    assert step(armed, known(), here()).answer == Refused(no=No.NOTHING_SEWN, bundle=bundle())
    assert step(ANA_READY, SAMPLED, here()).answer == Refused(no=No.NOT_AN_INSPECTOR)


def test_another_ticket_waits_until_the_sample_is_done() -> None:
    begun = Pen("kiosk-2").done("shoulders")
    taken = step(step(INSPECTOR, SAMPLED, here()).state, known(begun), here())
    other = replace(known(), bundle=bundle("b2"))
    assert step(taken.state, other, here()).answer == Refused(no=No.FINISH_CHECK_FIRST, bundle=bundle())


def test_undo_puts_down_a_bundle_that_was_at_quality_control_before() -> None:
    """Whatever was recorded last here was another bundle's."""
    there = known(Pen("kiosk-2").moved(BundleStatus.IN_QC), status=BundleStatus.SEWN)
    at_qc = station("qc", department=Department.QC)
    taken = step(INSPECTOR, there, here(at_qc))
    assert (taken.answer, taken.facts) == (Inspecting(bundle(status=BundleStatus.SEWN), 20), ())
    others = Pen("kiosk-2").moved(BundleStatus.IN_QC, of="b2")
    undone = step(taken.state, KnownCommand(Command.UNDO, last=others), here(at_qc))
    assert (undone.answer, undone.facts) == (Undone(None), ())
    assert isinstance(undone.state, Ready)
    assert undone.state.hand is None


def test_undo_takes_back_the_move_that_taking_up_made() -> None:
    at_qc = station("qc", department=Department.QC)
    taken = step(INSPECTOR, known(status=BundleStatus.SEWN), here(at_qc))
    (moved,) = taken.facts
    assert isinstance(moved, BundleMoved)
    undone = step(taken.state, KnownCommand(Command.UNDO, last=moved), here(at_qc))
    assert [fact.fact for fact in undone.facts if isinstance(fact, TakenBack)] == [moved.stamp.id]


def test_a_count_while_a_bundle_is_in_hand_changes_no_work() -> None:
    at_qc = station("qc", department=Department.QC)
    taken = step(INSPECTOR, known(status=BundleStatus.SEWN), here(at_qc))
    counted = NewCount(Pen().done("shoulders"), bundle("b2"), SHOULDERS, 5)
    refused = step(taken.state, counted, here(at_qc))
    assert refused.answer == Refused(no=No.FINISH_CHECK_FIRST, bundle=bundle(status=BundleStatus.SEWN))
    assert (refused.facts, refused.state) == ((), taken.state)
