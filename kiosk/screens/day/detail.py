"""The tapped line explained in whole sentences, and the worker's word about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from kiosk.screens.caption import Caption
from kiosk.screens.card import Card
from kiosk.screens.day.face import DayFace
from kiosk.screens.day.telling import Telling
from kiosk.screens.icons import Icon
from kiosk.screens.look import Look, Text
from kiosk.screens.tap import Tap
from kiosk.screens.words.labels import Label


class Detail(Card):
    disputed = Signal()
    withdrawn = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title = Caption(Text.STRONG, wraps=True)
        self.lines = Telling()
        self.said = Caption(Text.LABEL, wraps=True)
        self.hint = Caption(Text.BODY, "soft", wraps=True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.dispute = Tap(Icon.QUESTION, height=96)
        self.withdraw = Tap(Icon.UNDO, height=96)
        self._lay_out()
        self.dispute.clicked.connect(self.disputed)
        self.withdraw.clicked.connect(self.withdrawn)

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.title)
        self._column.addWidget(self.lines, 1)
        self._column.addWidget(self.hint, 1)
        for part in (self.said, self.withdraw, self.dispute):
            self._column.addWidget(part)

    def dress(self, look: Look) -> None:
        super().dress(look)
        pad = look.px(24)
        self._column.setContentsMargins(pad, pad, pad, pad)
        self._column.setSpacing(look.px(14))

    def show_face(self, face: DayFace) -> None:
        detail = face.detail
        for caption, words in (
            (self.title, detail.title if detail else ""),
            (self.hint, "" if detail else face.hint),
            (self.said, face.said),
        ):
            caption.setText(words)
            caption.setVisible(bool(words))
        self.lines.show_lines(detail.lines if detail else ())
        self.lines.setVisible(detail is not None)
        self.dispute.say(Label.NOT_RIGHT.said)
        self.dispute.setVisible(detail is not None and detail.can_dispute)
        self.withdraw.say(Label.WITHDRAW.said)
        self.withdraw.setVisible(detail is not None and detail.can_withdraw)
