"""A bundle in an inspector's hand: a large tile for each defect, and the end of the inspection."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout

from kiosk.screens import paint
from kiosk.screens.caption import Caption
from kiosk.screens.card import Card
from kiosk.screens.icons import Icon
from kiosk.screens.look import Look, Mood, Text
from kiosk.screens.painted import PaintedButton
from kiosk.screens.scan.inspection_face import InspectionFace, TileFace
from kiosk.screens.tap import Tap, Weight
from kiosk.screens.words.labels import Label

ON_PAGE = 10
"""Tiles in two columns; where there are more kinds of defects, the page turns."""


class InspectionPanel(Card):
    noted = Signal(str)  # a defect's code
    again = Signal()  # the next defect is on the same piece, or is not after all
    spoilt = Signal()  # the piece noted last cannot be mended
    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._face: InspectionFace | None = None
        self._page = 0
        self._title, self._found = Caption(Text.TITLE), Caption(Text.LABEL, "soft")
        self.tiles = [Tile() for _ in range(ON_PAGE)]
        self.more = Tap(Icon.FORWARD, height=72)
        self.same = Tap(Icon.AGAIN, height=72)
        self.reject = Tap(Icon.CROSS, height=72)
        self.end = Tap(Icon.CHECK, height=96, weight=Weight.MAIN)
        self._lay_out()
        for tile in self.tiles:
            tile.clicked.connect(lambda *_, tile=tile: self.noted.emit(tile.face.code))
        self.more.clicked.connect(self._turn)
        self.same.clicked.connect(self.again)
        self.reject.clicked.connect(self.spoilt)
        self.end.clicked.connect(self.ended)

    def _lay_out(self) -> None:
        self._grid, self._row = QGridLayout(), QHBoxLayout()
        for n, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, n // 2, n % 2)
        for tap in (self.same, self.reject, self.more):
            self._row.addWidget(tap, 1)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._title)
        self._column.addWidget(self._found)
        self._column.addLayout(self._grid, 1)
        self._column.addLayout(self._row)
        self._column.addWidget(self.end)

    def dress(self, look: Look) -> None:
        super().dress(look)
        pad, gap = look.px(20), look.px(10)
        self._column.setContentsMargins(pad, pad, pad, pad)
        for part in (self._column, self._grid, self._row):
            part.setSpacing(gap)

    def show_face(self, face: InspectionFace) -> None:
        """Another bundle begins on the first page."""
        if self._face is None or self._face.bundle != face.bundle:
            self._page = 0
        self._face = face
        self._title.setText(face.title)
        self._found.setText(face.found)
        self.same.say(Label.CARD_SAME.said)
        self.same.setEnabled(face.can_reject)
        self.same.weigh(Weight.MAIN if face.is_same else Weight.PLAIN)
        self.end.weigh(Weight.PLAIN if face.is_same else Weight.MAIN)
        self.reject.say(Label.CANNOT_MEND.said)
        self.reject.setEnabled(face.can_reject)
        self.more.say(Label.MORE_DEFECTS.said)
        self.more.setVisible(len(face.tiles) > ON_PAGE)
        self.end.say(face.end)
        self._show_tiles(face.tiles)

    def _turn(self) -> None:
        """After the last page comes the first."""
        if self._face is not None:
            self._page = (self._page + 1) % -(-len(self._face.tiles) // ON_PAGE)
            self._show_tiles(self._face.tiles)

    def _show_tiles(self, faces: tuple[TileFace, ...]) -> None:
        shown = faces[self._page * ON_PAGE : (self._page + 1) * ON_PAGE]
        for n, tile in enumerate(self.tiles):
            tile.setVisible(n < len(shown))
            if n < len(shown):
                tile.show_face(shown[n])


class Tile(PaintedButton):
    """The defect's name, and how many pieces have it once any has."""

    def __init__(self) -> None:
        super().__init__()
        self.face = TileFace("", "", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)

    def dress(self, look: Look) -> None:
        super().dress(look)
        self.setMinimumHeight(look.target(56))

    def show_face(self, face: TileFace) -> None:
        self.face = face
        self.setAccessibleName(f"{face.word} {face.count}".strip())
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(self.look.px(150), self.look.target(56))

    def draw(self, painter: QPainter) -> None:
        c, look, rect = self.look.colours, self.look, QRectF(self.rect())
        edge = QColor(c.ink) if self.hasFocus() else None
        paint.box(painter, rect, look.px(14), QColor(c.pressed if self.isDown() else c.plain), edge)
        room = rect.adjusted(look.px(12), look.px(4), -look.px(12), -look.px(4))
        if self.face.count:
            side = look.px(40)
            disc = QRectF(room.right() - side, room.center().y() - side / 2, side, side)
            paint.box(painter, disc, side / 2, look.fill(Mood.ASK))
            centre = Qt.AlignmentFlag.AlignHCenter
            paint.line(painter, disc, centre, self.face.count, look.font(Text.STRONG), look.on_fill(Mood.ASK))
            room.setRight(disc.left() - look.px(8))
        font = paint.fitted(self.face.word, look.font(Text.LABEL), room)
        flags = paint.WRAPPED | int((Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value)
        paint.text(painter, room, flags, self.face.word, font, QColor(c.ink))
