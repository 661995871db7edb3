from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kiosk.screens.icons import Icon
from kiosk.screens.look import LIGHT, Look, Mood
from kiosk.screens.pill import Pill


@pytest.fixture
def pill(qtbot: QtBot) -> Iterator[Pill]:
    room, made = QWidget(), Pill()
    qtbot.addWidget(room)
    QHBoxLayout(room).addWidget(made)
    made.dress(Look())
    room.show()
    yield made
    room.close()


@pytest.mark.parametrize(
    ("mood", "fill"),
    [(Mood.RIGHT, LIGHT.card), (Mood.NOTE, LIGHT.card), (Mood.ASK, LIGHT.ask), (Mood.WRONG, LIGHT.ask)],
)
def test_it_is_loud_only_when_somebody_should_look(pill: Pill, mood: Mood, fill: str) -> None:
    pill.say(Icon.WIFI, "Online", mood)
    assert pill.grab().toImage().pixelColor(pill.width() // 2, 3) == QColor(fill)


def test_it_is_as_wide_as_its_words_and_gone_without(pill: Pill) -> None:
    assert not pill.isVisible()
    pill.say(Icon.WIFI, "Online", Mood.RIGHT)
    short = pill.width()
    pill.say(Icon.WIFI_OFF, "Offline since 09:41", Mood.NOTE)
    assert pill.isVisible()
    assert pill.width() > short
    assert pill.accessibleName() == "Offline since 09:41"
    pill.say(Icon.WIFI, "", Mood.NOTE)
    assert not pill.isVisible()
