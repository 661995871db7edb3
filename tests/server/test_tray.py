"""Batches that come together are taken together, and nobody pays for another's."""

from collections.abc import Iterator, Sequence
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
    first = tray.hand_in(ONE, sent("a"))
    assert book.entered.wait(20)
    others = [tray.hand_in(ONE, sent(f"{n}x", f"{n}y")) for n in range(5)]
    away = tray.hand_in(TWO, sent("z"))
    book.gate.set()
    assert [judged.id for judged in first.result(20)] == ["a"]
    assert [[judged.id for judged in other.result(20)] for other in others] == [[f"{n}x", f"{n}y"] for n in range(5)]
    assert [judged.id for judged in away.result(20)] == ["z"]
    assert sorted((workspace, len(bodies)) for workspace, bodies in book.pages) == [("one", 1), ("one", 10), ("two", 1)]


def test_a_batch_that_breaks_the_fold_breaks_it_alone(tray: Tray, book: Book) -> None:
    first = tray.hand_in(ONE, sent("a"))
    assert book.entered.wait(20)
    good, bad = tray.hand_in(ONE, sent("b")), tray.hand_in(ONE, sent("bad"))
    book.gate.set()
    assert [judged.id for judged in (*first.result(20), *good.result(20))] == ["a", "b"]
    with pytest.raises(ValueError, match="breaks the fold"):
        bad.result(20)


def test_a_full_tray_sends_away(tray: Tray, book: Book) -> None:
    first = tray.hand_in(ONE, sent("a"))
    assert book.entered.wait(20)
    waiting = [tray.hand_in(ONE, sent(n)) for n in range(ROOM)]
    with pytest.raises(Refusal) as refusal:
        tray.hand_in(ONE, sent("late"))
    assert (refusal.value.status, refusal.value.retry_after_s) == (503, 1)
    book.gate.set()
    assert len([one.result(20) for one in (first, *waiting)]) == ROOM + 1


def test_what_was_handed_in_is_taken_before_it_closes(book: Book) -> None:
    tray = Tray(book.take)
    handed = [tray.hand_in(ONE, sent(n)) for n in range(3)]
    book.gate.set()
    tray.open()
    tray.close()
    assert all(one.done() for one in handed)
