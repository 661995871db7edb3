"""A real kiosk without a window: its file with the factory of `tests.make`, and the desks on it."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

from uuid_utils.compat import uuid7

from kiosk import wire
from kiosk.floor import codes
from kiosk.floor.bundles import Bundle
from kiosk.floor.ids import DeviceId, FactId
from kiosk.floor.people import Worker
from kiosk.floor.wages import WageRules
from kiosk.station.board import BoardDesk
from kiosk.station.scan import ScanDesk
from kiosk.station.spot import Doors
from kiosk.store.file import KioskFile
from kiosk.store.ledger import Ledger
from kiosk.store.mirror import Mirror
from tests import make

FACTORY = wire.Workspace(id=make.WORKSPACE, name="Factory", calendar=make.CALENDAR, ticket_key=make.KEY.hex())
B1, B2 = make.bundle("b1"), make.bundle("b2", 30)


class Kiosk:
    """Station 1 of line 1 sews shoulders, station 2 sleeves; this kiosk stands at station 1."""

    def __init__(self, folder: Path, station: str = "s1") -> None:
        self.now = make.MORNING
        self.file = KioskFile.open(folder / "kiosk.db", clock=self.clock)
        self.mirror = Mirror(self.file)
        self.mirror.apply(_factory())
        self.ledger = Ledger(self.file)
        self._ticks = count()
        doors = Doors(
            device=DeviceId("kiosk-1"),
            station=make.station(station).id,
            clock=self.clock,
            uptime_ms=lambda: next(self._ticks),
            next_id=lambda: FactId(str(uuid7())),
            is_online=lambda: True,
        )
        self.scan_desk = ScanDesk(self.ledger, doors)
        self.board_desk = BoardDesk(self.ledger, self.clock)

    def told_wages(self, *rules: WageRules) -> None:
        self.mirror.apply(wire.Changes(cursor="2", workspace=replace(FACTORY, wages=rules)))

    def clock(self) -> datetime:
        return self.now

    def later(self, **span: float) -> None:
        self.now += timedelta(**span)

    def close(self) -> None:
        self.file.close()


def badge(worker: Worker = make.ANA) -> str:
    return codes.badge_text(worker.badge, make.KEY)


def ticket(bundle: Bundle = B1) -> str:
    return codes.ticket_text(bundle.code, bundle.pieces, make.KEY)


def _factory() -> wire.Changes:
    return wire.Changes(
        cursor="1",
        workspace=FACTORY,
        lines=[wire.Line(make.LINE, "Line 1")],
        stations=[make.station("s1", "shoulders"), make.station("s2", "sleeves")],
        workers=[make.ANA, make.BEN],
        operations=list(make.T_SHIRT),
        bundles=[wire.BundleSheet(B1, []), wire.BundleSheet(B2, [])],
    )
