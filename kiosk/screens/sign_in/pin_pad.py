"""Keys for a PIN. What is typed is shown as dots, and is gone as soon as it is used or left."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from kiosk.floor.access import PIN_DIGITS
from kiosk.screens.caption import Caption
from kiosk.screens.card import Card
from kiosk.screens.icons import Icon
from kiosk.screens.look import Look, Text
from kiosk.screens.scan.digits import Digits
from kiosk.screens.scan.face import PinFace
from kiosk.screens.scan.slot import Slot
from kiosk.screens.tap import Tap, Weight
from kiosk.screens.words.labels import Label

DOT = "•"


class PinPad(Card):
    entered = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._typed = ""
        self._title = Caption(Text.TITLE, wraps=True)
        self._how = Caption(Text.BODY, "soft", wraps=True)
        self._refused = Caption(Text.LABEL, wraps=True)
        self._slot = Slot(Text.BIG)
        self._digits = Digits()
        self._cancel = Tap(Icon.CROSS, height=96)
        self._use = Tap(Icon.CHECK, height=96, weight=Weight.MAIN)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._ends = QHBoxLayout()
        self._ends.addWidget(self._cancel, 1)
        self._ends.addWidget(self._use, 1)
        self._column = QVBoxLayout(self)
        for part in (self._title, self._how, self._refused, self._slot):
            self._column.addWidget(part)
        self._column.addWidget(self._digits, 1)
        self._column.addLayout(self._ends)
        self._connect()

    def _connect(self) -> None:
        self._digits.put.connect(lambda digit: self._show((self._typed + digit)[: PIN_DIGITS[-1]]))
        self._digits.taken.connect(lambda: self._show(self._typed[:-1]))
        self._digits.entered.connect(self._enter)
        self._digits.left.connect(self.left)
        self._cancel.clicked.connect(self.left)
        self._use.clicked.connect(self._enter)

    def dress(self, look: Look) -> None:
        super().dress(look)
        pad, gap = look.px(20), look.px(10)
        self._column.setContentsMargins(pad, pad, pad, pad)
        self._column.setSpacing(gap)
        self._ends.setSpacing(gap)

    def open(self) -> None:
        self._digits.say()
        self._cancel.say(Label.CANCEL.said)
        self._use.say(Label.USE_PIN.said)
        self._show("")
        self.setFocus()

    def show_face(self, face: PinFace) -> None:
        self._title.setText(face.title)
        self._how.setText(face.how)
        self._refused.setText(face.refused)
        self._how.setVisible(not face.refused)
        self._refused.setVisible(bool(face.refused))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if not self._digits.takes(event):
            super().keyPressEvent(event)

    def _enter(self) -> None:
        """A wrong one is typed anew from the beginning."""
        pin, is_long_enough = self._typed, self._use.isEnabled()
        if is_long_enough:
            self._show("")
            self.entered.emit(pin)

    def _show(self, typed: str) -> None:
        self._typed = typed
        self._slot.show_text(DOT * len(typed))
        self._use.setEnabled(len(typed) in PIN_DIGITS)
