"""A list that a finger rolls: no scroll bars, nothing to select, and no row cut off where all could be made to fit."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QScroller, QStyledItemDelegate, QStyleOptionViewItem

from kiosk.screens.look import Look
from kiosk.screens.rows import Rows

Index = QModelIndex | QPersistentModelIndex


class Brush(QStyledItemDelegate):
    """Paints one row: `row_px` high at 1280 x 800, an eighth less where room is short, never less than `least_px`."""

    def __init__(self, row_px: int, least_px: int) -> None:
        super().__init__()
        self.look = Look()
        self._row_px, self._least_px = row_px, least_px
        self._height = row_px

    def fit(self, room: int, rows: int) -> int:
        """As high as they should be; lower where that brings all into the `room`. Returns what is left over of it."""
        wanted = max(self._least_px, self.look.px(self._row_px))
        least = max(self._least_px, self.look.px(self._row_px * 7 / 8))
        fair = room // max(1, rows)
        self._height = fair if least <= fair < wanted else wanted
        return 0 if fair >= self._height else room % self._height

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt's name
        return QSize(0, self._height)


class Roll(QListView):
    def __init__(self, rows: Rows, brush: Brush) -> None:
        super().__init__()
        self.rows, self._brush = rows, brush
        self.setModel(rows)
        self.setItemDelegate(brush)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.viewport().setAutoFillBackground(False)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.LeftMouseButtonGesture)
        rows.modelReset.connect(self.fit)

    def dress(self, look: Look) -> None:
        self._brush.look = look
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        self.fit()
        super().resizeEvent(event)

    def fit(self) -> None:
        """Whole rows where the list begins; more of them come by rolling."""
        rest = self._brush.fit(self.height(), self.rows.rowCount())
        self.setViewportMargins(0, 0, 0, rest)
        self.doItemsLayout()
