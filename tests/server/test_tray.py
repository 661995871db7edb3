"""Batches that come together are taken together, and nobody pays for another's."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from kiosk.floor.ids import DeviceId, WorkspaceId
from kiosk.server.intake import Sent
from kiosk.server.sorry import Refusal
from kiosk.server.tray import ROOM, Tray
from kiosk.wire import Judged, Verdict

ONE, TWO = WorkspaceId("one"), WorkspaceId("two")


class Book:
    """Takes what it is given, when the gate is open, and notes how it came."""

    def __init__(self) -> None:
        self.gate, self.entered, self.pages = Event(), Event(), list[tuple[WorkspaceId, list[object]]]()

    def take(self, workspace: WorkspaceId, sent: Sequence[Sent]) -> list[Judged]:
        self.entered.set()
        assert self.gate.wait(20)
        self.pages.append((workspace, [one.body for one in sent]))
        if any(one.body == "bad" for one in sent):
            raise ValueError("this one breaks the fold")
        return [Judged(id=str(one.body), verdict=Verdict.TAKEN) for one in sent]


@pytest.fixture
def book() -> Book:
    return Book()


@pytest.fixture
def tray(book: Book) -> Iterator[Tray]:
    made = Tray(book.take)
    made.open()
    yield made
    book.gate.set()
    made.close()


def sent(*bodies: object) -> list[Sent]:
    return [Sent(DeviceId("kiosk"), body) for body in bodies]


def test_everybody_gets_their_own_verdicts(tray: Tray, book: Book) -> None:
    with ThreadPoolExecutor(8) as pool:
        first = pool.submit(tray.hand_in, ONE, sent("a"))
        assert book.entered.wait(20)
        others = [pool.submit(tray.hand_in, ONE, sent(f"{n}x", f"{n}y")) for n in range(5)]
        away = pool.submit(tray.hand_in, TWO, sent("z"))
        while tray._waiting.qsize() < 6:
            pass
        book.gate.set()
        assert [judged.id for judged in first.result()] == ["a"]
        assert [[judged.id for judged in other.result()] for other in others] == [[f"{n}x", f"{n}y"] for n in range(5)]
        assert [judged.id for judged in away.result()] == ["z"]
    assert sorted((workspace, len(bodies)) for workspace, bodies in book.pages) == [("one", 1), ("one", 10), ("two", 1)]


def test_a_batch_that_breaks_the_fold_breaks_it_alone(tray: Tray, book: Book) -> None:
    with ThreadPoolExecutor(8) as pool:
        first = pool.submit(tray.hand_in, ONE, sent("a"))
        assert book.entered.wait(20)
        good, bad = pool.submit(tray.hand_in, ONE, sent("b")), pool.submit(tray.hand_in, ONE, sent("bad"))
        while tray._waiting.qsize() < 2:
            pass
        book.gate.set()
        assert [judged.id for judged in (*first.result(), *good.result())] == ["a", "b"]
        with pytest.raises(ValueError, match="breaks the fold"):
            bad.result()


def test_a_full_tray_sends_away(tray: Tray, book: Book) -> None:
    with ThreadPoolExecutor(ROOM + 4) as pool:
        first = pool.submit(tray.hand_in, ONE, sent("a"))
        assert book.entered.wait(20)
        waiting = [pool.submit(tray.hand_in, ONE, sent(n)) for n in range(ROOM - 1)]
        while tray._waiting.qsize() < ROOM - 1:
            pass
        with pytest.raises(Refusal) as refusal:
            tray.hand_in(ONE, sent("late"))
        assert (refusal.value.status, refusal.value.retry_after_s) == (503, 1)
        book.gate.set()
        assert len([one.result() for one in (first, *waiting)]) == ROOM
