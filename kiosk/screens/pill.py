"""A small state with its icon: quiet while work goes on, amber when somebody should look."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QSizePolicy

from kiosk.screens import icons, paint
from kiosk.screens.icons import Icon
from kiosk.screens.look import Look, Mood, Text
from kiosk.screens.painted import Painted


class Pill(Painted):
    """As wide as its words; gone while there are none."""

    def __init__(self) -> None:
        super().__init__()
        self._icon, self._words, self._mood = Icon.CLOCK, "", Mood.NOTE
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def dress(self, look: Look) -> None:
        super().dress(look)
        self._fit()

    def say(self, icon: Icon, words: str, mood: Mood) -> None:
        """RIGHT: as it should be. NOTE: good to know. ASK: somebody should see to it."""
        self._icon, self._words, self._mood = icon, words, mood
        self.setAccessibleName(words)
        self._fit()

    def _fit(self) -> None:
        look = self.look
        width = QFontMetricsF(look.font(Text.LABEL)).horizontalAdvance(self._words)
        self.setFixedSize(round(width) + look.px(74), max(40, look.px(44)))
        self.setVisible(bool(self._words))
        self.update()

    def draw(self, painter: QPainter) -> None:
        c, look, rect = self.look.colours, self.look, QRectF(self.rect())
        fill, ink = {Mood.RIGHT: (c.card, c.right_ink), Mood.NOTE: (c.card, c.ink)}.get(self._mood, (c.ask, c.on_ask))
        paint.box(painter, rect, rect.height() / 2, QColor(fill), QColor(c.edge if fill == c.card else fill))
        side = look.px(26)
        icons.draw(painter, self._icon, QRectF(look.px(18), 0, side, rect.height()), QColor(ink))
        words = rect.adjusted(look.px(18) + side + look.px(10), 0, 0, 0)
        paint.line(painter, words, Qt.AlignmentFlag.AlignLeft, self._words, look.font(Text.LABEL), QColor(ink))
