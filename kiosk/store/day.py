"""What a worker has done in a span of time, counted as the whole floor counts it."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from operator import attrgetter
from typing import NamedTuple

from sqlalchemy import Connection, func, or_, select

from kiosk.floor import progress
from kiosk.floor.bundle_facts import DefectsFound
from kiosk.floor.facts import standing
from kiosk.floor.ids import BundleId, WorkerId
from kiosk.floor.pay import Line, lines_of, total
from kiosk.floor.runs import Counted
from kiosk.floor.shift import Span
from kiosk.store import tables as t
from kiosk.store.sheets import Sheet, bundles_among, sheets

SHOWN = 10
"""Entries that a person looks back upon."""


class Entry(NamedTuple):
    """`operation` None: the pieces were inspected."""

    at: datetime
    bundle_code: str
    operation: str | None
    pieces: int


@dataclass(frozen=True, slots=True)
class Today:
    """`pieces` that count, in so many `bundles`; `efficiency` in percent, None where no time is known. `pay` is exact,
    and `held` may be paid yet. `checked` pieces were inspected. `last` holds the latest entries, newest first.
    """

    pieces: int
    bundles: int
    efficiency: Decimal | None
    pay: Decimal = Decimal(0)
    held: Decimal = Decimal(0)
    checked: int = 0
    last: tuple[Entry, ...] = ()


def day_of(connection: Connection, worker: WorkerId, starts_at: datetime, ends_at: datetime) -> Today:
    found = sheets(connection, touched(connection, worker, starts_at, ends_at)).values()
    entries: list[tuple[Entry, Counted]] = []
    looked_at: list[Entry] = []
    lines: list[Line] = []
    for sheet in found:
        run = sheet.run(ends_at)
        lines += [line for line in lines_of(run) if line.worker == worker and starts_at <= line.at <= ends_at]
        looked_at += _looked_at(sheet, worker, (starts_at, ends_at))
        for op in run.operations:
            for done in op.counted:
                stamp = done.fact.stamp
                if stamp.worker == worker and starts_at <= stamp.at <= ends_at:
                    entries.append((Entry(stamp.at, sheet.bundle.code, op.operation.name, done.pieces), done))
    return _summed(entries, looked_at, lines)


def _looked_at(sheet: Sheet, worker: WorkerId, span: Span) -> list[Entry]:
    return [
        Entry(fact.stamp.at, sheet.bundle.code, None, fact.checked)
        for fact in standing(sheet.facts)
        if isinstance(fact, DefectsFound) and fact.stamp.worker == worker and span[0] <= fact.stamp.at <= span[1]
    ]


def touched(
    connection: Connection, worker: WorkerId, starts_at: datetime, ends_at: datetime | None = None
) -> set[BundleId]:
    """Bundles that somebody may be paid for in a span of time: by an own deed, by work that another saw and named the
    worker for, or by a deed of a wrong clock that counts for the moment of a supervisor's word.
    """
    found: set[BundleId] = set()
    for table in (t.ConfirmedFact, t.OwnFact):
        named, told_anew = (func.json_extract(table.body, path) for path in ("$.by", "$.true_at"))
        query = select(table.subject).where(table.at >= starts_at)
        query = query if ends_at is None else query.where(table.at <= ends_at)
        query = query.where(or_(table.worker == worker, named == worker, told_anew.is_not(None)))
        found.update(bundles_among(connection.scalars(query.distinct())))
    return found


def _summed(entries: list[tuple[Entry, Counted]], looked_at: list[Entry], lines: list[Line]) -> Today:
    timed = [done for _, done in entries if done.worked_ms]
    return Today(
        pieces=sum(done.pieces for _, done in entries),
        bundles=len({entry.bundle_code for entry, done in entries if done.pieces}),
        efficiency=progress.efficiency(
            sum((done.earned_min for done in timed), Decimal(0)), sum(done.worked_ms for done in timed)
        ),
        pay=total(lines),
        held=sum((line.held_amount for line in lines), Decimal(0)),
        checked=sum(entry.pieces for entry in looked_at),
        last=tuple(sorted([*(entry for entry, _ in entries), *looked_at], key=attrgetter("at"), reverse=True)[:SHOWN]),
    )
