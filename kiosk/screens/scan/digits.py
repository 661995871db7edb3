"""The ten digits and the key that erases, as large as their room, and as the keyboard has them."""

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from kiosk.screens.icons import Icon
from kiosk.screens.look import Look, Text
from kiosk.screens.tap import Tap
from kiosk.screens.words import numbers
from kiosk.screens.words.labels import Label

POINT = "."
"""As it is told, whatever the language writes."""

DIGITS = ("7", "8", "9", "4", "5", "6", "1", "2", "3")


class Digits(QWidget):
    """Tells of each key; what is typed with them is kept by the pad that they are on."""

    put = Signal(str)
    taken = Signal()
    entered = Signal()
    left = Signal()

    def __init__(self, *, with_point: bool = False) -> None:
        super().__init__()
        self.point = Tap(None, height=56, grows=True, text=Text.TITLE) if with_point else None
        self.keys = {digit: Tap(None, height=56, grows=True, text=Text.TITLE) for digit in (*DIGITS, "0")}
        self.erase = Tap(Icon.BACKSPACE, height=56, grows=True)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for n, digit in enumerate(DIGITS):
            self._grid.addWidget(self.keys[digit], n // 3, n % 3)
        self._grid.addWidget(self.keys["0"], 3, 0, 1, 1 if with_point else 2)
        if self.point is not None:
            self.point.clicked.connect(lambda: self.put.emit(POINT))
            self._grid.addWidget(self.point, 3, 1)
        self._grid.addWidget(self.erase, 3, 2)
        for digit, key in self.keys.items():
            key.clicked.connect(lambda *_, digit=digit: self.put.emit(digit))
        self.erase.clicked.connect(self.taken)

    def dress(self, look: Look) -> None:
        self._grid.setSpacing(look.px(10))

    def say(self) -> None:
        """In the language of the screen."""
        for digit, key in self.keys.items():
            key.say(numbers.number(int(digit)))
        if self.point is not None:
            self.point.say(QLocale().decimalPoint())
        self.erase.setAccessibleName(Label.ERASE.said)

    def takes(self, event: QKeyEvent) -> bool:
        """Whether the keyboard's key means one of these."""
        key = event.key()
        if event.text() in self.keys:
            self.put.emit(event.text())
        elif self.point is not None and event.text() in {POINT, ","}:
            self.put.emit(POINT)
        elif key == Qt.Key.Key_Backspace:
            self.taken.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            return False
        return True
