"""The ten digits and the key that erases, as large as their room, and as the keyboard has them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from kiosk.screens.icons import Icon
from kiosk.screens.look import Look, Text
from kiosk.screens.tap import Tap
from kiosk.screens.words import numbers
from kiosk.screens.words.labels import Label

DIGITS = ("7", "8", "9", "4", "5", "6", "1", "2", "3")


class Digits(QWidget):
    """Tells of each key; what is typed with them is kept by the pad that they are on."""

    put = Signal(str)
    taken = Signal()
    entered = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.keys = {digit: Tap(None, height=56, grows=True, text=Text.TITLE) for digit in (*DIGITS, "0")}
        self.erase = Tap(Icon.BACKSPACE, height=56, grows=True)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for n, digit in enumerate(DIGITS):
            self._grid.addWidget(self.keys[digit], n // 3, n % 3)
        self._grid.addWidget(self.keys["0"], 3, 0, 1, 2)
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
        self.erase.setAccessibleName(Label.ERASE.said)

    def takes(self, event: QKeyEvent) -> bool:
        """Whether the keyboard's key means one of these."""
        key = event.key()
        if event.text() in self.keys:
            self.put.emit(event.text())
        elif key == Qt.Key.Key_Backspace:
            self.taken.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            return False
        return True
