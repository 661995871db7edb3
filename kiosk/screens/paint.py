"""Strokes of the brush that several widgets share."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from kiosk.screens.look import LEAST_TEXT_PX

WRAPPED = int(Qt.TextFlag.TextWordWrap)


def box(painter: QPainter, rect: QRectF, radius: float, fill: QColor, edge: QColor | None = None) -> None:
    """A rounded box; its edge, one pixel, lies inside `rect`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen if edge is None else QPen(edge, 1))
    painter.setBrush(fill)
    inner = rect if edge is None else rect.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(inner, radius, radius)


def corners(painter: QPainter, rect: QRectF, radius: float, colour: QColor) -> None:
    """Covers the four corners outside a rounded `rect`: far cheaper than clipping a picture to it."""
    outside = QPainterPath()
    outside.addRect(rect)
    inside = QPainterPath()
    inside.addRoundedRect(rect, radius, radius)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(outside - inside, colour)


def text(painter: QPainter, rect: QRectF, flags: int, words: str, font: QFont, colour: QColor) -> None:
    """Text from outside is drawn as it is: no markup, no shortcuts in it."""
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(rect, flags, words)


def line(
    painter: QPainter,
    rect: QRectF,
    align: Qt.AlignmentFlag,
    words: str,
    font: QFont,
    colour: QColor,
    cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> None:
    """One line, ending in an ellipsis where it is too long."""
    shown = QFontMetricsF(font).elidedText(words, cut, rect.width())
    flags = int((align | Qt.AlignmentFlag.AlignVCenter).value) | int(Qt.TextFlag.TextSingleLine)
    text(painter, rect, flags, shown, font, colour)


def number(painter: QPainter, rect: QRectF, digits: str, font: QFont, colour: QColor) -> float:
    """A large number whose ink, not whose air, begins at the left edge; returns how wide it stands."""
    metrics = QFontMetricsF(font)
    air = round(metrics.leftBearing(digits[0])) if digits else 0
    left = int((Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value)
    text(painter, rect.adjusted(-air, 0, 0, 0), left, digits, font, colour)
    return metrics.horizontalAdvance(digits) - air


def width_of(words: str, font: QFont) -> float:
    """How wide one line of it stands."""
    return QFontMetricsF(font).horizontalAdvance(words)


def height_of(words: str, font: QFont, width: float) -> float:
    """How tall the wrapped words stand."""
    return _bounds(words, font, QRectF(0, 0, width, 10_000)).height() if words else 0.0


def fitted(words: str, font: QFont, room: QRectF) -> QFont:
    """The font, or a smaller one in which the wrapped words stay within `room`; never smaller than can be read."""
    made = QFont(font)
    while made.pixelSize() > LEAST_TEXT_PX and not _fits(words, made, room):
        made.setPixelSize(made.pixelSize() - 1)
    return made


def rule(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    """A fine line along the top of `rect`, one pixel wide whatever the scale."""
    painter.fillRect(QRectF(rect.left(), int(rect.top()), rect.width(), 1), colour)


def tick(painter: QPainter, start: QPointF, end: QPointF, colour: QColor, width: float) -> None:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawLine(start, end)


def _fits(words: str, font: QFont, room: QRectF) -> bool:
    bounds = _bounds(words, font, room)
    return bounds.height() <= room.height() and bounds.width() <= room.width()


def _bounds(words: str, font: QFont, room: QRectF) -> QRectF:
    flags = WRAPPED | int(Qt.AlignmentFlag.AlignLeft.value)
    whole = QRect(0, 0, int(room.width()), 10_000)
    return QRectF(QFontMetricsF(font).boundingRect(QRectF(whole), flags, words))


def modules(painter: QPainter, square: QRectF, rows: Sequence[Sequence[bool]], quiet: int) -> None:
    """A QR code in black on white with its quiet zone, each module a whole number of pixels, so that no camera doubts
    an edge.
    """
    side = len(rows) + 2 * quiet
    px = max(1, int(square.width() / side))
    left = round(square.center().x() - px * side / 2)
    top = round(square.center().y() - px * side / 2)
    painter.fillRect(left, top, px * side, px * side, QColor("#ffffff"))
    for row, line in enumerate(rows):
        for column, is_dark in enumerate(line):
            if is_dark:
                painter.fillRect(left + px * (column + quiet), top + px * (row + quiet), px, px, QColor("#000000"))
