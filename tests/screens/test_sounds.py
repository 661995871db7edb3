import sys
import wave
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.screens.look import Mood
from kiosk.screens.resources import resource
from kiosk.screens.sounds import FILES, Sounds

NOTES_DOWN = "import sys, pathlib; pathlib.Path(sys.argv[1]).open('a').write(pathlib.Path(sys.argv[2]).name + '\\n')"


@pytest.mark.parametrize("mood", Mood)
def test_every_mood_has_a_short_sound(mood: Mood) -> None:
    file = resource("sounds", FILES[mood])
    with wave.open(str(file)) as sound:
        assert 0.2 < sound.getnframes() / sound.getframerate() < 1
    assert file.stat().st_size < 60_000


def test_right_ask_and_wrong_do_not_sound_alike() -> None:
    assert len({resource("sounds", FILES[mood]).read_bytes() for mood in Mood}) == 3


def test_the_player_is_given_the_file(qtbot: QtBot, tmp_path: Path) -> None:
    heard = tmp_path / "heard"
    sounds = Sounds((sys.executable, "-c", NOTES_DOWN, str(heard)))
    with qtbot.waitSignal(sounds._process.finished):
        sounds.play(Mood.WRONG)
    assert heard.read_text() == "wrong.wav\n"


def test_a_new_sound_cuts_the_last_one_short(qtbot: QtBot, tmp_path: Path) -> None:
    sounds = Sounds((sys.executable, "-c", "import time; time.sleep(60)"))
    sounds.play(Mood.RIGHT)
    assert sounds._process.waitForStarted()
    first = sounds._process.processId()
    with qtbot.waitSignal(sounds._process.started):
        sounds.play(Mood.ASK)
    assert sounds._process.processId() != first
    sounds.close()


@pytest.mark.parametrize("player", [(), ("/no/such/player",)])
def test_without_a_player_it_is_silent(qapp: QApplication, player: tuple[str, ...]) -> None:
    sounds = Sounds(player)
    sounds.play(Mood.RIGHT)
    sounds.close()
