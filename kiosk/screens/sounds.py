"""Three short sounds that say right, ask and wrong to somebody who looks at the work and not at the screen.

They are played by the system's own player, so that no multimedia library is needed; without a player it is silent.
"""

import shutil
import sys

from PySide6.QtCore import QObject, QProcess, Slot

from kiosk.screens.look import Mood
from kiosk.screens.resources import resource

if sys.platform == "win32":
    import winsound

FILES = {Mood.RIGHT: "right.wav", Mood.NOTE: "right.wav", Mood.ASK: "ask.wav", Mood.WRONG: "wrong.wav"}

_PLAYERS = (("paplay",), ("pw-play",), ("aplay", "-q"), ("afplay",))


def system_player() -> tuple[str, ...]:
    """The command that plays the file named by one more word; empty where there is none, and on Windows."""
    return next((player for player in _PLAYERS if shutil.which(player[0])), ())


class Sounds(QObject):
    """Lives on the window's thread and never keeps it waiting."""

    def __init__(self, player: tuple[str, ...]) -> None:
        super().__init__()
        self._player = player
        self._next: Mood | None = None
        self._process = QProcess(self)
        self._process.setStandardOutputFile(QProcess.nullDevice())
        self._process.setStandardErrorFile(QProcess.nullDevice())
        self._process.finished.connect(self._ended)

    @Slot(object)
    def play(self, mood: Mood) -> None:
        """The sound of an answer; it cuts short the one before."""
        if sys.platform == "win32":
            how = winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT
            winsound.PlaySound(str(resource("sounds", FILES[mood])), how)
        elif self._process.state() is not QProcess.ProcessState.NotRunning:
            self._next = mood
            self._process.kill()
        elif self._player:
            file = resource("sounds", FILES[mood])
            self._process.start(self._player[0], [*self._player[1:], str(file)])

    def close(self) -> None:
        """Silence, within a moment."""
        self._next = None
        self._process.kill()
        self._process.waitForFinished(1000)

    @Slot()
    def _ended(self) -> None:
        mood, self._next = self._next, None
        if mood is not None:
            self.play(mood)
