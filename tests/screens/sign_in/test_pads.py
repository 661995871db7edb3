"""Signing in by a tap on a name and a PIN: every tap is one call of the view-model."""

import pytest
from argon2 import PasswordHasher
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk import wire
from kiosk.camera.eye import Eye
from kiosk.floor.answers import No, Refused, Welcome
from kiosk.screens.scan.face import NameFace, Pad, face_of
from kiosk.screens.scan.view import ScanView
from kiosk.screens.scan.view_model import ScanViewModel
from kiosk.screens.sign_in.names import ON_PAGE, NamesPage
from kiosk.screens.sign_in.pin_pad import DOT, PinPad
from tests.make import ANA, BEN
from tests.screens.desk import Kiosk, badge
from tests.screens.hand_lane import HandLane
from tests.screens.scan.reel import Reel
from tests.screens.scan.screen import screen_of
from tests.screens.scenes import CLOCK, SCENES
from tests.screens.settle import shown

LEFT = Qt.MouseButton.LeftButton
PIN = "2580"


@pytest.fixture
def view_model(kiosk: Kiosk, lane: HandLane) -> ScanViewModel:
    hash_ = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PIN)
    kiosk.mirror.apply(wire.Changes(cursor="9", pins=[wire.Pin(ANA.id, hash_)]))
    return screen_of(kiosk, Eye(Reel()), lane, HandLane(), CLOCK)


@pytest.fixture
def view(qtbot: QtBot, view_model: ScanViewModel) -> ScanView:
    made = ScanView(view_model, mirror=False)
    shown(qtbot, made)
    return made


def tap_name(view: ScanView, lane: HandLane, name: str) -> None:
    QTest.mouseClick(view.prompt._by_name, LEFT)
    lane.run_down()
    tile = next(tile for tile in view.names._tiles if tile.face.name == name)
    QTest.mouseClick(tile, LEFT)


def put(view: ScanView, lane: HandLane, pin: str) -> None:
    for digit in pin:
        QTest.mouseClick(view.pin_pad._digits.keys[digit], LEFT)
    QTest.mouseClick(view.pin_pad._use, LEFT)
    lane.run_down()


def told(view_model: ScanViewModel) -> object:
    scene = view_model._scene
    return scene.told.what if scene.told else None


def test_a_name_and_a_pin(view: ScanView, view_model: ScanViewModel, lane: HandLane) -> None:
    tap_name(view, lane, ANA.name)
    assert view.pin_pad.isVisible()
    assert view.pin_pad._title.text() == "PIN of Ana Reyes"
    put(view, lane, PIN)
    assert told(view_model) == Welcome(ANA)
    assert view.answer.isVisible()


def test_a_wrong_pin_is_said_on_the_pad_and_typed_anew(
    view: ScanView, view_model: ScanViewModel, lane: HandLane
) -> None:
    tap_name(view, lane, ANA.name)
    put(view, lane, "1111")
    assert view.pin_pad.isVisible()
    assert view.pin_pad._refused.text().startswith("This is not the PIN of Ana Reyes.")
    assert view.pin_pad._typed == ""
    put(view, lane, PIN)
    assert told(view_model) == Welcome(ANA)


def test_who_has_none_is_told_so_and_the_pad_goes(view: ScanView, view_model: ScanViewModel, lane: HandLane) -> None:
    tap_name(view, lane, BEN.name)
    put(view, lane, "1111")
    assert told(view_model) == Refused(no=No.NO_PIN, who=BEN.name)
    assert not view.pin_pad.isVisible()


def test_a_badge_shown_meanwhile_signs_in(view: ScanView, view_model: ScanViewModel, lane: HandLane) -> None:
    tap_name(view, lane, ANA.name)
    view_model.scanned(badge(BEN))
    lane.run_down()
    assert told(view_model) == Welcome(BEN)
    assert not view.pin_pad.isVisible()


def test_a_pad_that_nobody_uses_closes(view: ScanView, view_model: ScanViewModel, lane: HandLane) -> None:
    tap_name(view, lane, ANA.name)
    assert view_model.leaving.isActive()
    view_model.leaving.timeout.emit()
    assert view.prompt.isVisible()


def test_dots_stand_for_digits(qtbot: QtBot) -> None:
    pad = PinPad()
    qtbot.addWidget(pad)
    pad.open()
    QTest.keyClicks(pad, "258")
    assert (pad._slot.accessibleName(), pad._use.isEnabled()) == (3 * DOT, False)
    QTest.keyClick(pad, Qt.Key.Key_Return)
    QTest.keyClicks(pad, "0a")
    assert pad._use.isEnabled()
    QTest.keyClicks(pad, "1234567")
    assert len(pad._typed) == 8
    with qtbot.waitSignal(pad.entered) as entered:
        QTest.keyClick(pad, Qt.Key.Key_Enter)
    assert entered.args == ["25801234"]


@pytest.fixture
def names(qtbot: QtBot) -> NamesPage:
    page = NamesPage()
    qtbot.addWidget(page)
    page.resize(1240, 700)
    page.show_faces(face_of(SCENES["names"], CLOCK).names)
    page.open("Tap your name")
    page.show()
    return page


def tiles(names: NamesPage) -> list[str]:
    return [tile.face.name for tile in names._tiles if tile.isVisible()]


def test_pages_turn_round(names: NamesPage) -> None:
    first = tiles(names)
    assert len(first) == ON_PAGE
    QTest.mouseClick(names._more, LEFT)
    rest = tiles(names)
    assert (len(first) + len(rest), set(first) & set(rest)) == (25, set())
    QTest.mouseClick(names._more, LEFT)
    assert tiles(names) == first


def test_a_letter_finds_names_and_lets_them_go_again(names: NamesPage) -> None:
    QTest.keyClicks(names, "r")
    assert tiles(names) == ["Rashida Begum", "Rosa Torres"]
    r = next(letter for letter in names._letters if letter.text() == "R")
    QTest.mouseClick(r, LEFT)
    assert len(tiles(names)) == ON_PAGE
    QTest.keyClicks(names, "x")
    assert len(tiles(names)) == ON_PAGE


def test_few_names_need_no_letters(names: NamesPage) -> None:
    names.show_faces((NameFace("1", "Ana", "", "A"), NameFace("2", "Ben", "", "B")))
    names.open("Tap your name")
    assert tiles(names) == ["Ana", "Ben"]
    assert not any(letter.isVisible() for letter in names._letters)
    assert not names._more.isVisible()


def test_the_list_is_shown_only_while_it_is_open() -> None:
    assert face_of(SCENES["names"], CLOCK).pad is Pad.NAME
    assert face_of(SCENES["nobody"], CLOCK).names == ()
