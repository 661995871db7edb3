"""What the tapped line is about, in whole sentences, and the buttons for the supervisor's word."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from kiosk.floor.matters import Because
from kiosk.screens.caption import Caption
from kiosk.screens.card import Card
from kiosk.screens.icons import Icon
from kiosk.screens.look import Look, Text
from kiosk.screens.matters.face import MattersFace
from kiosk.screens.tap import Tap, Weight

MOST_LINES = 4


class Detail(Card):
    accepted = Signal()
    refused = Signal()
    taken_back = Signal(object)  # Because

    def __init__(self) -> None:
        super().__init__()
        self._title = Caption(Text.TITLE, wraps=True)
        self._lines = [Caption(Text.BODY, wraps=True) for _ in range(MOST_LINES)]
        self._said = Caption(Text.LABEL, wraps=True)
        self._hint = Caption(Text.BODY, "soft", wraps=True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._accept = Tap(Icon.CHECK, height=96, weight=Weight.MAIN)
        self._refuse = Tap(Icon.CROSS, height=96)
        self._reasons = {because: Tap(None, height=72) for because in Because}
        self._lay_out()
        self._accept.clicked.connect(self.accepted)
        self._refuse.clicked.connect(self.refused)
        for because, button in self._reasons.items():
            button.clicked.connect(lambda *_, because=because: self.taken_back.emit(because))

    def _lay_out(self) -> None:
        self._grid, self._ends = QGridLayout(), QHBoxLayout()
        for n, button in enumerate(self._reasons.values()):
            self._grid.addWidget(button, n // 2, n % 2)
        self._ends.addWidget(self._refuse, 1)
        self._ends.addWidget(self._accept, 1)
        self._column = QVBoxLayout(self)
        for part in (self._said, self._title, *self._lines):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self._column.addWidget(self._hint)
        self._column.addStretch(1)
        self._column.addLayout(self._grid)
        self._column.addLayout(self._ends)

    def dress(self, look: Look) -> None:
        super().dress(look)
        pad = look.px(24)
        self._column.setContentsMargins(pad, pad, pad, pad)
        self._column.setSpacing(look.px(14))
        for row in (self._grid, self._ends):
            row.setSpacing(look.px(12))

    def show_face(self, face: MattersFace) -> None:
        detail = face.detail
        lines = detail.lines if detail else ()
        self._say(self._said, face.said)
        self._say(self._title, detail.title if detail else "")
        for n, caption in enumerate(self._lines):
            self._say(caption, lines[n] if n < len(lines) else "")
        self._say(self._hint, "" if detail else face.hint)
        for button, word in ((self._accept, detail and detail.accept), (self._refuse, detail and detail.refuse)):
            button.setVisible(bool(word))
            button.say(word or "")
        reasons = dict(detail.reasons) if detail else {}
        for because, button in self._reasons.items():
            button.setVisible(because in reasons)
            button.say(reasons.get(because, ""))

    def _say(self, caption: Caption, words: str) -> None:
        caption.setText(words)
        caption.setVisible(bool(words))
