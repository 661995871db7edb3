"""Scanners that type: a burst of keys ended by Enter, anywhere in the window, is one code."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

GAP_S = 0.1
"""Scanners send a key every 1 to 50 ms; fingers that type a code are slower."""

SHORTEST = 4
ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Wedge(QObject):
    """An event filter for the system's window (`QWidget.windowHandle`). It swallows only the Enter that ends a burst,
    so that a slow hand at a keyboard still types into a pad, and Enter still presses a button.
    """

    read = Signal(str)

    def __init__(self, monotonic_s: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._now_s = monotonic_s
        self._text = ""
        self._last_s = 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keys are counted where they come in: the widgets behind the window may see each of them several times."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take(event)
        return super().eventFilter(watched, event)

    def _take(self, event: QKeyEvent) -> bool:
        now_s = self._now_s()
        if now_s - self._last_s > GAP_S:
            self._text = ""
        self._last_s = now_s
        if event.key() in ENDS:
            text, self._text = self._text, ""
            if len(text) >= SHORTEST:
                self.read.emit(text)
                return True
            return False
        if event.text().isprintable():
            self._text += event.text()
        return False
