"""The cutter's screen: the lays on one side, the one that was tapped on the other."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kiosk.screens.caption import Caption
from kiosk.screens.card import Card
from kiosk.screens.cutting.face import CuttingFace
from kiosk.screens.cutting.panels import FormPanel, LayPanel, TicketPanel, WhyPanel
from kiosk.screens.cutting.view_model import CuttingViewModel
from kiosk.screens.icons import Icon
from kiosk.screens.lines import Lines
from kiosk.screens.look import Look, Text
from kiosk.screens.tap import Tap
from kiosk.screens.words.labels import Label


class CuttingView(QWidget):
    def __init__(self, view_model: CuttingViewModel) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title = Caption(Text.TITLE)
        self.lines, self.back = Lines(), Tap(Icon.BACK, height=96)
        self.lay, self.why, self.form, self.ticket = LayPanel(), WhyPanel(), FormPanel(), TicketPanel()
        self._lay_out()
        self._connect(view_model)
        self.show_face(view_model.face)

    def _lay_out(self) -> None:
        self._left = Card()
        self._list = QVBoxLayout(self._left)
        self._list.addWidget(self._title)
        self._list.addWidget(self.lines, 1)
        self._list.addWidget(self.back)
        self._right = QStackedWidget()
        for panel in (self.lay, self.why, self.form, self.ticket):
            self._right.addWidget(panel)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._halves.addWidget(self._left, 50)
        self._halves.addWidget(self._right, 50)

    def _connect(self, view_model: CuttingViewModel) -> None:
        view_model.face_changed.connect(self.show_face)
        self.lines.chosen.connect(view_model.choose)
        self.back.clicked.connect(view_model.back)
        self.lay.begun.connect(view_model.begin)
        self.lay.paused.connect(view_model.ask_why)
        self.lay.telling.connect(view_model.open_form)
        self.lay.undone.connect(view_model.undo)
        self.lay.ticketing.connect(view_model.show_tickets)
        self.why.chosen.connect(view_model.pause)
        self.form.field_chosen.connect(view_model.choose_field)
        self.form.put.connect(view_model.put)
        self.form.erased.connect(view_model.erase)
        self.form.recorded.connect(view_model.record)
        self.ticket.turned.connect(view_model.turn)
        for panel in (self.why, self.form, self.ticket):
            panel.left.connect(view_model.close_page)

    def dress(self, look: Look) -> None:
        pad = look.px(20)
        self._halves.setContentsMargins(pad, 0, pad, pad)
        self._halves.setSpacing(pad)
        self._list.setContentsMargins(pad, look.px(16), look.px(16), look.px(16))
        self._list.setSpacing(look.px(12))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Beside each other on a wide screen, above each other on an upright one."""
        super().resizeEvent(event)
        is_wide = self.width() > self.height()
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._halves.setDirection(beside if is_wide else below)
        self._halves.setStretch(1, 50 if is_wide else 80)

    def show_face(self, face: CuttingFace) -> None:
        self._title.setText(face.title)
        self.back.say(Label.BACK.said)
        self.lines.rows.show_rows(face.rows)
        self.lay.show_face(face)
        self._right.setCurrentWidget(self._panel_for(face))

    def _panel_for(self, face: CuttingFace) -> QWidget:
        if face.reasons:
            self.why.show_face(face)
            return self.why
        if face.form is not None:
            self.form.show_face(face.form, face.said)
            self.form.setFocus()
            return self.form
        if face.ticket is not None:
            self.ticket.show_face(face.ticket)
            return self.ticket
        return self.lay
