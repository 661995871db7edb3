"""Keys for typing a printed code when the camera cannot read it: the codes' own alphabet, nothing else."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from kiosk.floor.codes import ALPHABET
from kiosk.screens.caption import Caption
from kiosk.screens.card import Card
from kiosk.screens.icons import Icon
from kiosk.screens.look import Look, Text
from kiosk.screens.scan.slot import Slot
from kiosk.screens.tap import Tap, Weight
from kiosk.screens.words.labels import Label

SIGNS = ALPHABET + "/-"
WIDE, NARROW = 10, 6
"""Keys in a row."""

LONGEST = 40


class CodePad(Card):
    """Covers the whole screen, because 34 keys want room. Capital letters only: the printed codes have no others."""

    entered = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._typed = ""
        self._columns = 0
        self._title = Caption(Text.TITLE)
        self._slot = Slot(Text.BIG)
        self._keys = {sign: Tap(None, height=56, grows=True, text=Text.TITLE) for sign in SIGNS}
        self._erase = Tap(Icon.BACKSPACE, height=56, grows=True)
        self._cancel = Tap(Icon.CROSS, height=96)
        self._send = Tap(Icon.CHECK, height=96, weight=Weight.MAIN)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._grid = QGridLayout()
        self._ends = QHBoxLayout()
        self._ends.addWidget(self._cancel, 1)
        self._ends.addWidget(self._send, 2)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._title)
        self._column.addWidget(self._slot)
        self._column.addLayout(self._grid, 1)
        self._column.addLayout(self._ends)
        self._arrange(WIDE)

    def _connect(self) -> None:
        for sign, key in self._keys.items():
            key.say(sign)
            key.clicked.connect(lambda *_, sign=sign: self._put(sign))
        self._erase.clicked.connect(self._take)
        self._cancel.clicked.connect(self.left)
        self._send.clicked.connect(self._enter)

    def dress(self, look: Look) -> None:
        super().dress(look)
        pad, gap = look.px(24), look.px(12)
        self._column.setContentsMargins(pad, pad, pad, pad)
        self._column.setSpacing(gap)
        self._grid.setSpacing(look.px(10))
        self._ends.setSpacing(gap)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._arrange(WIDE if self.width() > self.height() else NARROW)

    def _arrange(self, columns: int) -> None:
        """Digits first, then letters; the key that erases fills the last row."""
        if columns == self._columns:
            return
        self._columns = columns
        for n, key in enumerate(self._keys.values()):
            self._grid.addWidget(key, n // columns, n % columns)
        used = len(self._keys) % columns
        self._grid.addWidget(self._erase, len(self._keys) // columns, used, 1, columns - used)

    def open(self) -> None:
        self._title.setText(Label.WHAT_CODE.said)
        self._erase.setAccessibleName(Label.ERASE.said)
        self._cancel.say(Label.CANCEL.said)
        self._send.say(Label.SEND.said)
        self._show("")
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        key, sign = event.key(), event.text().upper()
        if sign and sign in self._keys:
            self._put(sign)
        elif key == Qt.Key.Key_Backspace:
            self._take()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _put(self, sign: str) -> None:
        self._show((self._typed + sign)[:LONGEST])

    def _take(self) -> None:
        self._show(self._typed[:-1])

    def _enter(self) -> None:
        if self._typed:
            self.entered.emit(self._typed)

    def _show(self, typed: str) -> None:
        self._typed = typed
        self._slot.show_text(typed)
        self._send.setEnabled(bool(typed))
