"""A small factory for tests: one T-shirt with three operations, two workers, one line."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from itertools import count

from uuid_utils.compat import uuid7

from kiosk.floor.bundle_facts import (
    BundleMoved,
    Defect,
    DefectsFound,
    FlagSettled,
    LineDisputed,
    PiecesCame,
    PiecesLeft,
    PiecesReplaced,
    ReworkDone,
    WorkDone,
    WorkProposed,
    WorkStarted,
)
from kiosk.floor.bundles import Bundle, BundleStatus, Department
from kiosk.floor.facts import Fact, TakenBack, subject_of
from kiosk.floor.flags import FlagKind
from kiosk.floor.ids import BundleId, DeviceId, FactId, LineId, OperationId, OrderId, StationId, WorkerId, WorkspaceId
from kiosk.floor.people import Station, Worker
from kiosk.floor.route import Operation, Standard
from kiosk.floor.shift import Calendar, Shift
from kiosk.floor.stamp import Source, Stamp

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
        self,
        op: str,
        pieces: int = 20,
        *,
        worker: Worker = ANA,
        began: datetime | None = None,
        of: str = "b1",
        paused: timedelta = timedelta(0),
        proposal: WorkProposed | None = None,
    ) -> WorkDone:
        return WorkDone(
            stamp=self.stamp(worker),
            bundle=BundleId(of),
            run_no=1,
            operation=OperationId(op),
            pieces=pieces,
            began=began,
            paused_ms=paused // timedelta(milliseconds=1),
            proposal=proposal.stamp.id if proposal else None,
        )

    def proposed(self, op: str, pieces: int = 20, *, by: Worker | None = None, of: str = "b1") -> WorkProposed:
        return WorkProposed(
            stamp=self.stamp(),
            bundle=BundleId(of),
            run_no=1,
            operation=OperationId(op),
            pieces=pieces,
            by=by.id if by else None,
        )

    def found(
        self,
        *defects: Defect,
        checked: int = 20,
        defective: int | None = None,
        rejected: int | None = None,
        at: str | None = None,
        is_sample: bool = False,
        of: str = "b1",
    ) -> DefectsFound:
        """An inspection; as many pieces are defective and rejected as its defects say."""
        return DefectsFound(
            stamp=self.stamp(),
            bundle=BundleId(of),
            run_no=1,
            checked=checked,
            defective=sum(defect.pieces for defect in defects) if defective is None else defective,
            rejected=sum(defect.rejected for defect in defects) if rejected is None else rejected,
            defects=defects,
            operation=OperationId(at) if at else None,
            is_sample=is_sample,
        )

    def mended(self, found: DefectsFound, pieces: int, op: str | None = None) -> ReworkDone:
        return ReworkDone(
            stamp=self.stamp(),
            bundle=found.bundle,
            run_no=1,
            found=found.stamp.id,
            pieces=pieces,
            operation=OperationId(op) if op else None,
        )

    def left(self, pieces: int, through: dict[str, int], *, to: str = "b2", of: str = "b1") -> PiecesLeft:
        parts = tuple((OperationId(op), count) for op, count in through.items())
        return PiecesLeft(stamp=self.stamp(), bundle=BundleId(of), pieces=pieces, other=BundleId(to), through=parts)

    def came(
        self, pieces: int, through: dict[str, int], *, from_: str = "b1", of: str = "b2", code: str | None = None
    ) -> PiecesCame:
        parts = tuple((OperationId(op), count) for op, count in through.items())
        return PiecesCame(
            stamp=self.stamp(), bundle=BundleId(of), pieces=pieces, other=BundleId(from_), through=parts, code=code
        )

    def replaced(self, pieces: int, *, of: str = "b1") -> PiecesReplaced:
        return PiecesReplaced(stamp=self.stamp(), bundle=BundleId(of), pieces=pieces)

    def disputed(self, fact: Fact, *, of: str = "b1") -> LineDisputed:
        return LineDisputed(stamp=self.stamp(), bundle=BundleId(of), fact=fact.stamp.id)

    def settled(
        self, fact: Fact, flag: FlagKind, *, is_accepted: bool = True, true_at: datetime | None = None, of: str = "b1"
    ) -> FlagSettled:
        return FlagSettled(
            stamp=self.stamp(),
            bundle=BundleId(of),
            fact=fact.stamp.id,
            flag=flag,
            is_accepted=is_accepted,
            true_at=true_at,
        )

    def moved(self, to_status: BundleStatus, *, of: str = "b1") -> BundleMoved:
        return BundleMoved(stamp=self.stamp(), bundle=BundleId(of), to_status=to_status)

    def back(self, fact: Fact) -> TakenBack:
        return TakenBack(stamp=self.stamp(), fact=fact.stamp.id, reason="UNDO", about=subject_of(fact))


def defect(code: str = "LOOSE_THREAD", pieces: int = 1, *, rejected: int = 0, op: str | None = None) -> Defect:
    """As many defects as pieces."""
    return Defect(
        code=code,
        count=max(1, pieces),
        pieces=pieces,
        rejected=rejected,
        operation=OperationId(op) if op else None,
    )
