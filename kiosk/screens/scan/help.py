"""Help is called, or hands rest: a tile for each, as on the cards."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from kiosk.floor.codes import Argument, Command
from kiosk.floor.facts import CallKind, IdleReason
from kiosk.screens.caption import Caption
from kiosk.screens.card import Card
from kiosk.screens.icons import Icon
from kiosk.screens.look import Look, Text
from kiosk.screens.tap import Tap
from kiosk.screens.words import trade
from kiosk.screens.words.labels import Label

WIDE, NARROW = 4, 2
"""Tiles in a row."""


class HelpPage(Card):
    """Covers the whole screen."""

    chosen = Signal(object, object)  # a Command and its argument
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._columns = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._calls, self._rests = Caption(Text.TITLE), Caption(Text.TITLE)
        self.calls = {kind: Tap(None, height=72) for kind in CallKind}
        self.reasons = {reason: Tap(None, height=72) for reason in IdleReason}
        self._cancel, self.came, self.resume = (Tap(icon, height=96) for icon in (Icon.CROSS, Icon.CHECK, Icon.PLAY))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._call_grid, self._rest_grid, self._ends = QGridLayout(), QGridLayout(), QHBoxLayout()
        for tap in (self._cancel, self.came, self.resume):
            self._ends.addWidget(tap, 1)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._calls)
        self._column.addLayout(self._call_grid)
        self._column.addWidget(self._rests)
        self._column.addLayout(self._rest_grid)
        self._column.addStretch(1)
        self._column.addLayout(self._ends)
        self._arrange(WIDE)

    def _connect(self) -> None:
        taps: list[tuple[Tap, Command, Argument]] = [
            *((tap, Command.CALL, kind) for kind, tap in self.calls.items()),
            *((tap, Command.PAUSE, reason) for reason, tap in self.reasons.items()),
            (self.came, Command.CAME, None),
            (self.resume, Command.RESUME, None),
        ]
        for tap, command, argument in taps:
            tap.clicked.connect(lambda *_, c=command, a=argument: self.chosen.emit(c, a))
        self._cancel.clicked.connect(self.left)

    def dress(self, look: Look) -> None:
        super().dress(look)
        pad = look.px(24)
        self._column.setContentsMargins(pad, pad, pad, pad)
        for part in (self._column, self._call_grid, self._rest_grid, self._ends):
            part.setSpacing(look.px(12))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._arrange(WIDE if self.width() > self.height() else NARROW)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for grid, taps in ((self._call_grid, self.calls.values()), (self._rest_grid, self.reasons.values())):
            for n, tap in enumerate(taps):
                grid.addWidget(tap, n // columns, n % columns)

    def open(self) -> None:
        self._calls.setText(Label.CALL_FOR.said)
        self._rests.setText(Label.WHY_PAUSE.said)
        for kind, tap in self.calls.items():
            tap.say(trade.call(kind))
        for reason, tap in self.reasons.items():
            tap.say(trade.idle_reason(reason))
        self._cancel.say(Label.CANCEL.said)
        self.came.say(Label.HELP_CAME.said)
        self.resume.say(Label.GO_ON.said)
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
