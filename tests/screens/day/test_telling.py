"""Sentences find their room: large while they may be, smaller where there are many, rolled where that is not enough."""

import pytest
from pytestqt.qtbot import QtBot

from kiosk.screens.day.telling import Telling
from kiosk.screens.look import LEAST_TEXT_PX, Look, wear
from tests.screens.settle import settle

SENTENCE = "3 pieces came back to be mended, and will pay once that is done."


@pytest.fixture
def telling(qtbot: QtBot) -> Telling:
    made = Telling()
    qtbot.addWidget(made)
    wear(made, Look())
    made.resize(460, 260)
    made.show()
    settle()
    return made


@pytest.mark.parametrize(
    ("lines", "least", "most"), [(1, 24, 24), (4, LEAST_TEXT_PX, 23), (9, LEAST_TEXT_PX, LEAST_TEXT_PX)]
)
def test_the_more_the_smaller(telling: Telling, lines: int, least: int, most: int) -> None:
    telling.show_lines([SENTENCE] * lines)
    assert least <= telling.page._font.pixelSize() <= most


@pytest.mark.parametrize(("lines", "is_rolled"), [(1, False), (4, False), (9, True)])
def test_what_finds_no_room_is_rolled(telling: Telling, lines: int, *, is_rolled: bool) -> None:
    telling.show_lines([SENTENCE] * lines)
    assert (telling.verticalScrollBar().maximum() > 0) is is_rolled


def test_another_line_begins_at_its_top(telling: Telling) -> None:
    telling.show_lines([SENTENCE] * 9)
    telling.verticalScrollBar().setValue(40)
    telling.show_lines([SENTENCE] * 9)
    assert telling.verticalScrollBar().value() == 40, "the same sentences stay where they are"
    telling.show_lines([SENTENCE] * 8)
    assert telling.verticalScrollBar().value() == 0
