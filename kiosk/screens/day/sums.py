"""The sums of a day on one card: as many columns as the screen has room for, each a number and what it counts."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from kiosk.screens import icons, paint
from kiosk.screens.card import Card
from kiosk.screens.day.face import StatFace
from kiosk.screens.look import Look, Text

WIDE, NARROW = 7, 4
"""Columns on a wide screen and on an upright one."""

ROW_PX, PAD_PX, ICON_PX = 84, 20, 22
GAP_PX, BESIDE_PX = 20, 8
LEAST_WIDE_PX = 960
LEFT = Qt.AlignmentFlag.AlignLeft


class Sums(Card):
    def __init__(self) -> None:
        super().__init__()
        self._stats: Sequence[StatFace] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def dress(self, look: Look) -> None:
        super().dress(look)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._fit()

    def show_stats(self, stats: Sequence[StatFace]) -> None:
        self._stats = stats
        self.setAccessibleName(", ".join(f"{stat.words} {stat.number}" for stat in stats))
        self._fit()

    @property
    def columns(self) -> int:
        return WIDE if self.width() >= self.look.px(LEAST_WIDE_PX) else NARROW

    def _fit(self) -> None:
        rows = -(-len(self._stats) // self.columns)
        self.setVisible(rows > 0)
        self.setFixedHeight(max(1, rows) * max(ROW_PX * 3 // 4, self.look.px(ROW_PX)) + self.look.px(PAD_PX))
        self.update()

    def draw(self, painter: QPainter) -> None:
        super().draw(painter)
        places = self._places()
        size = min((self._font(stat, place).pixelSize() for stat, place in places), default=0)
        for stat, place in places:
            self._draw_stat(painter, stat, place, size)

    def _places(self) -> list[tuple[StatFace, QRectF]]:
        """Rows of columns; on one row each is as wide as it asks for in proportion, so that no amount is cut."""
        pad, gap, rows = self.look.px(PAD_PX), self.look.px(GAP_PX), -(-len(self._stats) // self.columns)
        room = QRectF(self.rect()).adjusted(pad, pad / 2, gap - pad, -pad / 2)
        height = room.height() / max(1, rows)
        places, left = [], room.left()
        for n, (stat, share) in enumerate(zip(self._stats, self._shares(rows), strict=True)):
            left = room.left() if n % self.columns == 0 else left
            top, width = room.top() + n // self.columns * height, share * room.width()
            places.append((stat, QRectF(left, top, width - gap, height)))
            left += width
        return places

    def _shares(self, rows: int) -> list[float]:
        if rows > 1:
            return [1 / self.columns] * len(self._stats)
        wishes = [self._wish(stat) + self.look.px(GAP_PX) for stat in self._stats]
        return [wish / sum(wishes) for wish in wishes]

    def _wish(self, stat: StatFace) -> float:
        """How wide it stands with its number at full size."""
        number = QFontMetricsF(self.look.font(Text.TITLE)).horizontalAdvance(stat.number)
        words = QFontMetricsF(self.look.font(Text.SMALL)).horizontalAdvance(stat.words)
        return max(words, number + self.look.px(ICON_PX) + self.look.px(BESIDE_PX))

    def _number(self, place: QRectF) -> QRectF:
        beside = self.look.px(ICON_PX) + self.look.px(BESIDE_PX)
        return QRectF(place.left() + beside, place.top(), place.width() - beside, place.height() * 0.58)

    def _font(self, stat: StatFace, place: QRectF) -> QFont:
        return paint.fitted(stat.number, self.look.font(Text.TITLE), self._number(place))

    def _draw_stat(self, painter: QPainter, stat: StatFace, place: QRectF, size: int) -> None:
        """Its number in the size in which all of them fit."""
        c, look, upper = self.look.colours, self.look, self._number(place)
        font = look.font(Text.TITLE)
        font.setPixelSize(size)
        icons.draw(
            painter, stat.icon, QRectF(place.left(), upper.top(), look.px(ICON_PX), upper.height()), QColor(c.soft)
        )
        paint.line(painter, upper, LEFT, stat.number, font, QColor(c.ink))
        lower = QRectF(place.left(), upper.bottom(), place.width(), place.height() - upper.height())
        paint.line(painter, lower, LEFT, stat.words, look.font(Text.SMALL), QColor(c.soft))
