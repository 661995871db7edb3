"""Two codes in view: one large button for each, with the sign that stands beside it on the picture."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from kiosk.screens import paint
from kiosk.screens.caption import Caption
from kiosk.screens.card import Card
from kiosk.screens.icons import Icon
from kiosk.screens.look import Look, Mood, Text
from kiosk.screens.painted import PaintedButton
from kiosk.screens.scan.choices import MOST, ChoiceFace
from kiosk.screens.words.labels import Label


class ChoicePanel(Card):
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._title = Caption(Text.BIG, wraps=True)
        self._how = Caption(Text.BODY, "soft", wraps=True)
        self._choices = [Choice() for _ in range(MOST)]
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._title)
        self._column.addWidget(self._how)
        for choice in self._choices:
            self._column.addWidget(choice)
            choice.clicked.connect(lambda *_, choice=choice: self.chosen.emit(choice.face.text))
        self._column.addStretch(1)

    def dress(self, look: Look) -> None:
        super().dress(look)
        pad = look.px(24)
        self._column.setContentsMargins(pad, pad, pad, pad)
        self._column.setSpacing(look.px(14))

    def show_faces(self, faces: tuple[ChoiceFace, ...]) -> None:
        self._title.setText(Label.WHICH.said)
        self._how.setText(Label.WHICH_HOW.said)
        for n, choice in enumerate(self._choices):
            choice.setVisible(n < len(faces))
            if n < len(faces):
                choice.show_face(faces[n])


class Choice(PaintedButton):
    def __init__(self) -> None:
        super().__init__()
        self.face = ChoiceFace("", "", Icon.TICKET, "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def dress(self, look: Look) -> None:
        super().dress(look)
        self.setFixedHeight(look.target(96))

    def show_face(self, face: ChoiceFace) -> None:
        self.face = face
        self.setAccessibleName(f"{face.sign} {face.title} {face.detail}")
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(self.look.px(320), self.look.target(96))

    def draw(self, painter: QPainter) -> None:
        c, look, rect = self.look.colours, self.look, QRectF(self.rect())
        edge = QColor(c.ink) if self.hasFocus() else None
        paint.box(painter, rect, look.px(16), QColor(c.pressed if self.isDown() else c.plain), edge)
        side, pad = look.px(56), look.px(18)
        disc = QRectF(rect.left() + pad, rect.center().y() - side / 2, side, side)
        paint.box(painter, disc, side / 2, look.fill(Mood.ASK))
        centre, left = Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignLeft
        paint.line(painter, disc, centre, self.face.sign, look.font(Text.TITLE), look.on_fill(Mood.ASK))
        room = QRectF(disc.right() + pad, rect.top(), rect.right() - disc.right() - 2 * pad, rect.height())
        self._paint_words(painter, room, left)

    def _paint_words(self, painter: QPainter, room: QRectF, left: Qt.AlignmentFlag) -> None:
        c, look = self.look.colours, self.look
        title, cut = look.font(Text.STRONG), Qt.TextElideMode.ElideMiddle
        if not self.face.detail:
            paint.line(painter, room, left, self.face.title, title, QColor(c.ink), cut)
            return
        middle = room.center().y()
        upper = QRectF(room.left(), middle - look.px(34), room.width(), look.px(34))
        lower = QRectF(room.left(), middle, room.width(), look.px(32))
        paint.line(painter, upper, left, self.face.title, title, QColor(c.ink), cut)
        paint.line(painter, lower, left, self.face.detail, look.font(Text.SMALL), QColor(c.soft))
