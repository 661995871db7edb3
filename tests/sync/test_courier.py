"""The two roads over a line that does what real lines do: each fact arrives once, and none holds up another."""

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from types import SimpleNamespace

import pytest

from kiosk import wire
from kiosk.floor.bundle_facts import WorkDone
from kiosk.floor.facts import SignedIn
from kiosk.store.outbox import FAILURES
from kiosk.sync import courier as couriers
from kiosk.sync.client import Server
from kiosk.sync.courier import SEVERAL
from kiosk.sync.pace import CALM_S, SMALLEST_BATCH
from kiosk.trouble import Reason, Trouble
from kiosk.wire import BATCH
from tests.make import Pen
from tests.sync import line as faults
from tests.sync.central import Central
from tests.sync.conftest import B1
from tests.sync.kiosk import Kiosk
from tests.sync.line import DOWN, UP, Fault, Gate, Line

BROKEN: dict[str, tuple[Fault, Reason]] = {
    "refused": (faults.refuse, Reason.NO_SERVER),
    "answer lost": (faults.lose_answer, Reason.NO_SERVER),
    "answer cut": (faults.cut_answer, Reason.NO_SERVER),
    "guest network": (faults.html(200), Reason.SERVER_FAILS),
    "proxy alone": (faults.html(502), Reason.NO_SERVER),
    "server breaks": (faults.say(500), Reason.SERVER_FAILS),
    "server busy": (faults.say(503), Reason.SERVER_BUSY),
    "limited": (faults.say(429), Reason.SERVER_BUSY),
    "not paired": (faults.say(401), Reason.NOT_PAIRED),
    "revoked": (faults.say(403), Reason.REVOKED),
    "other JSON": (faults.say(200, b'{"success": true}', Content_Type="application/json"), Reason.SERVER_FAILS),
    "a list": (faults.say(200, b"[]", Content_Type="application/json"), Reason.SERVER_FAILS),
}


def work(kiosk: Kiosk, count: int, pieces: int = 1) -> list[WorkDone]:
    """So many facts more."""
    done = [kiosk.pen.later(seconds=2).done("shoulders", pieces) for _ in range(count)]
    kiosk.keep(*done)
    return done


def sign_ins(kiosk: Kiosk, count: int) -> None:
    """So many facts that cost the server little."""
    kiosk.keep(*(SignedIn(kiosk.pen.stamp()) for _ in range(count)))


def sewn_elsewhere(central: Central, pieces: int) -> None:
    """Work at station 2 that is central already."""
    paired = central.pair("s2")
    done = Pen(paired.device, "s2").done("shoulders", pieces)
    Server(central.address, paired.token).send([wire.body_of(done)])


