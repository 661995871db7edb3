"""Whatever comes, however late, and whenever somebody tries to close: what was paid is what the facts are worth."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, update

from kiosk.floor.facts import Fact, SignedIn, SignedOut
from kiosk.floor.flags import FlagKind
from kiosk.server import tables as t
from kiosk.server.payroll import terms_of, worker_days
from tests.make import ANA, BEN, MORNING, WORKSPACE, Pen, bundle, defect
from tests.server.conftest import HASH, House
from tests.server.factory import add_bundles
from tests.server.payday import FIRST_HALF, SECOND_HALF, Office, paid_days, paid_lines
from tests.server.test_intake import clean, send

APRIL = {"first_day": "2026-04-01", "last_day": "2026-04-15"}
SPANS = (FIRST_HALF, SECOND_HALF, APRIL)
BUNDLES = tuple(bundle(f"b{n}") for n in range(2, 7))


def month(dice: Random) -> list[Fact]:
    """Some weeks of two workers and five bundles; in the order in which the server hears of them."""
    told = [fact for one in BUNDLES for fact in _sewn(dice, one.id)]
    for worker in (ANA, BEN):
        for _ in range(dice.randint(1, 4)):
            pen = Pen("kiosk-9", now=MORNING + timedelta(hours=dice.randint(-5, 500)))
            told += [SignedIn(pen.stamp(worker)), SignedOut(pen.later(hours=dice.randint(1, 12)).stamp(worker))]
    dice.shuffle(told)
    return told


def _sewn(dice: Random, of: str) -> list[Fact]:
    """A bundle through sewing: some of it held, taken back, sent back, mended, or told to be of another day."""
    pen = Pen(f"kiosk-{of}", now=MORNING + timedelta(days=dice.choice([0, 12, 13, 20]), hours=dice.randint(0, 14)))
    facts: list[Fact] = []
    for op in ("shoulders", "sleeves", "hem"):
        began = pen.now + timedelta(minutes=dice.choice([1, 30]))
        worker, pieces = dice.choice([ANA, BEN]), dice.choice([20, 20, 13])
        done = pen.later(minutes=31).done(op, pieces, worker=worker, began=began, of=of)
        facts.append(done)
        if dice.random() < 0.2:
            facts.append(pen.back(done))
        if dice.random() < 0.4:
            facts.append(pen.settled(done, FlagKind.TOO_FAST, is_accepted=dice.random() < 0.8, of=of))
    if dice.random() < 0.5:
        found = pen.later(hours=1).found(defect(pieces=4, rejected=dice.randint(0, 1), op="shoulders"), of=of)
        facts += [found, pen.later(days=dice.choice([0, 15])).mended(found, 3, "shoulders")]
    if dice.random() < 0.3:
        old = Pen(pen.device, now=MORNING - timedelta(days=dice.choice([3, 20_000]))).done("hem", 5, of=of)
        true_at = dice.choice([None, MORNING + timedelta(days=dice.randint(0, 30))])
        facts += [old, pen.settled(old, FlagKind.CLOCK_OFF, true_at=true_at, of=of)]
        facts.append(pen.later(minutes=1).settled(old, FlagKind.CLOCK_OFF, true_at=true_at or pen.now, of=of))
    return facts


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.randoms(use_true_random=True))
def test_what_was_paid_is_what_the_facts_are_worth(house: House, dice: Random) -> None:
    """Periods are closed in between, or are tried to be, in whatever order."""
    office = _office(house)
    for fact in month(dice):
        send(house.engine, fact, device=fact.stamp.device, now=house.now)
        if dice.random() < 0.2:
            assert office.post("periods", dice.choice(SPANS)).status_code in {201, 409}
    for span in (*SPANS, {"first_day": "2026-04-16", "last_day": "2026-04-30"}):
        assert office.post("periods", span).status_code in {201, 409}
    _are_even(house)


def _office(house: House) -> Office:
    clean(house.engine)
    with house.engine.begin() as connection:
        add_bundles(connection, BUNDLES)
        connection.execute(update(t.User).values(password_hash=HASH))
    house.now = datetime(2026, 5, 2, tzinfo=UTC)
    office = Office(house)
    office.rules(daily_minimum="695.00", rest_weekdays=[7], bonus_from="100", bonus="0.10")
    return office


def _are_even(house: House) -> None:
    with house.engine.connect() as connection:
        worth = dict(map(tuple, connection.execute(select(t.PayLine.id, t.PayLine.amount))))
        told, span = terms_of(connection, WORKSPACE), (date(1970, 1, 1), date(2026, 4, 30))
        found = worker_days(connection, WORKSPACE, told, [ANA.id, BEN.id], span, house.now)
        earned = connection.scalar(select(func.coalesce(func.sum(t.SettledDay.earned), 0)))
    paid = paid_lines(house.engine)
    assert {fact: paid.get(fact, Decimal(0)) for fact in worth} == worth
    assert all(paid[fact] == 0 for fact in paid.keys() - worth.keys())
    assert earned == sum(worth.values())
    for worker, theirs in groupby(found, attrgetter("worker")):
        total = {day: amount for day, amount in paid_days(house.engine, worker).items() if amount}
        assert total == {one.day: one.pay.total for one in theirs if one.pay.total}
