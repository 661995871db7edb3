"""What a worker has done in a span of time, counted as the whole floor counts it."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from operator import attrgetter
from typing import NamedTuple

from sqlalchemy import Connection, select

from kiosk.floor import progress
from kiosk.floor.ids import BundleId, WorkerId
from kiosk.floor.runs import Counted
from kiosk.store import tables as t
from kiosk.store.sheets import bundles_among, sheets

SHOWN = 10
"""Entries that a person looks back upon."""


class Entry(NamedTuple):
    at: datetime
    bundle_code: str
    operation: str
    pieces: int


@dataclass(frozen=True, slots=True)
class Today:
    """`pieces` that count, in so many `bundles`; `efficiency` in percent, None where no time is known. `last` holds the
    latest entries, newest first.
    """

    pieces: int
    bundles: int
    efficiency: Decimal | None
    last: tuple[Entry, ...] = ()


def day_of(connection: Connection, worker: WorkerId, starts_at: datetime, ends_at: datetime) -> Today:
    found = sheets(connection, _touched(connection, worker, starts_at, ends_at)).values()
    entries: list[tuple[Entry, Counted]] = []
    for sheet in found:
        for op in sheet.run(ends_at).operations:
            for done in op.counted:
                stamp = done.fact.stamp
                if stamp.worker == worker and starts_at <= stamp.at <= ends_at:
                    entries.append((Entry(stamp.at, sheet.bundle.code, op.operation.name, done.pieces), done))
    return _summed(entries)


def _touched(connection: Connection, worker: WorkerId, starts_at: datetime, ends_at: datetime) -> set[BundleId]:
    found: set[BundleId] = set()
    for table in (t.ConfirmedFact, t.OwnFact):
        query = select(table.subject).where(table.worker == worker, table.at.between(starts_at, ends_at))
        found.update(bundles_among(connection.scalars(query.distinct())))
    return found


def _summed(entries: list[tuple[Entry, Counted]]) -> Today:
    timed = [done for _, done in entries if done.worked_ms]
    return Today(
        pieces=sum(done.pieces for _, done in entries),
        bundles=len({entry.bundle_code for entry, done in entries if done.pieces}),
        efficiency=progress.efficiency(
            sum((done.earned_min for done in timed), Decimal(0)), sum(done.worked_ms for done in timed)
        ),
        last=tuple(sorted((entry for entry, _ in entries), key=attrgetter("at"), reverse=True)[:SHOWN]),
    )
