"""The large live picture: what the camera sees, where to hold the ticket, what was read, and a word to the hand."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPolygonF, QTransform
from PySide6.QtWidgets import QSizePolicy

from kiosk.camera.canvas import canvas
from kiosk.camera.eye import Glance
from kiosk.screens import icons, paint
from kiosk.screens.card import RADIUS
from kiosk.screens.icons import Icon
from kiosk.screens.look import Text
from kiosk.screens.painted import Painted
from kiosk.screens.scan import marks
from kiosk.screens.scan.face import Face
from kiosk.screens.words.sentence import Sentence

IDLE_S = 0.25
"""How long a picture stays in which nothing stirs: to draw it anew is what costs most while nobody is there."""


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
        shown = self._glance
        if glance.is_still and shown is not None and 0 <= glance.at_s - shown.at_s < IDLE_S and not shown.outlines:
            return
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
            marks.mood(painter, self.look, rect, self.look.px(RADIUS), self._face.answer.mood)
        paint.corners(painter, rect, self.look.px(RADIUS), QColor(self.look.colours.ground))

    # ---- the picture and what lies on it

    def _paint_picture(self, painter: QPainter, glance: Glance) -> None:
        picture = canvas(glance.picture)
        height, width = picture.shape[:2]
        image = QImage(picture.data, width, height, picture.strides[0], QImage.Format.Format_RGB32)
        to_widget = self._placed(width, height)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setTransform(to_widget)
        painter.drawImage(0, 0, image)
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect())
        marks.frame(painter, self.look, room)
        choices = {choice.text: choice for choice in self._face.choices}
        for code in glance.outlines:
            corners = QPolygonF([to_widget.map(QPointF(x, y)) for x, y in code.outline])
            choice = choices.get(code.text or "")
            marks.code(painter, self.look, room, corners, code, choice=choice, verdict=self._face.verdict)
        marks.coach(painter, self.look, room, self._face.coach)

    def _placed(self, width: int, height: int) -> QTransform:
        """From the picture's pixels to the widget's."""
        grown = max(self.width() / width, self.height() / height)
        transform = QTransform.fromTranslate(self.width() / 2, self.height() / 2)
        transform.scale(-grown if self._mirror else grown, grown)
        return transform.translate(-width / 2, -height / 2)

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
