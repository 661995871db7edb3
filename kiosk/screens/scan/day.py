"""Who is signed in, and the shift so far: pieces very large, pay, efficiency, what was recorded last."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout

from kiosk.screens import icons, paint
from kiosk.screens.caption import Caption
from kiosk.screens.card import Card
from kiosk.screens.icons import Icon
from kiosk.screens.look import Look, Text
from kiosk.screens.painted import Painted
from kiosk.screens.scan.entries import Entries
from kiosk.screens.scan.face import PersonFace
from kiosk.screens.scan.who import NamePlate, Portrait
from kiosk.screens.tap import Tap, Weight
from kiosk.screens.words.labels import Label


class DayPanel(Card):
    """A tap anywhere on it opens the day, line by line."""

    settling = Signal()
    cutting = Signal()
    sampling = Signal()
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._settle, self._cut, self._sample = (Tap(icon, height=72) for icon in (Icon.HAND, Icon.BUNDLE, Icon.EYE))
        self._sample.clicked.connect(self.sampling)
        self._settle.clicked.connect(self.settling)
        self._cut.clicked.connect(self.cutting)
        self.more = Tap(Icon.FORWARD, weight=Weight.QUIET, height=56)
        self.more.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.more.clicked.connect(self.opened)
        self._portrait = Portrait()
        self._name = NamePlate()
        self._pieces = BigNumber()
        self._pay = Stat(Icon.COIN)
        self._efficiency = Stat(Icon.GAUGE)
        self._last = Caption(Text.LABEL, "soft")
        self._nothing = Caption(Text.BODY, "soft", wraps=True)
        self._entries = Entries()
        self._entries.clicked.connect(self.opened)
        self._lay_out()

    def _lay_out(self) -> None:
        self._head = QHBoxLayout()
        self._head.addWidget(self._portrait)
        self._head.addWidget(self._name, 1)
        self._head.addWidget(self.more)
        self._stats = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._stats.addWidget(self._pay, 3)
        self._stats.addWidget(self._efficiency, 2)
        self._sums = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._sums.addWidget(self._pieces, 1)
        self._sums.addLayout(self._stats, 1)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addLayout(self._sums)
        self._column.addSpacing(4)
        self._column.addWidget(self._last)
        self._column.addWidget(self._nothing)
        self._column.addWidget(self._entries, 1)
        self._column.addStretch(0)
        self._column.addWidget(self._cut)
        self._column.addWidget(self._sample)
        self._column.addWidget(self._settle)

    def dress(self, look: Look) -> None:
        super().dress(look)
        pad = look.px(24)
        self._column.setContentsMargins(pad, pad, pad, look.px(12))
        self._column.setSpacing(look.px(14))
        self._head.setSpacing(look.px(14))
        self._stats.setSpacing(look.px(12))
        self._sums.setSpacing(look.px(14))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The number above the lesser ones, or beside them where the panel is wide."""
        super().resizeEvent(event)
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        is_wide = self.width() > self.height()
        self._sums.setDirection(beside if is_wide else below)
        self._stats.setDirection(below if is_wide else beside)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if self.rect().contains(event.position().toPoint()):
            self.opened.emit()

    def show_face(self, face: PersonFace) -> None:
        self._name.show_name(face.name, face.number)
        self._portrait.show_name(face.name)
        self._pieces.show_number(face.pieces, face.counted)
        self._pay.show_number(face.pay, face.held or Label.PAY.said)
        self._efficiency.show_number(face.efficiency, Label.EFFICIENCY.said)
        self.more.setAccessibleName(Label.MY_DAY.said)
        self._settle.say(Label.TO_SETTLE.said)
        self._settle.setVisible(face.can_settle)
        self._sample.say(Label.CARD_SAMPLE.said)
        self._sample.setVisible(face.can_sample)
        self._cut.say(Label.LAYS.said)
        self._cut.setVisible(face.can_cut)
        self._last.setText(Label.LAST.said)
        self._last.setVisible(bool(face.last))
        self._nothing.setText(Label.NOTHING_YET.said)
        self._nothing.setVisible(not face.last)
        self._entries.setVisible(bool(face.last))
        self._entries.rows.show_rows(face.last)


class BigNumber(Painted):
    """A number as large as its room, and under it what it counts."""

    def __init__(self) -> None:
        super().__init__()
        self._number, self._words = "", ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def dress(self, look: Look) -> None:
        super().dress(look)
        self.setFixedHeight(look.px(160))

    def show_number(self, number: str, words: str) -> None:
        self._number, self._words = number, words
        self.setAccessibleName(f"{number} {words}")
        self.update()

    def draw(self, painter: QPainter) -> None:
        c, rect, left = self.look.colours, QRectF(self.rect()), Qt.AlignmentFlag.AlignLeft
        words_height = self.look.px(34)
        digits = QRectF(rect.left(), rect.top(), rect.width(), rect.height() - words_height)
        font = paint.fitted(self._number, self.look.font(Text.GIANT), QRectF(0, 0, rect.width(), 1000))
        paint.number(painter, digits, self._number, font, QColor(c.ink))
        words = QRectF(rect.left(), digits.bottom(), rect.width(), words_height)
        paint.line(painter, words, left, self._words, self.look.font(Text.BODY), QColor(c.soft))


class Stat(Painted):
    """A lesser number with its icon and name."""

    def __init__(self, icon: Icon) -> None:
        super().__init__()
        self._icon, self._number, self._words = icon, "", ""

    def dress(self, look: Look) -> None:
        super().dress(look)
        self.setFixedHeight(max(64, look.px(86)))

    def show_number(self, number: str, words: str) -> None:
        self._number, self._words = number, words
        self.setAccessibleName(f"{words} {number}")
        self.update()

    def draw(self, painter: QPainter) -> None:
        c, look, rect = self.look.colours, self.look, QRectF(self.rect())
        paint.box(painter, rect, look.px(14), QColor(c.ground))
        room = rect.adjusted(look.px(16), look.px(8), -look.px(10), -look.px(8))
        upper = QRectF(room.left(), room.top(), room.width(), room.height() * 0.58)
        lower = QRectF(room.left(), upper.bottom(), room.width(), room.height() * 0.42)
        left = Qt.AlignmentFlag.AlignLeft
        font = paint.fitted(self._number, look.font(Text.TITLE), upper)
        paint.line(painter, upper, left, self._number, font, QColor(c.ink))
        side = look.px(22)
        icons.draw(painter, self._icon, QRectF(lower.left(), lower.top(), side, lower.height()), QColor(c.soft))
        words = lower.adjusted(side + look.px(8), 0, 0, 0)
        paint.line(painter, words, left, self._words, look.font(Text.SMALL), QColor(c.soft))
