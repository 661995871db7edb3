"""The board that a kiosk shows: the server's while it comes, its own file's when it does not."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.floor.board import Board
from kiosk.station.board import FRESH, BoardDesk
from tests.make import MORNING
from tests.station.post import ANAS, TICKET, Post
from tests.store.site import Site

TOLD = Board(MORNING, "MORNING", MORNING, MORNING + timedelta(hours=8))


@pytest.fixture
def desk(post: Post) -> BoardDesk:
    return BoardDesk(post.site.ledger, lambda: post.site.now)


def test_its_own_numbers_while_nobody_tells_any(post: Post, desk: BoardDesk) -> None:
    post.do(ANAS, TICKET)
    shown = desk.board()
    assert shown.board is not None
    (line,) = shown.board.lines
    assert (shown.live, shown.board.at, line.pieces, line.present) == (False, post.site.now, 20, 1)


def test_the_servers_board_while_it_is_fresh(post: Post, desk: BoardDesk) -> None:
    assert desk.told(TOLD).live
    post.later(seconds=9)
    assert (desk.board().board, desk.board().live) == (TOLD, True)
    post.later(seconds=1)
    own = desk.board()
    assert own.board is not None
    assert (own.live, own.board.at) == (False, post.site.now)
    again = desk.told(TOLD)
    assert again.live


@pytest.mark.parametrize("off", [timedelta(minutes=3), timedelta(days=-365), timedelta(days=365)])
def test_its_age_counts_by_the_kiosks_own_clock(post: Post, desk: BoardDesk, off: timedelta) -> None:
    """However far the two clocks are apart, numbers that come are fresh and numbers that stopped coming are old."""
    shown = desk.told(replace(TOLD, at=TOLD.at + off))
    assert shown.live
    assert shown.board is not None
    assert shown.board.at == post.site.now
    post.later(seconds=FRESH.total_seconds())
    assert not desk.board().live


def test_a_clock_that_was_put_back_makes_nothing_fresh(post: Post, desk: BoardDesk) -> None:
    desk.told(TOLD)
    post.later(hours=-1)
    assert not desk.board().live


def test_no_board_before_the_factory_is_known(tmp_path: Path) -> None:
    empty = Site(tmp_path / "empty.db")
    shown = BoardDesk(empty.ledger, lambda: MORNING).board()
    assert (shown.board, shown.live) == (None, False)
    empty.file.close()
