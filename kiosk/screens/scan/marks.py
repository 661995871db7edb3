"""What is drawn over the live picture: where to hold the ticket, what became of each code, a word to the hand.

`room` is the picture's rectangle on the widget; all other places are on the widget too.
"""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from kiosk.camera.sight import Code
from kiosk.screens import icons, paint
from kiosk.screens.icons import Icon
from kiosk.screens.look import Look, Mood, Text
from kiosk.screens.scan.choices import ChoiceFace
from kiosk.screens.scan.face import CoachFace, Verdict

FRAME_WIDTH, FRAME_HEIGHT = 0.56, 0.62
"""The part of the room that the frame for the ticket takes."""

WHITE = QColor("#ffffff")


def frame(painter: QPainter, look: Look, room: QRectF) -> None:
    """Four corners: a dark stroke under a white one, to be seen on any picture."""
    inner = QRectF(0, 0, room.width() * FRAME_WIDTH, room.height() * FRAME_HEIGHT)
    inner.moveCenter(QPointF(room.width() / 2, room.height() * 0.47))
    arm = min(inner.width(), inner.height()) * 0.16
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((QColor(0, 0, 0, 110), look.px(10)), (WHITE, look.px(5))):
        pen = QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        for corner, to_x, to_y in _corners(inner):
            along, down = QPointF(to_x * arm, 0), QPointF(0, to_y * arm)
            painter.drawPolyline(QPolygonF([corner + along, corner, corner + down]))


def code(
    painter: QPainter,
    look: Look,
    room: QRectF,
    corners: QPolygonF,
    code: Code,
    *,
    choice: ChoiceFace | None,
    verdict: Verdict | None,
) -> None:
    """Dashed while it is unread, dark until it was answered, then in the colour of its answer, with icon and word."""
    centre, asks = corners.boundingRect().center(), (look.fill(Mood.ASK), look.on_fill(Mood.ASK))
    if choice is not None:
        _outline(painter, look, corners, asks[0])
        _sign(painter, look, centre, choice.sign)
    elif code.text is None:
        _outline(painter, look, corners, asks[0], Qt.PenStyle.DashLine)
        _pill(painter, look, room, centre, Icon.QUESTION, "", *asks)
    elif verdict is None or verdict.text != code.text:
        _outline(painter, look, corners, QColor(look.colours.veil))
    else:
        _outline(painter, look, corners, look.fill(verdict.mood))
        colours = look.fill(verdict.mood), look.on_fill(verdict.mood)
        _pill(painter, look, room, centre, verdict.icon, verdict.word, *colours)


def coach(painter: QPainter, look: Look, room: QRectF, coach: CoachFace) -> None:
    """Near the lower edge."""
    c = look.colours
    fill, ink = (c.ask, c.on_ask) if coach.is_urgent else (c.veil, c.on_veil)
    _pill(painter, look, room, QPointF(room.width() / 2, room.height()), coach.icon, coach.words, fill, ink)


def mood(painter: QPainter, look: Look, room: QRectF, radius_px: float, mood: Mood) -> None:
    """The answer's colour all round."""
    width = look.px(12)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look.fill(mood), width))
    inset, radius = width / 2, radius_px - width / 2
    painter.drawRoundedRect(room.adjusted(inset, inset, -inset, -inset), radius, radius)


def _outline(
    painter: QPainter, look: Look, corners: QPolygonF, colour: QColor, style: Qt.PenStyle = Qt.PenStyle.SolidLine
) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for stroke, width in ((WHITE, 10), (colour, 6)):
        painter.setPen(QPen(stroke, look.px(width), style, c=Qt.PenCapStyle.RoundCap))
        painter.drawPolygon(corners)


def _sign(painter: QPainter, look: Look, centre: QPointF, sign: str) -> None:
    disc = QRectF(0, 0, look.px(64), look.px(64))
    disc.moveCenter(centre)
    paint.box(painter, disc, disc.width() / 2, look.fill(Mood.ASK))
    paint.line(painter, disc, Qt.AlignmentFlag.AlignHCenter, sign, look.font(Text.TITLE), look.on_fill(Mood.ASK))


def _pill(
    painter: QPainter,
    look: Look,
    room: QRectF,
    centre: QPointF,
    icon: Icon,
    words: str,
    fill: QColor | str,
    ink: QColor | str,
) -> None:
    """An icon and a few words, moved so far that it stays in the room; a disc where there are no words."""
    side, pad, edge, font = look.px(30), look.px(20), look.px(16), look.font(Text.STRONG)
    height = max(look.px(56), side + pad)
    gap = look.px(12) if words else 0
    most = room.width() - 2 * edge - 2 * pad - side - gap
    width = min(QFontMetricsF(font).horizontalAdvance(words) + 1, most) if words else 0
    pill = QRectF(0, 0, width + side + gap + 2 * pad if words else height, height)
    pill.moveCenter(_within(centre, room.adjusted(edge, edge, -edge, -edge), pill))
    paint.box(painter, pill, height / 2, QColor(fill))
    left = pill.left() + pad if words else pill.center().x() - side / 2
    icons.draw(painter, icon, QRectF(left, pill.top(), side, height), QColor(ink))
    text = QRectF(left + side + gap, pill.top(), width, height)
    paint.line(painter, text, Qt.AlignmentFlag.AlignLeft, words, font, QColor(ink))


def _within(centre: QPointF, room: QRectF, box: QRectF) -> QPointF:
    """The nearest to `centre` around which the box lies in the room."""
    x = min(max(centre.x(), room.left() + box.width() / 2), room.right() - box.width() / 2)
    y = min(max(centre.y(), room.top() + box.height() / 2), room.bottom() - box.height() / 2)
    return QPointF(x, y)


def _corners(frame: QRectF) -> tuple[tuple[QPointF, int, int], ...]:
    """Each corner with the directions of its arms."""
    return (
        (frame.topLeft(), 1, 1),
        (frame.topRight(), -1, 1),
        (frame.bottomLeft(), 1, -1),
        (frame.bottomRight(), -1, -1),
    )
