"""The stations of a line as tiles: who sews there, which bundle, when it was last heard of, pieces so far."""

from typing import cast

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QListView, QStyleOptionViewItem, QVBoxLayout, QWidget

from kiosk.screens import icons, paint
from kiosk.screens.board.face import StationTile
from kiosk.screens.caption import Caption
from kiosk.screens.icons import Icon
from kiosk.screens.look import Text
from kiosk.screens.roll import Brush, Index, Roll
from kiosk.screens.rows import ROW, Rows
from kiosk.screens.words import board as words

TILE_WIDTH, LEAST_WIDTH, TILE_HEIGHT, LEAST_HEIGHT, GAP = 196, 184, 108, 96, 12
LEFT, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


Said = tuple[str, QFont, QColor]


class Stations(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._nothing = Caption(Text.BODY, "soft", wraps=True)
        self._tiles = Tiles()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._nothing)
        column.addWidget(self._tiles, 1)

    def show_tiles(self, tiles: tuple[StationTile, ...]) -> None:
        self._nothing.setText(words.no_stations())
        self._nothing.setVisible(not tiles)
        self._tiles.setVisible(bool(tiles))
        self._tiles.rows.show_rows(tiles)

    def height_in(self, room: QSize) -> int:
        """The height of whole rows of tiles: as many as there are, as many as fit, and one at least."""
        return self._tiles.height_in(room) if self._tiles.rows.rowCount() else self._nothing.sizeHint().height()


class Tiles(Roll):
    """As many tiles beside each other as fit, all of one width. The gap after the last column and the last row lies
    outside, so that tiles end where everything else ends.
    """

    def __init__(self) -> None:
        self._tile_brush = TileBrush()
        super().__init__(Rows(StationTile), self._tile_brush)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)

    def fit(self) -> None:
        gap = self._tile_brush.gap
        self._tile_brush.share(self.width())
        self.setGridSize(self._tile_brush.cell)
        self.setViewportMargins(0, 0, -gap, -gap)
        self.doItemsLayout()

    def height_in(self, room: QSize) -> int:
        brush = self._tile_brush
        columns = brush.share(room.width())
        needed = -(-self.rows.rowCount() // columns)
        rows = min(needed, max(1, (room.height() + brush.gap) // brush.cell.height()))
        return rows * brush.cell.height() - brush.gap


class TileBrush(Brush):
    def __init__(self) -> None:
        super().__init__(TILE_HEIGHT, LEAST_HEIGHT)
        self.cell = QSize(TILE_WIDTH, TILE_HEIGHT)

    @property
    def gap(self) -> int:
        return self.look.px(GAP)

    def share(self, width: int) -> int:
        """Cuts the width into as many columns as it has room for, and returns how many."""
        width += self.gap
        columns = max(1, width // max(LEAST_WIDTH, self.look.px(TILE_WIDTH)))
        self.cell = QSize(width // columns, max(LEAST_HEIGHT, self.look.px(TILE_HEIGHT)))
        return columns

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt's name
        return self.cell

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tile, look, c = cast("StationTile", index.data(ROW)), self.look, self.look.colours
        pad = look.px(14)
        rect = QRectF(option.rect).adjusted(0, 0, -self.gap, -self.gap)
        paint.box(painter, rect, look.px(14), QColor(c.card), QColor(c.edge))
        room = rect.adjusted(pad, look.px(6), -pad, -look.px(6))
        third = room.height() / 3
        rows = [QRectF(room.left(), room.top() + n * third, room.width(), third) for n in range(3)]
        strong, fine, ink, soft = look.font(Text.LABEL), look.font(Text.FINE), QColor(c.ink), QColor(c.soft)
        self._paint_pair(painter, rows[0], (tile.name, strong, ink), (tile.seen, fine, soft))
        self._paint_worker(painter, rows[1], tile)
        self._paint_pair(painter, rows[2], (tile.bundle, fine, soft), (tile.pieces, strong, ink))

    def _paint_pair(self, painter: QPainter, row: QRectF, left: Said, right: Said) -> None:
        """Two texts of a row; the left one gives way."""
        words, font, ink = right
        paint.line(painter, row, RIGHT, words, font, ink)
        wide = QFontMetricsF(font).horizontalAdvance(words) + self.look.px(8)
        words, font, ink = left
        cut = Qt.TextElideMode.ElideMiddle
        paint.line(painter, row.adjusted(0, 0, -wide, 0), LEFT, words, font, ink, cut)

    def _paint_worker(self, painter: QPainter, row: QRectF, tile: StationTile) -> None:
        look = self.look
        ink = QColor(look.colours.right_ink if tile.has_worker else look.colours.soft)
        side = look.px(22)
        icon = Icon.PERSON if tile.has_worker else Icon.CROSS
        icons.draw(painter, icon, QRectF(row.left(), row.top(), side, row.height()), ink)
        words_room = row.adjusted(side + look.px(8), 0, 0, 0)
        paint.line(painter, words_room, LEFT, tile.worker, look.font(Text.SMALL), ink)
