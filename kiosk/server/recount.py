"""Everything that follows from the facts, computed anew and set against what the tables say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, Table, select
from sqlalchemy.dialects.postgresql import distinct_on

from kiosk import wire
from kiosk.floor.calls import fold_call
from kiosk.floor.facts import About, Subject
from kiosk.floor.ids import BundleId, WorkspaceId
from kiosk.floor.tally import Queue, Slot, Tally, Waiting
from kiosk.server import calls, lays, rows
from kiosk.server import tables as t
from kiosk.server.db import connect
from kiosk.server.derive import Key, Row, Shown, shown, unknown_flag
from kiosk.server.fold import TABLES, facts_of, now_of, state_row
from kiosk.server.house import known
from kiosk.server.settings import database
from kiosk.server.subjects import facts_about, subjects_about
from kiosk.server.sums import queue_row, slot_row
from kiosk.server.walls import see_all

BATCH = 200
"""Bundles folded at a time."""


@dataclass(frozen=True, slots=True)
class Difference:
    """`told` is what the table says and `folded` what the facts say; None where one of them has no such row."""

    table: str
    key: Key
    column: str
    told: object
    folded: object

    def __str__(self) -> str:
        where = "/".join(str(part) for part in self.key[1:])
        return f"{self.table} {where}: {self.column} is {self.told!s}, the facts say {self.folded!s}"


@dataclass
class Expected:
    """What the tables of a workspace should say, put together bundle by bundle."""

    rows: dict[str, dict[Key, Row]]
    slots: dict[Slot, Tally]
    queues: dict[Queue, Waiting]

    def take(self, one: Shown) -> None:
        for table, get in TABLES:
            self.rows[table.name] |= get(one)
        for slot, share in one.slots.items():
            self.slots[slot] = self.slots.get(slot, Tally()) + share
        for queue, work in one.queues.items():
            self.queues[queue] = self.queues.get(queue, Waiting()) + work


def recount_all(only: str | None = None) -> Iterator[Difference]:
    """Of every factory in the database of the settings, or of one. Raises Trouble where it cannot be read."""
    engine = connect(database().database_url).execution_options(isolation_level="REPEATABLE READ")
    with engine.connect() as connection:
        see_all(connection)
        for id_ in connection.scalars(select(t.Workspace.id).order_by(t.Workspace.id)).all():
            if only in {None, id_}:
                yield from recount(connection, WorkspaceId(id_), datetime.now(UTC))
    engine.dispose()


def recount(connection: Connection, workspace: WorkspaceId, now: datetime) -> Iterator[Difference]:
    """Needs one snapshot for all its reads (REPEATABLE READ). Says nothing where all is well."""
    expected = Expected({table.name: {} for table, _ in TABLES}, {}, {})
    yield from _bundles(connection, workspace, now, expected)
    for table, _ in TABLES:
        yield from _compare(connection, workspace, table, expected.rows[table.name])
    hours = [slot_row(workspace, slot, share) for slot, share in expected.slots.items()]
    queues = [queue_row(workspace, queue, work) for queue, work in expected.queues.items()]
    yield from _sums(connection, workspace, t.HourTally.sheet(), hours)
    yield from _sums(connection, workspace, t.QueueTally.sheet(), queues)
    yield from _calls(connection, workspace)
    yield from _lays(connection, workspace)
    yield from _stations(connection, workspace)


def _bundles(connection: Connection, workspace: WorkspaceId, now: datetime, expected: Expected) -> Iterator[Difference]:
    """Folds every bundle, and compares where it stands by that."""
    house = known(connection, workspace)
    found = connection.execute(rows.BUNDLES.where(t.Bundle.workspace_id == workspace)).mappings().all()
    stands = _rows_of(connection, workspace, t.Bundle.sheet())
    expected.rows[t.Flag.__tablename__] |= _flags_of_unknown(connection, workspace, {row["id"] for row in found})
    for start in range(0, len(found), BATCH):
        some = {BundleId(row["id"]): rows.bundle_of(row) for row in found[start : start + BATCH]}
        taken = facts_of(connection, workspace, some)
        for id_, bundle in some.items():
            if id_ not in taken:
                continue
            one = shown(workspace, bundle, house.operations, taken[id_], house.calendar, now)
            expected.take(one)
            yield from _columns("bundles", (workspace, id_), stands[workspace, id_], now_of(one))


def _flags_of_unknown(connection: Connection, workspace: WorkspaceId, known_ids: set[str]) -> dict[Key, Row]:
    """Work on bundles that nobody told us of."""
    unknown = [BundleId(id_) for id_ in subjects_about(connection, workspace, About.BUNDLE) if id_ not in known_ids]
    flags: dict[Key, Row] = {}
    for id_, taken in facts_of(connection, workspace, unknown).items():
        flags |= dict(unknown_flag(workspace, id_, one.fact) for one in taken)
    return flags


def _calls(connection: Connection, workspace: WorkspaceId) -> Iterator[Difference]:
    subjects = [Subject(About.CALL, id_) for id_ in subjects_about(connection, workspace, About.CALL)]
    folded = [fold_call(facts) for facts in facts_about(connection, workspace, subjects).values()]
    expected = {(workspace, call.id): calls.row_of(workspace, call) for call in folded if call}
    yield from _compare(connection, workspace, t.Call.sheet(), expected)


def _stations(connection: Connection, workspace: WorkspaceId) -> Iterator[Difference]:
    """By the latest fact of each."""
    query = select(t.Fact.station_id, t.Fact.body).ext(distinct_on(t.Fact.station_id))
    query = query.where(t.Fact.workspace_id == workspace, t.Fact.station_id.is_not(None))
    latest = connection.execute(query.order_by(t.Fact.station_id, t.Fact.at.desc(), t.Fact.id.desc()))
    folded = {(workspace, str(id_)): state_row(workspace, str(id_), wire.fact_of(body)) for id_, body in latest}
    yield from _compare(connection, workspace, t.StationState.sheet(), folded)


def _lays(connection: Connection, workspace: WorkspaceId) -> Iterator[Difference]:
    found = connection.execute(lays.LAYS.where(t.Lay.workspace_id == workspace)).mappings().all()
    folded = lays.cuttings(connection, workspace, found)
    runs = {key: row for cutting in folded.values() for key, row in cutting.runs.items()}
    yield from _compare(connection, workspace, t.CuttingRun.sheet(), runs)
    for row in found:
        cutting = folded[row["id"]]
        yield from _columns("lays", (workspace, row["id"]), dict(row), {"cut_plies": cutting.plies})
        stands = lays.tied_of(connection, workspace, row["id"])
        for id_ in stands.keys() - cutting.bundles.keys():
            yield Difference("bundles", (workspace, id_), "the row", "there", None)
        for id_, tied in cutting.bundles.items():
            yield from _columns("bundles", (workspace, id_), stands.get(id_, dict.fromkeys(tied)), tied)


def _sums(connection: Connection, workspace: WorkspaceId, table: Table, shares: Sequence[Row]) -> Iterator[Difference]:
    """A sum of nothing may stand as a row of noughts."""
    key = [column.name for column in table.primary_key.columns]
    expected = {tuple(share[name] for name in key): share for share in shares}
    nought: Row = {column.name: 0 for column in table.columns if column.name not in key}
    for of, row in _rows_of(connection, workspace, table).items():
        yield from _columns(table.name, of, row, expected.pop(of, nought | dict(zip(key, of, strict=True))))
    for of, row in expected.items():
        yield Difference(table.name, of, "the row", None, row)


def _compare(
    connection: Connection, workspace: WorkspaceId, table: Table, expected: Mapping[Key, Row]
) -> Iterator[Difference]:
    told = _rows_of(connection, workspace, table)
    for key in told.keys() - expected.keys():
        yield Difference(table.name, key, "the row", "there", None)
    for key, row in expected.items():
        if key in told:
            yield from _columns(table.name, key, told[key], row)
        else:
            yield Difference(table.name, key, "the row", None, "there")


def _rows_of(connection: Connection, workspace: WorkspaceId, table: Table) -> dict[Key, Row]:
    key = [column.name for column in table.primary_key.columns]
    found = connection.execute(select(table).where(table.c.workspace_id == workspace)).mappings()
    return {tuple(row[name] for name in _keys_of(table, key)): dict(row) for row in found}


def _keys_of(table: Table, key: Sequence[str]) -> Sequence[str]:
    """As `derive` keys its rows: history by its moment too."""
    return ["workspace_id", "id", "at"] if table.name == t.BundleStatusHistory.__tablename__ else key


def _columns(table: str, key: Key, told: Row, folded: Row) -> Iterator[Difference]:
    for name, value in folded.items():
        if told[name] != value:
            yield Difference(table, key, name, told[name], value)
