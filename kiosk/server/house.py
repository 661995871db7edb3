"""What every fold and board needs of a workspace: its calendar and operations, read anew only when they changed."""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Connection, Numeric, Text, bindparam, cast, func, select, update

from kiosk.floor.ids import WorkspaceId
from kiosk.floor.route import Operation
from kiosk.floor.shift import Calendar
from kiosk.server import rows
from kiosk.server import tables as t


@dataclass(frozen=True, slots=True)
class House:
    """`version` grows with every edit: it is the sum of the transactions that last wrote each row, and each edit makes
    one of them greater. A greatest one would miss the edit that was begun earlier and committed later.
    """

    version: Decimal
    calendar: Calendar
    operations: tuple[Operation, ...]


_known: dict[WorkspaceId, House] = {}


_EDITS = select(func.coalesce(func.sum(cast(cast(t.SewingOperation.tx, Text), Numeric)), 0)).where(
    t.SewingOperation.workspace_id == bindparam("of")
)
_STANDS = select(
    t.Workspace.time_zone,
    t.Workspace.shifts,
    cast(cast(t.Workspace.tx, Text), Numeric) + _EDITS.scalar_subquery(),
).where(t.Workspace.id == bindparam("of"))


def known(connection: Connection, workspace: WorkspaceId) -> House:
    """As it stands in this transaction."""
    zone, shifts, version = connection.execute(_STANDS, {"of": workspace}).one()
    house = _known.get(workspace)
    if house is None or house.version != version:
        calendar = rows.calendar_of(zone, shifts)
        house = _known[workspace] = House(version, calendar, rows.operations(connection, workspace))
    return house


def told_anew(connection: Connection, workspace: WorkspaceId) -> None:
    """So that every kiosk fetches the factory's own row again, and what is told with it."""
    ours = t.Workspace.id == workspace
    connection.execute(update(t.Workspace).where(ours).values(name=t.Workspace.name))
