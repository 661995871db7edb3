"""A worker reads the own day, line by line, and says that a line is not right."""

from datetime import timedelta
from decimal import Decimal

from kiosk.floor.codes import Command, command_text
from kiosk.floor.facts import IdleReason
from tests.journeys.floor import Floor
from tests.journeys.house import B1, B2, CORA, EVA
from tests.journeys.test_quality import SEAM, blames, sewn
from tests.make import ANA, BEN


def test_a_line_held_for_rework_is_read_and_disputed(floor: Floor) -> None:
    blames(floor, "OPEN-SEAM", "sleeves")
    sewn(floor)
    floor.at("qc").shows(CORA, B2, SEAM, SEAM, SEAM, B2).says("7 of 10 pass")
    two = floor.at("s2").reads("sleeves: 7 good, 3 OPEN_REWORK", "sleeves: 20 good")
    two.disputes("sleeves").reads("sleeves: 7 good, 3 OPEN_REWORK, disputed", "sleeves: 20 good")
    assert floor.office.pay_lines(BEN) == [
        "sleeves: HELD, 7 good, 3 held, disputed",
        "sleeves: ACCRUED, 20 good, 0 held",
    ]
    assert floor.central.flags() == [("DISPUTED", 0)]
    floor.agrees()


def test_disputed_offline_and_answered_by_the_supervisor(floor: Floor) -> None:
    one = floor.at("s1").shows(ANA, B1).goes_offline().disputes("shoulders")
    one.reads("shoulders: 20 good, disputed").keeps(1).loses_power().shows(ANA).comes_back()
    assert floor.office.pay_lines(ANA) == ["shoulders: ACCRUED, 20 good, 0 held, disputed"]
    one.puts_pin(EVA).settles("Flagged", is_accepted=False).shows(ANA).reads("shoulders: 20 good")
    (line,) = one.kiosk.day.slip.lines
    assert line.dispute is not None
    assert line.dispute.settled is not None
    floor.agrees()


def test_it_is_withdrawn_at_another_kiosk(floor: Floor) -> None:
    floor.at("s1").shows(ANA, B1).disputes("shoulders")
    floor.at("s2").shows(ANA).reads("shoulders: 20 good, disputed").withdraws("shoulders").reads("shoulders: 20 good")
    floor.at("s1").reads("shoulders: 20 good")
    assert floor.office.pay_lines(ANA) == ["shoulders: ACCRUED, 20 good, 0 held"]
    assert floor.central.flags() == []
    floor.agrees()


def test_work_at_another_kiosk_is_read_once_it_is_known(floor: Floor) -> None:
    """What nobody told this kiosk is not on its list."""
    one, two = floor.at("s1").shows(ANA, B1), floor.at("s2").goes_offline()
    two.shows(ANA).shows(B2).says("10 of 10 shoulders").reads("shoulders: 10 good", "shoulders: 20 good")
    one.reads("shoulders: 20 good")
    two.comes_back()
    one.reads("shoulders: 10 good", "shoulders: 20 good")
    floor.agrees()


def test_minutes_and_pauses_of_the_day(floor: Floor) -> None:
    one = floor.at("s1").shows(ANA, B1).shows(command_text(Command.PAUSE, IdleReason.MACHINE))
    one.shows(Command.RESUME, after=timedelta(minutes=10)).shows(B1)
    slip = one.kiosk.day.slip
    assert (slip.worked_ms, slip.attendance.idle_ms) == (31 * 60_000, 10 * 60_000)
    assert slip.pieces == 40
    assert slip.efficiency == slip.performance  # nobody has accepted the pause yet
    one.puts_pin(EVA).settles("Rested").shows(ANA)
    slip = one.kiosk.day.slip
    assert slip.performance is not None
    assert slip.efficiency is not None
    assert slip.performance > slip.efficiency
    floor.agrees()


def test_the_day_s_wage_and_a_receipt_that_the_office_knows(floor: Floor) -> None:
    """Thirty pieces earn less than the minimum of the half hour that they took; the office reckons the same."""
    one = floor.at("s1").shows(ANA, B1)
    assert (one.kiosk.day.slip.wage, one.kiosk.day.receipt) == (None, None)
    floor.central.office_says("/api/pay/rules", {"since": "2026-01-01", "daily_minimum": "695.00"})
    one.goes_offline().shows(B2)
    assert one.kiosk.day.slip.wage is None, "nobody has told it yet"
    one.comes_back()
    wage, receipt = one.kiosk.day.slip.wage, one.kiosk.day.receipt
    assert wage is not None
    assert receipt is not None
    minutes = one.kiosk.day.slip.attendance.attended_ms // 60_000
    assert (wage.earned, wage.earned + wage.top_up) == (30, max(Decimal(30), Decimal(695) * minutes / 480))
    checked = floor.central.office_says("/api/pay/receipts/check", {"text": receipt.text})["data"]
    assert (checked["is_genuine"], checked["worker"]["id"]) == (True, ANA.id)
    assert {Decimal(checked["total"]), Decimal(checked["stands"])} == {wage.total}
    floor.agrees()
