"""The answer to a scan: fills the panel for a moment, and goes at a tap or with the next scan."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QResizeEvent

from kiosk.screens import icons, paint
from kiosk.screens.card import RADIUS
from kiosk.screens.icons import Icon
from kiosk.screens.look import LEAST_TEXT_PX, Text
from kiosk.screens.painted import Painted
from kiosk.screens.scan.answers import AnswerFace
from kiosk.screens.tap import Tap
from kiosk.screens.words.labels import Label
from kiosk.tickets.code import QUIET, modules_of

CENTRED = paint.WRAPPED | int(Qt.AlignmentFlag.AlignHCenter.value)


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph; `gap` is the air above it."""

    words: str
    font: QFont
    gap: float
    height: float


class Answer(Painted):
    tapped = Signal()
    proposed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._face: AnswerFace | None = None
        self._propose = Tap(Icon.EYE, height=96)
        self._propose.setParent(self)
        self._propose.clicked.connect(self.proposed)

    def show_face(self, face: AnswerFace) -> None:
        self._face = face
        self._propose.say(Label.IT_IS_SEWN.said)
        self._propose.setVisible(face.can_propose)
        self.setAccessibleName(" ".join((face.word, face.headline, *face.lines, face.todo)))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        pad, height = self.look.px(28), self._propose.minimumHeight()
        self._propose.setGeometry(pad, self.height() - pad - height, self.width() - 2 * pad, height)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self.tapped.emit()
        event.accept()

    def draw(self, painter: QPainter) -> None:
        if self._face is None:
            return
        rect, pad = QRectF(self.rect()), self.look.px(28)
        paint.box(painter, rect, self.look.px(RADIUS), self.look.fill(self._face.mood))
        room = rect.adjusted(pad, pad, -pad, -pad)
        if self._face.can_propose:
            room.setBottom(self._propose.y() - self.look.px(20))
        room.setBottom(room.bottom() - self._paint_todo(painter, self._face, room))
        self._paint_said(painter, self._face, room)

    def _paint_todo(self, painter: QPainter, face: AnswerFace, room: QRectF) -> float:
        """What is next, at the foot under a fine line; returns the height that it took."""
        if not face.todo:
            return 0.0
        ink, side, gap = self.look.on_fill(face.mood), self.look.px(32), self.look.px(14)
        font = self.look.font(Text.STRONG)
        width = room.width() - side - gap
        height = max(side, paint.height_of(face.todo, font, width))
        top = room.bottom() - height
        line = QColor(ink)
        line.setAlphaF(0.35)
        paint.tick(painter, QPointF(room.left(), top - gap), QPointF(room.right(), top - gap), line, self.look.px(2))
        icons.draw(painter, Icon.FORWARD, QRectF(room.left(), top, side, height), ink)
        flags = paint.WRAPPED | int((Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value)
        paint.text(painter, QRectF(room.left() + side + gap, top, width, height), flags, face.todo, font, ink)
        return height + 2 * gap

    def _paint_said(self, painter: QPainter, face: AnswerFace, room: QRectF) -> None:
        """Icon, word, value and reasons as one group in the middle, drawn smaller where they would not fit."""
        ink = self.look.on_fill(face.mood)
        side = self._code_px(room) if face.ticket else self._disc_px(room)
        for share in (1.0, 0.92, 0.84, 0.76, 0.68, 0.6, 0.5):
            blocks = list(self._blocks(face, room.width(), share))
            height = side + sum(block.gap + block.height for block in blocks)
            if height <= room.height():
                break
        top = max(room.top(), room.center().y() - height / 2)
        square = QRectF(room.center().x() - side / 2, top, side, side)
        if face.ticket:
            paint.modules(painter, square, modules_of(face.ticket), QUIET)
        else:
            self._paint_disc(painter, square, face.icon, ink)
        top += side
        for block in blocks:
            top += block.gap
            paint.text(
                painter, QRectF(room.left(), top, room.width(), block.height), CENTRED, block.words, block.font, ink
            )
            top += block.height

    def _code_px(self, room: QRectF) -> float:
        """Large enough to be photographed from the screen."""
        return min(room.width(), room.height() * 0.5)

    def _disc_px(self, room: QRectF) -> float:
        return min(self.look.px(140), room.height() * 0.27)

    def _paint_disc(self, painter: QPainter, disc: QRectF, icon: Icon, ink: QColor) -> None:
        halo = QColor(ink)
        halo.setAlphaF(0.16)
        paint.box(painter, disc, disc.width() / 2, halo)
        inset = disc.width() * 0.19
        icons.draw(painter, icon, disc.adjusted(inset, inset, -inset, -inset), ink)

    def _blocks(self, face: AnswerFace, width: float, share: float) -> Iterator[_Block]:
        texts = [(face.word, Text.TITLE if face.headline else Text.BIG, 20), (face.headline, Text.HUGE, 4)]
        texts += [
            (line, Text.TITLE if n == 0 else Text.BODY, 14 if n == 0 else 10) for n, line in enumerate(face.lines)
        ]
        for words, kind, gap in texts:
            if words:
                font = self._font(words, kind, width, share)
                yield _Block(words, font, self.look.px(gap), paint.height_of(words, font, width))

    def _font(self, words: str, kind: Text, width: float, share: float) -> QFont:
        """A large value stays on one or two lines; nothing is broken inside a word."""
        font = self.look.font(kind)
        font.setPixelSize(max(LEAST_TEXT_PX, round(font.pixelSize() * share)))
        lines = 2 if kind is Text.HUGE else 8
        return paint.fitted(words, font, QRectF(0, 0, width, lines * 1.3 * font.pixelSize()))
