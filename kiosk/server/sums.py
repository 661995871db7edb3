"""The sums of the boards: each bundle's share is added when it changes, and what it was before is taken off."""

from collections.abc import Mapping, Sequence
from dataclasses import astuple

from sqlalchemy import Connection, Table

from kiosk.floor.ids import BundleId, WorkspaceId
from kiosk.floor.tally import Queue, Slot, Tally, Waiting, difference
from kiosk.server import many
from kiosk.server import tables as t
from kiosk.server.derive import Row, Shown


def add(
    connection: Connection,
    workspace: WorkspaceId,
    before: Mapping[BundleId, Shown],
    after: Mapping[BundleId, Shown],
) -> None:
    """The bundles' shares in the sums, in the order of their keys so that two batches never wait in a ring."""
    slots: dict[Slot, Tally] = {}
    queues: dict[Queue, Waiting] = {}
    for id_, new in after.items():
        for slot, share in difference(before[id_].slots, new.slots).items():
            slots[slot] = slots.get(slot, Tally()) + share
        for queue, work in difference(before[id_].queues, new.queues).items():
            queues[queue] = queues.get(queue, Waiting()) + work
    _sum(connection, t.HourTally.sheet(), [slot_row(workspace, s, share) for s, share in slots.items()])
    _sum(connection, t.QueueTally.sheet(), [queue_row(workspace, q, work) for q, work in queues.items()])


def slot_row(workspace: WorkspaceId, slot: Slot, share: Tally) -> Row:
    day, shift, hour, line, station, operation = astuple(slot)
    key = {"workspace_id": workspace, "day": day, "shift": shift, "hour": hour, "operation_id": operation}
    return key | {"line_id": line or "", "station_id": station or ""} | _sums(share)


def queue_row(workspace: WorkspaceId, queue: Queue, work: Waiting) -> Row:
    key = {"workspace_id": workspace, "line_id": queue.line or "", "operation_id": queue.operation}
    return key | _sums(work)


def _sums(share: Tally | Waiting) -> Row:
    return {name: getattr(share, name) for name in share.__slots__}


def _sum(connection: Connection, table: Table, shares: Sequence[Row]) -> None:
    key = [column.name for column in table.primary_key.columns]
    many.add(connection, table, sorted(shares, key=lambda share: [str(share[name]) for name in key]))
