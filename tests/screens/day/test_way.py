"""The way to the own day and back: scanning goes on meanwhile, and whoever comes next does not see it."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.camera.eye import Eye
from kiosk.screens.day.view import DayView
from kiosk.screens.day.view_model import DayViewModel
from kiosk.screens.link import StripViewModel
from kiosk.screens.place import Place
from kiosk.screens.scan.view import ScanView
from kiosk.screens.scan.view_model import ScanViewModel
from kiosk.screens.window import Window
from kiosk.station.day import DayDesk
from tests.make import BEN
from tests.screens.desk import B2, Kiosk, badge, ticket
from tests.screens.hand_lane import HandLane
from tests.screens.scan.reel import Reel
from tests.screens.scan.screen import screen_of
from tests.screens.scenes import CLOCK

LEFT = Qt.MouseButton.LeftButton


@dataclass
class Screens:
    window: Window
    scan: ScanViewModel
    view: ScanView
    day: DayViewModel
    lane: HandLane

    def shows(self, *texts: str) -> None:
        for text in texts:
            self.scan.scanned(text)
            self.lane.run_down()


@pytest.fixture
def screens(qtbot: QtBot, kiosk: Kiosk, lane: HandLane) -> Screens:
    """Ana sewed a bundle and opened her day."""
    scan = screen_of(kiosk, Eye(Reel()), lane, HandLane(), CLOCK)
    day = DayViewModel(DayDesk(kiosk.scan_desk, kiosk.ledger), store=lane, clock=CLOCK)
    window, view = Window(StripViewModel(CLOCK)), ScanView(scan, mirror=False)
    qtbot.addWidget(window)
    window.add(Place.SCAN, view)
    window.add(Place.DAY, DayView(day))
    for screen in (scan, day):
        screen.go.connect(window.go)
    window.resize(1280, 800)
    window.show()
    made = Screens(window, scan, view, day, lane)
    made.shows(badge(), ticket())
    scan.rest()
    QTest.mouseClick(view.day.more, LEFT)
    lane.run_down()
    return made


def test_the_panel_leads_there(screens: Screens) -> None:
    assert screens.window.place is Place.DAY
    assert (screens.day.face.name, len(screens.day.face.rows)) == ("Ana Reyes", 1)


def test_a_tap_leads_back_to_the_scan_screen(screens: Screens) -> None:
    screens.day.back()
    assert screens.window.place is Place.SCAN
    assert screens.view.day.isVisible()


@pytest.mark.parametrize(("text", "word"), [(badge(BEN), "Welcome Ben Cruz"), (ticket(B2), "Recorded 30 pieces")])
def test_what_is_shown_meanwhile_is_answered_at_the_scan_screen(screens: Screens, text: str, word: str) -> None:
    screens.shows(text)
    assert screens.window.place is Place.SCAN
    assert screens.view.answer.accessibleName().startswith(word)
    assert (screens.day.face.name, screens.day.face.rows) == ("", ())


def test_who_left_the_desk_leaves_no_day_open(screens: Screens, kiosk: Kiosk) -> None:
    """Nobody touched anything for long."""
    kiosk.later(hours=3)
    screens.scan.mind()
    screens.lane.run_down()
    assert screens.window.place is Place.SCAN
    assert screens.day.face.rows == ()


def test_after_a_minute_untouched_it_closes(screens: Screens) -> None:
    screens.day.leaving.timeout.emit()
    assert screens.window.place is Place.SCAN
