import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from kiosk.screens.look import DARK, LIGHT, Colours, Look, wear
from kiosk.screens.sign_in.view import SIDE, BadgePrompt, _is_dark


@pytest.fixture
def prompt(qtbot: QtBot) -> BadgePrompt:
    made = BadgePrompt()
    qtbot.addWidget(made)
    made.say()
    made.resize(450, 708)
    return made


def test_it_says_what_to_do(prompt: BadgePrompt) -> None:
    assert prompt._title.text() == "Show your badge"
    assert "camera" in prompt._how.text()


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("size", [(450, 708), (320, 500), (760, 600)])
def test_the_badge_is_whole_in_every_size(prompt: BadgePrompt, colours: Colours, size: tuple[int, int]) -> None:
    prompt.resize(*size)
    wear(prompt, Look(colours))
    prompt.show()
    picture = prompt._badge.grab().toImage()
    rows = [
        y
        for y in range(picture.height())
        if any(picture.pixelColor(x, y) == QColor(colours.accent) for x in range(picture.width()))
    ]
    assert rows
    assert rows[0] > 0, "the ribbon does not run out of the picture"


def test_its_code_has_three_corners_and_no_meaning() -> None:
    far = SIDE - 1
    assert _is_dark(0, 0)
    assert _is_dark(0, far)
    assert _is_dark(far, 0)
    assert [_is_dark(5, column) for column in range(6)] == [False] * 6, "a white border round the corner"
