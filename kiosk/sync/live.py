"""The live board, one at a time: each call waits for the next. Has a lane of its own while a board is shown."""

import time
from collections.abc import Generator

from kiosk.floor.board import Board
from kiosk.sync.client import STREAM_READ_S, Server
from kiosk.trouble import Reason, Trouble


class Live:
    def __init__(self, server: Server) -> None:
        self._server = server
        self._boards: Generator[Board, None, None] | None = None
        self._asked_s = 0.0

    def next(self) -> Board:
        """The next board; the first after a break is the whole truth again, so nothing missed stays missed. A stream
        that nobody asked for a while holds boards of long ago, so that is a break too.

        Raises Trouble when the line is down; the next call begins anew.
        """
        if time.monotonic() - self._asked_s > STREAM_READ_S:
            self._leave()
        boards = self._boards = self._boards or self._server.boards()
        try:
            return next(boards)
        except StopIteration:
            self._leave()
            raise Trouble(Reason.NO_SERVER, "the stream ended") from None
        except Trouble:
            self._leave()
            raise
        finally:
            self._asked_s = time.monotonic()

    def _leave(self) -> None:
        if self._boards is not None:
            self._boards.close()
        self._boards = None
