"""A board with nothing on it says why."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.screens.caption import Caption
from kiosk.screens.look import Look, Text
from kiosk.screens.words.sentence import Sentence


class Empty(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._word = Caption(Text.BIG, wraps=True)
        self._says = Caption(Text.BODY, "soft", wraps=True)
        self._column = QVBoxLayout(self)
        self._column.addStretch(1)
        for caption in (self._word, self._says):
            caption.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._column.addWidget(caption)
        self._column.addStretch(1)

    def dress(self, look: Look) -> None:
        side = look.px(120)
        self._column.setContentsMargins(side, 0, side, 0)
        self._column.setSpacing(look.px(14))

    def show_sentence(self, sentence: Sentence) -> None:
        self._word.setText(sentence.word)
        self._says.setText(sentence.says)
