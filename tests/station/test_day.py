"""The own day at a desk: what is shown is the worker's who is signed in, and what is said is recorded there."""

import pytest

from kiosk.floor.answers import No
from kiosk.floor.bundle_facts import LineDisputed
from kiosk.floor.codes import Command, command_text
from kiosk.floor.facts import Fact, IdleReason, TakenBack
from kiosk.floor.ids import FactId
from kiosk.floor.slip import SlipLine
from kiosk.floor.stamp import Source
from kiosk.station.day import DayDesk
from kiosk.trouble import Reason, Trouble
from tests.make import ANA
from tests.station.post import ANAS, BENS, OTHER, TICKET, Post
from tests.store.test_ledger import read_only


@pytest.fixture
def desk(post: Post) -> DayDesk:
    return DayDesk(post.desk, post.site.ledger)


def line(desk: DayDesk) -> SlipLine:
    """The newest."""
    day = desk.lines()
    assert day is not None
    return day.slip.lines[0]


def given(said: object) -> list[Fact]:
    assert not isinstance(said, No)
    assert isinstance(said, list | tuple)
    return list(said)


def test_nobody_has_no_day(post: Post, desk: DayDesk) -> None:
    assert desk.lines() is None
    assert desk.dispute(FactId("any")) is No.BADGE_FIRST
    assert desk.withdraw(FactId("any")) is No.BADGE_FIRST


def test_the_day_is_of_who_is_signed_in(post: Post, desk: DayDesk) -> None:
    post.do(ANAS, TICKET, OTHER, BENS)
    day = desk.lines()
    assert day is not None
    assert (day.worker.name, day.slip.lines, day.currency) == ("Ben Cruz", (), "PHP")
    post.do(ANAS)
    day = desk.lines()
    assert day is not None
    assert [line.pieces for line in day.slip.lines] == [30, 20]


def test_a_dispute_is_recorded_with_the_workers_stamp(post: Post, desk: DayDesk) -> None:
    post.do(ANAS, TICKET).later(minutes=5)
    (said,) = given(desk.dispute(line(desk).id))
    assert isinstance(said, LineDisputed)
    stamp = said.stamp
    assert (stamp.worker, stamp.station, stamp.device, stamp.number) == (ANA.id, "s1", "kiosk-1", 3)
    assert (stamp.at, stamp.source, said.fact) == (post.site.now, Source.BY_HAND, post.recorded[-1].stamp.id)
    assert post.site.waiting() == [1, 2, 3]
    assert line(desk).pay.is_disputed
    assert given(desk.dispute(said.fact)) == [], "it was said"


def test_it_is_withdrawn(post: Post, desk: DayDesk) -> None:
    post.do(ANAS, TICKET)
    (said,) = given(desk.dispute(line(desk).id))
    (back,) = given(desk.withdraw(line(desk).id))
    assert isinstance(back, TakenBack)
    assert (back.fact, back.stamp.worker) == (said.stamp.id, ANA.id)
    assert line(desk).dispute is None
    assert given(desk.withdraw(line(desk).id)) == []


def test_nobody_disputes_what_another_did(post: Post, desk: DayDesk) -> None:
    post.do(ANAS, TICKET, BENS)
    assert given(desk.dispute(post.recorded[1].stamp.id)) == []
    assert post.site.waiting() == [1, 2, 3, 4]


def test_who_is_signed_in_stays_and_a_pause_ends(post: Post, desk: DayDesk) -> None:
    post.do(ANAS, TICKET, command_text(Command.PAUSE, IdleReason.MACHINE))
    post.later(minutes=10)
    given(desk.dispute(line(desk).id))
    assert post.worker == ANA
    day = desk.lines()
    assert day is not None
    assert day.slip.attendance.idle_ms == 10 * 60_000
    post.later(minutes=10).scan(TICKET)
    after = desk.lines()
    assert after is not None
    assert after.slip.attendance.idle_ms == 10 * 60_000, "the desk and the fold agree on its end"


def test_what_cannot_be_recorded_is_not_said(post: Post, desk: DayDesk) -> None:
    post.do(ANAS, TICKET)
    with read_only(post.site), pytest.raises(Trouble) as told:
        desk.dispute(line(desk).id)
    assert told.value.reason is Reason.DISK_FAILS
    assert line(desk).dispute is None
    assert len(given(desk.dispute(line(desk).id))) == 1