@pytest.fixture
def took_s(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long each sending takes from now on, by the courier's stopwatch; the last one again and again."""
    spans = [0.0]

    def times() -> Iterator[float]:
        while True:
            span = spans.pop(0) if len(spans) > 1 else spans[0]
            yield from (0.0, span)

    monkeypatch.setattr(couriers, "time", SimpleNamespace(monotonic=times().__next__))
    return spans


@pytest.mark.parametrize(("fault", "reason"), BROKEN.values(), ids=BROKEN)
def test_what_does_not_get_through_goes_again_and_arrives_once(
    kiosk: Kiosk, line: Line, central: Central, fault: Fault, reason: Reason
) -> None:
    work(kiosk, 3, pieces=5)
    line.always(fault)
    for _ in range(2):
        assert kiosk.round().line.reason is reason
    assert kiosk.waiting == 3
    line.heal()
    assert kiosk.round().line.is_up
    assert (kiosk.waiting, kiosk.set_aside) == (0, 0)
    assert central.facts() == kiosk.bodies()
    assert central.units() == {"shoulders": 15}


@pytest.mark.parametrize("fault", [faults.repeat, faults.lose_answer, faults.cut_answer])
def test_a_hop_that_repeats_changes_nothing(kiosk: Kiosk, line: Line, central: Central, fault: Fault) -> None:
    line.then(*repeat(fault, 3))
    work(kiosk, 40)
    for _ in range(4):
        kiosk.round()
    assert central.facts() == kiosk.bodies()
    assert central.units() == {"shoulders": 20}
    assert central.flags() == [("EXCESS", 1)] * 20


def test_what_comes_down_is_lost_on_the_way_and_asked_for_again(kiosk: Kiosk, line: Line, central: Central) -> None:
    sewn_elsewhere(central, 7)
    line.then(faults.lose_answer, faults.cut_answer, on=DOWN)
    assert [kiosk.round().changed for _ in range(2)] == [frozenset()] * 2
    assert kiosk.units(B1) == {}
    assert kiosk.round().changed == {"bundles"}
    assert kiosk.units(B1) == {"shoulders": 7}
    assert kiosk.round().changed == frozenset()


def test_a_poison_fact_at_the_head_holds_up_nobody_and_is_put_by(kiosk: Kiosk, line: Line, central: Central) -> None:
    poison, *_ = work(kiosk, 60)
    line.always(faults.break_on({poison.stamp.id}), on=UP)
    for fresh in range(FAILURES):
        assert kiosk.waiting >= 1
        round_ = kiosk.round()
        assert (round_.line.is_up, round_.wait_s) == (True, CALM_S)
        assert len(central.facts()) == 59 + fresh
        work(kiosk, 1)
    assert kiosk.set_aside == 1
    (put_by,) = kiosk.parts.outbox.put_by()
    assert (put_by.id, put_by.reason) == (poison.stamp.id, f"the server failed on it {FAILURES} times")
    kiosk.round()
    assert kiosk.waiting == 0
    assert kiosk.bodies().keys() - central.facts().keys() == {poison.stamp.id}


def test_a_poison_fact_alone_is_not_blamed_and_cuts_off_nothing(kiosk: Kiosk, line: Line, central: Central) -> None:
    """It may be the server that is at fault, so that it is tried ever more seldom; what is new goes at once."""
    (poison,) = work(kiosk, 1)
    line.always(faults.break_on({poison.stamp.id}), on=UP)
    sewn_elsewhere(central, 7)
    rounds = [kiosk.round() for _ in range(FAILURES + 6)]
    assert all(round_.line.is_up for round_ in rounds)
    assert rounds[0].changed == {"bundles"}
    assert rounds[-1].wait_s > 60
    assert (kiosk.waiting, kiosk.set_aside) == (1, 0)
    work(kiosk, 1)
    assert kiosk.round().sent == 1
    line.heal()
    kiosk.round()
    assert central.facts(kiosk.device) == kiosk.bodies()


def test_poison_facts_in_a_row_let_others_by(kiosk: Kiosk, line: Line, central: Central) -> None:
    """A whole bundle that the server breaks on, at the head of everything."""
    facts = work(kiosk, 5 * SEVERAL)
    poison = {fact.stamp.id for fact in facts[: 3 * SEVERAL]}
    line.always(faults.break_on(poison), on=UP)
    for _ in range(4):
        kiosk.round()
    assert central.facts().keys() == kiosk.bodies().keys() - poison


def test_a_server_that_takes_nothing_is_away_and_nothing_is_blamed(kiosk: Kiosk, line: Line, central: Central) -> None:
    work(kiosk, 40)
    line.always(faults.say(500), on=UP)
    for _ in range(FAILURES + 2):
        assert kiosk.round().line.reason is Reason.SERVER_FAILS
        assert len(line.carried()) <= 2 * SEVERAL + 8
    assert (kiosk.waiting, kiosk.set_aside) == (40, 0)
    line.heal()
    kiosk.round()
    assert central.facts() == kiosk.bodies()


def test_what_a_server_will_only_know_later_stays_and_is_in_nobodys_way(
    kiosk: Kiosk, line: Line, central: Central
) -> None:
    facts = work(kiosk, 30)
    later = {fact.stamp.id for fact in facts[:20]}
    line.always(faults.older_server(later), on=UP)
    for _ in range(3):
        assert kiosk.round().line.is_up
    assert (kiosk.waiting, kiosk.set_aside) == (20, 0)
    assert central.facts().keys() == kiosk.bodies().keys() - later
    line.heal()
    kiosk.round()
    assert central.facts() == kiosk.bodies()


def test_what_is_set_aside_stays_with_its_reason(kiosk: Kiosk, central: Central) -> None:
    kiosk.keep(Pen("another kiosk").done("shoulders"))
    assert kiosk.round().line.is_up
    (put_by,) = kiosk.parts.outbox.put_by()
    assert put_by.reason == "it says that another kiosk made it"
    assert central.facts() == {}


@pytest.mark.parametrize("status", [429, 503])
def test_the_servers_wish_to_wait_is_obeyed(kiosk: Kiosk, line: Line, status: int) -> None:
    work(kiosk, 1)
    line.then(faults.say(status, Retry_After="120"))
    assert kiosk.round().wait_s >= 120
    assert kiosk.round().wait_s == CALM_S


@pytest.mark.parametrize("wish", ["", "soon", "-5", "²", "9" * 400, "Wed, 21 Oct 2099 07:28:00 GMT"])
def test_a_wish_that_is_none_does_no_harm(kiosk: Kiosk, line: Line, wish: str) -> None:
    line.then(faults.say(503, Retry_After=wish), on=DOWN)
    assert 1 <= kiosk.round().wait_s <= 3600


def test_rounds_that_fail_come_ever_more_seldom(kiosk: Kiosk, line: Line) -> None:
    line.always(faults.refuse)
    waits = [kiosk.round().wait_s for _ in range(12)]
    longest = [min(300, 2**failures) for failures in range(12)]
    assert all(max(1, most / 2) <= wait <= most for wait, most in zip(waits, longest, strict=True))
    line.heal()
    assert kiosk.round().wait_s == CALM_S


def test_a_batch_that_does_not_get_through_is_halved(kiosk: Kiosk, line: Line, central: Central) -> None:
    sign_ins(kiosk, BATCH + 100)
    line.then(*repeat(faults.lose_answer, 3))
    for _ in range(4):
        kiosk.round()
    assert [passed.facts for passed in line.carried()][:4] == [500, 250, 125, 62]
    assert central.facts() == kiosk.bodies()


def test_a_slow_line_gets_small_batches_and_a_quick_one_big_ones_again(
    kiosk: Kiosk, line: Line, took_s: list[float]
) -> None:
    took_s[:] = [3.0] * 8 + [1.0, 0.1]
    sign_ins(kiosk, 1200)
    kiosk.round()
    sizes = [passed.facts for passed in line.carried()]
    assert sizes[:12] == [500, 250, 125, 62, 31, 15, SMALLEST_BATCH, SMALLEST_BATCH, SMALLEST_BATCH, 8, 16, 32]
    assert sum(sizes) == 1200


def test_offline_is_told_once_and_since_when(
    kiosk: Kiosk, line: Line, central: Central, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "kiosk.sync.courier")
    up = kiosk.parts.courier.line
    assert (up.is_up, up.reason) == (True, None)
    central.later(minutes=5)
    began = central.now
    for fault in (faults.refuse, faults.say(503), faults.html(200), faults.refuse):
        line.always(fault)
        down = kiosk.round().line
        assert (down.is_up, down.since) == (False, began)
        central.later(minutes=1)
    line.heal()
    assert kiosk.round().line.since == central.now
    central.later(minutes=1)
    assert kiosk.round().line.since < central.now
    assert [record.message for record in caplog.records] == ["offline: no_server: ConnectionError", "online"]


def test_a_removed_kiosk_is_told_so_and_keeps_its_work(
    kiosk: Kiosk, central: Central, caplog: pytest.LogCaptureFixture
) -> None:
    work(kiosk, 2)
    central.revoke(kiosk.device)
    for _ in range(2):
        round_ = kiosk.round()
        assert (round_.line.is_up, round_.line.reason) == (False, Reason.REVOKED)
    work(kiosk, 1)
    assert (kiosk.waiting, kiosk.set_aside) == (3, 0)
    assert central.facts() == {}
    assert [record.message for record in caplog.records] == ["offline: revoked: HTTP 403"]


def test_removed_while_away_is_news(kiosk: Kiosk, line: Line, central: Central) -> None:
    line.then(faults.refuse, on=DOWN)
    assert kiosk.round().line.reason is Reason.NO_SERVER
    central.later(hours=1)
    central.revoke(kiosk.device)
    told = kiosk.round().line
    assert (told.reason, told.since) == (Reason.REVOKED, central.now)


def test_its_own_disk_is_no_matter_of_the_line(kiosk: Kiosk, central: Central) -> None:
    work(kiosk, 1)
    for pragma in ("ON", "OFF"):
        with kiosk.parts.file.engine.connect() as connection:
            connection.exec_driver_sql(f"PRAGMA query_only = {pragma}")
        if pragma == "ON":
            with pytest.raises(Trouble) as told:
                kiosk.round()
            assert told.value.reason is Reason.DISK_FAILS
            assert kiosk.parts.courier.line.is_up
    kiosk.round()
    assert central.facts() == kiosk.bodies()


def test_work_recorded_while_a_batch_is_away_goes_in_the_same_round(kiosk: Kiosk, line: Line, central: Central) -> None:
    gate = Gate()
    line.then(gate)
    work(kiosk, 2)
    with ThreadPoolExecutor(1) as network:
        round_ = network.submit(kiosk.round)
        assert gate.reached.wait(5)
        work(kiosk, 1)
        gate.open()
        assert round_.result().sent == 3
    assert [passed.facts for passed in line.carried()] == [2, 1]
    assert central.facts() == kiosk.bodies()
