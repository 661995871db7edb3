from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.screens.clock import WallClock
from kiosk.screens.icons import Icon
from kiosk.screens.link import Strip, StripFace, StripViewModel, strip_face
from kiosk.screens.look import DARK, LIGHT, Look, Mood, wear
from kiosk.station.link import Link, LinkState
from tests.screens.scenes import CLOCK, OFFLINE, ONLINE, SET_ASIDE, STATION, at


@pytest.mark.parametrize(
    ("link", "icon", "state", "short", "mood"),
    [
        (ONLINE, Icon.WIFI, "Online", "Online", Mood.RIGHT),
        (replace(ONLINE, waiting=3), Icon.WIFI, "Online · 3 waiting", "Online · 3 waiting", Mood.RIGHT),
        (replace(ONLINE, set_aside=1), Icon.WIFI, "Online · 1 set aside", "Online · 1 set aside", Mood.ASK),
        (OFFLINE, Icon.WIFI_OFF, "Offline since 09:41 · 12 waiting · 0 set aside",
         "Offline · 12 waiting", Mood.NOTE),
        (SET_ASIDE, Icon.WIFI_OFF, "Offline since 09:41 · 12 waiting · 3 set aside",
         "Offline · 12 waiting · 3 set aside", Mood.ASK),
        (Link(LinkState.OFFLINE, None, 0, 0), Icon.WIFI_OFF, "Offline · 0 waiting · 0 set aside", "Offline", Mood.NOTE),
        (Link(LinkState.NOT_PAIRED, None, 2, 0), Icon.UNPLUGGED,
         "Not paired with a server · 2 waiting · 0 set aside", "Not paired with a server · 2 waiting", Mood.ASK),
        (Link(LinkState.REVOKED, at(9), 0, 0), Icon.HAND,
         "Access ended: call an admin · 0 waiting · 0 set aside", "Access ended: call an admin", Mood.ASK),
    ],
)  # fmt: skip
def test_the_strip_says_how_it_stands(
    qapp: QApplication, link: Link, icon: Icon, state: str, short: str, mood: Mood
) -> None:
    expected = StripFace("Station 4", "Line 2 · Sewing", "10:05", icon, state, short, mood)
    assert strip_face(STATION, link, CLOCK) == expected


def test_before_anything_is_known_nothing_is_claimed(qapp: QApplication) -> None:
    face = strip_face(None, None, CLOCK)
    assert (face.station, face.about, face.state, face.hour) == ("", "", "", "10:05")


def test_a_station_without_a_line(qapp: QApplication) -> None:
    assert strip_face(replace(STATION, line_name=""), ONLINE, CLOCK).about == "Sewing"


def test_it_goes_with_the_clock(qtbot: QtBot) -> None:
    now = [datetime(2026, 3, 2, 2, 5, tzinfo=UTC)]
    view_model = StripViewModel(WallClock(lambda: now[0], ZoneInfo("Asia/Manila")))
    with qtbot.assertNotEmitted(view_model.face_changed):
        view_model.ticking.timeout.emit()
    now[0] = datetime(2026, 3, 2, 2, 6, tzinfo=UTC)
    with qtbot.waitSignal(view_model.face_changed):
        view_model.ticking.timeout.emit()
    assert view_model.face.hour == "10:06"


def test_told_and_placed(qtbot: QtBot) -> None:
    view_model = StripViewModel(CLOCK)
    strip = Strip(view_model)
    qtbot.addWidget(strip)
    strip.show()
    view_model.placed(STATION)
    view_model.told(OFFLINE)
    assert strip._station.text() == "Station 4"
    strip.resize(1280, 72)
    assert strip._link.accessibleName() == "Offline since 09:41 · 12 waiting · 0 set aside"
    strip.resize(800, 72)
    assert strip._link.accessibleName() == "Offline · 12 waiting"


def test_light_and_dark_are_a_tap_away(qtbot: QtBot) -> None:
    strip = Strip(StripViewModel(CLOCK))
    qtbot.addWidget(strip)
    wear(strip, Look(LIGHT))
    assert (strip.shade.icon_name, strip.shade.accessibleName()) == (Icon.MOON, "Dark")
    wear(strip, Look(DARK))
    assert (strip.shade.icon_name, strip.shade.accessibleName()) == (Icon.SUN, "Light")
    with qtbot.waitSignal(strip.shade_tapped):
        strip.shade.click()
