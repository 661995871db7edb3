"""The floor board as this kiosk can know it: the server's while it is in reach, else its own file's."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from kiosk.floor.board import Board, board
from kiosk.store.ledger import Ledger

FRESH = timedelta(seconds=10)
"""A board older than this says so."""


@dataclass(frozen=True, slots=True)
class Shown:
    """`live`: the whole floor as the server tells it. Otherwise the board holds only what this kiosk has seen."""

    board: Board | None
    live: bool


class BoardDesk:
    """Lives on the store lane; `told` is handed the server's boards as they come."""

    def __init__(self, ledger: Ledger, clock: Callable[[], datetime]) -> None:
        self._ledger = ledger
        self._clock = clock
        self._told: Board | None = None

    def told(self, news: Board) -> Shown:
        """The server's clock stamped it. From here on its age counts by this kiosk's, which may be off by years."""
        self._told = replace(news, at=self._clock())
        return self.board()

    def board(self) -> Shown:
        now = self._clock()
        if self._told is not None and timedelta() <= now - self._told.at < FRESH:
            return Shown(self._told, live=True)
        floor = self._ledger.floor_now(now)
        return Shown(board(floor, now) if floor else None, live=False)
