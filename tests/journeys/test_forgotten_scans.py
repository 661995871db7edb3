"""Work that was done and never scanned: nobody waits for it, and nobody is paid for it before it is confirmed."""

from decimal import Decimal

from kiosk.floor.codes import Command
from tests.journeys.floor import Floor
from tests.journeys.house import B1
from tests.make import ANA, BEN


def test_it_is_seen_the_bundle_goes_on_and_whoever_sewed_it_confirms_it(floor: Floor) -> None:
    sleeves = floor.at("sleeves").shows(BEN, B1).says("no: waits").because(can_propose=True)
    sleeves.shows(Command.SEEN).says("20 shoulders seen").shows(B1).says("20 of 20 sleeves")
    assert floor.office.pay(ANA) == (0, 0)
    floor.at("s1").shows(ANA, B1).says("20 of 20 shoulders")
    floor.agrees()
    assert floor.office.pay(ANA) == (Decimal(20), 0)
    assert floor.office.pay(BEN) == (Decimal(40), 0)
    assert floor.central.flags() == []


def test_a_part_that_was_scanned_is_not_proposed_again(floor: Floor) -> None:
    one, sleeves = floor.at("s1").shows(ANA, B1).counts(12), floor.at("sleeves").shows(BEN, B1)
    sleeves.says("12 of 20 sleeves").shows(B1).says("no: waits").shows(Command.SEEN).says("8 shoulders seen")
    sleeves.shows(B1).says("8 of 20 sleeves")
    one.shows(B1).says("8 of 20 shoulders")
    floor.agrees()
    assert floor.central.units() == {"shoulders": 20, "sleeves": 20}


def test_seen_offline_by_two_it_still_counts_once(floor: Floor) -> None:
    one, two = floor.at("sleeves").shows(ANA).goes_offline(), floor.at("hem").shows(BEN).goes_offline()
    one.shows(B1, Command.SEEN, B1).says("20 of 20 sleeves")
    two.shows(B1).says("no: waits").shows(Command.SEEN).says("20 sleeves seen")
    one.comes_back()
    two.comes_back()
    floor.at("s1").shows(BEN, B1).says("20 of 20 shoulders")
    floor.agrees()
    assert floor.central.units() == {"shoulders": 20, "sleeves": 20}
    assert floor.office.pay(ANA) == (Decimal(40), 0)


def test_late_upstream_work_makes_good_what_was_out_of_order(floor: Floor) -> None:
    """Ana's kiosk was offline all morning; nobody is flagged once her work is known."""
    one = floor.at("s1").shows(ANA).goes_offline().shows(B1).says("20 of 20 shoulders")
    sleeves = floor.at("sleeves").shows(BEN, B1).says("no: waits")
    sleeves.shows(Command.SEEN, B1).says("20 of 20 sleeves")
    one.comes_back()
    floor.agrees()
    assert floor.central.flags() == []
    assert floor.office.pay(ANA) == (Decimal(20), 0)
