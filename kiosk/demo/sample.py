"""The sample factory: what it sews, who works there, which bundles lie ready. Plain values, for `seed` to store.

Minutes and rates of the T-shirt are those of the trade's worked example; the other products are modelled on it at about
1.45 pesos a standard minute, so that a full day at 100 % stays above the wage floor.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from random import Random
from zoneinfo import ZoneInfo

from kiosk.floor.access import Role
from kiosk.floor.bundles import Bundle, BundleStatus, Department
from kiosk.floor.codes import code_of
from kiosk.floor.ids import LayId, LineId, OperationId, OrderId, StationId, WorkerId, WorkspaceId, bundle_id
from kiosk.floor.lays import Lay, SizeShare
from kiosk.floor.people import Worker
from kiosk.floor.route import Operation, Standard
from kiosk.floor.shift import Calendar, Shift

ZONE = "Asia/Manila"

_ROUTES: dict[str, list[tuple[str, str, str, tuple[str, ...]]]] = {
    "T-SHIRT": [
        ("Join shoulders", "2.5", "3.50", ()),
        ("Attach collar", "3.0", "4.00", ("Join shoulders",)),
        ("Set sleeves", "4.0", "5.00", ("Join shoulders",)),
        ("Side seams", "3.5", "4.50", ("Set sleeves",)),
        ("Hem sleeves", "1.5", "2.50", ("Side seams",)),
        ("Hem bottom", "2.0", "3.00", ("Attach collar", "Side seams")),
    ],
    "POLO": [
        ("Make placket", "3.2", "4.70", ()),
        ("Join shoulders", "2.4", "3.50", ("Make placket",)),
        ("Attach collar", "3.6", "5.30", ("Join shoulders",)),
        ("Set sleeves", "4.0", "5.85", ("Join shoulders",)),
        ("Side seams", "3.4", "5.00", ("Set sleeves",)),
        ("Attach cuffs", "2.2", "3.25", ("Side seams",)),
        ("Hem bottom", "2.0", "3.00", ("Side seams",)),
        ("Buttonholes and buttons", "1.8", "2.70", ("Attach collar", "Hem bottom")),
    ],
    "PANTS": [
        ("Make pockets", "3.8", "5.60", ()),
        ("Attach pockets", "3.0", "4.40", ("Make pockets",)),
        ("Front rise", "1.6", "2.40", ("Attach pockets",)),
        ("Back rise", "1.6", "2.40", ()),
        ("Side seams", "3.2", "4.70", ("Front rise", "Back rise")),
        ("Inseam", "2.6", "3.80", ("Side seams",)),
        ("Waistband", "3.9", "5.75", ("Inseam",)),
        ("Hem legs", "2.1", "3.10", ("Inseam",)),
    ],
    "DRESS": [
        ("Front darts", "2.0", "2.95", ()),
        ("Back darts", "2.0", "2.95", ()),
        ("Join shoulders", "2.2", "3.25", ("Front darts", "Back darts")),
        ("Neck facing", "3.0", "4.40", ("Join shoulders",)),
        ("Set sleeves", "4.2", "6.15", ("Join shoulders",)),
        ("Side seams", "3.6", "5.30", ("Set sleeves",)),
        ("Set zip", "4.0", "5.85", ("Neck facing", "Side seams")),
        ("Hem", "2.6", "3.80", ("Set zip",)),
    ],
}
_NAMES = (
    "Maria Santos,Ana Reyes,Liza Cruz,Rosa Garcia,Elena Mendoza,Carmen Flores,Teresa Ramos,Gloria Aquino,Luz Navarro,"
    "Nena Castillo,Josie Rivera,Cora Domingo,Perla Salazar,Fe Villanueva,Edna Pascual,Mila Soriano,Tess Valdez,"
    "Nora Aguilar,Vicky Mercado,Ditas Ocampo,Belen Santiago,Letty Fernandez,Amy Bautista,Susan Dela Cruz,Ben Torres,"
    "Ramon Diaz,Jun Morales,Rey Castro,Noel Ortega,Dino Marquez,Ping Lacson,Ely Buendia,Sol Tolentino,Ada Magno,"
    "Bea Alonzo,Cris Villarin,Dang Paz,Ester Cordero,Flor Ibarra,Gina Rosales,"
    "Hilda Manalo,Inday Lopez,Joy Padilla,Karen Abad,Lina Roxas,Mina Quinto,Nely Uy,"
    "Olive Ramirez,Pia Zamora,Queenie Tan"
)
_LINES = (("Line 1", "T-SHIRT", 14), ("Line 2", "POLO", 16))
"""What each line sews, and with how many hands."""


_STAFF = (("Marisol Vega", Role.SUPERVISOR), ("Tomas Lim", Role.QC), ("Andres Ilagan", Role.OPERATOR))
"""Who watches the lines, who inspects, who cuts."""

_ELSEWHERE = ((Department.CUTTING, "Cutting table"), (Department.QC, "Inspection"))

PIN = "2580"
"""Of everybody in the sample factory: nobody is paid by it."""


@dataclass(frozen=True, slots=True)
class SampleOrder:
    id: OrderId
    number: str
    client: str
    product_type: str
    pieces: int


@dataclass(frozen=True, slots=True)
class SampleStation:
    id: StationId
    name: str
    line: LineId | None
    operations: tuple[OperationId, ...] = ()
    department: Department = Department.SEWING


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One factory."""

    workspace: WorkspaceId
    name: str
    calendar: Calendar
    ticket_key: bytes
    operations: tuple[Operation, ...]
    lines: tuple[tuple[LineId, str], ...]
    stations: tuple[SampleStation, ...]
    workers: tuple[Worker, ...]
    orders: tuple[SampleOrder, ...]
    bundles: tuple[Bundle, ...]
    lays: tuple[Lay, ...]


