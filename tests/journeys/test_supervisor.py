"""A supervisor's day: flags, forgotten scans, pauses, and bundles that are split, merged and made whole."""

from datetime import timedelta
from decimal import Decimal

from kiosk.floor.answers import Parted
from kiosk.floor.bundles import Bundle
from kiosk.floor.codes import Command, command_text, defect_text
from kiosk.floor.facts import CallKind, IdleReason
from tests.journeys.floor import Floor
from tests.journeys.house import B1, B2, CORA, EVA
from tests.journeys.seat import AT_ONCE, CARD_TAKES, Seat
from tests.make import ANA, BEN

SPLIT_8 = command_text(Command.SPLIT, 8)


def new_ticket(seat: Seat) -> str:
    assert isinstance(seat.answer, Parted)
    return seat.answer.ticket


def split(seat: Seat, bundle: Bundle, pieces: int) -> str:
    """Eva comes with her PIN and parts a bundle; gives the new ticket."""
    seat.puts_pin(EVA).shows(command_text(Command.SPLIT, pieces)).shows(bundle, after=CARD_TAKES)
    return new_ticket(seat.says(f"{pieces} on a new ticket"))


def test_the_same_pieces_claimed_twice_are_paid_once_a_supervisor_says_so(floor: Floor) -> None:
    one, two = floor.at("s1").shows(ANA), floor.at("s2").shows(BEN).goes_offline()
    one.shows(B1)
    two.shows(B1).comes_back()
    assert floor.office.pay(BEN) == (0, 0)
    one.puts_pin(EVA).shows(Command.SETTLE, after=AT_ONCE).says("what waits").settles("Flagged")
    floor.agrees()
    assert floor.office.pay(BEN) == (Decimal(20), 0)
    assert floor.office.pay(ANA) == (Decimal(20), 0)


def test_a_flag_settled_offline_by_two_is_settled_once(floor: Floor) -> None:
    two = floor.at("s2").shows(BEN).goes_offline()
    one = floor.at("s1").shows(ANA, B1)
    two.shows(B1).comes_back()
    one.goes_offline().puts_pin(EVA).settles("Flagged", is_accepted=False)
    two.goes_offline().puts_pin(EVA).settles("Flagged")
    one.comes_back()
    two.comes_back()
    floor.agrees()
    assert floor.office.pay(BEN) == (Decimal(20), 0), "the later word holds"


def test_who_is_away_is_paid_by_a_supervisor_s_word(floor: Floor) -> None:
    sleeves = floor.at("sleeves").shows(BEN, B1).shows(Command.SEEN).says("20 shoulders seen").shows(B1)
    sleeves.puts_pin(EVA).settles("Seen", whose=ANA)
    floor.agrees()
    assert floor.office.pay(ANA) == (Decimal(20), 0)
    assert floor.office.pay(EVA) == (0, 0)
    assert floor.central.flags() == []


def test_what_was_not_sewn_after_all(floor: Floor) -> None:
    sleeves = floor.at("sleeves").shows(BEN, B1, Command.SEEN).says("20 shoulders seen")
    sleeves.puts_pin(EVA).settles("Seen", is_accepted=False)
    sleeves.shows(BEN, B1).says("no: waits")
    floor.agrees()


def test_a_pause_is_judged_where_it_was_taken(floor: Floor) -> None:
    one = floor.at("s1").shows(ANA, command_text(Command.PAUSE, IdleReason.MACHINE))
    floor.central.now += timedelta(minutes=30)
    one.shows(Command.RESUME).puts_pin(EVA).settles("Rested")
    floor.agrees()
    assert floor.office.facts()[-1] == "idle-settled"


def test_a_pause_is_judged_at_any_kiosk_of_the_line(floor: Floor) -> None:
    one = floor.at("s1").shows(ANA, command_text(Command.PAUSE, IdleReason.POWER))
    two = floor.at("s2").puts_pin(EVA).settles("Rested")
    one.puts_pin(EVA)
    assert one.kiosk.parts.matters.open().matters == two.kiosk.parts.matters.open().matters == ()
    floor.agrees()


