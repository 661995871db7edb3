"""Large keys for fewer pieces than were recorded."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from kiosk.screens.caption import Caption
from kiosk.screens.card import Card
from kiosk.screens.icons import Icon
from kiosk.screens.look import Look, Text
from kiosk.screens.scan.face import CountFace
from kiosk.screens.scan.slot import Slot
from kiosk.screens.tap import Tap, Weight
from kiosk.screens.words import labels, numbers
from kiosk.screens.words.labels import Label

DIGITS = ("7", "8", "9", "4", "5", "6", "1", "2", "3")


class Keypad(Card):
    """Takes only what is possible: a digit that would make the count too large is not taken."""

    entered = Signal(int)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._most = 0
        self._typed = ""
        self._title = Caption(Text.TITLE)
        self._about = Caption(Text.SMALL, "soft")
        self._slot = Slot(Text.BIG)
        self._keys = {digit: Tap(None, height=56, grows=True, text=Text.TITLE) for digit in (*DIGITS, "0")}
        self._erase = Tap(Icon.BACKSPACE, height=56, grows=True)
        self._cancel = Tap(Icon.CROSS, height=96, weight=Weight.PLAIN)
        self._record = Tap(Icon.CHECK, height=96, weight=Weight.MAIN)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._grid = QGridLayout()
        for n, digit in enumerate(DIGITS):
            self._grid.addWidget(self._keys[digit], n // 3, n % 3)
        self._grid.addWidget(self._keys["0"], 3, 0, 1, 2)
        self._grid.addWidget(self._erase, 3, 2)
        self._ends = QHBoxLayout()
        self._ends.addWidget(self._cancel, 1)
        self._ends.addWidget(self._record, 1)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._title)
        self._column.addWidget(self._about)
        self._column.addWidget(self._slot)
        self._column.addLayout(self._grid, 1)
        self._column.addLayout(self._ends)

    def _connect(self) -> None:
        for digit, key in self._keys.items():
            key.clicked.connect(lambda *_, digit=digit: self._put(digit))
        self._erase.clicked.connect(self._take)
        self._cancel.clicked.connect(self.left)
        self._record.clicked.connect(self._enter)

    def dress(self, look: Look) -> None:
        super().dress(look)
        pad, gap = look.px(20), look.px(10)
        self._column.setContentsMargins(pad, pad, pad, pad)
        self._column.setSpacing(gap)
        self._grid.setSpacing(gap)
        self._ends.setSpacing(gap)

    def open(self, count: CountFace) -> None:
        """Empty, for a count from 1 to what was recorded."""
        self._most = count.most
        self._title.setText(Label.HOW_MANY.said)
        self._about.setText(labels.at_most(count.operation, numbers.pieces(count.most)))
        for digit, key in self._keys.items():
            key.say(numbers.number(int(digit)))
        self._erase.setAccessibleName(Label.ERASE.said)
        self._cancel.say(Label.CANCEL.said)
        self._record.say(Label.RECORD.said)
        self._show("")
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        key = event.key()
        if event.text() in self._keys:
            self._put(event.text())
        elif key == Qt.Key.Key_Backspace:
            self._take()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _put(self, digit: str) -> None:
        typed = (self._typed + digit).lstrip("0")
        if not typed or int(typed) <= self._most:
            self._show(typed)

    def _take(self) -> None:
        self._show(self._typed[:-1])

    def _enter(self) -> None:
        if self._typed:
            self.entered.emit(int(self._typed))

    def _show(self, typed: str) -> None:
        self._typed = typed
        self._slot.show_text(numbers.number(int(typed)) if typed else "")
        self._record.setEnabled(bool(typed))
