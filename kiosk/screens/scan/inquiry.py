"""From a showing to the desk's answer. A bundle from elsewhere is asked of the server first, if it answers soon."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.floor.desk import Step
from kiosk.screens.lane import Done, Failed, Runs
from kiosk.station.scan import ScanDesk

PATIENCE_MS = 1500
"""How long a showing waits for what the server knows of its bundle: no longer than a person waits for an answer."""


class Showing(NamedTuple):
    """A code that was shown, or typed."""

    text: str
    by_hand: bool = False


class Inquiry(QObject):
    """Showings are answered in their order: what comes while one waits for the server makes it count without. `desk` is
    asked on the `store` lane; `ask`, which fetches what the server knows of a ticket, on the `network` lane.
    """

    answered = Signal(object, str)  # a Done[Step] or Failed; the text on the picture, empty where it was typed

    def __init__(self, desk: ScanDesk, ask: Callable[[str], bool], *, store: Runs, network: Runs) -> None:
        super().__init__()
        self._desk, self._fetch, self._store, self._network = desk, ask, store, network
        self._waiting: Showing | None = None
        self.patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self.patience.timeout.connect(self.go_on_without)

    def show(self, showing: Showing) -> None:
        self.go_on_without()
        self._store.run(lambda: self._scanned(showing), then=lambda done: self._decided(showing, done))

    @Slot()
    def go_on_without(self) -> None:
        """The showing that waits, if one does, counts by what is known here."""
        showing, self._waiting = self._waiting, None
        self.patience.stop()
        if showing is not None:
            self._store.run(lambda: self._scan(showing), then=lambda done: self._decided(showing, done))

    def _scan(self, showing: Showing) -> Step:
        return self._desk.scan(showing.text, by_hand=showing.by_hand)

    def _scanned(self, showing: Showing) -> Step | None:
        """None: the server is to be asked first."""
        return None if self._desk.asks_first(showing.text) else self._scan(showing)

    def _decided(self, showing: Showing, outcome: Done[Step | None] | Done[Step] | Failed) -> None:
        match outcome:
            case Done(None):
                self._ask(showing)
            case _:
                self.answered.emit(outcome, "" if showing.by_hand else showing.text)

    def _ask(self, showing: Showing) -> None:
        self.go_on_without()
        self._waiting = showing
        self.patience.start()
        self._network.run(lambda: self._fetch(showing.text), then=lambda _: self._heard(showing))

    def _heard(self, showing: Showing) -> None:
        """Whatever it was: what is known by now decides. What comes too late is of use to the next showing."""
        if self._waiting is showing:
            self.go_on_without()
