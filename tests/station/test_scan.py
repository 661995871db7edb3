"""What a person does at a scan desk, over a real ledger: told, recorded, remembered; and a disk that fails."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from kiosk import wire
from kiosk.floor.answers import Answer, Done, Goodbye, Moved, No, Refused, Undone, Welcome
from kiosk.floor.bundle_facts import BundleMoved, WorkDone
from kiosk.floor.bundles import BundleStatus
from kiosk.floor.facts import SignedIn, SignedOut, TakenBack
from kiosk.floor.stamp import Source
from kiosk.station.scan import Entry
from kiosk.trouble import Reason, Trouble
from tests.make import ANA, BEN
from tests.station.post import ANAS, BENS, OTHER, OUT, PASSED, TICKET, TO_CHECK, TO_IRON, UNDO, Post
from tests.store.site import Site
from tests.store.test_ledger import no_room, read_only

WORKED = (ANAS, TICKET)


def refusal(answer: Answer) -> No | None:
    return answer.no if isinstance(answer, Refused) else None


def kinds(post: Post) -> list[type]:
    return [type(fact) for fact in post.recorded]


def test_badge_bundle_done(post: Post) -> None:
    assert post.scan(ANAS) == Welcome(ANA)
    assert post.worker == ANA
    answer = post.later(minutes=20).scan(TICKET)
    assert isinstance(answer, Done)
    assert (answer.operation.id, answer.pieces, answer.of_pieces) == ("shoulders", 20, 20)
    assert post.done() == {"shoulders": 20}
    assert post.site.waiting() == [1, 2]
    signed_in, done = post.recorded
    assert isinstance(done, WorkDone)
    assert (done.began, done.stamp.worker, done.stamp.station, done.stamp.line) == (
        signed_in.stamp.at,
        "ana",
        "s1",
        "line-1",
    )


@pytest.mark.parametrize(
    ("before", "text", "no"),
    [
        ((), TICKET, No.BADGE_FIRST),
        ((), UNDO, No.BADGE_FIRST),
        ((), OUT, No.BADGE_FIRST),
        ((), "", No.NOT_A_TICKET),
        ((), "\x00\x01", No.NOT_A_TICKET),
        ((), "https://example.com", No.NOT_A_TICKET),
        ((), "ORD-17", No.OTHER_THING),
        ((), "ASH-17", No.UNKNOWN_CODE),
        ((), ANAS[:-1] + "0", No.NOT_GENUINE),
        ((ANAS,), TICKET[:-1] + "0", No.NOT_GENUINE),
        ((ANAS,), TO_CHECK, No.WRONG_DEPARTMENT),
        ((ANAS,), UNDO, No.NOTHING_TO_UNDO),
    ],
)
def test_a_refusal_records_nothing_and_changes_nothing(post: Post, before: tuple[str, ...], text: str, no: No) -> None:
    post.do(*before)
    worker, recorded = post.worker, len(post.recorded)
    assert refusal(post.scan(text)) is no
    assert (post.worker, len(post.site.waiting())) == (worker, recorded)


def test_undo_takes_back_the_last_deed_and_then_the_one_before(post: Post) -> None:
    post.do(*WORKED, TICKET)
    assert post.done() == {"shoulders": 20, "sleeves": 20}
    assert [post.do(UNDO).done(), post.do(UNDO).done()] == [{"shoulders": 20}, {}]
    assert refusal(post.desk.undo().answer) is No.NOTHING_TO_UNDO
    day = post.desk.today()
    assert day is not None
    assert (day.pieces, day.bundles, day.last) == (0, 0, ())


def test_nobody_undoes_what_another_did(post: Post) -> None:
    post.do(*WORKED, BENS)
    assert refusal(post.desk.undo().answer) is No.NOTHING_TO_UNDO
    assert post.done() == {"shoulders": 20}


def test_another_count_takes_the_place_of_the_first(post: Post) -> None:
    step = post.do(*WORKED).desk.change_count(12)
    assert isinstance(step.answer, Done)
    assert (step.answer.pieces, step.answer.of_pieces) == (12, 20)
    assert [type(fact) for fact in step.facts] == [TakenBack, WorkDone]
    assert post.done() == {"shoulders": 12}
    assert post.site.waiting() == [1, 2, 3, 4]
    assert isinstance(post.desk.change_count(5).answer, Done)
    assert post.done() == {"shoulders": 5}


@pytest.mark.parametrize(
    ("before", "pieces", "no"),
    [
        (WORKED, 21, No.BAD_COUNT),
        (WORKED, 0, No.BAD_COUNT),
        (WORKED, -1, No.BAD_COUNT),
        ((), 5, No.BADGE_FIRST),
        ((ANAS,), 5, No.NOTHING_TO_UNDO),
        ((*WORKED, UNDO), 5, No.NOTHING_TO_UNDO),
        ((*WORKED, BENS), 5, No.NOTHING_TO_UNDO),
    ],
)
def test_a_count_that_cannot_be(post: Post, before: tuple[str, ...], pieces: int, no: No) -> None:
    done = post.do(*before).done()
    assert refusal(post.desk.change_count(pieces).answer) is no
    assert (post.done(), post.site.waiting()) == (done, [fact.stamp.number for fact in post.recorded])


def test_a_count_is_not_asked_of_a_bundle_that_only_moved(post: Post) -> None:
    """Where pieces mean nothing, a slip of the finger must not take the move back."""
    post.sit("ironing").do(ANAS)
    assert post.scan(TO_IRON) == Moved(post.site.known(PASSED).bundle, BundleStatus.IN_FINISHING)
    assert refusal(post.desk.change_count(5).answer) is No.NOTHING_TO_UNDO
    assert kinds(post) == [SignedIn, BundleMoved]
    assert post.site.known(PASSED).life.status is BundleStatus.IN_FINISHING
    assert post.desk.undo().answer == Undone(None)


def test_signing_out_ends_the_stay(post: Post) -> None:
    assert post.do(*WORKED).desk.sign_out().answer == Goodbye(ANA)
    assert (post.worker, post.desk.today()) == (None, None)
    assert refusal(post.scan(TICKET)) is No.BADGE_FIRST
    assert refusal(post.desk.sign_out().answer) is No.BADGE_FIRST


def test_another_badge_is_a_switch_in_one_scan(post: Post) -> None:
    post.do(*WORKED)
    assert post.later(minutes=1).scan(BENS) == Welcome(BEN)
    assert kinds(post) == [SignedIn, WorkDone, SignedOut, SignedIn]
    assert [fact.stamp.worker for fact in post.recorded[2:]] == ["ana", "ben"]
    post.later(minutes=9).scan(OTHER)
    assert post.desk.today() is not None
    assert [post.recorded[-1].stamp.worker, post.worker] == ["ben", BEN]


def test_the_same_badge_again_is_only_a_greeting(post: Post) -> None:
    assert post.do(ANAS).scan(ANAS) == Welcome(ANA)
    assert kinds(post) == [SignedIn]


def test_a_hand_that_stays_counts_once(post: Post) -> None:
    post.do(*WORKED)
    assert refusal(post.later(seconds=2).scan(TICKET)) is No.JUST_COUNTED
    assert isinstance(post.later(seconds=10).scan(TICKET), Done)


def test_today_is_the_shift_and_ends_with_it(post: Post) -> None:
    """The afternoon shift begins at 14:00 in Manila, five hours after `MORNING`."""
    post.do(ANAS).later(hours=4, minutes=40).do(TICKET)
    last, began = post.site.now, post.recorded[0].stamp.at
    day = post.desk.today()
    assert day is not None
    assert (day.worker, day.pieces, day.bundles) == (ANA, 20, 1)
    assert day.last == (Entry(last, "00000000B1", "Shoulders", 20),)
    assert day.efficiency == round(100 * 20 / Decimal((last - began) / timedelta(minutes=1)), 2)
    post.later(minutes=30)
    later = post.desk.today()
    assert later is not None
    assert (later.pieces, later.bundles, later.last) == (0, 0, ())
    post.do(TICKET)
    later = post.desk.today()
    assert later is not None
    assert (later.pieces, [entry.operation for entry in later.last]) == (20, ["Sleeves"])


def test_today_is_told_as_newest_first(post: Post) -> None:
    post.do(ANAS, TICKET, OTHER, TICKET)
    day = post.desk.today()
    assert day is not None
    assert [(entry.operation, entry.pieces) for entry in day.last] == [
        ("Sleeves", 20),
        ("Shoulders", 30),
        ("Shoulders", 20),
    ]
    assert (day.pieces, day.bundles) == (70, 2)


def test_how_it_was_seen_is_told(post: Post) -> None:
    post.do(ANAS)
    post.is_online = False
    post.do(TICKET)
    post.later(minutes=1).scan(OTHER, by_hand=True)
    post.recorded += post.later(minutes=1).desk.undo().facts
    post.recorded += post.desk.sign_out().facts
    sources = [fact.stamp.source for fact in post.recorded]
    assert sources == [Source.ONLINE, Source.OFFLINE, Source.BY_HAND, Source.BY_HAND, Source.BY_HAND]
    assert [fact.stamp.uptime_ms for fact in post.recorded] == sorted({fact.stamp.uptime_ms for fact in post.recorded})


def test_a_new_start_begins_with_nobody_and_goes_on_counting(post: Post) -> None:
    post.do(*WORKED).sit("s1")
    assert post.worker is None
    assert refusal(post.scan(TICKET)) is No.BADGE_FIRST
    post.do(ANAS)
    assert [fact.stamp.number for fact in post.recorded] == [1, 2, 3]
    assert post.desk.undo().answer == Undone(20)


def test_before_the_factory_is_known_nothing_can_be_scanned(post: Post, tmp_path: Path) -> None:
    post.site.file.close()
    post.site = Site(tmp_path / "empty.db")
    with pytest.raises(Trouble) as told:
        post.sit("s1").scan(ANAS)
    assert told.value.reason is Reason.NOT_READY
    assert post.desk.today() is None


DOINGS: dict[str, tuple[tuple[str, ...], Callable[[Post], Answer]]] = {
    "sign in": ((), lambda post: post.scan(ANAS)),
    "switch": (WORKED, lambda post: post.scan(BENS)),
    "work": ((ANAS,), lambda post: post.scan(TICKET)),
    "undo": (WORKED, lambda post: post.desk.undo().answer),
    "count": (WORKED, lambda post: post.desk.change_count(7).answer),
    "sign out": (WORKED, lambda post: post.desk.sign_out().answer),
}


@pytest.mark.parametrize(("before", "doing"), DOINGS.values(), ids=DOINGS)
def test_a_disk_that_fails_leaves_all_as_it_was_and_the_next_try_works(
    post: Post, before: tuple[str, ...], doing: Callable[[Post], Answer]
) -> None:
    stood = post.do(*before).later(minutes=1), post.worker, post.desk.today(), post.site.waiting()
    for _ in range(2):
        with read_only(post.site), pytest.raises(Trouble) as told:
            doing(post)
        assert told.value.reason is Reason.DISK_FAILS
        assert (post, post.worker, post.desk.today(), post.site.waiting()) == stood
    assert not isinstance(doing(post), Refused)
    assert post.site.waiting()[:-1] == list(range(1, len(post.site.waiting())))


def test_a_disk_that_fills_up_never_says_recorded_and_goes_on_when_there_is_room(post: Post) -> None:
    post.do(ANAS)
    with no_room(post.site), pytest.raises(Trouble) as told:
        post.do(*[BENS, ANAS] * 500)
    assert told.value.reason is Reason.DISK_FULL
    stood = len(post.recorded)
    assert post.site.waiting() == list(range(1, stood + 1))
    post.do(BENS, ANAS)
    numbers = [body["number"] for body in post.site.outbox.batch(wire.BATCH)]
    assert numbers == [fact.stamp.number for fact in post.recorded] == list(range(1, len(post.recorded) + 1))
    assert len(post.recorded) > stood
