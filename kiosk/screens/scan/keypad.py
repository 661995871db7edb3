"""Large keys for fewer pieces than were recorded."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from kiosk.screens.caption import Caption
from kiosk.screens.card import Card
from kiosk.screens.icons import Icon
from kiosk.screens.look import Look, Text
from kiosk.screens.scan.digits import Digits
from kiosk.screens.scan.face import CountFace
from kiosk.screens.scan.slot import Slot
from kiosk.screens.tap import Tap, Weight
from kiosk.screens.words import labels, numbers
from kiosk.screens.words.labels import Label


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
        self._digits = Digits()
        self._cancel = Tap(Icon.CROSS, height=96, weight=Weight.PLAIN)
        self._record = Tap(Icon.CHECK, height=96, weight=Weight.MAIN)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._ends = QHBoxLayout()
        self._ends.addWidget(self._cancel, 1)
        self._ends.addWidget(self._record, 1)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._title)
        self._column.addWidget(self._about)
        self._column.addWidget(self._slot)
        self._column.addWidget(self._digits, 1)
        self._column.addLayout(self._ends)

    def _connect(self) -> None:
        self._digits.put.connect(self._put)
        self._digits.taken.connect(self._take)
        self._digits.entered.connect(self._enter)
        self._digits.left.connect(self.left)
        self._cancel.clicked.connect(self.left)
        self._record.clicked.connect(self._enter)

    def dress(self, look: Look) -> None:
        super().dress(look)
        pad, gap = look.px(20), look.px(10)
        self._column.setContentsMargins(pad, pad, pad, pad)
        self._column.setSpacing(gap)
        self._ends.setSpacing(gap)

    def open(self, count: CountFace) -> None:
        """Empty, for a count from 1 to what was recorded."""
        self._most = count.most
        self._title.setText(Label.HOW_MANY.said)
        self._about.setText(labels.at_most(count.operation, numbers.pieces(count.most)))
        self._digits.say()
        self._cancel.say(Label.CANCEL.said)
        self._record.say(Label.RECORD.said)
        self._show("")
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if not self._digits.takes(event):
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
