"""At the cutting table: a row per deed, and what no table can have given."""

from decimal import Decimal

import pytest

from kiosk.floor.cutting import fold_cut
from kiosk.floor.facts import CutDone, CutPaused, CutStarted, Fact, IdleReason, TakenBack
from kiosk.floor.ids import LayId
from kiosk.floor.lays import Lay, SizeShare
from kiosk.floor.tabling import HEAVIEST_KG, NoCut, OnTable, Told, begin, finish, pause, undo
from tests.floor.test_scanning import here
from tests.make import ANA, BEN, CALENDAR, Pen

LAY = Lay(id=LayId("lay-1"), product_type="T-SHIRT", plies=30, sizes=(SizeShare("M", 2), SizeShare("L", 1)))
UNMARKED = Lay(id=LayId("lay-1"), product_type="T-SHIRT", plies=30)


def table(*facts: Fact, lay: Lay = LAY) -> OnTable:
    return OnTable(lay, 20, fold_cut(lay, facts, CALENDAR))


def begun(pen: Pen) -> CutStarted:
    return CutStarted(stamp=pen.stamp(), lay=LAY.id, run_no=1)


def cut(pen: Pen, plies: int = 30) -> CutDone:
    return CutDone(stamp=pen.later(minutes=30).stamp(), lay=LAY.id, run_no=1, plies=plies, units=3 * plies)


def test_a_run_begins_rests_goes_on_and_ends() -> None:
    started = begin(table(), ANA, here())
    assert isinstance(started, CutStarted)
    assert started.run_no == 1
    rested = pause(table(started), IdleReason.POWER, ANA, here())
    assert isinstance(rested, CutPaused)
    again = begin(table(started, rested), BEN, here())
    assert isinstance(again, CutStarted)
    assert again.run_no == 1, "whoever goes on with it joins the run"
    done = finish(table(started, rested, again), Told(plies=30, units=90), BEN, here())
    assert isinstance(done, CutDone)
    assert begin(table(started, rested, again, done), ANA, here()) is NoCut.ALL_CUT


def test_the_next_part_is_a_run_of_its_own() -> None:
    pen = Pen()
    after = begin(table(begun(pen), cut(pen, 10)), ANA, here())
    assert isinstance(after, CutStarted)
    assert after.run_no == 2


def test_who_forgot_to_begin_still_tells_what_was_cut() -> None:
    done = finish(table(), Told(plies=30, units=90), ANA, here())
    assert isinstance(done, CutDone)
    assert done.run_no == 1


@pytest.mark.parametrize(
    ("told", "no"),
    [
        (Told(plies=0, units=3), NoCut.TOO_MANY_PLIES),
        (Told(plies=31, units=90), NoCut.TOO_MANY_PLIES),
        (Told(plies=10, units=31), NoCut.TOO_MANY_PIECES),
        (Told(plies=10, units=0), NoCut.TOO_MANY_PIECES),
        (Told(plies=10, units=30, defective=31), NoCut.TOO_MANY_DEFECTS),
        (Told(plies=10, units=30, defective=-1), NoCut.TOO_MANY_DEFECTS),
        (Told(plies=10, units=30, fabric_used_kg=Decimal(HEAVIEST_KG)), NoCut.ABSURD_WEIGHT),
        (Told(plies=10, units=30, wastage_kg=Decimal("-0.01")), NoCut.ABSURD_WEIGHT),
    ],
)
def test_what_no_table_can_have_given(told: Told, no: NoCut) -> None:
    assert finish(table(), told, ANA, here()) is no


def test_without_a_marker_nobody_argues_about_pieces() -> None:
    assert isinstance(finish(table(lay=UNMARKED), Told(plies=1, units=400), ANA, here()), CutDone)


def test_nobody_rests_who_has_not_begun() -> None:
    pen = Pen()
    assert pause(table(), IdleReason.POWER, ANA, here()) is NoCut.NOT_BEGUN
    assert pause(table(begun(pen), cut(pen, 10)), IdleReason.POWER, ANA, here()) is NoCut.NOT_BEGUN


def test_one_s_own_last_cut_is_taken_back() -> None:
    pen = Pen()
    facts = [begun(pen), cut(pen, 10), cut(pen, 5)]
    back = undo(table(*facts), ANA, here())
    assert isinstance(back, TakenBack)
    assert (back.fact, str(back.about)) == (facts[2].stamp.id, "lay:lay-1")
    assert undo(table(*facts), BEN, here()) is NoCut.NOTHING_TO_UNDO
    assert table(*facts, back).left == 20
