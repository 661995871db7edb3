"""The scan screen's widgets: the picture and four buttons on one side, the panel on the other (below, when upright)."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedLayout, QStackedWidget, QVBoxLayout, QWidget

from kiosk.floor.codes import Command
from kiosk.screens.icons import Icon
from kiosk.screens.look import Look
from kiosk.screens.scan.answer import Answer
from kiosk.screens.scan.choice import ChoicePanel
from kiosk.screens.scan.code_pad import CodePad
from kiosk.screens.scan.day import DayPanel
from kiosk.screens.scan.face import Face, Pad
from kiosk.screens.scan.help import HelpPage
from kiosk.screens.scan.inspection import InspectionPanel
from kiosk.screens.scan.keypad import Keypad
from kiosk.screens.scan.picture import Picture
from kiosk.screens.scan.view_model import ScanViewModel
from kiosk.screens.sign_in.names import NamesPage
from kiosk.screens.sign_in.pin_pad import PinPad
from kiosk.screens.sign_in.view import BadgePrompt
from kiosk.screens.tap import Tap
from kiosk.screens.words.labels import Label

PANEL_SHARE = 0.37


class ScanView(QWidget):
    """`mirror`: the live picture is shown like a looking-glass."""

    def __init__(self, view_model: ScanViewModel, *, mirror: bool) -> None:
        super().__init__()
        self._pad: Pad | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.picture = Picture(mirror=mirror)
        self.undo = Tap(Icon.UNDO, height=96, stacked=True)
        self.change = Tap(Icon.PENCIL, height=96, stacked=True)
        self.type_code = Tap(Icon.KEYBOARD, height=96, stacked=True)
        self.help = Tap(Icon.BELL, height=96, stacked=True)
        self.board = Tap(Icon.BOARD, height=96, stacked=True)
        self.sign_out = Tap(Icon.SIGN_OUT, height=96, stacked=True)
        self.prompt, self.day, self.answer = BadgePrompt(), DayPanel(), Answer()
        self.choice, self.keypad, self.code_pad = ChoicePanel(), Keypad(), CodePad()
        self.names, self.pin_pad, self.inspection = NamesPage(), PinPad(), InspectionPanel()
        self.help_page = HelpPage()
        self._lay_out()
        self._connect(view_model)
        self.show_face(view_model.face)

    def _lay_out(self) -> None:
        self._buttons = QHBoxLayout()
        for button in (self.undo, self.change, self.help, self.type_code, self.board, self.sign_out):
            self._buttons.addWidget(button, 1)
        self._left = QVBoxLayout()
        self._left.addWidget(self.picture, 1)
        self._left.addLayout(self._buttons)
        self._panel = QStackedWidget()
        for page in (self.prompt, self.day, self.answer, self.choice, self.keypad, self.pin_pad, self.inspection):
            self._panel.addWidget(page)
        self._main = QWidget()
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._main)
        self._halves.setContentsMargins(0, 0, 0, 0)
        self._halves.addLayout(self._left)
        self._halves.addWidget(self._panel)
        self._around = QVBoxLayout(self)
        self._pages = QStackedLayout()
        self._around.addLayout(self._pages)
        self._pages.addWidget(self._main)
        self._pages.addWidget(self.code_pad)
        self._pages.addWidget(self.names)
        self._pages.addWidget(self.help_page)

    def _connect(self, view_model: ScanViewModel) -> None:
        view_model.face_changed.connect(self.show_face)
        view_model.seen.connect(self.picture.show_glance)
        self.undo.clicked.connect(view_model.undo)
        self.change.clicked.connect(lambda: view_model.open_pad(Pad.PIECES))
        self.type_code.clicked.connect(lambda: view_model.open_pad(Pad.CODE))
        self.help.clicked.connect(lambda: view_model.open_pad(Pad.HELP))
        self.help_page.chosen.connect(view_model.command)
        self.board.clicked.connect(view_model.show_board)
        self.sign_out.clicked.connect(view_model.sign_out)
        self.day.settling.connect(view_model.settle)
        self.day.cutting.connect(view_model.cut)
        self.day.opened.connect(view_model.show_day)
        self.answer.proposed.connect(view_model.propose)
        cards = {
            Command.SAMPLE: self.day.sampling,
            Command.SAME: self.inspection.again,
            Command.REJECT: self.inspection.spoilt,
            Command.CHECKED: self.inspection.ended,
        }
        for card, tapped in cards.items():
            tapped.connect(lambda *_, card=card: view_model.command(card))
        self.inspection.noted.connect(view_model.note)
        self.answer.tapped.connect(view_model.rest)
        self.choice.chosen.connect(view_model.chosen)
        self.keypad.entered.connect(view_model.change)
        self.code_pad.entered.connect(view_model.typed)
        self.keypad.left.connect(view_model.close_pad)
        self.code_pad.left.connect(view_model.close_pad)
        self.prompt.by_name.connect(view_model.open_names)
        self.names.chosen.connect(view_model.tap_name)
        self.pin_pad.entered.connect(view_model.put_pin)
        for pad in (self.names, self.pin_pad, self.help_page):
            pad.left.connect(view_model.close_pad)

    def dress(self, look: Look) -> None:
        pad = look.px(20)
        self._around.setContentsMargins(pad, 0, pad, pad)
        self._halves.setSpacing(look.px(20))
        self._left.setSpacing(look.px(16))
        self._buttons.setSpacing(look.px(12))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._stand(event.size())

    def _stand(self, size: QSize) -> None:
        """Beside each other on a wide screen, above each other on an upright one."""
        wide = size.width() > size.height()
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._halves.setDirection(direction)
        share = round(100 * PANEL_SHARE) if wide else 52
        self._halves.setStretch(0, 100 - share)
        self._halves.setStretch(1, share)

    def show_face(self, face: Face) -> None:
        self._say()
        self.picture.show_face(face)
        self.undo.setEnabled(face.can_undo)
        self.change.setEnabled(face.can_change)
        self.help.setEnabled(face.person is not None)
        self.sign_out.setEnabled(face.person is not None)
        self._panel.setCurrentWidget(self._panel_for(face))
        self._open(face)
        self.names.show_faces(face.names)
        pages: dict[Pad | None, QWidget] = {Pad.CODE: self.code_pad, Pad.NAME: self.names, Pad.HELP: self.help_page}
        self._pages.setCurrentWidget(pages.get(face.pad, self._main))

    def _say(self) -> None:
        self.prompt.say()
        self.undo.say(Label.UNDO.said)
        self.change.say(Label.CHANGE.said)
        self.type_code.say(Label.TYPE_CODE.said)
        self.help.say(Label.HELP.said)
        self.board.say(Label.BOARD.said)
        self.sign_out.say(Label.SIGN_OUT.said)

    def _panel_for(self, face: Face) -> QWidget:
        """An answer first, then what is being asked or typed, then the day."""
        if face.answer is not None:
            self.answer.show_face(face.answer)
            return self.answer
        if face.pin is not None:
            self.pin_pad.show_face(face.pin)
            return self.pin_pad
        if face.pad is Pad.PIECES:
            return self.keypad
        if face.choices:
            self.choice.show_faces(face.choices)
            return self.choice
        if face.inspection is not None:
            self.inspection.show_face(face.inspection)
            return self.inspection
        if face.person is not None:
            self.day.show_face(face.person)
            return self.day
        return self.prompt

    def _open(self, face: Face) -> None:
        """A pad begins empty each time it opens, and keeps what was typed while it stays."""
        if face.pad is not self._pad:
            self._pad = face.pad
            if face.pad is Pad.CODE:
                self.code_pad.open()
            elif face.pad is Pad.NAME:
                self.names.open(Label.WHOSE_NAME.said)
            elif face.pad is Pad.HELP:
                self.help_page.open()
            elif face.pad is Pad.PIN:
                self.pin_pad.open()
            elif face.pad is Pad.PIECES and face.count is not None:
                self.keypad.open(face.count)
            else:
                self.setFocus()
