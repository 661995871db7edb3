"""A scan desk over a real ledger in a real file, with the doors that a test holds."""

from datetime import timedelta
from itertools import count
from pathlib import Path

from uuid_utils.compat import uuid7

from kiosk.floor import codes
from kiosk.floor.answers import Answer
from kiosk.floor.bundles import BundleStatus, Department
from kiosk.floor.codes import Command
from kiosk.floor.facts import Fact
from kiosk.floor.ids import DeviceId, FactId, StationId
from kiosk.floor.people import Worker
from kiosk.station.scan import ScanDesk
from kiosk.station.spot import Doors
from tests.make import ANA, BEN, KEY, bundle, station
from tests.store.site import Site, ticket, whole_factory

B1, B2, SEWN = bundle("b1"), bundle("b2", 30), bundle("b3", status=BundleStatus.SEWN)
PASSED = bundle("b4", status=BundleStatus.QC_PASSED)
STATIONS = [
    station("s1"),
    station("s2", "shoulders"),
    station("qc", department=Department.QC),
    station("ironing", department=Department.FINISHING),
]
ANAS, BENS = (codes.badge_text(worker.badge, KEY) for worker in (ANA, BEN))
TICKET, OTHER, TO_CHECK, TO_IRON = map(ticket, (B1, B2, SEWN, PASSED))
UNDO, OUT = map(codes.command_text, (Command.UNDO, Command.SIGN_OUT))


class Post:
    """`recorded` holds every fact that the desk told of."""

    def __init__(self, path: Path, at: str = "s1") -> None:
        self.site = Site(path)
        told = whole_factory(B1, B2, SEWN, PASSED)
        self.site.mirror.apply(told.model_copy(update={"stations": STATIONS}))
        self.recorded: list[Fact] = []
        self.is_online = True
        self.sit(at)

    def sit(self, at: str) -> "Post":
        """A desk where nobody is signed in, as after a start of the program."""
        ticks = count()
        doors = Doors(
            device=DeviceId("kiosk-1"),
            station=StationId(at),
            clock=lambda: self.site.now,
            uptime_ms=lambda: next(ticks),
            next_id=lambda: FactId(str(uuid7())),
            is_online=lambda: self.is_online,
        )
        self.desk = ScanDesk(self.site.ledger, doors)
        return self

    def later(self, **span: float) -> "Post":
        self.site.now += timedelta(**span)
        return self

    def scan(self, text: str, *, by_hand: bool = False) -> Answer:
        step = self.desk.scan(text, by_hand=by_hand)
        self.recorded += step.facts
        return step.answer

    def do(self, *texts: str) -> "Post":
        """Shows codes one after the other, a minute apart."""
        for text in texts:
            self.later(minutes=1).scan(text)
        return self

    def done(self) -> dict[str, int]:
        return self.site.done(B1)

    @property
    def worker(self) -> Worker | None:
        return self.desk.worker
