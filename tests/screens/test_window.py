from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kiosk.screens.link import StripViewModel
from kiosk.screens.look import DARK, LIGHT, Look
from kiosk.screens.place import Place
from kiosk.screens.window import Window
from kiosk.screens.words import troubles
from kiosk.trouble import Reason, Trouble
from tests.screens.scenes import CLOCK
from tests.screens.settle import settle


class Page(QWidget):
    look: Look | None = None

    def dress(self, look: Look) -> None:
        self.look = look


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window(StripViewModel(CLOCK))
    qtbot.addWidget(made)
    made.add(Place.SCAN, Page())
    made.add(Place.BOARD, Page())
    return made


def test_it_begins_at_its_first_page_and_knows_the_way_back(window: Window) -> None:
    assert window.place is Place.SCAN
    window.go(Place.BOARD)
    assert window.place is Place.BOARD
    window.go(Place.BACK)
    assert window.place is Place.SCAN
    window.go(Place.BACK)
    assert window.place is Place.SCAN, "there is no further back"


def test_going_where_one_came_from_is_going_back(window: Window) -> None:
    for place in (Place.BOARD, Place.SCAN, Place.BOARD, Place.BOARD):
        window.go(place)
    window.go(Place.BACK)
    assert window.place is Place.SCAN


def test_pages_are_dressed_for_the_size(window: Window) -> None:
    window.open(fullscreen=False)
    window.resize(1920, 1080)
    pages = window.findChildren(Page)
    assert {page.look for page in pages} == {Look(LIGHT, 1.35)}
    window.strip.shade.click()
    assert {page.look for page in pages} == {Look(DARK, 1.35)}
    window.strip.shade.click()
    assert {page.look for page in pages} == {Look(LIGHT, 1.35)}


def test_full_screen_needs_no_window_manager(window: Window) -> None:
    window.open(fullscreen=True)
    assert window.geometry() == QGuiApplication.primaryScreen().geometry()
    assert window.windowFlags() & Qt.WindowType.FramelessWindowHint
    assert window.isVisible()


def test_no_button_looks_chosen_at_the_start(window: Window) -> None:
    window.open(fullscreen=False)
    settle()
    assert window.focusWidget() is window


def test_it_stops_with_a_sentence_and_goes_on_when_that_is_mended(window: Window, qtbot: QtBot) -> None:
    window.open(fullscreen=False)
    window.stop(troubles.sentence(Trouble(Reason.FILE_IN_USE)))
    assert window.place is None
    assert window.stopped._says.text() == "Another kiosk program works with this kiosk's file."
    with qtbot.waitSignal(window.try_again):
        QTest.mouseClick(window.stopped.again, Qt.MouseButton.LeftButton)
    window.go(Place.SCAN)
    assert window.place is Place.SCAN


def test_a_window_without_pages_can_stop_too(qtbot: QtBot) -> None:
    window = Window(StripViewModel(CLOCK))
    qtbot.addWidget(window)
    window.stop(troubles.sentence(Trouble(Reason.FILE_TOO_NEW)))
    window.open(fullscreen=False)
    assert window.stopped.isVisible()
    window.go(Place.BACK)
    assert window.stopped.isVisible()


def test_it_saves_its_picture(window: Window, tmp_path: Path) -> None:
    window.open(fullscreen=False)
    window.resize(640, 480)
    window.save_picture(tmp_path / "now.png")
    assert QImage(str(tmp_path / "now.png")).size() == window.size()
    with pytest.raises(OSError, match="no picture can be written"):
        window.save_picture(tmp_path / "nowhere" / "now.png")


def test_closing_is_told(window: Window, qtbot: QtBot) -> None:
    window.open(fullscreen=False)
    with qtbot.waitSignal(window.closed):
        window.close()
