"""The line goes and comes. Nobody at the machines waits for it, and in the end all say the same."""

from kiosk.floor.bundles import BundleStatus
from kiosk.floor.codes import Command
from tests.journeys.floor import Floor
from tests.journeys.house import B1, B2, CORA, printed
from tests.make import ANA, BEN, SHOULDERS
from tests.sync.line import UP, lose_answer, repeat


def test_two_kiosks_that_cannot_hear_each_other_claim_the_same_pieces(floor: Floor) -> None:
    one, two = floor.at("s1").shows(ANA), floor.at("s2").shows(BEN)
    one.goes_offline()
    two.goes_offline()
    one.shows(B1).says("20 of 20 shoulders").shows(B1).says("20 of 20 sleeves").keeps(2)
    two.shows(B1).says("20 of 20 shoulders").knows(B1, shoulders=20).keeps(1)
    assert floor.central.units() == {}
    one.comes_back().keeps(0)
    assert floor.central.flags() == []
    two.comes_back().keeps(0).knows(B1, shoulders=20, sleeves=20)
    floor.agrees()
    assert floor.central.units() == {"shoulders": 20, "sleeves": 20}
    assert floor.central.flags() == [("EXCESS", 20)]
    two.shows(B1).says("20 of 20 hem")
    floor.agrees()
    assert floor.office.road(B1) == ["IN_SEWING", "SEWN"]


def test_whoever_was_first_keeps_the_pieces_though_heard_of_last(floor: Floor) -> None:
    one, two = floor.at("s1").shows(ANA).goes_offline(), floor.at("s2").shows(BEN).goes_offline()
    one.shows(B1)
    two.shows(B1).comes_back().credits(B1, ben=20)
    one.comes_back()
    two.credits(B1, ana=20)
    floor.agrees()
    assert floor.central.flags() == [("EXCESS", 20)]


def test_a_part_here_and_a_part_there(floor: Floor) -> None:
    one, two = floor.at("s1").shows(ANA).goes_offline(), floor.at("s2").shows(BEN).goes_offline()
    one.shows(B1).counts(12).says("12 of 20 shoulders")
    two.shows(B1).counts(15).says("15 of 20 shoulders")
    one.comes_back()
    two.comes_back().credits(B1, ana=12, ben=8)
    floor.agrees()
    assert floor.central.flags() == [("EXCESS", 7)]


def test_what_was_sewn_elsewhere_meanwhile_is_news(floor: Floor) -> None:
    one, sleeves = floor.at("s1"), floor.at("sleeves").shows(BEN).goes_offline()
    one.shows(ANA, B1).says("20 of 20 shoulders")
    sleeves.shows(B1).says("no: waits").because(waits_for=SHOULDERS, done=0)
    sleeves.comes_back().knows(B1, shoulders=20).shows(B1).says("20 of 20 sleeves")
    one.knows(B1, shoulders=20, sleeves=20)
    floor.agrees()


def test_a_mistake_of_before_is_taken_back_while_away(floor: Floor) -> None:
    one, two = floor.at("s1").shows(ANA, B1), floor.at("s2")
    one.goes_offline().shows(Command.UNDO).says("took back 20").knows(B1)
    two.knows(B1, shoulders=20)
    one.comes_back()
    two.knows(B1)
    floor.agrees()
    assert floor.central.flags() == []


def test_work_begins_while_nothing_is_in_reach(floor: Floor) -> None:
    """Power comes back before the network does."""
    one = floor.at("s1").goes_offline().starts_again()
    one.shows(ANA).says("welcome ana").shows(B1).says("20 of 20 shoulders").keeps(2)
    one.loses_power().keeps(2).shows(B1).says("no: badge first")
    one.shows(ANA, B1).says("20 of 20 sleeves").keeps(4)
    one.comes_back()
    floor.at("s2").knows(B1, shoulders=20, sleeves=20)
    floor.agrees()


def test_the_server_took_it_and_the_kiosk_never_heard(floor: Floor) -> None:
    one = floor.at("s1").shows(ANA)
    one.line.always(lose_answer, on=UP)
    one.shows(B1).keeps(1).loses_power().keeps(1)
    floor.at("s2").knows(B1, shoulders=20)
    one.line.always(repeat, on=UP)
    one.shows(ANA, B1).says("20 of 20 sleeves").keeps(0)
    floor.agrees()
    assert floor.central.flags() == []


def test_what_comes_late_counts_in_the_shift_it_was_done(floor: Floor) -> None:
    """The afternoon shift begins five hours after the story."""
    one, two = floor.at("s1").shows(ANA).goes_offline(), floor.at("s2")
    one.shows(B1).says("20 of 20 shoulders")
    floor.central.later(hours=6)
    two.shows(BEN, B2).says("10 of 10 shoulders")
    one.comes_back()
    floor.agrees()
    assert floor.office.pieces() == {"MORNING": 20, "AFTERNOON": 10}


def test_a_clock_that_runs_ahead_is_noticed(floor: Floor) -> None:
    floor.at("s1").runs_ahead(minutes=10).shows(ANA, B1).says("20 of 20 shoulders")
    floor.agrees()
    assert floor.central.flags() == [("CLOCK_OFF", 0)]


def test_what_no_kiosk_could_know_is_kept_and_flagged(floor: Floor) -> None:
    """Offline an inspector's kiosk knows a bundle that has long gone on by its ticket alone."""
    finished = printed(8, status=BundleStatus.FINISHED)
    floor.cuts(finished)
    floor.at("qc").goes_offline().shows(CORA, finished).says("looks at 20: 0 defective, 0 rejected").comes_back()
    floor.agrees()
    assert floor.office.road(finished) == ["IN_QC"]
    assert floor.central.flags() == [("OUT_OF_ORDER", 0)]


def test_what_the_server_knows_is_asked_of_it_while_the_line_is_up(floor: Floor) -> None:
    finished = printed(8, status=BundleStatus.FINISHED)
    floor.cuts(finished)
    floor.at("qc").shows(CORA, finished).says("no: wrong department")
    floor.at("finish").shows(BEN, B1).says("no: wrong department")
    floor.agrees()
    assert (floor.office.road(finished), floor.central.flags()) == ([], [])
