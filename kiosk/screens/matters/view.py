"""The supervisor's screen: what waits on one side, what it is about on the other, and below what to do to a bundle."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QStackedLayout, QStackedWidget, QVBoxLayout, QWidget

from kiosk.floor.codes import Command
from kiosk.screens.caption import Caption
from kiosk.screens.card import Card
from kiosk.screens.icons import Icon
from kiosk.screens.lines import Lines
from kiosk.screens.look import Look, Text
from kiosk.screens.matters.detail import Detail
from kiosk.screens.matters.face import MattersFace
from kiosk.screens.matters.view_model import MattersViewModel
from kiosk.screens.scan.keypad import Keypad
from kiosk.screens.sign_in.names import NamesPage
from kiosk.screens.tap import Tap
from kiosk.screens.words.labels import Label

COMMANDS = {
    Command.OPEN: (Icon.BUNDLE, Label.CARD_OPEN),
    Command.HOLD: (Icon.HAND, Label.CARD_HOLD),
    Command.RELEASE: (Icon.FORWARD, Label.CARD_RELEASE),
    Command.REJECT: (Icon.CROSS, Label.CARD_REJECT),
    Command.SPLIT: (Icon.SPLIT, Label.CARD_SPLIT),
    Command.MERGE: (Icon.MERGE, Label.CARD_MERGE),
    Command.REPLACE: (Icon.AGAIN, Label.CARD_REPLACE),
}


class MattersView(QWidget):
    def __init__(self, view_model: MattersViewModel) -> None:
        super().__init__()
        self._is_counting = self._is_naming = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title, self._stands = Caption(Text.TITLE), Caption(Text.SMALL, "soft")
        self.show_all = Tap(Icon.BACK, height=56)
        self.lines, self.detail, self.keypad, self.names = Lines(), Detail(), Keypad(), NamesPage()
        self.back = Tap(Icon.BACK, height=96, stacked=True)
        self.commands = {command: Tap(icon, height=96, stacked=True) for command, (icon, _) in COMMANDS.items()}
        self._lay_out()
        self._connect(view_model)
        self.show_face(view_model.face)

    def _lay_out(self) -> None:
        self._left = Card()
        self._head = QHBoxLayout()
        names = QVBoxLayout()
        names.setSpacing(0)
        for caption in (self._title, self._stands):
            names.addWidget(caption)
        self._head.addLayout(names, 1)
        self._head.addWidget(self.show_all)
        self._list = QVBoxLayout(self._left)
        self._list.addLayout(self._head)
        self._list.addWidget(self.lines, 1)
        self._right = QStackedWidget()
        for part in (self.detail, self.keypad):
            self._right.addWidget(part)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.addWidget(self._left, 55)
        self._halves.addWidget(self._right, 45)
        self._buttons = QGridLayout()
        self._stand(8)
        self._main = QWidget()
        self._column = QVBoxLayout(self._main)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._halves, 1)
        self._column.addLayout(self._buttons)
        self._around = QVBoxLayout(self)
        self._pages = QStackedLayout()
        self._around.addLayout(self._pages)
        for page in (self._main, self.names):
            self._pages.addWidget(page)

    def _connect(self, view_model: MattersViewModel) -> None:
        view_model.face_changed.connect(self.show_face)
        self.lines.chosen.connect(view_model.choose)
        self.detail.accepted.connect(view_model.accept)
        self.detail.refused.connect(view_model.refuse)
        self.detail.taken_back.connect(view_model.take_back)
        self.names.chosen.connect(view_model.name)
        self.keypad.entered.connect(view_model.count)
        for pad in (self.names, self.keypad):
            pad.left.connect(view_model.close_pad)
        self.show_all.clicked.connect(view_model.open_all)
        self.back.clicked.connect(view_model.back)
        for command, button in self.commands.items():
            button.clicked.connect(lambda *_, command=command: view_model.command(command))

    def dress(self, look: Look) -> None:
        pad, gap = look.px(20), look.px(16)
        self._around.setContentsMargins(pad, 0, pad, pad)
        self._list.setContentsMargins(look.px(20), look.px(16), look.px(12), look.px(8))
        for part in (self._halves, self._column, self._list):
            part.setSpacing(gap)
        self._buttons.setSpacing(look.px(12))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Beside each other on a wide screen, above each other on an upright one."""
        super().resizeEvent(event)
        is_wide = self.width() > self.height()
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._halves.setDirection(beside if is_wide else below)
        self._stand(8 if is_wide else 4)

    def _stand(self, columns: int) -> None:
        for n, button in enumerate((self.back, *self.commands.values())):
            self._buttons.addWidget(button, n // columns, n % columns)

    def show_face(self, face: MattersFace) -> None:
        self._say(face)
        self.lines.rows.show_rows(face.rows)
        self.detail.show_face(face)
        self.show_all.setVisible(face.can_show_all)
        self.names.show_faces(face.names or ())
        self._open(face)

    def _say(self, face: MattersFace) -> None:
        self._title.setText(face.title)
        self._stands.setText(face.stands)
        self._stands.setVisible(bool(face.stands))
        self.show_all.say(Label.ALL_OPEN.said)
        self.back.say(Label.BACK.said)
        for command, (_, label) in COMMANDS.items():
            self.commands[command].say(label.said)

    def _open(self, face: MattersFace) -> None:
        """A pad begins empty each time it opens."""
        is_counting, is_naming = face.count is not None, face.names is not None
        if face.count is not None and not self._is_counting:
            self.keypad.open(face.count)
        if is_naming and not self._is_naming:
            self.names.open(Label.WHOSE_WORK.said)
        self._is_counting, self._is_naming = is_counting, is_naming
        self._right.setCurrentWidget(self.keypad if is_counting else self.detail)
        self._pages.setCurrentWidget(self.names if is_naming else self._main)
