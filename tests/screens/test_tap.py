import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kiosk.screens.icons import Icon
from kiosk.screens.look import DARK, LIGHT, Look
from kiosk.screens.tap import Tap, Weight

WEIGHTS = pytest.mark.parametrize("weight", Weight)


def tap(qtbot: QtBot, icon: Icon | None = Icon.UNDO, look: Look | None = None, **how: object) -> Tap:
    made = Tap(icon, **how)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.dress(look or Look())
    made.say("Undo")
    made.resize(200, 96)
    return made


def drawn(button: Tap) -> QImage:
    return button.grab().toImage()


@WEIGHTS
@pytest.mark.parametrize("stacked", [True, False])
def test_pressed_and_off_look_different(qtbot: QtBot, weight: Weight, stacked: bool) -> None:
    button = tap(qtbot, weight=weight, stacked=stacked)
    plain = drawn(button)
    button.setDown(True)
    pressed = drawn(button)
    button.setDown(False)
    button.setEnabled(False)
    off = drawn(button)
    assert plain != pressed
    assert plain != off


def test_the_tab_key_leaves_a_ring_and_a_finger_none(qtbot: QtBot) -> None:
    button, window = tap(qtbot), QWidget()
    qtbot.addWidget(window)
    window.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setParent(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.setFocus()
    plain = drawn(button)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert drawn(button) == plain
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert drawn(button) != plain


@pytest.mark.parametrize("how", [{}, {"stacked": True}, {"icon": None}])
def test_it_wears_light_and_dark(qtbot: QtBot, how: dict[str, object]) -> None:
    light = drawn(tap(qtbot, look=Look(LIGHT), **how))
    dark = drawn(tap(qtbot, look=Look(DARK), **how))
    assert light.pixelColor(100, 4) == QColor(LIGHT.plain)
    assert dark.pixelColor(100, 4) == QColor(DARK.plain)


@pytest.mark.parametrize(("height", "scale", "least"), [(56, 0.7, 56), (64, 1.5, 96), (96, 0.7, 96), (96, 1.5, 144)])
def test_it_is_never_smaller_than_a_finger_needs(qtbot: QtBot, height: int, scale: float, least: int) -> None:
    button = tap(qtbot, look=Look(scale=scale), height=height)
    assert button.minimumSizeHint().height() == button.sizeHint().height() == least
    assert button.sizeHint().width() >= least


def test_its_name_is_its_word(qtbot: QtBot) -> None:
    button = tap(qtbot)
    assert button.accessibleName() == button.text() == "Undo"
    button.say("Taken")
    assert button.accessibleName() == "Taken"
