"""What the server told of the factory, as it is looked up. Every function reads in the caller's snapshot."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Connection, or_, select

from kiosk import wire
from kiosk.floor.bundles import Bundle
from kiosk.floor.ids import BundleId, OperationId, StationId, WorkerId
from kiosk.floor.people import Station, Worker
from kiosk.floor.route import Operation
from kiosk.store import rows
from kiosk.store import tables as t
from kiosk.trouble import Reason, Trouble


def workspace(connection: Connection) -> wire.Workspace | None:
    body = connection.scalar(select(t.Workspace.body))
    return rows.workspace_of(body) if body else None


def our_workspace(connection: Connection) -> wire.Workspace:
    """Raises Trouble (NOT_READY) before the server has told which factory this is."""
    ours = workspace(connection)
    if ours is None:
        raise Trouble(Reason.NOT_READY)
    return ours


def station(connection: Connection, id_: StationId) -> Station | None:
    return next(iter(rows.stations_of(_bodies(connection, t.Station, t.Station.id == id_))), None)


def stations(connection: Connection) -> list[Station]:
    return rows.stations_of(_bodies(connection, t.Station))


def lines(connection: Connection) -> list[wire.Line]:
    return rows.lines_of(_bodies(connection, t.Line))


def worker(connection: Connection, id_: WorkerId) -> Worker | None:
    return next(iter(rows.workers_of(_bodies(connection, t.Worker, t.Worker.id == id_))), None)


def active_workers(connection: Connection) -> list[Worker]:
    """By name."""
    found = [worker for worker in rows.workers_of(_bodies(connection, t.Worker)) if worker.is_active]
    return sorted(found, key=lambda worker: (worker.name.casefold(), worker.id))


def worker_with_badge(connection: Connection, code: str) -> Worker | None:
    return next(iter(rows.workers_of(_bodies(connection, t.Worker, t.Worker.badge == code))), None)


def worker_with_number(connection: Connection, number: str) -> Worker | None:
    return next(iter(rows.workers_of(_bodies(connection, t.Worker, t.Worker.number == number))), None)


def worker_names(connection: Connection, ids: Collection[WorkerId]) -> dict[WorkerId, str]:
    found = rows.workers_of(_bodies(connection, t.Worker, t.Worker.id.in_(ids))) if ids else []
    return {worker.id: worker.name for worker in found}


def station_names(connection: Connection, ids: Collection[StationId]) -> dict[StationId, str]:
    found = rows.stations_of(_bodies(connection, t.Station, t.Station.id.in_(ids))) if ids else []
    return {station.id: station.name for station in found}


def bundle_on_ticket(connection: Connection, code: str) -> Bundle | None:
    return next(iter(rows.bundles_of(_bodies(connection, t.Bundle, t.Bundle.code == code))), None)


def bundle_called(connection: Connection, text: str) -> Bundle | None:
    """By an ERP's QR code, by its id there, or by the code of one of our tickets, typed without the rest of it."""
    for column in (t.Bundle.qr_code, t.Bundle.id, t.Bundle.code):
        if found := rows.bundles_of(_bodies(connection, t.Bundle, column == text)):
            return found[0]
    return None


def is_near(connection: Connection, text: str) -> bool:
    """Whether a bundle that is called so is in reach."""
    called = or_(t.Bundle.code == text, t.Bundle.qr_code == text, t.Bundle.id == text)
    return connection.scalar(select(t.Bundle.id).where(called, t.Bundle.gone_at.is_(None)).limit(1)) is not None


def bundles(connection: Connection, ids: Collection[BundleId]) -> dict[BundleId, Bundle]:
    found = rows.bundles_of(_bodies(connection, t.Bundle, t.Bundle.id.in_(ids))) if ids else []
    return {bundle.id: bundle for bundle in found}


def operations(connection: Connection, ids: Collection[OperationId]) -> dict[OperationId, Operation]:
    found = rows.operations_of(_bodies(connection, t.Operation, t.Operation.id.in_(ids))) if ids else []
    return {operation.id: operation for operation in found}


def all_operations(connection: Connection) -> list[Operation]:
    return rows.operations_of(_bodies(connection, t.Operation))


def operations_of_products(connection: Connection, products: Collection[str]) -> list[Operation]:
    """`products` are keys as `route.product_key` makes them."""
    return rows.operations_of(_bodies(connection, t.Operation, t.Operation.product.in_(products)))


def _bodies(connection: Connection, table: type[t.Told], where: ColumnElement[bool] | None = None) -> list[str]:
    query: Any = select(table.body)
    return list(connection.scalars(query if where is None else query.where(where)))
