from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kiosk.screens.wedge import GAP_S, LONGEST, Wedge

TICKET = "B1/7K3MQ9TX2A/24/4F9K2C"


class Keyboard:
    """Keys pressed into a window with a button in it, on a clock that the test moves."""

    def __init__(self, qtbot: QtBot) -> None:
        self.now_s, self.read, self.pressed = 100.0, list[str](), list[int]()
        self.wedge = Wedge(lambda: self.now_s)
        self.wedge.read.connect(self.read.append)
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.button = QPushButton("Go", self.window)
        self.button.setAutoDefault(True)
        self.button.clicked.connect(lambda: self.pressed.append(1))
        self.window.show()
        self.window.activateWindow()

    def type(self, text: str, gap_s: float, end: Qt.Key | None = Qt.Key.Key_Return) -> None:
        for sign in text:
            QTest.keyClick(self.window.windowHandle(), sign)
            self.now_s += gap_s
        if end is not None:
            QTest.keyClick(self.window.windowHandle(), end)


@pytest.fixture
def keyboard(qapp: QApplication, qtbot: QtBot) -> Iterator[Keyboard]:
    made = Keyboard(qtbot)
    qapp.installEventFilter(made.wedge)
    yield made
    qapp.removeEventFilter(made.wedge)


@pytest.mark.parametrize("end", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
@pytest.mark.parametrize("gap_s", [0.001, 0.05, GAP_S - 0.01])
def test_a_burst_is_a_code(keyboard: Keyboard, gap_s: float, end: Qt.Key) -> None:
    keyboard.type(TICKET, gap_s, end)
    assert keyboard.read == [TICKET]


@pytest.mark.parametrize("text", ["20", "", "abc"])
def test_short_bursts_are_fingers(keyboard: Keyboard, text: str) -> None:
    keyboard.type(text, 0.01)
    assert keyboard.read == []


def test_slow_typing_is_fingers(keyboard: Keyboard) -> None:
    keyboard.type(TICKET, GAP_S * 2)
    assert keyboard.read == []


def test_what_was_typed_before_the_burst_is_not_in_it(keyboard: Keyboard) -> None:
    keyboard.type("12", 0.5, end=None)
    keyboard.now_s += 1
    keyboard.type(TICKET, 0.01)
    assert keyboard.read == [TICKET]


def test_two_bursts_are_two_codes(keyboard: Keyboard) -> None:
    keyboard.type("CODE-1", 0.01)
    keyboard.type("CODE-2", 0.01)
    assert keyboard.read == ["CODE-1", "CODE-2"]


def test_the_burst_presses_no_button_and_a_finger_on_enter_does(keyboard: Keyboard) -> None:
    keyboard.button.setFocus()
    keyboard.type(TICKET, 0.01)
    assert keyboard.pressed == []
    keyboard.now_s += 1
    QTest.keyClick(keyboard.window.windowHandle(), Qt.Key.Key_Space)
    assert keyboard.pressed == [1]


def test_a_ticket_that_lies_before_the_scanner_is_one_showing(keyboard: Keyboard) -> None:
    for _ in range(10):
        keyboard.type(TICKET, 0.01)
        keyboard.now_s += 0.3
    assert keyboard.read == [TICKET]
    keyboard.now_s += 1
    keyboard.type(TICKET, 0.01)
    assert keyboard.read == [TICKET, TICKET]


def test_a_key_that_is_held_down_is_no_burst(keyboard: Keyboard) -> None:
    for _ in range(30):
        key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a", autorep=True)
        QApplication.sendEvent(keyboard.window.windowHandle(), key)
        keyboard.now_s += 0.03
    QTest.keyClick(keyboard.window.windowHandle(), Qt.Key.Key_Return)
    assert keyboard.read == []


def test_noise_without_end_is_no_code_and_fills_no_memory(keyboard: Keyboard) -> None:
    keyboard.type("x" * (LONGEST + 10), 0.001)
    assert keyboard.read == []
    keyboard.type(TICKET, 0.01)
    assert keyboard.read == [TICKET]
