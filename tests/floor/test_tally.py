from datetime import timedelta
from decimal import Decimal

from hypothesis import given

from kiosk.floor.board import Floor, Seen, board
from kiosk.floor.facts import Fact
from kiosk.floor.folding import fold_run
from kiosk.floor.ids import LineId, OperationId, StationId
from kiosk.floor.tally import Queue, Waiting, difference, tallies, total, waiting
from tests.floor.days import days
from tests.make import BEN, CALENDAR, LINE, MORNING, SLEEVES, T_SHIRT, Pen, bundle, defect, station


def test_work_that_waits_is_what_may_be_begun_now() -> None:
    run = fold_run(bundle(), T_SHIRT, [Pen().done("shoulders", 12)], now=MORNING)
    assert waiting(run) == {
        Queue(LINE, OperationId("shoulders")): Waiting(8, Decimal("8.0")),
        Queue(LINE, OperationId("sleeves")): Waiting(12, Decimal("24.0")),
    }


def test_a_difference_takes_out_what_is_gone() -> None:
    before = {Queue(LINE, SLEEVES.id): Waiting(12, Decimal(24))}
    assert difference(before, {}) == {Queue(LINE, SLEEVES.id): Waiting(-12, Decimal(-24))}
    assert difference(before, before) == {}


def test_the_board_adds_up() -> None:
    pen = Pen()
    facts = [
        pen.done("shoulders", began=MORNING - timedelta(minutes=20)),
        pen.later(minutes=45).done("sleeves", 10, worker=BEN, began=MORNING),
        pen.later(minutes=20).done("hem", 6, worker=BEN),
    ]
    run = fold_run(bundle(), T_SHIRT, facts, now=MORNING)
    now = MORNING + timedelta(minutes=90)
    shown = board(
        Floor(
            day=CALENDAR.day_of(now),
            lines={LINE: "Line 1", LineId("line-2"): "Line 2"},
            stations=[station("s1"), station("s2")],
            operations={op.id: op for op in T_SHIRT},
            tallies=tallies(run, CALENDAR),
            waiting=waiting(run),
            seen={StationId("s1"): Seen(StationId("s1"), now, "Ben Cruz", "0000000001")},
        ),
        now,
    )
    line, empty = shown.lines
    assert (line.pieces, line.garments, line.present, line.scans) == (36, 6, 1, 3)
    assert line.efficiency == Decimal("61.54")  # 40 earned in 65 timed minutes; the hem's time is not known
    assert line.target == int(Decimal(4.5 * 60) / Decimal("3.5"))
    assert sum(hour.garments for hour in line.hours) == 6
    assert [(op.name, op.pieces, op.waiting, op.is_bottleneck) for op in line.operations] == [
        ("Shoulders", 20, 0, False),
        ("Sleeves", 10, 10, True),
        ("Hem", 6, 4, False),
    ]
    assert [(cell.name, cell.worker, cell.pieces) for cell in line.stations] == [
        ("Station 1", "Ben Cruz", 36),
        ("Station 2", "", 0),
    ]
    assert (empty.pieces, empty.efficiency, empty.target, empty.stations) == (0, None, 0, ())


@given(days())
def test_garments_are_what_was_sewn_last_and_not_rejected(facts: list[Fact]) -> None:
    run = fold_run(bundle(), T_SHIRT, facts, now=MORNING)
    last = run.operations[-1]
    sewn = sum(done.pieces for done in last.counted)
    assert total(tallies(run, CALENDAR).values()).garments == max(0, sewn - last.lost)


def test_a_rejected_garment_is_missed_where_it_was_sewn_last() -> None:
    pen = Pen()
    facts: list[Fact] = [pen.later(minutes=40).done(op) for op in ("shoulders", "sleeves")]
    facts += [pen.later(minutes=40).done("hem", 12), pen.later(hours=1).done("hem", 8)]
    facts.append(pen.later(minutes=5).found(defect("HOLE", 3, rejected=3)))
    by_hour = tallies(fold_run(bundle(), T_SHIRT, facts, now=MORNING), CALENDAR)
    hems = [tally.garments for slot, tally in sorted(by_hour.items(), key=lambda one: one[0].hour) if tally.garments]
    assert hems == [12, 5]
