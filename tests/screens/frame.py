"""A camera's picture made of few plain shapes: a table, a piece of cloth, a hand's ticket. It packs small as PNG."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPolygonF

WIDTH, HEIGHT = 1280, 720
CODE = ((505, 272), (629, 287), (614, 411), (490, 396))
"""Where the ticket's code lies."""

PATTERN = "1111111 1000001 1011101 1011101 1011101 1000001 1111111"


def frame() -> NDArray[np.uint8]:
    """BGR, 1280 x 720."""
    picture = QImage(WIDTH, HEIGHT, QImage.Format.Format_BGR888)
    picture.fill(QColor("#b79f82"))
    painter = QPainter(picture)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#4b5564"))
    cloth = ((0, 200), (420, 240), (520, 470), (430, 720), (0, 720))
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in cloth]))
    painter.setBrush(QColor("#c68f6a"))
    painter.drawRoundedRect(QRectF(560, 430, 190, 400), 80, 80)
    painter.translate(480, 240)
    painter.rotate(7)
    _paint_ticket(painter)
    painter.end()
    whole = np.frombuffer(picture.constBits(), dtype=np.uint8).reshape(HEIGHT, picture.bytesPerLine())
    return whole[:, : 3 * WIDTH].reshape(HEIGHT, WIDTH, 3).copy()


def _paint_ticket(painter: QPainter) -> None:
    painter.setBrush(QColor("#f7f6f2"))
    painter.drawRect(QRectF(0, 0, 360, 220))
    painter.setBrush(QColor("#20242b"))
    for row, dots in enumerate(PATTERN.split()):
        for column, dot in enumerate(dots):
            if dot == "1":
                painter.drawRect(QRectF(30 + 18 * column, 30 + 18 * row, 18, 18))
    for row, length in enumerate((150, 110, 130)):
        painter.drawRect(QRectF(190, 50 + 40 * row, length, 12))
