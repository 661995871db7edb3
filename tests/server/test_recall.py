"""What a process remembers of its own folds never parts from what the tables say."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select, update

from kiosk import wire
from kiosk.floor.ids import BundleId, DeviceId
from kiosk.server import tables as t
from kiosk.server.db import connect
from kiosk.server.fold import refolding
from kiosk.server.intake import Sent, take
from kiosk.server.recall import Folded, Recall, recall_of
from tests.floor.days import days
from tests.make import WORKSPACE, Pen
from tests.server.factory import build
from tests.server.test_intake import NOW, clean, send
from tests.server.test_recount import differences


@pytest.fixture
def other(database: str) -> Iterator[Engine]:
    """The same database, as another process has it."""
    engine = connect(database)
    yield engine
    engine.dispose()


def is_remembered(engine: Engine, bundle: str = "b1") -> bool:
    with engine.connect() as connection:
        tx = connection.scalar(select(t.Bundle.tx).where(t.Bundle.id == bundle))
        return recall_of(connection).of(WORKSPACE, BundleId(bundle), tx or 0) is not None


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(days(), st.randoms(use_true_random=False))
def test_two_processes_and_broken_transactions(engine: Engine, other: Engine, facts: list[Any], dice: Random) -> None:
    """Each batch by either of them, some of them tried and lost before; the tables say what all facts say."""
    clean(engine)
    dice.shuffle(facts)
    while facts:
        size = dice.randint(1, 4)
        batch, facts = facts[:size], facts[size:]
        process = dice.choice([engine, other])
        if dice.random() < 0.3:
            lose(process, batch)
        for fact in batch:
            send(process, fact, device=fact.stamp.device)
    assert differences(engine) == []


def lose(engine: Engine, facts: list[Any]) -> None:
    """They are folded and never committed."""
    sent = [Sent(DeviceId(fact.stamp.device), wire.body_of(fact)) for fact in facts]
    with engine.connect() as connection:
        take(connection, WORKSPACE, sent, NOW)
        connection.rollback()


def test_the_own_fold_is_remembered_until_another_one(engine: Engine, other: Engine) -> None:
    build(engine)
    pen = Pen()
    send(engine, pen.done("shoulders", 8))
    assert (is_remembered(engine), is_remembered(other)) == (True, False)
    send(other, pen.later(minutes=1).done("shoulders", 4))
    assert (is_remembered(engine), is_remembered(other)) == (False, True)
    send(engine, pen.later(minutes=1).done("shoulders", 4))
    assert differences(engine) == []


def test_an_edit_makes_it_forget(engine: Engine) -> None:
    build(engine)
    pen = Pen()
    send(engine, pen.done("shoulders", 8))
    with engine.begin() as connection, refolding(connection, WORKSPACE, [BundleId("b1")], NOW):
        connection.execute(update(t.Bundle).where(t.Bundle.id == "b1").values(pieces=10))
    assert not is_remembered(engine)
    send(engine, pen.later(minutes=1).done("shoulders", 8), now=NOW + timedelta(minutes=1))
    assert differences(engine) == []


def test_an_edit_in_the_transaction_of_a_fold_is_not_forgotten(engine: Engine) -> None:
    """A batch tells of work on a bundle, and of the cut that makes it another one."""
    build(engine)
    pen = Pen()
    first = [Sent(DeviceId("kiosk-1"), wire.body_of(pen.done("shoulders", 8)))]
    with engine.begin() as connection:
        take(connection, WORKSPACE, first, NOW)
        with refolding(connection, WORKSPACE, [BundleId("b1")], NOW):
            connection.execute(update(t.Bundle).where(t.Bundle.id == "b1").values(pieces=6))
    send(engine, pen.later(minutes=1).done("shoulders", 4), now=NOW + timedelta(minutes=1))
    assert differences(engine) == []


def test_a_new_connection_makes_it_forget_all(engine: Engine) -> None:
    """A database that was set back counts its transactions anew."""
    build(engine)
    send(engine, Pen().done("shoulders", 8))
    engine.dispose()
    assert not is_remembered(engine)


def test_there_is_room_for_so_many(engine: Engine) -> None:
    build(engine)
    send(engine, Pen().done("shoulders", 8))
    with engine.connect() as connection:
        tx = connection.scalar(select(t.Bundle.tx).where(t.Bundle.id == "b1")) or 0
        folded = recall_of(connection).of(WORKSPACE, BundleId("b1"), tx)
    assert isinstance(folded, Folded)
    recall = Recall(room=2)
    for name in ("b1", "b2", "b1", "b3"):
        recall.keep(WORKSPACE, BundleId(name), folded)
    held = [name for name in ("b1", "b2", "b3") if recall.of(WORKSPACE, BundleId(name), folded.tx)]
    assert held == ["b1", "b3"]
