"""The large live picture: what the camera sees, where to hold the ticket, what was read, and a word to the hand."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen, QPolygonF, QTransform
from PySide6.QtWidgets import QSizePolicy

from kiosk.camera.eye import Glance
from kiosk.camera.sight import Code
from kiosk.screens import icons, paint
from kiosk.screens.card import RADIUS
from kiosk.screens.icons import Icon
from kiosk.screens.look import Mood, Text
from kiosk.screens.painted import Painted
from kiosk.screens.scan.choices import ChoiceFace
from kiosk.screens.scan.face import CoachFace, Face
from kiosk.screens.words.sentence import Sentence

FRAME_WIDTH, FRAME_HEIGHT = 0.56, 0.62
"""The part of the widget that the frame for the ticket takes."""


class Picture(Painted):
    """Fills its room with the picture and cuts off what is over, equally on both sides. `mirror`: like a looking-glass,
    so that the hand goes where the eye wants it.
    """

    def __init__(self, *, mirror: bool) -> None:
        super().__init__()
        self._mirror = mirror
        self._glance: Glance | None = None
        self._face = Face()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 180)
        # It covers every pixel of its own, so nothing beneath is drawn for each picture.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def show_glance(self, glance: Glance) -> None:
        self._glance = glance
        self.update()

    def show_face(self, face: Face) -> None:
        self._face = face
        self.setAccessibleName(face.no_picture.word if face.no_picture else face.coach.words)
        self.update()

    def draw(self, painter: QPainter) -> None:
        if self._face.no_picture is not None or self._glance is None:
            self._paint_nothing(painter, self._face.no_picture)
        else:
            self._paint_picture(painter, self._glance)
        rect = QRectF(self.rect())
        if self._face.answer is not None:
            self._paint_mood(painter, rect, self._face.answer.mood)
        paint.corners(painter, rect, self.look.px(RADIUS), QColor(self.look.colours.ground))

    # ---- the picture and what lies on it

    def _paint_picture(self, painter: QPainter, glance: Glance) -> None:
        picture = np.ascontiguousarray(glance.picture)  # Qt reads on from the first pixel, whatever lies there
        height, width = picture.shape[:2]
        image = QImage(picture.data, width, height, picture.strides[0], QImage.Format.Format_BGR888)
        to_widget = self._placed(width, height)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setTransform(to_widget)
        painter.drawImage(0, 0, image)
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter)
        signs = {choice.text: choice for choice in self._face.choices}
        for code in glance.outlines:
            self._paint_code(painter, to_widget, code, signs.get(code.text or ""))
        self._paint_coach(painter, self._face.coach)

    def _placed(self, width: int, height: int) -> QTransform:
        """From the picture's pixels to the widget's."""
        grown = max(self.width() / width, self.height() / height)
        transform = QTransform.fromTranslate(self.width() / 2, self.height() / 2)
        transform.scale(-grown if self._mirror else grown, grown)
        return transform.translate(-width / 2, -height / 2)

    def _paint_frame(self, painter: QPainter) -> None:
        """Four corners: a dark stroke under a white one, to be seen on any picture."""
        frame = QRectF(0, 0, self.width() * FRAME_WIDTH, self.height() * FRAME_HEIGHT)
        frame.moveCenter(QPointF(self.width() / 2, self.height() * 0.47))
        arm = min(frame.width(), frame.height()) * 0.16
        for colour, width in ((QColor(0, 0, 0, 110), self.look.px(10)), (QColor("#ffffff"), self.look.px(5))):
            pen = QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for corner, to_x, to_y in _corners(frame):
                along = QPointF(to_x * arm, 0)
                down = QPointF(0, to_y * arm)
                painter.drawPolyline(QPolygonF([corner + along, corner, corner + down]))

    def _paint_code(self, painter: QPainter, to_widget: QTransform, code: Code, choice: ChoiceFace | None) -> None:
        corners = QPolygonF([to_widget.map(QPointF(x, y)) for x, y in code.outline])
        read = code.text is not None
        colour = self.look.fill(Mood.RIGHT if read and choice is None else Mood.ASK)
        style = Qt.PenStyle.SolidLine if read else Qt.PenStyle.DashLine
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor("#ffffff"), self.look.px(10), style, c=Qt.PenCapStyle.RoundCap))
        painter.drawPolygon(corners)
        painter.setPen(QPen(colour, self.look.px(6), style, c=Qt.PenCapStyle.RoundCap))
        painter.drawPolygon(corners)
        if choice is not None:
            self._paint_sign(painter, corners.boundingRect().center(), choice.sign)

    def _paint_sign(self, painter: QPainter, centre: QPointF, sign: str) -> None:
        disc = QRectF(0, 0, self.look.px(64), self.look.px(64))
        disc.moveCenter(centre)
        paint.box(painter, disc, disc.width() / 2, self.look.fill(Mood.ASK))
        font = self.look.font(Text.TITLE)
        paint.line(painter, disc, Qt.AlignmentFlag.AlignHCenter, sign, font, self.look.on_fill(Mood.ASK))

    def _paint_coach(self, painter: QPainter, coach: CoachFace) -> None:
        """A pill near the lower edge: an icon and a few words."""
        c, side = self.look.colours, self.look.px(30)
        pad, gap, edge = self.look.px(20), self.look.px(12), self.look.px(16)
        fill, ink = (c.ask, c.on_ask) if coach.is_urgent else (c.veil, c.on_veil)
        font = self.look.font(Text.STRONG)
        most = self.width() - 2 * edge - 2 * pad - side - gap
        words = min(QFontMetricsF(font).horizontalAdvance(coach.words) + 1, most)
        height = max(self.look.px(56), side + pad)
        pill = QRectF(0, 0, words + side + gap + 2 * pad, height)
        pill.moveCenter(QPointF(self.width() / 2, self.height() - edge - height / 2))
        paint.box(painter, pill, height / 2, QColor(fill))
        icons.draw(painter, coach.icon, QRectF(pill.left() + pad, pill.top(), side, height), QColor(ink))
        text = QRectF(pill.left() + pad + side + gap, pill.top(), words, height)
        paint.line(painter, text, Qt.AlignmentFlag.AlignLeft, coach.words, font, QColor(ink))

    def _paint_mood(self, painter: QPainter, rect: QRectF, mood: Mood) -> None:
        width = self.look.px(12)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.look.fill(mood), width))
        inset, radius = width / 2, self.look.px(RADIUS) - width / 2
        painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)

    # ---- when there is no picture

    def _paint_nothing(self, painter: QPainter, why: Sentence | None) -> None:
        c, rect = self.look.colours, QRectF(self.rect())
        painter.fillRect(rect, QColor(c.ground))
        paint.box(painter, rect, self.look.px(RADIUS), QColor(c.card), QColor(c.edge))
        if why is None:
            return
        parts = [part for part in (why.says, why.todo) if part]
        icon = Icon.CAMERA_OFF if parts else Icon.STILL
        self._paint_reason(painter, QRectF(self.rect()), icon, why.word, "\n".join(parts))

    def _paint_reason(self, painter: QPainter, room: QRectF, icon: Icon, word: str, says: str) -> None:
        side, gap, ink = self.look.px(96), self.look.px(16), QColor(self.look.colours.ink)
        width = min(room.width() - self.look.px(64), self.look.px(560))
        title: QFont = self.look.font(Text.BIG)
        body: QFont = self.look.font(Text.BODY)
        heights = [side, paint.height_of(word, title, width), paint.height_of(says, body, width)]
        top = room.center().y() - (sum(heights) + 2 * gap) / 2
        left = room.center().x() - width / 2
        flags = paint.WRAPPED | int(Qt.AlignmentFlag.AlignHCenter.value)
        icons.draw(painter, icon, QRectF(left, top, width, side), ink)
        top += side + gap
        paint.text(painter, QRectF(left, top, width, heights[1]), flags, word, title, ink)
        top += heights[1] + gap
        paint.text(painter, QRectF(left, top, width, heights[2]), flags, says, body, ink)


def _corners(frame: QRectF) -> tuple[tuple[QPointF, int, int], ...]:
    """Each corner with the directions of its arms."""
    return (
        (frame.topLeft(), 1, 1),
        (frame.topRight(), -1, 1),
        (frame.bottomLeft(), 1, -1),
        (frame.bottomRight(), -1, -1),
    )
