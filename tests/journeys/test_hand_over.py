"""People come and go before one kiosk, take back, and show what is none of this factory's."""

import pytest

from kiosk.floor.bundles import BundleStatus, Department
from kiosk.floor.codes import Command, badge_text, ticket_text
from kiosk.screens.clock import WallClock
from kiosk.screens.scan.answers import Told, answer_face
from tests.journeys.floor import Floor
from tests.journeys.house import B1, B2, DAN, printed
from tests.journeys.seat import AT_ONCE, Seat, Shown
from tests.make import ANA, BEN, KEY, MORNING

THEIR_KEY = b"the key of another factory, also"


def test_the_next_person_takes_over_in_one_scan(floor: Floor) -> None:
    one = floor.at("s1").shows(ANA, B1)
    one.shows(BEN).says("welcome ben").shows(B1).says("20 of 20 sleeves")
    one.shows(ANA).says("welcome ana").shows(ANA).says("welcome ana").shows(B2).says("10 of 10 shoulders")
    one.shows(Command.SIGN_OUT).says("goodbye ana").shows(B1).says("no: badge first")
    floor.at("s2").knows(B1, shoulders=20, sleeves=20).knows(B2, shoulders=10)
    floor.agrees()
    assert floor.office.hands(B1) == {"shoulders": "ana", "sleeves": "ben"}
    assert floor.office.facts() == [
        "signed-in", "work-done", "signed-out", "signed-in", "work-done", "signed-out", "signed-in", "work-done",
        "signed-out",
    ]  # fmt: skip


def test_what_was_done_by_mistake_is_taken_back_everywhere(floor: Floor) -> None:
    one, two = floor.at("s1").shows(ANA, B1, B1), floor.at("s2")
    two.knows(B1, shoulders=20, sleeves=20)
    one.shows(Command.UNDO).says("took back 20")
    two.knows(B1, shoulders=20)
    one.undoes().says("took back 20")
    two.knows(B1)
    one.undoes().says("no: nothing to undo")
    two.shows(BEN, B1).says("20 of 20 shoulders")
    one.undoes().says("no: nothing to undo")
    floor.agrees()
    assert floor.office.hands(B1) == {"shoulders": "ben"}


def test_nobody_takes_back_what_another_did(floor: Floor) -> None:
    one = floor.at("s1").shows(ANA, B1, BEN)
    one.undoes().says("no: nothing to undo").shows(B2).undoes().says("took back 10")
    one.shows(ANA).undoes().says("took back 20")
    floor.at("s2").knows(B1).knows(B2)
    floor.agrees()


def test_a_move_is_taken_back(floor: Floor) -> None:
    passed = printed(6, status=BundleStatus.QC_PASSED)
    floor.cuts(passed)
    floor.at("finish").shows(ANA, passed).says("now in finishing").undoes().says("took back the move")
    floor.agrees()
    assert (floor.office.road(passed), floor.central.status(passed.id)) == ([], "QC_PASSED")


def test_a_hand_that_stays_counts_once(floor: Floor) -> None:
    one = floor.at("s1").shows(ANA, B1)
    one.shows(B1, after=AT_ONCE).says("no: just counted")
    one.shows(B1).says("20 of 20 sleeves")
    floor.agrees()


@pytest.mark.parametrize(
    ("status", "goes_to"),
    [
        (BundleStatus.CREATED, Department.CUTTING),
        (BundleStatus.SEWN, Department.QC),
        (BundleStatus.FINISHED, Department.PACKING),
    ],
)
def test_a_bundle_that_belongs_elsewhere(floor: Floor, status: BundleStatus, goes_to: Department) -> None:
    astray = printed(7, status=status)
    floor.cuts(astray)
    one = floor.at("s1").shows(ANA, astray).says("no: wrong department").because(goes_to=goes_to)
    assert_told_clearly(one)
    floor.agrees()
    assert floor.office.facts() == ["signed-in"]


def test_a_bundle_that_somebody_holds_back(floor: Floor) -> None:
    held = printed(7, status=BundleStatus.ON_HOLD)
    floor.cuts(held)
    assert_told_clearly(floor.at("s1").shows(ANA, held).says("no: on hold"))
    floor.agrees()
    assert floor.office.facts() == ["signed-in"]


OF_ANOTHER_FACTORY = ticket_text(B1.code, B1.pieces, THEIR_KEY), badge_text(ANA.badge, THEIR_KEY)

ODD: tuple[tuple[Shown, str], ...] = (
    *((text, "no: not genuine") for text in OF_ANOTHER_FACTORY),
    (f"B1/{B1.code}/99/AAAAAA", "no: not genuine"),
    (badge_text("00000000Z9", KEY), "no: unknown badge"),
    (DAN, "no: left company"),
    ("ash://bundle/ASH-2026-0001", "no: unknown code"),
    ("CTN-17", "no: other thing"),
    ("A1/LUNCH", "no: not a ticket"),
    ("", "no: not a ticket"),
    (" \t\r\n", "no: not a ticket"),
    ("\x00", "no: not a ticket"),
    (bytes(range(256)).decode("latin-1"), "no: not a ticket"),
    ("B1/\ud800", "no: not a ticket"),  # half a letter
    ("https://example.com/lunch-menu", "no: not a ticket"),
    ("'; DROP TABLE own_facts; --", "no: not a ticket"),
    ("B1/" * 3000, "no: not a ticket"),
)


def test_what_is_none_of_ours_changes_nothing(floor: Floor) -> None:
    one = floor.at("s1")
    for thing, no in ODD:
        assert_told_clearly(one.shows(thing).says(no))
    one.shows(ANA)
    for thing, no in ODD:
        one.shows(thing).says(no)
    one.shows(B1).says("20 of 20 shoulders")
    floor.agrees()
    assert floor.office.facts() == ["signed-in", "work-done"]


def assert_told_clearly(seat: Seat) -> None:
    """In a word, the reason, and what to do next, all of which can be read."""
    assert seat.answer is not None
    face = answer_face(Told(1, seat.answer), WallClock(lambda: MORNING))
    assert all((face.word, face.lines, face.todo))
    assert all(line.isprintable() and len(line) < 100 for line in (face.word, *face.lines, face.todo))
