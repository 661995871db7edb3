"""What a scan writes, on the driver's own connection: a commit costs one flush of the disk, and all that Python adds to
it is prepared before the file is taken.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Insert, insert
from sqlalchemy.dialects import sqlite

from kiosk import wire
from kiosk.floor.facts import Fact, bundle_of, subject_of
from kiosk.floor.ids import BundleId
from kiosk.store import tables as t
from kiosk.store.progress import Progress
from kiosk.store.renewal import new_waiting
from kiosk.store.rows import Row, fact_row


def _sql(statement: Insert) -> str:
    return str(statement.compile(dialect=sqlite.dialect(paramstyle="named")))


_ADD_FACT = _sql(insert(t.OwnFact))
_ADD_WAITING = _sql(insert(t.Waiting))
_ADD_PROGRESS = _sql(insert(t.RunOperation).prefix_with("OR REPLACE"))
_FORGET_PROGRESS = "DELETE FROM run_operations WHERE bundle = ?"
_COUNT = "UPDATE kiosk SET last_number = :last, device = :device WHERE last_number = :before"


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts as rows of the file: `count` says which running numbers they take."""

    facts: list[Row]
    waiting: list[Row]
    count: Row


def facts_as_rows(facts: Sequence[Fact]) -> Facts:
    """Raises ValueError where their running numbers have a gap."""
    numbers = [fact.stamp.number for fact in facts]
    if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        raise ValueError("running numbers go on without a gap")
    return Facts(
        facts=[_plain(fact_row(wire.body_of(fact), str(subject_of(fact)))) for fact in facts],
        waiting=[new_waiting(number) for number in numbers],
        count={"before": numbers[0] - 1, "last": numbers[-1], "device": facts[0].stamp.device},
    )


def write(sql: sqlite3.Connection, new: Facts, progress: Iterable[Progress]) -> None:
    """Raises ValueError where the facts do not go on from the file's last number: then they were recorded before, or
    others were lost.
    """
    if sql.execute(_COUNT, new.count).rowcount != 1:
        raise ValueError("a fact's running number goes on from the last recorded one")
    sql.executemany(_ADD_FACT, new.facts)
    sql.executemany(_ADD_WAITING, new.waiting)
    for of_bundle in progress:
        if of_bundle.whole:
            sql.execute(_FORGET_PROGRESS, (of_bundle.bundle,))
        sql.executemany(_ADD_PROGRESS, map(_plain, of_bundle.rows))


def by_bundle(facts: Iterable[Fact]) -> dict[BundleId, list[Fact]]:
    found: dict[BundleId, list[Fact]] = {}
    for fact in facts:
        if bundle := bundle_of(fact):
            found.setdefault(bundle, []).append(fact)
    return found


def _plain(row: Row) -> Row:
    """The driver knows no moments."""
    return {name: t.ticks(value) if isinstance(value, datetime) else value for name, value in row.items()}
