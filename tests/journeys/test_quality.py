"""What an inspector finds: who mends it, who is paid, what is cut anew, and who has to wait."""

from decimal import Decimal

from sqlalchemy import update

from kiosk.floor.codes import Command, defect_text
from kiosk.server import tables as t
from tests.journeys.floor import Floor
from tests.journeys.house import B1, B2, CORA, EVA
from tests.journeys.seat import CARD_TAKES
from tests.make import ANA, BEN

HOLE, SEAM = defect_text("HOLE-OR-TEAR"), defect_text("OPEN-SEAM")


def sewn(floor: Floor) -> None:
    """Ana sews the shoulders and the hem of both bundles, Ben the sleeves between."""
    one, two = floor.at("s1").shows(ANA, B1, B2), floor.at("s2")
    two.shows(BEN, B1, B2)
    one.shows(B1, B2).says("10 of 10 hem")


def blames(floor: Floor, code: str, operation: str) -> None:
    """From now on such a defect is known to be this operation's."""
    with floor.central.engine.begin() as connection:
        connection.execute(
            update(t.SewingOperation).where(t.SewingOperation.id == operation).values(defect_codes=[code])
        )
    floor.carry()


def test_who_made_it_is_paid_once_it_is_mended(floor: Floor) -> None:
    blames(floor, "OPEN-SEAM", "sleeves")
    sewn(floor)
    qc = floor.at("qc").shows(CORA, B2, SEAM, SEAM, SEAM, B2).says("7 of 10 pass")
    assert floor.office.pay(BEN) == (Decimal(54), Decimal(6))
    floor.at("hem").shows(ANA, B2).says("no: not sewn here")
    floor.at("sleeves").shows(BEN, B2).says("mended 3 sleeves, 0 left")
    qc.shows(B2).says("looks at 3: 0 defective, 0 rejected").shows(B2).says("3 of 3 pass")
    floor.agrees()
    assert floor.office.pay(BEN) == (Decimal(60), 0)


def test_what_cannot_be_mended_costs_only_who_spoilt_it(floor: Floor) -> None:
    blames(floor, "HOLE-OR-TEAR", "hem")
    sewn(floor)
    floor.at("qc").shows(CORA, B2, HOLE, Command.REJECT, B2).says("9 of 10 pass")
    floor.agrees()
    assert floor.office.pay(ANA) == (Decimal(30 + 15) - Decimal("0.5"), 0)
    assert floor.office.pay(BEN) == (Decimal(60), 0)
    assert floor.central.status(B2.id) == "QC_PASSED"


def test_an_inspection_offline_travels_with_everything_else(floor: Floor) -> None:
    sewn(floor)
    qc = floor.at("qc").goes_offline().shows(CORA, B1, HOLE, B1).says("19 of 20 pass").loses_power()
    floor.at("s1").shows(B1).says("no: already done")
    qc.comes_back()
    floor.at("s1").shows(B1).says("mended 1 somewhere, 0 left")
    floor.agrees()
    assert floor.central.status(B1.id) == "IN_REWORK"


def test_a_power_cut_while_a_bundle_is_in_hand_begins_it_again(floor: Floor) -> None:
    sewn(floor)
    qc = floor.at("qc").shows(CORA, B1, HOLE).loses_power().shows(HOLE).says("no: badge first")
    qc.shows(CORA, B1).says("looks at 20: 0 defective, 0 rejected").shows(B1).says("20 of 20 pass")
    floor.agrees()
    assert floor.office.road(B1)[-2:] == ["IN_QC", "QC_PASSED"]


def test_a_held_bundle_waits_for_its_supervisor(floor: Floor) -> None:
    one = floor.at("s1").shows(ANA, B1).shows(EVA, Command.HOLD).says("no: pin first").puts_pin(EVA)
    one.says("which one to hold").shows(B1, after=CARD_TAKES).says("now on hold")
    floor.at("s2").shows(BEN, B1).says("no: on hold")
    one.shows(Command.RELEASE).says("no: pin first").puts_pin(EVA).shows(B1, after=CARD_TAKES).says("now in sewing")
    floor.at("s2").shows(B1).says("20 of 20 sleeves")
    floor.agrees()
    assert floor.office.road(B1) == ["IN_SEWING", "ON_HOLD", "IN_SEWING"]


def test_work_on_a_bundle_that_was_held_meanwhile_is_kept_and_flagged(floor: Floor) -> None:
    one, two = floor.at("s1").puts_pin(EVA), floor.at("s2").shows(BEN).goes_offline()
    one.shows(Command.HOLD).shows(B1, after=CARD_TAKES)
    two.shows(B1).says("20 of 20 shoulders").comes_back()
    floor.agrees()
    assert floor.central.status(B1.id) == "ON_HOLD"
    assert floor.central.flags() == [("OUT_OF_ORDER", 0)]


def test_a_rejected_bundle_is_closed(floor: Floor) -> None:
    floor.at("s1").puts_pin(EVA).shows(Command.REJECT).shows(B1, after=CARD_TAKES).says("now rejected")
    floor.at("s2").shows(BEN, B1).says("no: closed")
    floor.agrees()
