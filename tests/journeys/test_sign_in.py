"""Who forgot the badge, who guesses another's PIN, and a supervisor whose badge lies about."""

from datetime import timedelta

from kiosk.floor.codes import Command
from tests.journeys.floor import Floor
from tests.journeys.house import B1, DAN, EVA
from tests.journeys.seat import CARD_TAKES
from tests.make import ANA, BEN


def test_a_forgotten_badge(floor: Floor) -> None:
    one = floor.at("s1").goes_offline().puts_pin(ANA).says("welcome ana").shows(B1).says("20 of 20 shoulders")
    one.credits(B1, ana=20).comes_back()
    floor.agrees()


def test_a_name_tapped_is_a_switch_like_a_badge(floor: Floor) -> None:
    one = floor.at("s1").shows(BEN).puts_pin(ANA).says("welcome ana").shows(B1)
    one.credits(B1, ana=20).shows(BEN).says("welcome ben")
    floor.agrees()


def test_without_a_pin_and_after_the_end(floor: Floor) -> None:
    floor.at("s1").puts_pin(BEN).says("no: no pin").puts_pin(DAN).says("no: left company")
    floor.agrees()


def test_guessing_outlasts_a_power_cut_and_is_no_help_offline(floor: Floor) -> None:
    one = floor.at("s1").shows(ANA).goes_offline()
    for guess in ("1111", "2222", "3333", "4444", "5555"):
        one.puts_pin(EVA, guess).says("no: wrong pin")
    one.loses_power()
    floor.central.now -= timedelta(minutes=1)  # pulling the plug took no time
    one.puts_pin(EVA).says("no: pin waits").because(wait_s=30)
    floor.central.now += timedelta(seconds=30)
    one.puts_pin(EVA).says("welcome eva").comes_back()
    floor.agrees()


def test_a_supervisor_s_badge_in_other_hands(floor: Floor) -> None:
    one = floor.at("s1").shows(EVA, Command.REJECT).says("no: pin first")
    one.puts_pin(EVA, "9999").says("no: wrong pin").shows(B1, after=CARD_TAKES).says("no: pin first")
    assert floor.central.status(B1.id) == "CUT"
    floor.agrees()


def test_a_desk_left_open_asks_again(floor: Floor) -> None:
    one = floor.at("s1").puts_pin(EVA).shows(Command.HOLD).says("which one to hold")
    floor.central.now += timedelta(minutes=5)
    one.shows(B1).says("no: said long ago").shows(B1, after=CARD_TAKES).says("20 of 20 shoulders")
    one.shows(Command.HOLD).says("no: pin first")
    floor.agrees()
