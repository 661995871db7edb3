"""Who forgot the badge taps the own name: large tiles, by first letter where they are many."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout

from kiosk.screens import paint
from kiosk.screens.caption import Caption
from kiosk.screens.card import Card
from kiosk.screens.icons import Icon
from kiosk.screens.look import Look, Text
from kiosk.screens.painted import PaintedButton
from kiosk.screens.scan.face import NameFace
from kiosk.screens.tap import Tap, Weight
from kiosk.screens.words.labels import Label

WIDE, NARROW = 4, 2
"""Tiles in a row."""

ON_PAGE = 16
LETTERS = 13
"""In a row."""


class NamesPage(Card):
    """Covers the whole screen. The page turns where there are more names than have room."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._faces: tuple[NameFace, ...] = ()
        self._letter, self._page, self._columns = "", 0, 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title, self._nobody = Caption(Text.TITLE), Caption(Text.BODY, "soft", wraps=True)
        self._letters = [Tap(None, height=56, text=Text.TITLE) for _ in range(2 * LETTERS)]
        self._tiles = [NameTile() for _ in range(ON_PAGE)]
        self._cancel = Tap(Icon.CROSS, height=96)
        self._more = Tap(Icon.FORWARD, height=96)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._alphabet, self._grid, self._ends = QGridLayout(), QGridLayout(), QHBoxLayout()
        for n, letter in enumerate(self._letters):
            self._alphabet.addWidget(letter, n // LETTERS, n % LETTERS)
        self._ends.addWidget(self._cancel, 1)
        self._ends.addWidget(self._more, 1)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._title)
        self._column.addLayout(self._alphabet)
        self._column.addWidget(self._nobody)
        self._column.addLayout(self._grid)
        self._column.addStretch(1)
        self._column.addLayout(self._ends)
        self._arrange(WIDE)

    def _connect(self) -> None:
        for letter in self._letters:
            letter.clicked.connect(lambda *_, letter=letter: self._turn_to(letter.text()))
        for tile in self._tiles:
            tile.clicked.connect(lambda *_, tile=tile: self.chosen.emit(tile.face.id))
        self._cancel.clicked.connect(self.left)
        self._more.clicked.connect(self._turn)

    def dress(self, look: Look) -> None:
        super().dress(look)
        pad = look.px(24)
        self._column.setContentsMargins(pad, pad, pad, pad)
        self._column.setSpacing(look.px(16))
        for row in (self._alphabet, self._grid, self._ends):
            row.setSpacing(look.px(10))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._arrange(WIDE if self.width() > self.height() else NARROW)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for n, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, n // columns, n % columns)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """A letter finds names, as a tap on it does."""
        letter = event.text().upper()
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif letter and letter in {face.letter for face in self._faces}:
            self._turn_to(letter)
        else:
            super().keyPressEvent(event)

    def open(self, title: str) -> None:
        """With everybody, from the first page."""
        self._letter, self._page = "", 0
        self._title.setText(title)
        self._nobody.setText(Label.NO_NAMES.said)
        self._cancel.say(Label.CANCEL.said)
        self._more.say(Label.MORE_NAMES.said)
        self._show()
        self.setFocus()

    def show_faces(self, faces: tuple[NameFace, ...]) -> None:
        if faces != self._faces:
            self._faces = faces
            self._show()

    def _turn_to(self, letter: str) -> None:
        """The same letter again shows everybody."""
        self._letter, self._page = "" if letter == self._letter else letter, 0
        self._show()

    def _turn(self) -> None:
        """After the last page comes the first."""
        self._page = (self._page + 1) % self._pages()
        self._show()

    def _pages(self) -> int:
        return max(1, -(-len(self._named()) // ON_PAGE))

    def _named(self) -> list[NameFace]:
        return [face for face in self._faces if not self._letter or face.letter == self._letter]

    def _show(self) -> None:
        named, begins = self._named(), self._page * ON_PAGE
        for n, tile in enumerate(self._tiles, start=begins):
            tile.setVisible(n < len(named))
            if n < len(named):
                tile.show_face(named[n])
        self._nobody.setVisible(not self._faces)
        self._more.setVisible(self._pages() > 1)
        self._show_letters()

    def _show_letters(self) -> None:
        """Only those with which a name begins."""
        known = sorted({face.letter for face in self._faces}) if len(self._faces) > ON_PAGE else []
        for n, letter in enumerate(self._letters):
            letter.setVisible(n < len(known))
            if n < len(known):
                letter.say(known[n])
                letter.weigh(Weight.MAIN if known[n] == self._letter else Weight.PLAIN)


class NameTile(PaintedButton):
    """A name, and the number below it for those who share it."""

    def __init__(self) -> None:
        super().__init__()
        self.face = NameFace("", "", "", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def dress(self, look: Look) -> None:
        super().dress(look)
        self.setFixedHeight(look.target(76))

    def show_face(self, face: NameFace) -> None:
        self.face = face
        self.setAccessibleName(f"{face.name} {face.number}".strip())
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(self.look.px(160), self.look.target(76))

    def draw(self, painter: QPainter) -> None:
        c, look, rect = self.look.colours, self.look, QRectF(self.rect())
        edge = QColor(c.ink) if self.hasFocus() else None
        paint.box(painter, rect, look.px(14), QColor(c.pressed if self.isDown() else c.plain), edge)
        room = rect.adjusted(look.px(14), look.px(6), -look.px(10), -look.px(6))
        low = look.px(24) if self.face.number else 0
        upper = room.adjusted(0, 0, 0, -low)
        font = paint.fitted(self.face.name, look.font(Text.LABEL), upper)
        flags = paint.WRAPPED | int((Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value)
        paint.text(painter, upper, flags, self.face.name, font, QColor(c.ink))
        lower = QRectF(room.left(), upper.bottom(), room.width(), low)
        paint.line(painter, lower, Qt.AlignmentFlag.AlignLeft, self.face.number, look.font(Text.SMALL), QColor(c.soft))
