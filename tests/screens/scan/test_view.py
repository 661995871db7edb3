"""The scan screen's widgets, tapped with mouse, finger and keyboard: every tap is one call of the view-model."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from kiosk.camera.eye import Eye
from kiosk.floor.facts import CallKind, IdleReason
from kiosk.screens.look import Look, wear
from kiosk.screens.place import Place
from kiosk.screens.scan.face import Face, Pad, Scene, face_of
from kiosk.screens.scan.view import ScanView
from kiosk.screens.scan.view_model import ScanViewModel
from tests.screens.desk import Kiosk, badge, ticket
from tests.screens.hand_lane import HandLane
from tests.screens.scan.reel import Reel
from tests.screens.scan.screen import screen_of
from tests.screens.scenes import CLOCK, READY, SCENES
from tests.screens.settle import settle, shown
from tests.screens.touch import touch

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def view_model(kiosk: Kiosk, lane: HandLane) -> ScanViewModel:
    return screen_of(kiosk, Eye(Reel()), lane, HandLane(), CLOCK)


@pytest.fixture
def view(qtbot: QtBot, view_model: ScanViewModel) -> ScanView:
    made = ScanView(view_model, mirror=False)
    shown(qtbot, made)
    return made


def show(view: ScanView, scene: Scene) -> Face:
    face = face_of(scene, CLOCK)
    view.show_face(face)
    return face


def word(view: ScanView) -> str:
    return view.answer.accessibleName().split("  ")[0] if view.answer.isVisible() else ""


def sign_in_and_work(view_model: ScanViewModel, lane: HandLane) -> None:
    for text in (badge(), ticket()):
        view_model.scanned(text)
    lane.run_down()
    view_model.rest()


def test_a_finger_takes_back(
    view: ScanView, view_model: ScanViewModel, lane: HandLane, finger: QPointingDevice
) -> None:
    sign_in_and_work(view_model, lane)
    touch(view.undo, finger)
    lane.run_down()
    assert "Taken back" in word(view)


def test_buttons_that_mean_nothing_now_are_off(view: ScanView, lane: HandLane) -> None:
    for button in (view.undo, view.change, view.help, view.sign_out):
        assert not button.isEnabled()
        QTest.mouseClick(button, LEFT)
    assert lane.waiting == 0
    assert view.type_code.isEnabled()
    assert view.board.isEnabled()


def test_fewer_pieces_by_mouse(view: ScanView, view_model: ScanViewModel, lane: HandLane) -> None:
    sign_in_and_work(view_model, lane)
    QTest.mouseClick(view.change, LEFT)
    assert view.keypad.isVisible()
    for digit in "18":
        QTest.mouseClick(view.keypad._digits.keys[digit], LEFT)
    QTest.mouseClick(view.keypad._record, LEFT)
    lane.run_down()
    assert "18 of 20 pieces" in word(view)


def test_fewer_pieces_by_keyboard(view: ScanView, view_model: ScanViewModel, lane: HandLane) -> None:
    sign_in_and_work(view_model, lane)
    view_model.open_pad(Pad.PIECES)
    QTest.keyClicks(view.keypad, "19")
    QTest.keyClick(view.keypad, Qt.Key.Key_Backspace)
    QTest.keyClicks(view.keypad, "7")
    QTest.keyClick(view.keypad, Qt.Key.Key_Return)
    lane.run_down()
    assert "17 of 20 pieces" in word(view)


def test_a_code_is_typed_on_the_pad(
    view: ScanView, view_model: ScanViewModel, lane: HandLane, finger: QPointingDevice
) -> None:
    QTest.mouseClick(view.type_code, LEFT)
    assert view.code_pad.isVisible()
    assert not view.picture.isVisible()
    settle()
    for sign in "1001":
        touch(view.code_pad._keys[sign], finger)
    touch(view.code_pad._send, finger)
    lane.run_down()
    assert "Welcome Ana Reyes" in word(view)
    assert view.picture.isVisible()


@pytest.mark.parametrize("pad", Pad)
def test_a_pad_can_be_left(view: ScanView, view_model: ScanViewModel, lane: HandLane, pad: Pad) -> None:
    sign_in_and_work(view_model, lane)
    view_model.open_pad(pad)
    pads = {
        Pad.PIECES: view.keypad,
        Pad.CODE: view.code_pad,
        Pad.NAME: view.names,
        Pad.PIN: view.pin_pad,
        Pad.HELP: view.help_page,
    }
    shown = pads[pad]
    assert shown.isVisible()
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()
    view_model.open_pad(pad)
    QTest.mouseClick(shown._cancel, LEFT)
    assert not shown.isVisible()
    assert lane.waiting == 0
    assert view.hasFocus(), "no button looks chosen"


def test_sign_out_and_board(view: ScanView, view_model: ScanViewModel, lane: HandLane, qtbot: QtBot) -> None:
    sign_in_and_work(view_model, lane)
    QTest.mouseClick(view.sign_out, LEFT)
    lane.run_down()
    assert "Signed out" in word(view)
    with qtbot.waitSignal(view_model.go) as gone:
        QTest.mouseClick(view.board, LEFT)
    assert gone.args == [Place.BOARD]


def test_the_day_opens_line_by_line(view: ScanView, view_model: ScanViewModel, lane: HandLane, qtbot: QtBot) -> None:
    sign_in_and_work(view_model, lane)
    lane.run_down()
    with qtbot.waitSignal(view_model.go) as gone:
        QTest.mouseClick(view.day, LEFT, pos=QPoint(6, 6))
    assert gone.args == [Place.DAY]


def test_a_tap_on_the_answer_ends_it(view: ScanView, view_model: ScanViewModel, lane: HandLane) -> None:
    view_model.scanned(ticket())
    lane.run_down()
    assert "Badge first" in word(view)
    QTest.mouseClick(view.answer, LEFT)
    assert word(view) == ""
    assert view.prompt.isVisible()


def test_a_choice_is_tapped(view: ScanView, view_model: ScanViewModel, lane: HandLane, qtbot: QtBot) -> None:
    face = show(view, SCENES["choose"])
    assert view.choice.isVisible()
    buttons = [button for button in view.choice.findChildren(QAbstractButton) if button.isVisible()]
    assert len(buttons) == 2
    with qtbot.waitSignal(view.choice.chosen) as chosen:
        QTest.mouseClick(buttons[1], LEFT)
    assert chosen.args == [face.choices[1].text]
    assert lane.waiting == 1


def test_the_tab_key_walks_and_space_presses(view: ScanView, view_model: ScanViewModel, lane: HandLane) -> None:
    view.activateWindow()
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert view.focusWidget() is view.type_code, "the first that is on"
    QTest.keyClick(view.type_code, Qt.Key.Key_Space)
    assert view.code_pad.isVisible()


def test_what_was_typed_stays_while_the_pad_is_open(view: ScanView, view_model: ScanViewModel) -> None:
    show(view, replace(READY, pad=Pad.CODE))
    QTest.keyClicks(view.code_pad, "k7q2")
    show(view, replace(READY, pad=Pad.CODE, day=None))
    assert view.code_pad._typed == "K7Q2"
    show(view, READY)
    show(view, replace(READY, pad=Pad.CODE))
    assert view.code_pad._typed == ""


PANELS = {
    "nobody": "prompt",
    "ready": "day",
    "done": "answer",
    "waits": "answer",
    "choose": "choice",
    "pieces": "keypad",
}


@pytest.mark.parametrize(("scene", "panel"), PANELS.items())
def test_each_face_has_its_panel(view: ScanView, scene: str, panel: str) -> None:
    show(view, SCENES[scene])
    visible = [name for name in ("prompt", "day", "answer", "choice", "keypad") if getattr(view, name).isVisible()]
    assert visible == [panel]


@pytest.mark.parametrize("size", [(1280, 728), (1024, 544), (1920, 1000), (800, 1208)], ids=str)
def test_every_target_is_large_enough_and_inside(view: ScanView, size: tuple[int, int]) -> None:
    view.resize(*size)
    wear(view, Look(scale=0.75 if size[0] == 1024 else 1.0))
    for scene in SCENES.values():
        show(view, scene)
        settle()
        for button in view.findChildren(QAbstractButton):
            if button.isVisible():
                assert min(button.width(), button.height()) >= 56
                corner = button.mapTo(view, QPoint(button.width(), button.height()))
                assert corner.x() <= view.width()
                assert corner.y() <= view.height()
    assert view.undo.height() >= 96


def test_help_is_called_and_answered_by_taps(view: ScanView, view_model: ScanViewModel, lane: HandLane) -> None:
    sign_in_and_work(view_model, lane)
    QTest.mouseClick(view.help, LEFT)
    assert view.help_page.isVisible()
    QTest.mouseClick(view.help_page.calls[CallKind.NEEDLE], LEFT)
    lane.run_down()
    assert word(view).startswith("Help is called Needle")
    QTest.mouseClick(view.help, LEFT)
    QTest.mouseClick(view.help_page.came, LEFT)
    lane.run_down()
    assert word(view).startswith("Call answered Needle")


def test_a_pause_by_taps(view: ScanView, view_model: ScanViewModel, lane: HandLane) -> None:
    sign_in_and_work(view_model, lane)
    QTest.mouseClick(view.help, LEFT)
    QTest.mouseClick(view.help_page.reasons[IdleReason.POWER], LEFT)
    lane.run_down()
    assert word(view).startswith("Paused No power")
    QTest.mouseClick(view.help, LEFT)
    QTest.mouseClick(view.help_page.resume, LEFT)
    lane.run_down()
    assert word(view).startswith("Work goes on")
