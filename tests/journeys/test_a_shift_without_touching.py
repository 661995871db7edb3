"""One whole shift by cards alone: nobody touches the screen, and every piece is where it belongs in the end."""

from datetime import timedelta
from decimal import Decimal

from kiosk.floor.codes import Command, command_text, defect_text
from kiosk.floor.facts import CallKind, IdleReason
from tests.journeys.floor import Floor
from tests.journeys.house import B1, B2, CORA, EVA
from tests.make import ANA, BEN


def card(command: Command, argument: IdleReason | CallKind | int | None = None) -> str:
    return command_text(command, argument)


def test_a_whole_shift(floor: Floor) -> None:
    one, two, qc = floor.at("s1"), floor.at("s2"), floor.at("qc")
    one.shows(ANA).says("welcome ana").shows(B1).says("20 of 20 shoulders")
    one.shows(card(Command.COUNT, 18)).says("18 of 20 shoulders").shows(B1).says("2 of 20 shoulders")
    two.shows(BEN, B2).says("10 of 10 shoulders").shows(card(Command.UNDO)).says("took back 10")
    two.shows(B1).says("20 of 20 sleeves").shows(card(Command.PAUSE, IdleReason.POWER)).says("pauses: power")
    one.shows(card(Command.CALL, CallKind.NEEDLE)).says("calls: needle")
    assert floor.office.open_calls() == ["NEEDLE"]
    one.shows(EVA).says("welcome eva").shows(card(Command.CAME)).says("call ended: needle").shows(ANA)
    two.shows(card(Command.RESUME)).says("goes on after 5 min")
    one.shows(B1).says("20 of 20 hem")
    qc.shows(CORA, B1).says("looks at 20: 0 defective, 0 rejected")
    qc.shows(defect_text("LOOSE-THREAD"), defect_text("HOLE-OR-TEAR")).says("looks at 20: 2 defective, 0 rejected")
    qc.shows(card(Command.REJECT)).says("looks at 20: 2 defective, 1 rejected").shows(B1).says("18 of 20 pass")
    two.shows(B1).says("mended 1 somewhere, 0 left")
    qc.shows(B1).says("looks at 1: 0 defective, 0 rejected").shows(card(Command.CHECKED)).says("1 of 1 pass")
    for seat, who in ((one, "ana"), (two, "ben"), (qc, "cora")):
        seat.shows(card(Command.SIGN_OUT)).says(f"goodbye {who}")
    floor.agrees()
    assert floor.office.road(B1) == ["IN_SEWING", "SEWN", "IN_QC", "QC_FAILED", "IN_REWORK", "IN_QC", "QC_PASSED"]
    assert floor.office.pay(BEN) == (Decimal(40), 0)  # twenty sleeves; mending and what was taken back pay nothing
    assert floor.office.pay(ANA) == (Decimal(30), 0)
    assert floor.office.open_calls() == []


def test_a_pause_is_not_worked(floor: Floor) -> None:
    one = floor.at("s1").shows(ANA).shows(card(Command.PAUSE, IdleReason.MACHINE))
    floor.central.later(minutes=30)
    one.shows(card(Command.RESUME)).says("goes on after 31 min").shows(B1).says("20 of 20 shoulders")
    floor.agrees()
    assert floor.office.minutes(B1) == {"shoulders": 16}


def test_a_pause_follows_its_worker_through_a_hand_over_and_a_power_cut(floor: Floor) -> None:
    one = floor.at("s1").shows(ANA, card(Command.PAUSE, IdleReason.NO_WORK)).shows(BEN).loses_power()
    floor.central.later(minutes=20)
    one.shows(ANA).shows(B1).says("20 of 20 shoulders")
    floor.agrees()
    assert floor.office.minutes(B1) == {"shoulders": 16}


def test_a_call_made_offline_is_heard_later(floor: Floor) -> None:
    one = floor.at("s1").shows(ANA).goes_offline().shows(card(Command.CALL, CallKind.MACHINE))
    assert floor.office.open_calls() == []
    one.shows(card(Command.CAME)).says("call ended: machine").shows(card(Command.CAME)).says("no: no open call")
    one.comes_back()
    floor.agrees()
    assert floor.office.open_calls() == []


def test_what_nobody_may_do_is_refused_in_a_word(floor: Floor) -> None:
    one, qc = floor.at("s1").shows(ANA), floor.at("qc").shows(BEN)
    one.shows(card(Command.HOLD)).says("no: not a supervisor")
    one.shows(card(Command.CHECKED)).says("no: bundle first").shows(defect_text("HOLE-OR-TEAR")).says(
        "no: bundle first"
    )
    one.shows(card(Command.SEEN)).says("no: nothing missing").shows(card(Command.COUNT, 5)).says("no: nothing to undo")
    qc.goes_offline().shows(B1).says("no: not an inspector").comes_back()
    one.shows("A1/PAUSE/SLEEP").says("no: not a ticket").shows("A1/COUNT/0").says("no: not a ticket")
    floor.agrees()
    assert floor.office.facts() == ["signed-in", "signed-in"]


def test_a_desk_that_nobody_uses_signs_out_and_the_next_scan_asks_for_a_badge(floor: Floor) -> None:
    one = floor.at("s1").shows(ANA, B1)
    floor.central.later(hours=2)
    one.waits().says("goodbye ana")
    one.shows(B1).says("no: badge first")
    floor.agrees()
    assert floor.office.facts()[-1] == "signed-out"


def test_a_shift_that_ends_signs_out(floor: Floor) -> None:
    """At two in the afternoon, half an hour after which nobody from the morning is there any more."""
    one = floor.at("s1")
    floor.central.later(hours=4, minutes=40)
    one.shows(ANA, after=timedelta(0)).waits().says("nothing")
    floor.central.later(minutes=50)
    one.waits().says("goodbye ana")
    floor.agrees()


def test_an_open_call_stands_on_every_board_of_the_line(floor: Floor) -> None:
    one, two = floor.at("s1"), floor.at("s2")
    one.shows(ANA, card(Command.CALL, CallKind.MACHINE))
    two.shows(BEN, card(Command.CALL, CallKind.NEEDLE)).shows(card(Command.CAME))
    for seat in (one, two):
        board = seat.kiosk.parts.board.board().board
        assert board is not None
        assert [(call.needs, call.station) for call in board.calls] == [(CallKind.MACHINE, "Station s1")]
    floor.agrees()
