"""The live board at a kiosk: the newest truth, whatever became of the line since the last one."""

from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace

import pytest

from kiosk import wire
from kiosk.floor.board import Board
from kiosk.sync import live as lives
from kiosk.sync.client import STREAM_READ_S, Server
from kiosk.sync.live import Live
from kiosk.trouble import Reason, Trouble
from tests.make import MORNING
from tests.sync.central import Central
from tests.sync.kiosk import Kiosk
from tests.sync.line import Answer, Fault, Line, html, refuse, say

STREAM = "/api/floor/stream"
FIRST, SECOND, THIRD = (
    Board(MORNING + timedelta(minutes=n), "MORNING", MORNING, MORNING + timedelta(hours=8)) for n in range(3)
)


def streamed(*boards: Board) -> bytes:
    events = (b"event: board\r\ndata: " + wire.BOARD.dump_json(board) + b"\r\n\r\n: ping\r\n\r\n" for board in boards)
    return b"".join(events)


def stream(*boards: Board) -> Fault:
    return say(200, streamed(*boards), Content_Type="text/event-stream")


@pytest.fixture
def live(line: Line) -> Live:
    return Live(Server(line.address, "a token"))


def test_boards_come_at_once_and_whenever_work_was_done(central: Central, kiosk: Kiosk) -> None:
    live = Live(Server(central.address, central.pair("s2").token))
    assert live.next().lines[0].pieces == 0
    kiosk.keep(kiosk.pen.done("shoulders", 7))
    kiosk.round()
    told: Iterator[Board] = iter(live.next, None)
    assert next(board for board in told if board.lines[0].pieces).lines[0].pieces == 7


def test_a_stream_that_ends_is_trouble_once(live: Live, line: Line) -> None:
    line.then(stream(FIRST, SECOND), stream(THIRD), on=STREAM)
    assert [live.next(), live.next()] == [FIRST, SECOND]
    with pytest.raises(Trouble, match="the stream ended"):
        live.next()
    assert live.next() == THIRD


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (refuse, Reason.NO_SERVER),
        (lambda _request, _way: Answer(200, streamed(FIRST), cut_after=40), Reason.NO_SERVER),
        (html(200), Reason.NO_SERVER),
        (say(200, b'data: {"at": 7}\r\n\r\n'), Reason.SERVER_FAILS),
        (say(200, b"data: <html>\r\n\r\n"), Reason.SERVER_FAILS),
        (say(403), Reason.REVOKED),
        (say(401), Reason.NOT_PAIRED),
        (say(503), Reason.SERVER_BUSY),
    ],
)
def test_what_is_no_board_is_trouble_and_the_next_call_begins_anew(
    live: Live, line: Line, fault: Fault, reason: Reason
) -> None:
    line.then(fault, stream(FIRST), on=STREAM)
    with pytest.raises(Trouble) as told:
        live.next()
    assert told.value.reason is reason
    assert live.next() == FIRST


def test_boards_that_nobody_asked_for_are_not_shown_later(
    live: Live, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The board was closed for an hour; what the line still holds are an hour's old boards."""
    now_s = [0.0]
    monkeypatch.setattr(lives, "time", SimpleNamespace(monotonic=lambda: now_s[0]))
    line.then(stream(FIRST, SECOND), stream(THIRD), on=STREAM)
    assert live.next() == FIRST
    now_s[0] += STREAM_READ_S + 1
    assert live.next() == THIRD
