"""A small factory for tests: one T-shirt with three operations, two workers, one line."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from itertools import count

from uuid_utils.compat import uuid7

from kiosk.floor.bundles import Bundle, BundleStatus, Department
from kiosk.floor.facts import BundleMoved, Source, Stamp, TakenBack, WorkDone, WorkStarted
from kiosk.floor.ids import BundleId, DeviceId, FactId, LineId, OperationId, OrderId, StationId, WorkerId, WorkspaceId
from kiosk.floor.people import Station, Worker
from kiosk.floor.route import Operation, Standard
from kiosk.floor.shift import Calendar, Shift

KEY = b"a ticket key of thirty-two bytes"
WORKSPACE = WorkspaceId("w1")
MORNING = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # nine o'clock in Manila
CALENDAR = Calendar(
    "Asia/Manila",
    (
        Shift("MORNING", time(6), time(14)),
        Shift("AFTERNOON", time(14), time(22)),
        Shift("NIGHT", time(22), time(6)),
    ),
)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
LINE = LineId("line-1")
ANA = Worker(id=WorkerId("ana"), name="Ana Reyes", number="1001", badge="00000000A1")
BEN = Worker(id=WorkerId("ben"), name="Ben Cruz", number="1002", badge="00000000B2")


def operation(id_: str, sequence: int, smv: str, *depends_on: str, product: str = "T-SHIRT") -> Operation:
    standard = Standard(LONG_AGO, Decimal(smv), Decimal(smv))
    waits = tuple(OperationId(op) for op in depends_on)
    return Operation(
        id=OperationId(id_),
        product_type=product,
        name=id_.capitalize(),
        sequence=sequence,
        standards=(standard,),
        depends_on=waits,
    )


SHOULDERS = operation("shoulders", 1, "1.0")
SLEEVES = operation("sleeves", 2, "2.0", "shoulders")
HEM = operation("hem", 3, "0.5", "sleeves")
T_SHIRT = (SHOULDERS, SLEEVES, HEM)


def bundle(
    id_: str = "b1", pieces: int = 20, *, status: BundleStatus = BundleStatus.CUT, product: str = "T-SHIRT"
) -> Bundle:
    return Bundle(
        id=BundleId(id_),
        code=id_.upper().rjust(10, "0"),
        pieces=pieces,
        product_type=product,
        size="M",
        order=OrderId("order-1"),
        order_number="PO-1",
        line=LINE,
        made_at=MORNING - timedelta(days=1),
        status=status,
    )


def station(
    id_: str = "s1", *operations: str, starts: bool = False, department: Department = Department.SEWING
) -> Station:
    return Station(
        id=StationId(id_),
        name=f"Station {id_[1:]}",
        department=department,
        line=LINE,
        line_name="Line 1",
        operations=tuple(OperationId(op) for op in operations),
        starts=starts,
    )


class Pen:
    """Writes facts as one device does: numbers without gaps, a clock that the test moves."""

    def __init__(self, device: str = "kiosk-1", station_id: str = "s1", now: datetime = MORNING) -> None:
        self.device, self.station, self.now = DeviceId(device), StationId(station_id), now
        self.numbers: Iterator[int] = count(1)

    def later(self, **span: float) -> "Pen":
        self.now += timedelta(**span)
        return self

    def stamp(self, worker: Worker = ANA, source: Source = Source.ONLINE) -> Stamp:
        return Stamp(
            id=FactId(str(uuid7())),
            device=self.device,
            number=next(self.numbers),
            at=self.now,
            uptime_ms=0,
            source=source,
            station=self.station,
            line=LINE,
            worker=worker.id,
        )

    def started(self, op: str, *, worker: Worker = ANA, of: str = "b1") -> WorkStarted:
        return WorkStarted(stamp=self.stamp(worker), bundle=BundleId(of), run_no=1, operation=OperationId(op))

    def done(
        self, op: str, pieces: int = 20, *, worker: Worker = ANA, began: datetime | None = None, of: str = "b1"
    ) -> WorkDone:
        return WorkDone(
            stamp=self.stamp(worker),
            bundle=BundleId(of),
            run_no=1,
            operation=OperationId(op),
            pieces=pieces,
            began=began,
        )

    def moved(self, to_status: BundleStatus, *, of: str = "b1") -> BundleMoved:
        return BundleMoved(stamp=self.stamp(), bundle=BundleId(of), to_status=to_status)

    def back(self, fact: WorkStarted | WorkDone | BundleMoved) -> TakenBack:
        return TakenBack(stamp=self.stamp(), fact=fact.stamp.id, bundle=fact.bundle, reason="UNDO")
