"""The lines of the factory side by side, each in three numbers; a tap shows one of them at length."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QScroller, QSizePolicy, QWidget

from kiosk.floor.ids import LineId
from kiosk.screens import icons, paint
from kiosk.screens.board.face import LineTile
from kiosk.screens.card import RADIUS
from kiosk.screens.look import Look, Mood, Text
from kiosk.screens.painted import PaintedButton

LEFT = Qt.AlignmentFlag.AlignLeft
HEIGHT = 168


class Lines(QScrollArea):
    """All tiles share the width; where there are too many for that they roll sideways."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._tiles: list[Tile] = []
        self.look = Look()
        inner = QWidget()
        self._row = QHBoxLayout(inner)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.LeftMouseButtonGesture)

    def dress(self, look: Look) -> None:
        self.look = look
        self._row.setSpacing(look.px(14))
        self.setFixedHeight(look.px(HEIGHT))

    def show_tiles(self, tiles: tuple[LineTile, ...], chosen: LineId | None) -> None:
        while len(self._tiles) < len(tiles):
            self._add()
        for n, tile in enumerate(self._tiles):
            tile.setVisible(n < len(tiles))
            if n < len(tiles):
                tile.show_face(tiles[n], is_chosen=len(tiles) > 1 and tiles[n].line == chosen)

    def _add(self) -> None:
        tile = Tile()
        tile.dress(self.look)
        tile.clicked.connect(lambda: self.chosen.emit(tile.line))
        self._tiles.append(tile)
        self._row.addWidget(tile, 1)


class Tile(PaintedButton):
    def __init__(self) -> None:
        super().__init__()
        self._face: LineTile | None = None
        self._is_chosen = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def line(self) -> LineId:
        return self._face.line if self._face else LineId("")

    def dress(self, look: Look) -> None:
        super().dress(look)
        self.setMinimumWidth(look.px(352))

    def show_face(self, face: LineTile, *, is_chosen: bool) -> None:
        if (face, is_chosen) != (self._face, self._is_chosen):
            self._face, self._is_chosen = face, is_chosen
            self.setAccessibleName(f"{face.name}: {face.garments} {face.of_target}, {face.pace}")
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(self.look.px(352), self.look.px(HEIGHT))

    def draw(self, painter: QPainter) -> None:
        if self._face is None:
            return
        look, rect, pad = self.look, QRectF(self.rect()), self.look.px(20)
        self._paint_surface(painter, rect)
        room = rect.adjusted(pad, look.px(12), -pad, -look.px(8))
        head = QRectF(room.left(), room.top(), room.width(), look.px(46))
        self._paint_head(painter, head, self._face)
        self._paint_count(painter, room.adjusted(0, head.height() + look.px(4), 0, 0), self._face)

    def _paint_surface(self, painter: QPainter, rect: QRectF) -> None:
        c, look = self.look.colours, self.look
        radius = look.px(RADIUS)
        paint.box(painter, rect, radius, QColor(c.pressed if self.isDown() else c.card), QColor(c.edge))
        if self._is_chosen or self.hasFocus():
            width = look.px(4)
            painter.setPen(QPen(QColor(c.ink if self.hasFocus() else c.accent), width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            inset = width / 2
            painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)

    def _paint_head(self, painter: QPainter, head: QRectF, face: LineTile) -> None:
        """The line's name, and its pace as a pill with icon and word."""
        look, font = self.look, self.look.font(Text.STRONG)
        side, gap, pad = look.px(26), look.px(8), look.px(16)
        wide = QFontMetricsF(font).horizontalAdvance(face.pace) + 1 + side + gap + 2 * pad
        pill = QRectF(head.right() - wide, head.top(), wide, head.height())
        fill, ink = look.fill(face.mood), look.on_fill(face.mood)
        if face.mood is Mood.NOTE:
            fill, ink = QColor(look.colours.plain), QColor(look.colours.ink)
        paint.box(painter, pill, pill.height() / 2, fill)
        icons.draw(painter, face.icon, QRectF(pill.left() + pad, pill.top(), side, pill.height()), ink)
        paint.line(painter, pill.adjusted(pad + side + gap, 0, 0, 0), LEFT, face.pace, font, ink)
        name = head.adjusted(0, 0, -wide - gap, 0)
        paint.line(painter, name, LEFT, face.name, look.font(Text.TITLE), QColor(look.colours.ink))

    def _paint_count(self, painter: QPainter, room: QRectF, face: LineTile) -> None:
        """The garments as large as the tile allows, and beside them what they are measured by."""
        look, c = self.look, self.look.colours
        strong, small = look.font(Text.LABEL), look.font(Text.SMALL)
        lines = ((face.of_target, strong, c.ink), (face.efficiency, small, c.soft), (face.people, small, c.soft))
        gap = look.px(18)
        needed = max(QFontMetricsF(font).horizontalAdvance(words) for words, font, _ in lines) + gap
        large = paint.fitted(
            face.garments, look.font(Text.VAST), QRectF(0, 0, room.width() - needed, room.height() * 2)
        )
        wide = paint.number(painter, room, face.garments, large, QColor(c.ink))
        rest = room.adjusted(wide + gap, look.px(6), 0, -look.px(6))
        third = rest.height() / 3
        for n, (words, font, ink) in enumerate(lines):
            line = QRectF(rest.left(), rest.top() + n * third, rest.width(), third)
            paint.line(painter, line, LEFT, words, font, QColor(ink))
