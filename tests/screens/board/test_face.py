from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.floor.board import Board, LineBoard
from kiosk.floor.ids import LineId
from kiosk.screens.board.face import CallFace, Face, Fresh, HourBar, OperationRow, StationTile, face_of, first_line
from kiosk.screens.icons import Icon
from kiosk.screens.look import Mood
from kiosk.station.board import Shown
from tests.screens.scenes import BOARD, CALLS, CLOCK, LINES, NOW, QUIET


def face(board: Board | None = BOARD, *, live: bool = True, chosen: str | None = None) -> Face:
    return face_of(Shown(board, live), LineId(chosen) if chosen else None, CLOCK)


def aged(seconds: float) -> Board:
    return replace(BOARD, at=NOW - timedelta(seconds=seconds))


@pytest.mark.parametrize(
    ("board", "live", "fresh"),
    [
        (aged(0), True, Fresh(Icon.WIFI, "Live · now", Mood.RIGHT)),
        (aged(3), True, Fresh(Icon.WIFI, "Live · 3 seconds ago", Mood.RIGHT)),
        (aged(10), True, Fresh(Icon.WIFI, "Live · 10 seconds ago", Mood.RIGHT)),
        (aged(11), True, Fresh(Icon.CLOCK, "Old numbers · 11 seconds ago", Mood.ASK, is_stale=True)),
        (aged(150), False, Fresh(Icon.CLOCK, "Old numbers · 2 minutes ago", Mood.ASK, is_stale=True)),
        (aged(2), False, Fresh(Icon.WIFI_OFF, "This kiosk only · 2 seconds ago", Mood.NOTE)),
        (aged(-5), True, Fresh(Icon.WIFI, "Live · now", Mood.RIGHT)),
    ],
)
def test_it_says_its_age(qapp: QApplication, board: Board, live: bool, fresh: Fresh) -> None:
    assert face(board, live=live).fresh == fresh


@pytest.mark.parametrize(
    ("garments", "target", "icon", "pace", "mood", "of_target"),
    [
        (207, 204, Icon.UP, "3 ahead", Mood.RIGHT, "of 204 garments"),
        (171, 204, Icon.DOWN, "33 behind", Mood.ASK, "of 204 garments"),
        (204, 204, Icon.EVEN, "On target", Mood.RIGHT, "of 204 garments"),
        (0, 1, Icon.DOWN, "1 behind", Mood.ASK, "of 1 garment"),
        (0, 0, Icon.HOURGLASS, "No target", Mood.NOTE, "garments"),
        (1, 0, Icon.HOURGLASS, "No target", Mood.NOTE, "garment"),
        (1234, 2000, Icon.DOWN, "766 behind", Mood.ASK, "of 2,000 garments"),
    ],
)
def test_garments_against_target_in_word_icon_and_colour(
    qapp: QApplication, garments: int, target: int, icon: Icon, pace: str, mood: Mood, of_target: str
) -> None:
    (tile,) = face(replace(BOARD, lines=(replace(LINES[0], garments=garments, target=target),))).tiles
    assert (tile.icon, tile.pace, tile.mood, tile.of_target) == (icon, pace, mood, of_target)


def test_a_lines_numbers(qapp: QApplication) -> None:
    shown = face(chosen="l2")
    assert shown.shift == "Morning · 06:00–14:00"
    assert [tile.name for tile in shown.tiles] == ["Line 1", "Line 2"]
    assert (shown.tiles[1].efficiency, shown.tiles[1].people) == ("Efficiency 87%", "6 people present")
    assert shown.line
    assert shown.line.line == "l2"
    assert shown.line.hours[0] == HourBar("06:00", 38, 45)
    assert shown.line.operations[1] == OperationRow("Set sleeves", "88", "24 waiting, 18 min", "Bottleneck")
    assert shown.line.operations[3] == OperationRow("Hem bottom", "70", "none waiting", "")
    first, third, sixth = shown.line.stations[0], shown.line.stations[2], shown.line.stations[5]
    assert first == StationTile("Station 1", "148", "Ana Reyes", has_worker=True, bundle="K7Q2M9X4TD", seen="09:58")
    assert third == StationTile("Station 3", "60", "Nobody", has_worker=False, bundle="", seen="09:12")
    assert sixth == StationTile("Station 6", "0", "Nobody", has_worker=False, bundle="", seen="–")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (LINES[0], "120 scans: 3 offline, 1 by hand"),
        (replace(LINES[0], offline=0, by_hand=0), "120 scans: all scanned online"),
        (replace(LINES[0], scans=1, offline=1, by_hand=0, confirmed=1), "1 scan: 1 offline, 1 confirmed"),
        (QUIET, "No scans in this shift yet"),
    ],
)
def test_numbers_tell_where_they_come_from(qapp: QApplication, line: LineBoard, said: str) -> None:
    shown = face(replace(BOARD, lines=(line,))).line
    assert shown
    assert shown.provenance == said


@pytest.mark.parametrize(("present", "said"), [(0, "0 people present"), (1, "1 person present")])
def test_people_are_counted_as_people_do(qapp: QApplication, present: int, said: str) -> None:
    (tile,) = face(replace(BOARD, lines=(replace(QUIET, present=present),))).tiles
    assert (tile.people, tile.efficiency) == (said, "Efficiency –")


def test_hours_stand_in_their_order(qapp: QApplication) -> None:
    shuffled = replace(LINES[0], hours=tuple(reversed(LINES[0].hours)))
    shown = face(replace(BOARD, lines=(shuffled,))).line
    assert shown
    assert [bar.hour for bar in shown.hours] == ["06:00", "07:00", "08:00", "09:00", "10:00"]


def test_an_empty_board_says_why(qapp: QApplication) -> None:
    assert face_of(None, None, CLOCK) == Face()
    unknown, lineless = face(None).empty, face(replace(BOARD, lines=())).empty
    assert unknown
    assert unknown.word == "No numbers yet"
    assert lineless
    assert lineless.word == "No lines"


@pytest.mark.parametrize(("own", "first"), [("l2", "l2"), ("gone", "l1"), (None, "l1")])
def test_the_own_line_comes_first(own: str | None, first: str) -> None:
    assert first_line(BOARD, LineId(own) if own else None) == first
    assert first_line(replace(BOARD, lines=()), None) is None


def test_open_calls_say_what_where_and_how_long(qapp: QApplication) -> None:
    calls = face(replace(BOARD, calls=CALLS)).calls
    assert [(call.words, call.age) for call in calls] == [
        ("Mechanic · Line 1 · Station 4", "12 minutes ago"),
        ("Material · Cutting table", "3 minutes ago"),
        ("Needle · Line 2 · Station 11", "20 seconds ago"),
    ]
    unknown = replace(CALLS[0], station="", line="", at=NOW + timedelta(days=1))
    assert face(replace(BOARD, calls=(unknown,))).calls[0] == CallFace("Mechanic", "now")
