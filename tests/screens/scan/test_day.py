"""The panel of the day: a tap anywhere on it opens the day."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.screens.look import Look, wear
from kiosk.screens.scan.day import DayPanel
from kiosk.screens.scan.face import face_of
from tests.screens.scenes import CLOCK, READY
from tests.screens.settle import settle
from tests.screens.touch import touch

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(qtbot: QtBot) -> DayPanel:
    made = DayPanel()
    qtbot.addWidget(made)
    wear(made, Look())
    person = face_of(READY, CLOCK).person
    assert person is not None
    made.show_face(person)
    made.resize(400, 700)
    made.show()
    settle()
    return made


TAPS: dict[str, Callable[[DayPanel, QPointingDevice], None]] = {
    "its edge": lambda panel, _: QTest.mouseClick(panel, LEFT, pos=QPoint(6, 6)),
    "a number": lambda panel, _: QTest.mouseClick(panel._pieces, LEFT),
    "the arrow": lambda panel, _: QTest.mouseClick(panel.more, LEFT),
    "an entry": lambda panel, _: QTest.mouseClick(panel._entries.viewport(), LEFT, pos=QPoint(24, 24)),
    "a finger on a number": lambda panel, finger: touch(panel._pieces, finger),
    "a finger on the arrow": lambda panel, finger: touch(panel.more, finger),
}


@pytest.mark.parametrize("tap", TAPS.values(), ids=TAPS)
def test_a_tap_anywhere_opens_the_day(
    panel: DayPanel, finger: QPointingDevice, tap: Callable[[DayPanel, QPointingDevice], None]
) -> None:
    opened: list[bool] = []
    panel.opened.connect(lambda: opened.append(True))
    tap(panel, finger)
    assert opened == [True]


def test_a_finger_that_slides_off_opens_nothing(panel: DayPanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.opened):
        QTest.mousePress(panel, LEFT, pos=QPoint(6, 6))
        QTest.mouseRelease(panel, LEFT, pos=QPoint(6, -40))


def test_the_arrow_is_named_and_large_enough(panel: DayPanel) -> None:
    assert panel.more.accessibleName() == "My day"
    assert min(panel.more.width(), panel.more.height()) >= 56
