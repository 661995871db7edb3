"""A worker's shift line by line: which pieces do not pay and why, and what the worker says of a line."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import given

from kiosk.floor import slip
from kiosk.floor.attendance import Attendance
from kiosk.floor.desk import Here, NewTicket
from kiosk.floor.facts import Fact
from kiosk.floor.flags import FlagKind
from kiosk.floor.folding import fold_run
from kiosk.floor.ids import BundleId, DeviceId, FactId
from kiosk.floor.pay import Why
from kiosk.floor.people import Worker
from kiosk.floor.route import Route
from kiosk.floor.slip import Part, Slip, SlipLine, lines_of_worker
from kiosk.floor.stamp import Source
from tests.floor.days import days
from tests.make import ANA, BEN, CALENDAR, MORNING, SHOULDERS, T_SHIRT, Pen, bundle, defect, station

DAY = CALENDAR.day_of(MORNING)
UNPAID = (replace(SHOULDERS, standards=(replace(SHOULDERS.standards[0], piece_rate=None),)),)


def lines(*facts: Fact, worker: Worker = ANA, route: Route = T_SHIRT) -> list[SlipLine]:
    return list(lines_of_worker(fold_run(bundle(), route, facts, now=MORNING), facts, worker.id))


def here() -> Here:
    ids = count(1)
    return Here(
        station=station(),
        device=DeviceId("kiosk-1"),
        moment=MORNING + timedelta(hours=1),
        uptime_ms=0,
        source=Source.BY_HAND,
        next_id=lambda: FactId(f"00000000-0000-7000-8000-{next(ids):012}"),
        numbers=count(90),
        new_ticket=lambda pieces: NewTicket(BundleId(str(pieces)), "", ""),
    )


def sewn(pen: Pen) -> list[Fact]:
    return [pen.later(minutes=30).done(op.id) for op in T_SHIRT]


def sent_back(pen: Pen) -> list[Fact]:
    return [*sewn(pen), pen.found(defect(pieces=3, op="hem"))]


def sent_back_and_spoilt(pen: Pen) -> list[Fact]:
    return [*sewn(pen), pen.found(defect(pieces=3, rejected=1, op="hem"))]


def too_fast(pen: Pen) -> list[Fact]:
    return [pen.later(minutes=5).done("shoulders", began=MORNING)]


def too_fast_and_too_many(pen: Pen) -> list[Fact]:
    return [pen.later(minutes=5).done("shoulders", 23, began=MORNING)]


def refused(pen: Pen) -> list[Fact]:
    (fast,) = too_fast(pen)
    return [fast, pen.settled(fast, FlagKind.TOO_FAST, is_accepted=False)]


PARTS = {
    "all good": (sewn, T_SHIRT, []),
    "sent back": (sent_back, T_SHIRT, [Part(Why.OPEN_REWORK, 3)]),
    "rejected": (sent_back_and_spoilt, T_SHIRT, [Part(Why.OPEN_REWORK, 2), Part(Why.SPOILT, 1)]),
    "too fast": (too_fast, T_SHIRT, [Part(Why.TOO_FAST, 20)]),
    "too many": (too_fast_and_too_many, T_SHIRT, [Part(Why.EXCESS, 3), Part(Why.TOO_FAST, 20)]),
    "refused": (refused, T_SHIRT, [Part(Why.REFUSED, 20)]),
    "no rate": (lambda pen: [pen.done("shoulders", 12)], UNPAID, [Part(Why.NO_RATE, 12)]),
    "seen": (lambda pen: [pen.proposed("shoulders", 8, by=ANA)], T_SHIRT, [Part(Why.UNCONFIRMED, 8)]),
}


@pytest.mark.parametrize(("happened", "route", "parts"), PARTS.values(), ids=PARTS)
def test_each_reason_says_how_many_pieces_it_is_about(
    happened: Callable[[Pen], list[Fact]], route: Route, parts: list[Part]
) -> None:
    assert list(lines(*happened(Pen()), route=route)[-1].parts) == parts


def test_each_sees_only_what_is_the_own() -> None:
    pen = Pen()
    facts = [pen.done("shoulders", 12), pen.later(minutes=1).done("shoulders", 8, worker=BEN)]
    assert [(line.pieces, line.operation, line.bundle) for line in lines(*facts, worker=BEN)] == [
        (8, SHOULDERS, bundle())
    ]


def test_a_dispute_stands_until_it_is_withdrawn_or_answered() -> None:
    pen = Pen()
    done = pen.done("shoulders")
    (line,) = lines(done)
    said = slip.dispute(line, ANA, here())
    assert said is not None
    (line,) = lines(done, said)
    assert (line.dispute is not None, line.said, line.pay.is_disputed) == (True, (said,), True)
    assert slip.dispute(line, ANA, here()) is None, "it was said"
    back = slip.withdraw(line, ANA, here())
    assert [(fact.fact, fact.stamp.number) for fact in back] == [(said.stamp.id, 90)]
    (withdrawn,) = lines(done, said, *back)
    assert (withdrawn.dispute, withdrawn.said, withdrawn.pay.is_disputed) == (None, (), False)

    (answered,) = lines(done, said, pen.later(hours=2).settled(done, FlagKind.DISPUTED, is_accepted=False))
    assert answered.dispute is not None
    assert answered.dispute.settled is not None
    assert (slip.dispute(answered, ANA, here()), slip.withdraw(answered, ANA, here())) == (None, ())


def test_what_was_said_at_two_kiosks_is_withdrawn_at_once() -> None:
    pen, other = Pen(), Pen("kiosk-2")
    done = pen.done("shoulders")
    (line,) = lines(done, pen.disputed(done), other.disputed(done))
    back = slip.withdraw(line, ANA, here())
    assert len(back) == 2
    assert [fact.stamp.number for fact in back] == [90, 91]


def test_the_sums_of_a_shift() -> None:
    pen = Pen()
    found = lines(*sent_back(pen))
    day = Slip(
        day=DAY,
        lines=tuple(found),
        attendance=Attendance(attended_ms=100 * 60_000, idle_ms=30 * 60_000, accepted_ms=30 * 60_000),
    )
    assert (day.pieces, day.pay, day.held) == (60, Decimal("68.5"), Decimal("1.5"))
    assert (day.efficiency, day.performance, day.worked_ms) == (Decimal(70), Decimal(100), 70 * 60_000)
    assert day.line(found[1].id) == found[1]
    assert day.line(FactId("another")) is None


def test_nobody_there_and_nothing_done() -> None:
    day = Slip(day=DAY)
    assert (day.pieces, day.pay, day.held, day.efficiency, day.performance) == (0, 0, 0, None, None)


@given(days())
def test_whatever_happened_every_piece_that_does_not_pay_has_its_reason(facts: list[Fact]) -> None:
    for worker in (ANA, BEN):
        for line in lines(*facts, worker=worker):
            assert all(part.pieces > 0 for part in line.parts)
            assert sum(part.pieces for part in line.parts) >= line.pay.held + line.pay.lost
            assert max((part.pieces for part in line.parts), default=0) <= line.pay.held + line.pay.lost