def test_another_line_s_pauses_are_not_one_s_own(floor: Floor) -> None:
    floor.at("far").shows(BEN, command_text(Command.PAUSE, IdleReason.POWER))
    assert floor.at("s1").kiosk.parts.matters.open().matters == ()
    assert len(floor.at("qc").kiosk.parts.matters.open().matters) == 1, "who has no line sees every line"


def test_a_call_answered_elsewhere_is_answered(floor: Floor) -> None:
    one = floor.at("s1").shows(ANA, command_text(Command.CALL, CallKind.NEEDLE)).says("calls: needle")
    again = floor.at("s1", "another").shows(EVA, Command.CAME).says("call ended: needle")
    one.shows(Command.CAME).says("no: no open call")
    assert again.kiosk.waiting == 0
    floor.agrees()


def test_the_rest_of_a_bundle_goes_on_elsewhere(floor: Floor) -> None:
    one = floor.at("s1").shows(ANA, B1).counts(12)
    rest = split(one, B1, 8)
    two = floor.at("s2").shows(BEN, rest).says("8 of 8 shoulders")
    one.shows(ANA, B1).says("12 of 12 sleeves").shows(B1).says("12 of 12 hem")
    two.shows(rest, after=timedelta(minutes=20)).says("8 of 8 sleeves")
    floor.agrees()
    assert floor.office.pieces() == {"MORNING": 20 + 20 + 12}


def test_a_split_offline_is_sewn_on_offline_and_known_everywhere_later(floor: Floor) -> None:
    one = floor.at("s1").goes_offline().shows(ANA, B1).counts(12)
    rest = split(one, B1, 8)
    one.shows(ANA).shows(rest, after=timedelta(minutes=20)).says("8 of 8 shoulders").loses_power().comes_back()
    floor.at("s2").shows(BEN).shows(rest, after=timedelta(minutes=20)).says("8 of 8 sleeves")
    floor.agrees()
    assert floor.central.flags() == []


def test_a_new_ticket_at_a_kiosk_that_has_not_heard_of_it(floor: Floor) -> None:
    """Work on it is taken, and told apart from the rest once the split is known."""
    one, far = floor.at("s1").shows(ANA, B1).counts(12), floor.at("sleeves").shows(BEN)
    one.goes_offline()
    rest = split(one, B1, 8)
    far.goes_offline().shows(rest).says("no: waits")
    one.comes_back()
    far.comes_back().shows(rest).says("no: waits").because(can_propose=True)
    one.shows(ANA).shows(rest, after=timedelta(minutes=9)).says("8 of 8 shoulders")
    far.shows(rest).says("8 of 8 sleeves")
    floor.agrees()


def test_it_is_put_together_again(floor: Floor) -> None:
    one = floor.at("s1").shows(ANA, B1)
    rest = split(one, B1, 8)
    one.shows(Command.MERGE, after=AT_ONCE).shows(rest, after=CARD_TAKES).says("which one to merge")
    one.shows(B1, after=CARD_TAKES).shows(ANA).shows(B1).says("20 of 20 sleeves")
    floor.at("s2").shows(BEN, rest).says("no: closed")
    floor.agrees()
    assert floor.office.pay(ANA) == (Decimal(60), 0)


def test_two_orders_are_not_put_together(floor: Floor) -> None:
    one = floor.at("s1").puts_pin(EVA).shows(Command.MERGE).shows(B1, after=CARD_TAKES).shows(B1, after=CARD_TAKES)
    one.says("no: not alike")
    floor.agrees()


def test_new_pieces_for_rejected_ones_are_sewn_and_paid(floor: Floor) -> None:
    one = floor.at("s1").shows(ANA, B2, B2, B2)
    floor.at("qc").shows(CORA, B2, defect_text("HOLE-OR-TEAR"), Command.REJECT, B2).says("9 of 10 pass")
    replace_1 = command_text(Command.REPLACE, 1)
    one.puts_pin(EVA).shows(replace_1).shows(B2, after=CARD_TAKES).says("1 replaced")
    one.shows(replace_1).shows(B2, after=CARD_TAKES).says("no: nothing rejected")
    floor.agrees()
