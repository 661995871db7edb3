"""The floor as this file alone knows it: what the board shows while no server is in reach."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from kiosk.floor.board import Floor, Seen
from kiosk.floor.facts import Fact, SignedOut, bundle_of
from kiosk.floor.ids import BundleId, StationId, WorkerId
from kiosk.floor.runs import RunStatus
from kiosk.floor.shift import Calendar, WorkingDay
from kiosk.floor.tally import Queue, Slot, Tally, Waiting, tallies, waiting
from kiosk.store import calls, reference, rows
from kiosk.store import tables as t
from kiosk.store.sheets import Sheet, sheets

CALLS_LAST = timedelta(hours=24)
"""An older call nobody waits for any more, whatever was not recorded of it."""


def floor_now(connection: Connection, now: datetime) -> Floor | None:
    """None before the server has told which factory this is."""
    ours = reference.workspace(connection)
    if ours is None:
        return None
    day = ours.calendar.day_of(now)
    facts = _facts_since(connection, day.starts_at)
    begun = _begun_in_reach(connection)
    found = sheets(connection, begun | {bundle for fact in facts if (bundle := bundle_of(fact))})
    return Floor(
        day=day,
        lines={line.id: line.name for line in reference.lines(connection) if line.is_active},
        stations=reference.stations(connection),
        operations={operation.id: operation for operation in reference.all_operations(connection)},
        tallies=_tallies(found.values(), ours.calendar, day),
        waiting=_waiting([found[id_] for id_ in begun if id_ in found], now),
        seen=_seen(connection, facts, found),
        calls=calls.open_calls(connection, now - CALLS_LAST),
    )


def _facts_since(connection: Connection, since: datetime) -> list[Fact]:
    """Each once, in the order of the clocks."""
    once: dict[str, Fact] = {}
    for table in (t.ConfirmedFact, t.OwnFact):
        for body in connection.scalars(select(table.body).where(table.at >= since)):
            if fact := rows.fact_of(body):
                once[fact.stamp.id] = fact
    return sorted(once.values(), key=lambda fact: (fact.stamp.at, fact.stamp.number))


def _begun_in_reach(connection: Connection) -> set[BundleId]:
    query = select(t.RunOperation.bundle).join(t.Bundle, t.Bundle.id == t.RunOperation.bundle)
    open_ = query.where(t.Bundle.gone_at.is_(None), t.RunOperation.status != str(RunStatus.COMPLETED))
    return {BundleId(id_) for id_ in connection.scalars(open_.distinct())}


def _tallies(found: Iterable[Sheet], calendar: Calendar, day: WorkingDay) -> dict[Slot, Tally]:
    sums: dict[Slot, Tally] = {}
    for sheet in found:
        for slot, tally in tallies(sheet.run(day.ends_at), calendar).items():
            if (slot.day, slot.shift) == (day.date, day.shift):
                sums[slot] = sums.get(slot, Tally()) + tally
    return sums


def _waiting(found: Iterable[Sheet], now: datetime) -> dict[Queue, Waiting]:
    sums: dict[Queue, Waiting] = {}
    for sheet in found:
        for queue, share in waiting(sheet.run(now)).items():
            sums[queue] = sums.get(queue, Waiting()) + share
    return sums


def _seen(connection: Connection, facts: Iterable[Fact], found: dict[BundleId, Sheet]) -> dict[StationId, Seen]:
    """The latest of each station: who works there, and on which bundle last."""
    latest: dict[StationId, Fact] = {}
    bundles: dict[StationId, str] = {}
    for fact in facts:
        if fact.stamp.station is not None:
            latest[fact.stamp.station] = fact
            if sheet := found.get(bundle_of(fact) or BundleId("")):
                bundles[fact.stamp.station] = sheet.bundle.code
    names = reference.worker_names(connection, {fact.stamp.worker for fact in latest.values() if fact.stamp.worker})
    return {
        station: Seen(station, fact.stamp.at, _who(fact, names), bundles.get(station, ""))
        for station, fact in latest.items()
    }


def _who(fact: Fact, names: dict[WorkerId, str]) -> str:
    return "" if isinstance(fact, SignedOut) or fact.stamp.worker is None else names.get(fact.stamp.worker, "")
