"""A split's new ticket is a bundle of its own on the server, whatever came first."""

from itertools import permutations
from typing import Any

import pytest
from sqlalchemy import Engine, select

from kiosk.floor.facts import Fact
from kiosk.floor.ids import bundle_id
from kiosk.server import tables as t
from tests.make import BEN, WORKSPACE, Pen, bundle
from tests.server.factory import build
from tests.server.test_intake import clean, send, tables
from tests.server.test_recount import differences

CODE = "00000000N1"
NEW = bundle_id(WORKSPACE, CODE)


def a_split() -> tuple[Fact, ...]:
    """Ana sews 20 shoulders; 8 of them go to a new ticket, whose sleeves Ben sews at another kiosk."""
    ana, ben = Pen(), Pen("kiosk-2")
    begun = ana.done("shoulders")
    left = ana.later(minutes=20).left(8, {"shoulders": 8}, to=NEW)
    came = ana.came(8, {"shoulders": 8}, of=NEW, code=CODE)
    return begun, left, came, ben.later(minutes=50).done("sleeves", worker=BEN, pieces=8, of=NEW)


def stands(engine: Engine) -> Any:
    with engine.connect() as connection:
        row = select(t.Bundle.pieces, t.Bundle.product_type, t.Bundle.line_id, t.Bundle.status, t.Bundle.code)
        return tables(engine, NEW), connection.execute(row.where(t.Bundle.id == NEW)).all()


def test_it_is_like_its_parent_and_sewn_on(engine: Engine) -> None:
    build(engine, bundle())
    for fact in a_split():
        send(engine, fact, device=fact.stamp.device)
    rows, (made,) = stands(engine)
    assert made == (8, "T-SHIRT", "line-1", "IN_SEWING", CODE)
    assert rows["flags"] == []
    assert differences(engine) == []


def test_in_whatever_order_it_comes(engine: Engine) -> None:
    build(engine, bundle())
    facts, seen = a_split(), []
    for order in permutations(facts):
        clean(engine)
        for fact in order:
            send(engine, fact, device=fact.stamp.device)
        assert differences(engine) == []
        seen.append(stands(engine))
    assert all(one == seen[0] for one in seen)


@pytest.mark.parametrize("parent", ["b9", NEW])
def test_of_a_parent_that_nobody_knows_nothing_is_made(engine: Engine, parent: str) -> None:
    build(engine, bundle())
    came = Pen().came(8, {}, from_=parent, of=NEW, code=CODE)
    send(engine, came)
    assert stands(engine)[1] == []
    with engine.connect() as connection:
        assert connection.scalar(select(t.Flag.kind).where(t.Flag.fact_id == came.stamp.id)) == "UNKNOWN_BUNDLE"


def test_a_code_that_is_another_s_makes_nothing(engine: Engine) -> None:
    other = bundle("b2")
    build(engine, bundle(), other)
    send(engine, Pen().came(8, {}, of=NEW, code=other.code))
    assert stands(engine)[1] == []
