"""The board's widgets: how fresh it is, the lines as tiles, and one line at length."""

from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from kiosk.screens.board.calls import Calls
from kiosk.screens.board.empty import Empty
from kiosk.screens.board.face import Face
from kiosk.screens.board.operations import Operations
from kiosk.screens.board.shift import Shift
from kiosk.screens.board.tiles import Lines
from kiosk.screens.board.veil import Veil
from kiosk.screens.board.view_model import BoardViewModel
from kiosk.screens.caption import Caption
from kiosk.screens.icons import Icon
from kiosk.screens.look import Look, Text
from kiosk.screens.pill import Pill
from kiosk.screens.tap import Tap
from kiosk.screens.words import board as words
from kiosk.screens.words.labels import Label


class BoardView(QWidget):
    def __init__(self, view_model: BoardViewModel) -> None:
        super().__init__()
        self._view_model = view_model
        self.back = Tap(Icon.BACK, height=56)
        self._title = Caption(Text.TITLE)
        self._shift = Caption(Text.BODY, "soft")
        self.fresh = Pill()
        self.lines, self.shift, self.operations = Lines(), Shift(), Operations()
        self.calls = Calls()
        self._provenance = Caption(Text.SMALL, "soft")
        self.empty = Empty()
        self._lay_out()
        self.veil = Veil(self._body)
        self.back.clicked.connect(view_model.go_back)
        self.lines.chosen.connect(view_model.choose)
        view_model.face_changed.connect(self.show_face)
        self.show_face(view_model.face)

    def _lay_out(self) -> None:
        self._head = QHBoxLayout()
        self._head.addWidget(self.back)
        self._head.addWidget(self._title)
        self._head.addWidget(self._shift, 1)
        self._head.addWidget(self.fresh)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.addWidget(self.shift)
        self._halves.addWidget(self.operations)
        self._body = QWidget()
        self._inner = QVBoxLayout(self._body)
        self._inner.setContentsMargins(0, 0, 0, 0)
        self._inner.addWidget(self.lines)
        self._inner.addWidget(self.calls)
        self._inner.addLayout(self._halves, 1)
        self._inner.addWidget(self._provenance)
        self._pages = QStackedLayout()
        self._pages.addWidget(self._body)
        self._pages.addWidget(self.empty)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addLayout(self._pages, 1)

    def dress(self, look: Look) -> None:
        pad = look.px(20)
        self._column.setContentsMargins(pad, 0, pad, look.px(10))
        for layout in (self._column, self._inner, self._halves, self._head):
            layout.setSpacing(look.px(14))

    def show_face(self, face: Face) -> None:
        self.back.say(Label.BACK.said)
        self._title.setText(words.title())
        self._shift.setText(face.shift)
        self.fresh.say(face.fresh.icon, face.fresh.words, face.fresh.mood)
        self.veil.fall(is_down=face.fresh.is_stale)
        self._pages.setCurrentIndex(0 if face.empty is None else 1)
        if face.empty is not None:
            self.empty.show_sentence(face.empty)
        self.lines.show_tiles(face.tiles, face.line.line if face.line else None)
        self.calls.show_calls(face.calls)
        self.shift.show_line(face.line)
        self.operations.show_rows(face.line.operations if face.line else ())
        self._provenance.setText(face.line.provenance if face.line else "")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        wide = self.width() > self.height()
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._halves.setDirection(direction)
        for n, share in enumerate((66, 34) if wide else (58, 42)):
            self._halves.setStretch(n, share)
        self._title.setVisible(wide)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self._view_model.open()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        super().hideEvent(event)
        self._view_model.close()