def sample_factory(dice: Random, now: datetime, *, ticket_key: bytes) -> Sample:
    """The same `dice` and moment give the same factory. Its shift began three hours before `now`."""
    workspace = WorkspaceId("sample-factory")
    since = now - timedelta(days=90)
    operations = tuple(_operations(since))
    lines = tuple((LineId(f"line-{n}"), name) for n, (name, _, _) in enumerate(_LINES, 1))
    orders = tuple(
        SampleOrder(OrderId(f"order-{n}"), f"PO-2026-{100 + n}", client, product, 1200)
        for n, (client, product) in enumerate(
            [("Bayani Sportswear", "T-SHIRT"), ("Marikit", "POLO"), ("Tala Uniforms", "PANTS"), ("Amihan", "DRESS")], 1
        )
    )
    return Sample(
        workspace=workspace,
        name="Mayon Garments",
        calendar=_calendar(now),
        ticket_key=ticket_key,
        operations=operations,
        lines=lines,
        stations=tuple(_stations(operations, lines)),
        workers=tuple(_workers(dice)),
        orders=orders,
        bundles=tuple(_bundles(dice, workspace, orders, lines, since)),
        lays=tuple(_lays(orders, lines, now)),
    )


def operation_id(product_type: str, name: str) -> OperationId:
    return OperationId(f"{product_type}-{name}".lower().replace(" ", "-"))


def _operations(since: datetime) -> Iterator[Operation]:
    for product, steps in _ROUTES.items():
        for number, (name, smv, rate, waits) in enumerate(steps, 1):
            yield Operation(
                id=operation_id(product, name),
                product_type=product,
                name=name,
                sequence=number * 10,
                standards=(Standard(since, Decimal(smv), Decimal(rate)),),
                depends_on=tuple(operation_id(product, needed) for needed in waits),
            )


def _stations(operations: tuple[Operation, ...], lines: tuple[tuple[LineId, str], ...]) -> Iterator[SampleStation]:
    """As many for an operation as its share in the garment's minutes wants, so that the line is balanced."""
    for (line, _), (_, product, heads) in zip(lines, _LINES, strict=True):
        route = [op for op in operations if op.product_type == product]
        minutes = sum(op.standards[-1].smv_min for op in route)
        sewn = [op for op in route for _ in range(max(1, round(heads * op.standards[-1].smv_min / minutes)))]
        for number, op in enumerate(sewn, 1):
            name = f"Station {number}"
            yield SampleStation(StationId(f"{line}-station-{number}"), name, line, (op.id,))
    for department, name in _ELSEWHERE:
        yield SampleStation(StationId(department.value.lower()), name, None, department=department)


def _workers(dice: Random) -> Iterator[Worker]:
    people = [*((name, Role.OPERATOR) for name in _NAMES.split(",")), *_STAFF]
    for number, (name, role) in enumerate(people, 1):
        code = code_of(dice.getrandbits(50))
        yield Worker(id=WorkerId(f"worker-{number}"), name=name, number=str(1000 + number), badge=code, role=role)


def _lays(orders: tuple[SampleOrder, ...], lines: tuple[tuple[LineId, str], ...], now: datetime) -> Iterator[Lay]:
    """One for each line, on the table and not cut yet."""
    for (line, _), order in zip(lines, orders, strict=False):
        yield Lay(
            id=LayId(f"lay-{line}"),
            product_type=order.product_type,
            plies=40,
            sizes=(SizeShare("S", 1), SizeShare("M", 2), SizeShare("L", 1)),
            order=order.id,
            order_number=order.number,
            colour="Navy",
            marker_name=f"M-{order.number[-3:]}",
            fabric_kg=Decimal(38),
            ply_smv_min=Decimal("0.6"),
            line=line,
            made_at=now - timedelta(hours=12),
        )


def _bundles(
    dice: Random,
    workspace: WorkspaceId,
    orders: tuple[SampleOrder, ...],
    lines: tuple[tuple[LineId, str], ...],
    since: datetime,
) -> Iterator[Bundle]:
    line_of = {product: line for (line, _), (_, product, _) in zip(lines, _LINES, strict=True)}
    for order in orders:
        for number in range(200):
            code = code_of(dice.getrandbits(50))
            yield Bundle(
                id=bundle_id(workspace, code),
                code=code,
                pieces=dice.choice((5, 6, 6)),
                product_type=order.product_type,
                size=("S", "M", "L", "XL")[number % 4],
                colour=("Navy", "White", "Red")[number % 3],
                order=order.id,
                order_number=order.number,
                line=line_of.get(order.product_type),
                made_at=since + timedelta(days=80),
                status=BundleStatus.CUT,
            )


def _calendar(now: datetime) -> Calendar:
    hour = (now.astimezone(ZoneInfo(ZONE)).hour - 3) % 24
    starts = [time((hour + 8 * n) % 24) for n in range(3)]
    names = ("MORNING", "AFTERNOON", "NIGHT")
    return Calendar(ZONE, tuple(Shift(name, starts[n], starts[(n + 1) % 3]) for n, name in enumerate(names)))
