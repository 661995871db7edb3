"""Scanners that type: a burst of keys ended by Enter, anywhere in the window, is one code."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWindow

from kiosk.camera.showing import Showing

GAP_S = 0.1
"""Scanners send a key every 1 to 50 ms; fingers that type a code are slower."""

SHORTEST, LONGEST = 4, 4096
ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Wedge(QObject):
    """An event filter of the application. It swallows only the Enter that ends a burst, so that a slow hand at a
    keyboard still types into a pad, and Enter still presses a button. A code that is sent again and again while it is
    held is told once.
    """

    read = Signal(str)

    def __init__(self, monotonic_s: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._now_s = monotonic_s
        self._text = ""
        self._last_s = 0.0
        self._showing = Showing()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keys are counted where they come in, at the system's window: widgets then see each of them several times."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(watched, QWindow):
            return self._take(event)
        return False

    def _take(self, event: QKeyEvent) -> bool:
        now_s = self._now_s()
        if now_s - self._last_s > GAP_S or event.isAutoRepeat():
            self._text = ""
        self._last_s = now_s
        if event.key() in ENDS:
            return self._end(now_s)
        if event.text().isprintable() and not event.isAutoRepeat():
            self._text = (self._text + event.text())[: LONGEST + 1]
        return False

    def _end(self, now_s: float) -> bool:
        text, self._text = self._text, ""
        if not SHORTEST <= len(text) <= LONGEST:
            return False
        if self._showing.is_new(text, now_s):
            self.read.emit(text)
        return True
