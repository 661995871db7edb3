"""How a kiosk stands with its server, said from a real outbox and a real courier."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from kiosk.demo.premises import free_port
from kiosk.station.link import Link, LinkDesk, LinkState
from kiosk.sync.client import Server
from kiosk.sync.courier import Courier
from kiosk.trouble import Reason, Trouble
from tests.make import MORNING
from tests.station.post import ANAS, TICKET, Post
from tests.sync.line import Fault, Line, html, say

NOTHING_NEW = say(200, b'{"cursor": "1"}', Content_Type="application/json")


@pytest.fixture
def line() -> Iterator[Line]:
    """To a server that is not there: each test says what is heard from it."""
    made = Line(f"http://127.0.0.1:{free_port()}")
    yield made
    made.close()


@pytest.fixture
def link(post: Post, line: Line) -> LinkDesk:
    courier = Courier(Server(line.address, "a token"), post.site.outbox, post.site.mirror, lambda: post.site.now)
    return LinkDesk(post.site.outbox, courier)


def test_nothing_is_said_of_since_before_the_first_round(post: Post, link: LinkDesk) -> None:
    post.do(ANAS, TICKET)
    assert link.link() == Link(LinkState.OFFLINE, None, waiting=2, set_aside=0)


@pytest.mark.parametrize(
    ("fault", "state"),
    [
        (say(503), LinkState.OFFLINE),
        (html(200), LinkState.OFFLINE),
        (say(401), LinkState.NOT_PAIRED),
        (say(403), LinkState.REVOKED),
        (NOTHING_NEW, LinkState.ONLINE),
    ],
)
def test_what_a_round_says(post: Post, line: Line, link: LinkDesk, fault: Fault, state: LinkState) -> None:
    line.always(fault)
    began = post.later(minutes=3).site.now
    trip = link.round()
    assert trip.link == Link(state, began, waiting=0, set_aside=0)
    assert link.link() == trip.link
    assert (trip.wait_s == 2.0) == (state is LinkState.ONLINE)


def test_since_stays_and_the_waiting_grow(post: Post, line: Line, link: LinkDesk) -> None:
    line.always(say(503))
    began: datetime = link.round().link.since or MORNING
    post.later(hours=2).do(ANAS, TICKET)
    assert link.round().link == Link(LinkState.OFFLINE, began, waiting=2, set_aside=0)


def test_its_own_disk_is_trouble(post: Post, line: Line, link: LinkDesk) -> None:
    line.always(NOTHING_NEW)
    with post.site.file.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
    with pytest.raises(Trouble) as told:
        link.round()
    assert told.value.reason is Reason.DISK_FAILS
