"""A simulated line: real desks over one kiosk's real file, with a real courier. Only its hands are made up."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random

from uuid_utils.compat import uuid7

from kiosk.demo.sample import Sample, SampleStation
from kiosk.demo.shift import Clock, Hand, Line, Texts
from kiosk.floor.ids import FactId, LineId, StationId
from kiosk.floor.people import Worker
from kiosk.station.scan import ScanDesk
from kiosk.station.spot import Doors
from kiosk.store.file import KioskFile
from kiosk.store.ledger import Ledger
from kiosk.store.mirror import Mirror
from kiosk.store.outbox import Counts, Outbox
from kiosk.store.pairing import Pairing
from kiosk.sync.client import Server
from kiosk.sync.courier import Courier


@dataclass(frozen=True, slots=True)
class Site:
    """A line at work. `clock` is turned by it."""

    line: Line
    ledger: Ledger
    outbox: Outbox
    courier: Courier
    clock: Clock
    desks: dict[StationId, ScanDesk]

    def play(self, until: datetime) -> int:
        """What falls due is worked and carried; how many scans that were."""
        scans = self.line.play(until)
        self.courier.round()
        return scans

    def counts(self) -> Counts:
        return self.outbox.counts()


@contextmanager
def open_site(
    folder: Path, paired: Pairing, sample: Sample, line: LineId, texts: Texts, dice: Random, now: datetime
) -> Iterator[Site]:
    """The line's stations with a desk each, and nobody there yet. Fetches the factory's lists first."""
    clock = Clock(now)
    file = KioskFile.open(folder / "kiosk.db", clock=clock)
    try:
        ledger, outbox = Ledger(file), Outbox(file)
        courier = Courier(Server(paired.server, paired.token), outbox, Mirror(file), clock)
        courier.round()
        desks = {
            station.id: _desk(ledger, paired, station, clock, courier)
            for station in sample.stations
            if station.line == line
        }
        bundles = [bundle for bundle in sample.bundles if bundle.line == line]
        yield Site(Line(clock, texts, bundles, dice), ledger, outbox, courier, clock, desks)
    finally:
        file.close()


def hands(site: Site, sample: Sample, line: LineId, workers: Iterator[Worker], dice: Random) -> list[Hand]:
    """One worker for each station of the line, each with a speed of their own."""
    operations = {op.id: op for op in sample.operations}
    return [
        Hand(next(workers), site.desks[station.id], operations[station.operations[0]], dice.uniform(0.82, 1.12))
        for station in sample.stations
        if station.line == line
    ]


def _desk(ledger: Ledger, paired: Pairing, station: SampleStation, clock: Clock, courier: Courier) -> ScanDesk:
    doors = Doors(
        device=paired.device,
        station=station.id,
        clock=clock,
        uptime_ms=lambda: 0,
        next_id=lambda: FactId(str(uuid7())),
        is_online=lambda: courier.line.is_up,
    )
    return ScanDesk(ledger, doors)
