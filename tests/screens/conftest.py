"""The screens' look and language, once for all tests of the room."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kiosk.screens import language, look
from tests.screens.desk import Kiosk
from tests.screens.hand_lane import HandLane

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Qt's offscreen plugin warns whenever a window is shown; every other Qt warning fails a test."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints"))


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    look.prepare(qapp)
    language.speak(qapp)
    return qapp


@pytest.fixture(scope="session")
def finger(qapp: QApplication) -> QPointingDevice:
    return QTest.createTouchDevice()


@pytest.fixture
def lane() -> HandLane:
    return HandLane()


@pytest.fixture
def kiosk(tmp_path: Path) -> Iterator[Kiosk]:
    """A real file with a small factory in it, and the desks that work on it."""
    made = Kiosk(tmp_path)
    yield made
    made.close()
