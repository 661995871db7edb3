"""Facts up from eight kiosks at once, through the whole server, beside a bare insert into the same indexes."""

import gzip
import json
import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from sqlalchemy import Engine
from sqlalchemy.dialects.postgresql import insert

from kiosk import __version__, wire
from kiosk.demo.gate import Gate
from kiosk.demo.premises import premises
from kiosk.demo.sample import Sample, sample_factory
from kiosk.demo.seed import accounts, seed
from kiosk.floor.bundles import Bundle
from kiosk.floor.route import route_of
from kiosk.server import tables as t
from kiosk.server.db import connect
from kiosk.store.pairing import Pairing
from kiosk.sync.client import Server
from kiosk.trouble import Reason, Trouble
from kiosk.wire import Body
from tests.bench.figure import line, percentile
from tests.make import Pen

KIOSKS = 8
SINGLES = 150
"""Requests of one fact, by each kiosk."""

BUSY = 503

PARTS = 5
"""Scans of each operation in what a kiosk sends after hours alone: more than people make."""


def measure(count: int = KIOSKS) -> Iterator[str]:
    """In a new factory, which so many kiosks serve."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="kiosk-bench-")))
        folder.chmod(0o711)
        place = stack.enter_context(premises(folder))
        engine = connect(place.database_url)
        now = datetime.now(UTC)
        sample = sample_factory(Random(1), now, ticket_key=secrets.token_bytes(32))
        people = accounts()
        with engine.begin() as connection:
            seed(connection, sample, people, now)
        gate = Gate(place.server, people[0])
        kiosks = [gate.pair(f"k{n}", sample.stations[n % len(sample.stations)].id, folder) for n in range(count)]
        yield from _batches(engine, sample, kiosks, now)
        yield from _singles(engine, sample, kiosks, now)
        engine.dispose()


def _batches(engine: Engine, sample: Sample, kiosks: Sequence[Pairing], now: datetime) -> Iterator[str]:
    work = [_facts(kiosk, sample, _share(sample, n, len(kiosks))[::2], now, PARTS) for n, kiosk in enumerate(kiosks)]
    parts = [[facts[i : i + wire.BATCH] for i in range(0, len(facts), wire.BATCH)] for facts in work]
    total = sum(map(len, work))
    sent_s = _at_once([partial(_send, k, p) for k, p in zip(kiosks, parts, strict=True)])
    bare_s = _at_once([partial(_insert, engine, sample, p) for p in parts])
    yield line(
        "sync",
        f"{wire.BATCH} facts a batch, {len(kiosks)} kiosks",
        total / sent_s,
        "facts/s",
        limit=total / bare_s,
        of="the same facts by multi-row insert into the same indexes",
        target=">= 0.5",
    )


def _singles(engine: Engine, sample: Sample, kiosks: Sequence[Pairing], now: datetime) -> Iterator[str]:
    later = now + timedelta(seconds=1)
    work = [
        _facts(kiosk, sample, _share(sample, n, len(kiosks))[1::2], later)[:SINGLES] for n, kiosk in enumerate(kiosks)
    ]
    took: list[float] = []
    sent_s = _at_once([partial(_post, k, f, took) for k, f in zip(kiosks, work, strict=True)])
    bare_s = _at_once([partial(_insert, engine, sample, [[one] for one in f]) for f in work])
    total = sum(map(len, work))
    limit = total / bare_s
    what = "the same facts, one insert and commit each"
    name = f"one fact a request, {len(kiosks)} kiosks"
    yield line("sync", name, total / sent_s, "facts/s", limit=limit, of=what, target=">= 700/s")
    slowest = percentile(took, 99)
    yield line("sync", f"{name}, p99", slowest, "ms", limit=1000 * len(kiosks) / limit, of=what, target="<= 30 ms")


def _share(sample: Sample, kiosk: int, of: int) -> list[Bundle]:
    """Each kiosk has bundles of its own, as each station of a floor does."""
    return [bundle for bundle in sample.bundles if bundle.line][kiosk::of]


def _facts(kiosk: Pairing, sample: Sample, bundles: Sequence[Bundle], now: datetime, parts: int = 1) -> list[Body]:
    """Every operation of every bundle, in so many scans each."""
    pen = Pen(kiosk.device, kiosk.station, now - timedelta(hours=2))
    done = [
        pen.later(milliseconds=200).done(op.id, bundle.pieces // parts or 1, of=bundle.id)
        for bundle in bundles
        for op in route_of(sample.operations, bundle.product_type, now)
        for _ in range(parts)
    ]
    return [wire.body_of(fact) for fact in done]


def _send(kiosk: Pairing, parts: Sequence[Sequence[Body]]) -> None:
    server = Server(kiosk.server, kiosk.token)
    for part in parts:
        if len(wire.fact_ids(_taken_in(server, part), wire.Verdict.TAKEN)) != len(part):
            raise RuntimeError("the server did not take all")


def _taken_in(server: Server, part: Sequence[Body]) -> wire.Receipt:
    """A busy server says when to come again, and a kiosk does."""
    while True:
        try:
            return server.send(part)
        except Trouble as trouble:
            if trouble.reason is not Reason.SERVER_BUSY:
                raise
            time.sleep(trouble.retry_after_s or 1)


def _post(kiosk: Pairing, facts: Sequence[Body], took: list[float]) -> None:
    """One by one over a line that stays open, and packed beforehand: eight kiosks share the server's two cores here,
    and on a floor they bring their own.
    """
    packed = [gzip.compress(json.dumps({"facts": [fact]}).encode(), compresslevel=1) for fact in facts]
    headers = {"Authorization": f"Bearer {kiosk.token}", "Content-Encoding": "gzip", "X-Kiosk-Version": __version__}
    door = HTTPConnection(urlsplit(kiosk.server).netloc)
    for body in packed:
        began = time.perf_counter()
        while True:
            door.request("POST", "/api/sync/facts", body, headers)
            answer = door.getresponse()
            said = answer.read()
            if answer.status != BUSY:
                break
            time.sleep(float(answer.headers["Retry-After"]))
        took.append(1000 * (time.perf_counter() - began))
        if len(wire.fact_ids(wire.Receipt.model_validate_json(said), wire.Verdict.TAKEN)) != 1:
            raise RuntimeError("the server did not take it")
    door.close()


def _insert(engine: Engine, sample: Sample, parts: Sequence[Sequence[Body]]) -> None:
    """What any server has to do at least: keep the facts, in the same table, durably."""
    bare = {"workspace_id": sample.workspace + "-bare", "received_at": datetime.now(UTC), "user_id": None}
    for part in parts:
        rows = [
            bare
            | {name: body[name] for name in ("id", "kind", "number", "at", "uptime_ms")}
            | {"device_id": body["device"], "station_id": body["station"], "employee_id": body["worker"]}
            | {"subject": f"bundle:{body['bundle']}", "at": datetime.fromisoformat(body["at"]), "body": body}
            for body in part
        ]
        with engine.begin() as connection:
            connection.execute(insert(t.Fact.sheet()).on_conflict_do_nothing(), rows)


def _at_once(jobs: Sequence[Callable[[], None]]) -> float:
    """Seconds until all are done."""
    with ThreadPoolExecutor(len(jobs)) as pool:
        began = time.perf_counter()
        for running in [pool.submit(job) for job in jobs]:
            running.result()
        return time.perf_counter() - began
