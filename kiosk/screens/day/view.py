"""The own day's widgets: its sums on top, its lines on one side, the tapped one or the wage on the other."""

from PySide6.QtGui import QHideEvent, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kiosk.screens.caption import Caption
from kiosk.screens.card import Card
from kiosk.screens.day.detail import Detail
from kiosk.screens.day.face import DayFace
from kiosk.screens.day.lines import Lines
from kiosk.screens.day.sums import Sums
from kiosk.screens.day.view_model import DayViewModel
from kiosk.screens.day.wage import Wage
from kiosk.screens.icons import Icon
from kiosk.screens.look import Look, Mood, Text
from kiosk.screens.pill import Pill
from kiosk.screens.tap import Tap
from kiosk.screens.words.labels import Label


class DayView(QWidget):
    def __init__(self, view_model: DayViewModel) -> None:
        super().__init__()
        self._view_model = view_model
        self.back = Tap(Icon.BACK, height=72)
        self.title, self.shift = Caption(Text.TITLE), Caption(Text.SMALL, "soft")
        self.known = Pill()
        self.sums, self.lines, self.detail, self.wage = Sums(), Lines(), Detail(), Wage()
        self._lay_out()
        self.back.clicked.connect(view_model.back)
        self.lines.chosen.connect(view_model.choose)
        for rolled in (self.lines, self.detail.lines):
            rolled.verticalScrollBar().valueChanged.connect(view_model.touched)
        self.detail.disputed.connect(view_model.dispute)
        self.detail.withdrawn.connect(view_model.withdraw)
        self.wage.turned.connect(view_model.turn_receipt)
        view_model.face_changed.connect(self.show_face)
        self.show_face(view_model.face)

    def _lay_out(self) -> None:
        self._names = QVBoxLayout()
        self._names.addWidget(self.title)
        self._names.addWidget(self.shift)
        self._head = QHBoxLayout()
        self._head.addWidget(self.back)
        self._head.addLayout(self._names, 1)
        self._head.addWidget(self.known)
        self._list = Card()
        self._inner = QVBoxLayout(self._list)
        self._inner.addWidget(self.lines)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside = QStackedWidget()
        for part in (self.detail, self.wage):
            self._beside.addWidget(part)
        self._halves.addWidget(self._list)
        self._halves.addWidget(self._beside)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addWidget(self.sums)
        self._column.addLayout(self._halves, 1)

    def dress(self, look: Look) -> None:
        pad = look.px(20)
        self._column.setContentsMargins(pad, 0, pad, pad)
        self._inner.setContentsMargins(look.px(8), look.px(10), look.px(8), look.px(10))
        for layout in (self._column, self._head, self._halves):
            layout.setSpacing(look.px(16))
        self._names.setSpacing(0)

    def show_face(self, face: DayFace) -> None:
        self.back.say(Label.BACK.said)
        self.title.setText(face.name or Label.MY_DAY.said)
        self.shift.setText(face.shift)
        self.known.say(Icon.WIFI_OFF, face.known, Mood.NOTE)
        self.sums.show_stats(face.stats)
        self._list.setVisible(bool(face.rows))
        self.lines.rows.show_rows(face.rows)
        self.detail.show_face(face)
        if face.wage is not None:
            self.wage.show_face(face.wage, face.hint)
        self._beside.setCurrentWidget(self.detail if face.wage is None else self.wage)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Beside each other on a wide screen, above each other on an upright one."""
        super().resizeEvent(event)
        is_wide = self.width() > self.height()
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._halves.setDirection(beside if is_wide else below)
        for n, share in enumerate((56, 44) if is_wide else (50, 50)):
            self._halves.setStretch(n, share)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self._view_model.touched()
        event.accept()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self._view_model.open()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        super().hideEvent(event)
        self._view_model.close()
