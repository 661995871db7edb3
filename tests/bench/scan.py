"""A durable scan: the whole of `ScanDesk.scan`, and its record alone, beside this disk's own fdatasync.

The two are taken in turn, so that a slow moment of the machine falls on both.
"""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

from uuid_utils.compat import uuid7

from kiosk import wire
from kiosk.floor import codes
from kiosk.floor.bundles import Bundle
from kiosk.floor.facts import Fact
from kiosk.floor.ids import DeviceId, FactId, StationId
from kiosk.station.scan import ScanDesk
from kiosk.station.spot import Doors
from kiosk.store.file import KioskFile
from kiosk.store.ledger import Ledger
from kiosk.store.mirror import Mirror
from tests.bench.figure import line, percentile
from tests.make import ANA, BEN, CALENDAR, KEY, LINE, T_SHIRT, WORKSPACE, bundle, station

SCANS = 3000
WARM_UP = 300
BLOCK = os.urandom(4096)


def measure() -> Iterator[str]:
    with TemporaryDirectory(prefix="kiosk-bench-", dir=Path.cwd()) as folder:
        yield from _measure(Path(folder))


def _measure(folder: Path) -> Iterator[str]:
    clock = lambda: datetime.now(UTC)  # noqa: E731 - a clock
    file = KioskFile.open(folder / "kiosk.db", clock=clock)
    bundles = [bundle(f"{n:06}") for n in range(SCANS)]
    _fill(Mirror(file), bundles)
    ledger = _Timed(file)
    desk = ScanDesk(ledger, _doors(clock))
    desk.scan(codes.badge_text(ANA.badge, KEY))
    texts = cycle([codes.ticket_text(one.code, one.pieces, KEY) for one in bundles])
    scans, floors = _in_turn(lambda: desk.scan(next(texts)), folder / "floor")
    records = ledger.took[WARM_UP:]
    file.close()
    for percent, target in ((50, "<= 1.5"), (99, "<= 3")):
        limit = percentile(floors, percent)
        more = {"limit": limit, "of": f"4 KiB append + fdatasync, p{percent}"}
        yield line("scan", f"record, p{percent}", percentile(records, percent), "us", target=target, **more)
        yield line("scan", f"whole scan, p{percent}", percentile(scans, percent), "us", target="-", **more)


def _in_turn(scan: Callable[[], object], floor: Path) -> tuple[list[float], list[float]]:
    scans, floors = [], []
    with floor.open("ab", buffering=0) as out:
        for n in range(SCANS):
            scans.append(_took(scan))
            floors.append(_took(lambda: (out.write(BLOCK), os.fdatasync(out.fileno()))))
            if n == WARM_UP:
                scans.clear()
                floors.clear()
    return scans, floors


def _took(what: Callable[[], object]) -> float:
    """Microseconds."""
    began = time.perf_counter_ns()
    what()
    return (time.perf_counter_ns() - began) / 1000


class _Timed(Ledger):
    """The real ledger, which also notes how long each record took."""

    def __init__(self, file: KioskFile) -> None:
        super().__init__(file)
        self.took: list[float] = []

    def record(self, facts: Sequence[Fact]) -> None:
        self.took.append(_took(lambda: Ledger.record(self, facts)))


def _doors(clock: Callable[[], datetime]) -> Doors:
    return Doors(
        device=DeviceId("bench"),
        station=StationId("s1"),
        clock=clock,
        uptime_ms=lambda: 0,
        next_id=lambda: FactId(str(uuid7())),
        is_online=lambda: False,
    )


def _fill(mirror: Mirror, bundles: list[Bundle]) -> None:
    """A line with as many bundles in reach as a big one has."""
    workspace = wire.Workspace(id=WORKSPACE, name="Bench", calendar=CALENDAR, ticket_key=KEY.hex())
    sheets = [wire.BundleSheet(one, []) for one in bundles]
    rows = {"stations": [station("s1")], "workers": [ANA, BEN], "operations": list(T_SHIRT), "bundles": sheets}
    mirror.apply(wire.Changes(cursor="1", workspace=workspace, lines=[wire.Line(LINE, "Line 1")], **rows))
