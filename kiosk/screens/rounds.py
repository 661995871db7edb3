"""When the courier goes: after each record at once while the line is up, and otherwise as its last round said."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.screens.lane import Done, Failed, Runs
from kiosk.station.link import Link, LinkDesk, LinkState, Trip

AFTER_A_BUG_MS = 5000


class Rounds(QObject):
    """`desk` is asked on the `network` lane, one round after the other."""

    linked = Signal(object)  # a Link
    changed = Signal(object)  # a frozenset of the kinds of rows that are new here

    def __init__(self, desk: LinkDesk, *, network: Runs) -> None:
        super().__init__()
        self._desk, self._network = desk, network
        self._is_away = False
        self._has_more = False
        self._is_up = False
        self.waiting = QTimer(self, singleShot=True)
        self.waiting.timeout.connect(self.go)

    @Slot()
    def recorded(self) -> None:
        """Something waits to be sent. While the line is down the next try comes in its own time."""
        if self._is_up:
            self.go()
        else:
            self._network.run(self._desk.link, then=self._looked)

    @Slot()
    def go(self) -> None:
        """One round; what is asked for meanwhile is one more round after it."""
        self._has_more = self._is_away
        if not self._is_away:
            self._is_away = True
            self.waiting.stop()
            self._network.run(self._desk.round, then=self._back)

    def _back(self, outcome: Done[Trip] | Failed) -> None:
        self._is_away = False
        wait_ms = AFTER_A_BUG_MS
        if isinstance(outcome, Done):
            wait_ms = round(1000 * outcome.value.wait_s)
            self._tell(outcome.value.link)
            if outcome.value.changed:
                self.changed.emit(outcome.value.changed)
        if self._has_more and self._is_up:
            self.go()
        else:
            self.waiting.start(wait_ms)

    def _looked(self, outcome: Done[Link] | Failed) -> None:
        if isinstance(outcome, Done):
            self._tell(outcome.value)

    def _tell(self, link: Link) -> None:
        self._is_up = link.state is LinkState.ONLINE
        self.linked.emit(link)
