"""From the cutter's table to the packer's: who may do what next follows from what was done."""

from kiosk.floor.bundles import BundleStatus, Department
from kiosk.floor.codes import Command, command_text
from tests.journeys.floor import Floor
from tests.journeys.house import B1, B2, CORA, printed
from tests.journeys.seat import CARD_TAKES
from tests.make import ANA, BEN, SHOULDERS, SLEEVES


def test_two_people_sew_one_bundle(floor: Floor) -> None:
    one, two = floor.at("s1"), floor.at("s2")
    one.shows(ANA).says("welcome ana")
    one.shows(B1).says("20 of 20 shoulders")
    two.knows(B1, shoulders=20)
    two.shows(BEN).says("welcome ben")
    two.shows(B1).says("20 of 20 sleeves")
    one.knows(B1, shoulders=20, sleeves=20)
    one.shows(B1).says("20 of 20 hem")
    two.shows(B1).says("no: already done").because(who="Ana Reyes", where="Station s1", done=20)
    floor.agrees()
    assert floor.office.road(B1) == ["IN_SEWING", "SEWN"]
    assert floor.office.hands(B1) == {"shoulders": "ana", "sleeves": "ben", "hem": "ana"}
    assert floor.central.flags() == []


def test_from_the_cutter_to_the_packer(floor: Floor) -> None:
    b3 = printed(3, 10, status=BundleStatus.CREATED)
    floor.cuts(b3)
    floor.at("s1").shows(ANA, b3).says("no: wrong department").because(goes_to=Department.CUTTING)
    floor.at("cut").shows(BEN, b3).says("now in cutting").shows(b3).says("now cut")
    floor.at("s1").shows(b3, b3, b3).says("10 of 10 hem")
    looks = floor.at("qc").shows(CORA, b3).says("looks at 10: 0 defective, 0 rejected")
    looks.shows(b3).says("10 of 10 pass")
    floor.at("finish").shows(CORA, b3).says("now in finishing").shows(b3).says("now finished")
    floor.at("pack").shows(CORA, b3).says("now packed").shows(b3).says("now done")
    floor.agrees()
    assert floor.office.road(b3) == [
        "IN_CUTTING", "CUT", "IN_SEWING", "SEWN", "IN_QC", "QC_PASSED", "IN_FINISHING", "FINISHED", "PACKED", "DONE",
    ]  # fmt: skip
    assert floor.central.flags() == []


def test_a_part_of_a_bundle_goes_ahead(floor: Floor) -> None:
    one, sleeves = floor.at("s1"), floor.at("sleeves")
    sleeves.shows(BEN, B1).says("no: waits").because(operation=SLEEVES, waits_for=SHOULDERS, done=0, who="")
    one.shows(ANA, B1).says("20 of 20 shoulders").counts(12).says("12 of 20 shoulders")
    sleeves.knows(B1, shoulders=12)
    sleeves.shows(B1).says("12 of 20 sleeves")
    sleeves.shows(B1).says("no: waits").because(waits_for=SHOULDERS, done=12, who="Ana Reyes", where="Station s1")
    one.shows(B1).says("8 of 20 shoulders")
    sleeves.shows(B1).says("8 of 20 sleeves")
    one.shows(B1).says("20 of 20 hem")
    floor.agrees()
    assert floor.office.road(B1) == ["IN_SEWING", "SEWN"]


def test_work_that_is_shown_when_it_begins(floor: Floor) -> None:
    hem = floor.at("hem")
    floor.at("s1").shows(ANA, B1, B1)
    hem.shows(BEN, B1).says("begins 20 hem").shows(B1).says("20 of 20 hem")
    floor.agrees()
    assert floor.office.minutes(B1)["hem"] == 15


def test_bundles_take_turns(floor: Floor) -> None:
    one, two = floor.at("s1"), floor.at("s2")
    one.shows(ANA, B1, B2).says("10 of 10 shoulders")
    two.shows(BEN, B2).says("10 of 10 sleeves").shows(B1).says("20 of 20 sleeves")
    one.knows(B1, shoulders=20, sleeves=20).knows(B2, shoulders=10, sleeves=10)
    floor.agrees()


def test_a_bundle_of_the_other_line_is_known_by_its_ticket(floor: Floor) -> None:
    b4 = printed(4)
    floor.cuts(b4)
    floor.at("far").shows(ANA, b4).says("20 of 20 shoulders")
    floor.at("s1").knows(b4, shoulders=20).shows(BEN, b4).says("20 of 20 sleeves")
    floor.agrees()
    assert floor.office.hands(b4) == {"shoulders": "ana", "sleeves": "ben"}


def test_work_on_a_bundle_that_nobody_told_of_is_kept_and_flagged(floor: Floor) -> None:
    stray = printed(5)
    floor.at("far").shows(ANA, stray).says("20 of 20 shoulders").undoes().says("took back 20").shows(stray)
    floor.agrees()
    assert floor.central.flags() == [("UNKNOWN_BUNDLE", 0)] * 3
    assert floor.central.units(stray.id) == {}


def test_it_is_put_on_a_rack_by_a_kiosk_that_knows_less(floor: Floor) -> None:
    """Ana puts it down offline, as she thinks after shoulders; it was sewn whole by then, and lies there sewn."""
    one, two = floor.at("s1").shows(ANA, B1).goes_offline(), floor.at("s2")
    two.shows(BEN, B1, B1).says("20 of 20 hem")
    one.shows(command_text(Command.PUT, "R-12"), B1, after=CARD_TAKES).says("lies at R-12").comes_back()
    floor.agrees()
    assert floor.office.road(B1) == ["IN_SEWING", "SEWN", "SEWN"]
    assert (floor.central.status("b1"), floor.central.flags()) == ("SEWN", [])
    assert floor.office.lies(B1) == "R-12"
    floor.at("qc").shows(CORA, B1).says("looks at 20: 0 defective, 0 rejected")
    floor.agrees()
    assert floor.office.lies(B1) is None
