"""The boards say the same: the server's as it is streamed, and the one that each kiosk draws from its own file."""

from collections.abc import Iterable
from contextlib import closing
from itertools import islice

from kiosk.floor.board import Board
from kiosk.sync.client import Server
from tests.make import LINE
from tests.sync.central import Central
from tests.sync.kiosk import Kiosk

SAME = ("pieces", "garments", "scans", "offline", "by_hand", "operations")
"""Who is present only the server knows of every station."""

STALE = 3
"""Boards drawn a moment before the last fact came, at most, that a stream may still hold."""

Numbers = dict[str, object]


def boards_agree(central: Central, kiosks: Iterable[Kiosk]) -> None:
    """Of the first line, in the shift of this moment."""
    for kiosk in kiosks:
        board = kiosk.parts.board.board().board
        assert board is not None
        assert _streamed(central, _numbers(board)) == _numbers(board)


def _streamed(central: Central, wanted: Numbers) -> Numbers:
    """As the server tells it to whoever signs in."""
    token = central.sign_in()["Authorization"].removeprefix("Bearer ")
    told: Numbers = {}
    with closing(Server(central.address, token).boards()) as boards:
        for board in islice(boards, STALE):
            told = _numbers(board)
            if told == wanted:
                break
    return told


def _numbers(board: Board) -> Numbers:
    line = next(line for line in board.lines if line.line == LINE)
    calls = [call for call in board.calls if call.line == line.name]
    return {name: getattr(line, name) for name in SAME} | {"calls": calls}
