"""Many processes, one truth: workers of one server and servers behind one proxy, some of them killed at work."""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from time import monotonic

import pytest
import requests
from sqlalchemy import text

from kiosk import wire
from kiosk.demo.premises import free_port
from kiosk.floor.ids import FactId
from kiosk.sync.client import Server
from kiosk.trouble import Reason, Trouble
from tests.make import Pen
from tests.processes import at_work, serving, tree
from tests.server.round_robin import round_robin
from tests.sync.central import Central, central_on
from tests.until import until

KIOSKS, BATCHES, FACTS = 3, 20, 5
PATIENCE_S = 20
LISTENS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'"


@pytest.fixture
def central(postgres: str) -> Iterator[Central]:
    with central_on(postgres, "serve_room") as made:
        made.begin()
        yield made


def batches(central: Central) -> list[tuple[str, list[list[wire.Body]]]]:
    """Of each kiosk its token, and its work in order."""
    found = []
    for _ in range(KIOSKS):
        paired = central.pair()
        pen = Pen(paired.device, paired.station)
        work = [[pen.later(seconds=1).done("shoulders", 1) for _ in range(FACTS)] for _ in range(BATCHES)]
        found.append((paired.token, [[wire.body_of(fact) for fact in part] for part in work]))
    return found


def send_all(address: str, token: str, parts: Sequence[Sequence[wire.Body]], done: Callable[[], None]) -> float:
    """Each batch again until it is answered, and once more for luck; seconds that the slowest request took."""
    server, slowest = Server(address, token), 0.0
    for twice in [part for part in parts for _ in range(2)]:
        patience, receipt = monotonic() + PATIENCE_S, None
        while receipt is None and monotonic() < patience:
            began = monotonic()
            receipt = answer(server, twice)
            slowest = max(slowest, monotonic() - began)
        assert receipt, "no answer"
        assert {one.verdict for one in receipt.verdicts} <= {wire.Verdict.TAKEN, wire.Verdict.KNOWN}
        done()
    return slowest


def answer(server: Server, facts: Sequence[wire.Body]) -> wire.Receipt | None:
    """None where the line was cut or the server had no time. Anything else that goes wrong is an error."""
    try:
        return server.send(facts)
    except Trouble as trouble:
        if trouble.reason not in {Reason.NO_SERVER, Reason.SERVER_BUSY}:
            raise
        return None


def workers(server: int) -> set[int]:
    """Its processes that serve, which Python's own helper for shared things is not."""
    return {number for number in at_work(tree(server)) - {server} if b"spawn_main" in _line(number)}


def _line(number: int) -> bytes:
    try:
        return Path(f"/proc/{number}/cmdline").read_bytes()
    except OSError:
        return b""


def listens(central: Central) -> int:
    with central.engine.connect() as connection:
        return int(connection.scalar(text(LISTENS)) or 0)


def has_all_once(central: Central, work: Sequence[tuple[str, Sequence[Sequence[wire.Body]]]]) -> bool:
    sent = {FactId(body["id"]): body for _, parts in work for part in parts for body in part}
    return central.facts() == sent


def test_a_worker_killed_at_work_costs_nobody_anything(central: Central, tmp_path: Path) -> None:
    """Each worker listens for itself; whoever was cut off comes again; a new worker stands in for the dead one."""
    work, port = batches(central), free_port()
    own = listens(central)
    with serving(central.database, port, tmp_path / "log", "--workers", "2") as server:
        before = until(lambda: found if len(found := workers(server.process.pid)) == 2 else set())
        until(lambda: listens(central) == own + 2)
        killed = sorted(before)
        each = count(1)

        def done() -> None:
            if next(each) in {20, 60}:
                os.kill(killed.pop(), signal.SIGKILL)
                until(lambda: len(workers(server.process.pid)) == 2)

        with ThreadPoolExecutor(KIOSKS) as pool:
            ends = [pool.submit(send_all, f"http://127.0.0.1:{port}", *one, done) for one in work]
            assert max(end.result() for end in ends) < PATIENCE_S
        assert has_all_once(central, work)
        after = workers(server.process.pid)
        assert len(after) == 2
        assert not after & before
        until(lambda: listens(central) == own + 2)
        assert server.stop() == 0
        assert not at_work(after)


@pytest.mark.parametrize("count_", [1, 2])
def test_told_to_stop_it_finishes_what_it_has(central: Central, tmp_path: Path, count_: int) -> None:
    """A batch that waits for a row is answered, though no new one is taken and the streams have ended."""
    (token, parts), *_ = batches(central)
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    waits = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    with serving(central.database, port, tmp_path / "log", "--workers", str(count_)) as server:
        boards = Server(address, token).boards()
        next(boards)
        with ThreadPoolExecutor(2) as pool, central.engine.connect() as other:
            with other.begin():
                other.execute(text("SELECT FROM bundles FOR UPDATE"))
                sent = pool.submit(Server(address, token).send, parts[0])
                until(lambda: other.scalar(waits))
                server.process.send_signal(signal.SIGTERM)
                streamed = pool.submit(list, boards)
                streamed.exception(PATIENCE_S)
                until(lambda: is_closed(address))
            assert {one.verdict for one in sent.result(PATIENCE_S).verdicts} == {wire.Verdict.TAKEN}
        assert server.ends(PATIENCE_S) in {0, -signal.SIGTERM}


def is_closed(address: str) -> bool:
    try:
        requests.get(address + "/healthz", timeout=1)
    except requests.ConnectionError:
        return True
    return False


def test_two_servers_behind_one_proxy_are_one(central: Central, tmp_path: Path) -> None:
    """Every batch comes twice, mostly to both; one of the servers is cut off in the middle."""
    work, ports = batches(central), (free_port(), free_port())
    with (
        serving(central.database, ports[0], tmp_path / "first") as first,
        serving(central.database, ports[1], tmp_path / "second"),
        round_robin(*ports) as proxy,
    ):
        each = count(1)

        def done() -> None:
            if next(each) == 50:
                assert all(proxy.served.values())
                first.kill()

        with ThreadPoolExecutor(KIOSKS) as pool:
            ends = [pool.submit(send_all, proxy.address, *one, done) for one in work]
            assert max(end.result() for end in ends) < PATIENCE_S
        told = Server(proxy.address, work[0][0]).changes("")
    assert has_all_once(central, work)
    assert told.cursor
