"""A code on the screen, to be photographed or scanned from it."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy

from kiosk.screens import paint
from kiosk.screens.painted import Painted
from kiosk.tickets.code import QUIET, modules_of


class CodePicture(Painted):
    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_text(self, text: str) -> None:
        self._text = text
        self.setAccessibleName(text)
        self.update()

    def draw(self, painter: QPainter) -> None:
        if not self._text:
            return
        side = min(self.width(), self.height())
        square = QRectF(0, 0, side, side)
        square.moveCenter(QRectF(self.rect()).center())
        paint.box(painter, square, self.look.px(12), QColor("#ffffff"), QColor(self.look.colours.edge))
        paint.modules(painter, square, modules_of(self._text), QUIET)
