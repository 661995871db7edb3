from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.floor.ids import LineId
from kiosk.screens.board.view_model import BoardViewModel
from kiosk.screens.clock import WallClock
from kiosk.screens.place import Place
from tests import make
from tests.screens.desk import Kiosk, badge, ticket
from tests.screens.hand_lane import HandLane
from tests.screens.scenes import BOARD


@pytest.fixture
def board(qapp: QApplication, kiosk: Kiosk, lane: HandLane) -> BoardViewModel:
    return BoardViewModel(kiosk.board_desk, store=lane, clock=WallClock(kiosk.clock, ZoneInfo(make.CALENDAR.zone)))


def tell(board: BoardViewModel, kiosk: Kiosk, lane: HandLane, seconds: float = 0) -> None:
    board.told(replace(BOARD, at=kiosk.now - timedelta(seconds=seconds)))
    lane.run_down()


def test_a_board_that_is_told_is_shown(board: BoardViewModel, kiosk: Kiosk, lane: HandLane) -> None:
    tell(board, kiosk, lane)
    assert board.face.fresh.words == "Live · now"
    assert [tile.name for tile in board.face.tiles] == ["Line 1", "Line 2"]


def test_without_a_server_it_shows_what_this_kiosk_saw(board: BoardViewModel, kiosk: Kiosk, lane: HandLane) -> None:
    for text in (badge(), ticket()):
        kiosk.scan_desk.scan(text)
    kiosk.later(minutes=5)
    board.open()
    lane.run_down()
    assert board.face.fresh.words == "This kiosk only · now"
    assert board.face.line
    assert board.face.line.provenance == "1 scan: all scanned online"
    assert board.face.line.stations[0].worker == "Ana Reyes"
    board.close()


def test_it_grows_old_in_plain_sight_and_asks_again_in_time(
    board: BoardViewModel, kiosk: Kiosk, lane: HandLane
) -> None:
    board.open()
    lane.run_down()
    tell(board, kiosk, lane)
    kiosk.later(seconds=3)
    board.ticking.timeout.emit()
    assert board.face.fresh.words == "Live · 3 seconds ago"
    assert lane.waiting == 0
    kiosk.later(seconds=3)
    board.ticking.timeout.emit()
    board.ticking.timeout.emit()
    assert lane.waiting == 1, "asked once, however often it ticks"
    kiosk.later(seconds=6)
    board.ticking.timeout.emit()
    assert board.face.fresh.is_stale
    lane.run_down()
    assert board.face.fresh.words == "This kiosk only · now"
    board.close()


def test_when_the_disk_fails_the_last_numbers_stay_and_say_so(
    board: BoardViewModel, kiosk: Kiosk, lane: HandLane
) -> None:
    tell(board, kiosk, lane)
    kiosk.file.engine.dispose()
    kiosk.file.path.rename(kiosk.file.path.with_suffix(".away"))
    kiosk.later(seconds=30)
    board.open()
    lane.run_down()
    assert board.face.fresh.is_stale
    assert len(board.face.tiles) == 2
    board.close()
    kiosk.file.path.unlink(missing_ok=True)
    kiosk.file.path.with_suffix(".away").rename(kiosk.file.path)


def test_out_of_sight_it_asks_for_nothing(board: BoardViewModel, kiosk: Kiosk, lane: HandLane) -> None:
    kiosk.later(seconds=60)
    board.tick()
    assert lane.waiting == 0
    assert not board.ticking.isActive()


def test_the_own_line_first_and_any_other_at_a_tap(board: BoardViewModel, kiosk: Kiosk, lane: HandLane) -> None:
    tell(board, kiosk, lane)
    assert board.face.line
    assert board.face.line.line == "l1"
    board.placed(replace(make.station(), line=LineId("l2")))
    assert board.face.line.line == "l2"
    board.choose(LineId("l1"))
    assert board.face.line.line == "l1"
    tell(board, kiosk, lane)
    assert board.face.line.line == "l1", "the choice stays when new numbers come"


def test_back(board: BoardViewModel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(board.go) as gone:
        board.go_back()
    assert gone.args == [Place.BACK]
