"""The live board, one at a time: each call waits for the next. Has a lane of its own while a board is shown."""

from collections.abc import Iterator

from kiosk.floor.board import Board
from kiosk.sync.client import Server
from kiosk.trouble import Reason, Trouble


class Live:
    def __init__(self, server: Server) -> None:
        self._server = server
        self._boards: Iterator[Board] | None = None

    def next(self) -> Board:
        """The next board; the first after a break is the whole truth again, so nothing missed stays missed.

        Raises Trouble when the line is down; the next call begins anew.
        """
        if self._boards is None:
            self._boards = self._server.boards()
        try:
            return next(self._boards)
        except StopIteration:
            self._boards = None
            raise Trouble(Reason.NO_SERVER, "the stream ended") from None
        except Trouble:
            self._boards = None
            raise
