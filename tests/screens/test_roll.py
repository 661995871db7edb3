from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.screens.look import Look
from kiosk.screens.roll import Brush, Roll
from kiosk.screens.rows import Rows
from tests.screens.settle import settle


@dataclass(frozen=True)
class Row:
    name: str


@pytest.mark.parametrize(
    ("room", "rows", "height", "rest"),
    [
        (300, 3, 64, 0),  # room to spare
        (256, 4, 64, 0),  # just so
        (240, 4, 60, 0),  # all fit when each gives way a little
        (224, 4, 56, 0),  # an eighth at most
        (223, 4, 64, 31),  # too many: whole rows, the others by rolling
        (300, 0, 64, 0),
    ],
)
def test_no_row_is_cut_where_all_could_fit(room: int, rows: int, height: int, rest: int) -> None:
    brush = Brush(64, 50)
    assert (brush.fit(room, rows), brush._height) == (rest, height)


def test_rows_never_get_too_low(qtbot: QtBot) -> None:
    brush = Brush(64, 50)
    brush.look = Look(scale=0.7)
    brush.fit(100, 9)
    assert brush._height == 50


@pytest.fixture
def roll(qtbot: QtBot) -> Roll:
    made = Roll(Rows(Row), Brush(64, 50))
    qtbot.addWidget(made)
    made.dress(Look())
    made.resize(300, 230)
    made.show()
    made.rows.show_rows([Row(f"row {n}") for n in range(20)])
    settle()
    return made


def test_it_begins_with_whole_rows(roll: Roll) -> None:
    assert roll.viewport().height() == 3 * 64
    assert roll.verticalScrollBar().value() == 0


def test_a_finger_rolls_it(roll: Roll, qtbot: QtBot) -> None:
    finger, port, bar = QTest.createTouchDevice(), roll.viewport(), roll.verticalScrollBar()
    heights = iter(range(180, 0, -1))

    def rolled() -> bool:
        QTest.touchEvent(port, finger).move(0, QPoint(100, next(heights)), port).commit()
        return bar.value() > 50

    QTest.touchEvent(port, finger).press(0, QPoint(100, 180), port).commit()
    qtbot.waitUntil(rolled)
    QTest.touchEvent(port, finger).release(0, QPoint(100, next(heights)), port).commit()


def test_new_numbers_leave_it_where_it_is(roll: Roll) -> None:
    roll.verticalScrollBar().setValue(128)
    roll.rows.show_rows([Row(f"new {n}") for n in range(20)])
    settle()
    assert roll.verticalScrollBar().value() == 128
