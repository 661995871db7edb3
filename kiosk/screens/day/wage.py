"""The day's wage on a card: its parts and their sum, or the code of its receipt."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from kiosk.screens import paint
from kiosk.screens.caption import Caption
from kiosk.screens.card import Card
from kiosk.screens.code import CodePicture
from kiosk.screens.day.wage_face import WageFace
from kiosk.screens.icons import Icon
from kiosk.screens.look import Look, Text
from kiosk.screens.painted import Painted
from kiosk.screens.tap import Tap
from kiosk.screens.words.labels import Label

ROW_PX = 44
LEFT, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


class Wage(Card):
    turned = Signal()  # to the receipt, or back from it

    def __init__(self) -> None:
        super().__init__()
        self.title = Caption(Text.STRONG, wraps=True)
        self.parts = Parts()
        self.code = CodePicture()
        self.notes = Caption(Text.BODY, "soft", wraps=True)
        self.hint = Caption(Text.BODY, "soft", wraps=True)
        self.receipt, self.back = Tap(Icon.TICKET, height=96), Tap(Icon.BACK, height=96)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.title)
        self._column.addWidget(self.parts)
        self._column.addWidget(self.code, 1)
        self._column.addWidget(self.notes)
        self._column.addWidget(self.hint, 1)
        for tap in (self.receipt, self.back):
            self._column.addWidget(tap)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for tap in (self.receipt, self.back):
            tap.clicked.connect(self.turned)

    def dress(self, look: Look) -> None:
        super().dress(look)
        pad = look.px(24)
        self._column.setContentsMargins(pad, pad, pad, pad)
        self._column.setSpacing(look.px(14))

    def show_face(self, face: WageFace, hint: str) -> None:
        is_receipt = bool(face.receipt)
        self.title.setText(Label.RECEIPT.said if is_receipt else Label.WAGE.said)
        self.parts.show_face(face)
        self.parts.setVisible(not is_receipt and bool(face.parts))
        self.code.show_text(face.receipt)
        self.code.setVisible(is_receipt)
        self.notes.setText("\n".join(face.about if is_receipt else face.notes))
        self.notes.setVisible(bool(self.notes.text()))
        self.hint.setText(hint)
        self.hint.setVisible(not is_receipt)
        self.receipt.say(Label.RECEIPT.said)
        self.receipt.setVisible(face.can_receipt and not is_receipt)
        self.back.say(Label.BACK.said)
        self.back.setVisible(is_receipt)


class Parts(Painted):
    """A row for each part, and their sum under a rule."""

    def __init__(self) -> None:
        super().__init__()
        self._face = WageFace()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def dress(self, look: Look) -> None:
        super().dress(look)
        self._fit()

    def show_face(self, face: WageFace) -> None:
        self._face = face
        self.setAccessibleName(", ".join(f"{words} {amount}" for words, amount in self._rows()))
        self._fit()

    def _rows(self) -> tuple[tuple[str, str], ...]:
        return (*self._face.parts, (Label.TOGETHER.said, self._face.total))

    def _fit(self) -> None:
        self.setFixedHeight(self.look.px(ROW_PX) * len(self._rows()))
        self.update()

    def draw(self, painter: QPainter) -> None:
        height = self.look.px(ROW_PX)
        for n, (words, amount) in enumerate(self._rows()):
            room = QRectF(0, n * height, self.width(), height)
            is_sum = n == len(self._face.parts)
            font = self.look.font(Text.STRONG if is_sum else Text.BODY)
            if is_sum:
                paint.rule(painter, room, QColor(self.look.colours.edge))
            paint.line(painter, room, RIGHT, amount, font, QColor(self.look.colours.ink))
            room.setRight(room.right() - paint.width_of(amount, font) - self.look.px(12))
            colour = self.look.colours.ink if is_sum else self.look.colours.soft
            paint.line(painter, room, LEFT, words, font, QColor(colour))
