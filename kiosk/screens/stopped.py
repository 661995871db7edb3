"""The page of a kiosk that cannot work at all: what is the matter, what to do, and a way to try again."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kiosk.screens import icons, paint
from kiosk.screens.caption import Caption
from kiosk.screens.icons import Icon
from kiosk.screens.look import Look, Mood, Text
from kiosk.screens.painted import Painted
from kiosk.screens.tap import Tap, Weight
from kiosk.screens.words.labels import Label
from kiosk.screens.words.sentence import Sentence


class Stopped(QWidget):
    try_again = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._sign = StopSign()
        self._word = Caption(Text.HUGE, wraps=True)
        self._says = Caption(Text.TITLE, wraps=True)
        self._todo = Caption(Text.BODY, "soft", wraps=True)
        self.again = Tap(Icon.AGAIN, height=96, weight=Weight.MAIN, text=Text.STRONG)
        self.again.clicked.connect(self.try_again)
        self._column = QVBoxLayout(self)
        self._column.addStretch(1)
        self._column.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignHCenter)
        for caption in (self._word, self._says, self._todo):
            caption.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._column.addWidget(caption)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.again, 1)
        row.addStretch(1)
        self._column.addSpacing(12)
        self._column.addLayout(row)
        self._column.addStretch(1)

    def dress(self, look: Look) -> None:
        side = look.px(80)
        self._column.setContentsMargins(side, look.px(24), side, look.px(24))
        self._column.setSpacing(look.px(18))

    def show_sentence(self, sentence: Sentence) -> None:
        self._word.setText(sentence.word)
        self._says.setText(sentence.says)
        self._todo.setText(sentence.todo)
        self.again.say(Label.TRY_AGAIN.said)


class StopSign(Painted):
    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def dress(self, look: Look) -> None:
        super().dress(look)
        self.setFixedSize(look.px(144), look.px(144))

    def draw(self, painter: QPainter) -> None:
        rect, inset = QRectF(self.rect()), self.width() * 0.24
        paint.box(painter, rect, rect.width() / 2, self.look.fill(Mood.WRONG))
        icons.draw(painter, Icon.HAND, rect.adjusted(inset, inset, -inset, -inset), QColor("#ffffff"))
