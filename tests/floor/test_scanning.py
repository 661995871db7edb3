"""One case a row: where the desk stands, what was shown, what it answers."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count

import pytest
from uuid_utils.compat import uuid7

from kiosk.floor.bundle_facts import BundleMoved, WorkDone, WorkStarted
from kiosk.floor.bundles import BundleStatus, Department
from kiosk.floor.codes import Command
from kiosk.floor.desk import (
    Done,
    Goodbye,
    KnownBundle,
    KnownCommand,
    KnownWorker,
    Moved,
    NewCount,
    No,
    Ready,
    Refused,
    Started,
    Undone,
    Unknown,
    Waiting,
    Welcome,
)
from kiosk.floor.facts import OfBundle, SignedIn, SignedOut, TakenBack, subject_of
from kiosk.floor.folding import fold_run
from kiosk.floor.history import fold_life
from kiosk.floor.ids import DeviceId, FactId, StationId
from kiosk.floor.people import Station
from kiosk.floor.scanning import Here, step
from kiosk.floor.stamp import Source
from tests.make import ANA, BEN, HEM, MORNING, SHOULDERS, SLEEVES, T_SHIRT, Pen, bundle, station

ANA_READY = Ready(ANA, free_since=MORNING)


def here(at: Station | None = None, *, after: timedelta = timedelta(minutes=20)) -> Here:
    return Here(
        station=at or station(),
        device=DeviceId("kiosk-1"),
        moment=MORNING + after,
        uptime_ms=1,
        source=Source.ONLINE,
        next_id=lambda: FactId(str(uuid7())),
        numbers=count(7),
    )


def known(*facts: OfBundle, status: BundleStatus = BundleStatus.CUT, product: str = "T-SHIRT") -> KnownBundle:
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
        (Department.QC, BundleStatus.SEWN, BundleStatus.IN_QC),
        (Department.QC, BundleStatus.IN_QC, BundleStatus.QC_PASSED),
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
    taken = step(Ready(ANA, MORNING + timedelta(minutes=19)), KnownCommand(Command.UNDO, last), here())
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
