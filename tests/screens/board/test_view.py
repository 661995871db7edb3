from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from kiosk.floor.board import Board
from kiosk.floor.ids import LineId
from kiosk.screens.board.face import face_of
from kiosk.screens.board.tiles import Tile
from kiosk.screens.board.view import BoardView
from kiosk.screens.board.view_model import BoardViewModel
from kiosk.screens.look import Look, wear
from kiosk.screens.place import Place
from kiosk.screens.rows import ROW
from kiosk.station.board import Shown
from tests.screens.desk import Kiosk
from tests.screens.hand_lane import HandLane
from tests.screens.scenes import BOARD, CLOCK, LINES, OLD_BOARD
from tests.screens.settle import settle

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def view_model(kiosk: Kiosk, lane: HandLane) -> BoardViewModel:
    return BoardViewModel(kiosk.board_desk, store=lane, clock=CLOCK)


@pytest.fixture
def view(qtbot: QtBot, view_model: BoardViewModel) -> BoardView:
    made = BoardView(view_model)
    qtbot.addWidget(made)
    made.resize(1280, 728)
    wear(made, Look())
    made.show()
    return made


def show(view: BoardView, board: Board | None = BOARD, chosen: str | None = None) -> None:
    view.show_face(face_of(Shown(board, live=True), LineId(chosen) if chosen else None, CLOCK))
    settle()


def test_in_sight_it_asks_and_out_of_sight_it_rests(
    view: BoardView, view_model: BoardViewModel, lane: HandLane
) -> None:
    assert lane.waiting == 1
    assert view_model.ticking.isActive()
    view.hide()
    assert not view_model.ticking.isActive()


def test_back_by_mouse_and_by_key(view: BoardView, view_model: BoardViewModel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view_model.go) as gone:
        QTest.mouseClick(view.back, LEFT)
    assert gone.args == [Place.BACK]
    with qtbot.waitSignal(view_model.go):
        QTest.keyClick(view.back, Qt.Key.Key_Space)


def test_a_line_is_tapped(view: BoardView, qtbot: QtBot) -> None:
    show(view)
    second = view.findChildren(Tile)[1]
    with qtbot.waitSignal(view.lines.chosen) as chosen:
        QTest.mouseClick(second, LEFT)
    assert chosen.args == ["l2"]


def test_lines_come_and_go(view: BoardView) -> None:
    show(view, replace(BOARD, lines=(LINES[0],) * 5))
    assert sum(tile.isVisible() for tile in view.findChildren(Tile)) == 5
    show(view)
    assert sum(tile.isVisible() for tile in view.findChildren(Tile)) == 2


def test_old_numbers_are_veiled(view: BoardView) -> None:
    show(view, OLD_BOARD)
    assert view.veil.isVisible()
    assert view.veil.geometry() == view._body.rect()
    view.resize(1000, 728)
    settle()
    assert view.veil.geometry() == view._body.rect()
    show(view)
    assert not view.veil.isVisible()


def test_an_empty_board_says_so(view: BoardView) -> None:
    show(view, None)
    assert view.empty.isVisible()
    assert not view.lines.isVisible()
    show(view)
    assert not view.empty.isVisible()


def test_every_operation_and_station_is_there(view: BoardView) -> None:
    show(view)
    operations = view.operations._roll.rows
    assert [operations.data(operations.index(n), ROW).name for n in range(operations.rowCount())] == [
        operation.name for operation in LINES[0].operations
    ]
    assert view.shift.stations._tiles.rows.rowCount() == 8


@pytest.mark.parametrize("size", [(1280, 728), (1024, 544), (1920, 1000), (800, 1208)], ids=str)
def test_nothing_lies_outside_and_targets_are_large(view: BoardView, size: tuple[int, int]) -> None:
    view.resize(*size)
    wear(view, Look(scale=0.75 if size[0] == 1024 else 1.0))
    show(view)
    for button in view.findChildren(QAbstractButton):
        assert min(button.width(), button.height()) >= 56
    for widget in (view.shift, view.operations, view.back, view.fresh):
        corner = widget.mapTo(view, QPoint(widget.width(), widget.height()))
        assert corner.x() <= view.width()
        assert corner.y() <= view.height()


@pytest.mark.parametrize("size", [(1280, 728), (1024, 544), (800, 1208)], ids=str)
def test_no_row_is_cut_off_at_rest(view: BoardView, size: tuple[int, int]) -> None:
    view.resize(*size)
    wear(view, Look(scale=0.75 if size[0] == 1024 else 1.0))
    show(view)
    for roll in (view.operations._roll, view.shift.stations._tiles):
        height = roll.visualRect(roll.rows.index(0)).height()
        assert roll.viewport().height() % height == 0
