"""Who is signed in: the letters of a name in a disc, and the name itself."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy

from kiosk.screens import paint
from kiosk.screens.look import Look, Text
from kiosk.screens.painted import Painted

HEIGHT, NUMBER_HEIGHT = 72, 26


class Portrait(Painted):
    """The first letters of a name in a disc."""

    def __init__(self) -> None:
        super().__init__()
        self._letters = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def dress(self, look: Look) -> None:
        super().dress(look)
        self.setFixedSize(QSize(look.px(64), look.px(64)))

    def show_name(self, name: str) -> None:
        words = name.split()
        self._letters = "".join(word[0] for word in (words[:1] + words[1:][-1:]))
        self.update()

    def draw(self, painter: QPainter) -> None:
        c, rect = self.look.colours, QRectF(self.rect())
        paint.box(painter, rect, rect.width() / 2, QColor(c.accent))
        font = self.look.font(Text.STRONG)
        paint.line(painter, rect, Qt.AlignmentFlag.AlignHCenter, self._letters, font, QColor(c.on_accent))


class NamePlate(Painted):
    """The name, on two lines and smaller where it is long, and under it the person's number."""

    def __init__(self) -> None:
        super().__init__()
        self._name, self._number = "", ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def dress(self, look: Look) -> None:
        super().dress(look)
        self.setFixedHeight(look.px(HEIGHT))

    def show_name(self, name: str, number: str) -> None:
        self._name, self._number = name, number
        self.setAccessibleName(f"{name} {number}".strip())
        self.update()

    def draw(self, painter: QPainter) -> None:
        c, look, rect = self.look.colours, self.look, QRectF(self.rect())
        low = look.px(NUMBER_HEIGHT) if self._number else 0
        room = rect.adjusted(0, 0, 0, -low)
        font = paint.fitted(self._name, look.font(Text.TITLE), room)
        flags = paint.WRAPPED | int((Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value)
        paint.text(painter, room, flags, self._name, font, QColor(c.ink))
        number = QRectF(rect.left(), room.bottom(), rect.width(), low)
        paint.line(painter, number, Qt.AlignmentFlag.AlignLeft, self._number, look.font(Text.SMALL), QColor(c.soft))
