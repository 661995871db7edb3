"""A quiet raised surface that holds what belongs together."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from kiosk.screens import paint
from kiosk.screens.painted import Painted

RADIUS = 20


class Card(Painted):
    def draw(self, painter: QPainter) -> None:
        c = self.look.colours
        paint.box(painter, QRectF(self.rect()), self.look.px(RADIUS), QColor(c.card), QColor(c.edge))
