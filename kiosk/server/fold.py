"""The fold, kept in the tables: whenever facts of a bundle arrive, its rows are computed anew from all of its facts and
the difference is written, sums included, in the transaction that took the facts in. No row is ever patched by hand.
"""

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, time
from operator import attrgetter

from sqlalchemy import ARRAY, Connection, RowMapping, Table, Text, any_, bindparam, delete, func, tuple_, type_coerce
from sqlalchemy.dialects.postgresql import Insert, insert

from kiosk.floor.bundles import Bundle
from kiosk.floor.facts import Fact, SignedOut, bundle_of, of_bundle
from kiosk.floor.flags import FlagKind
from kiosk.floor.ids import BundleId, FactId, WorkspaceId
from kiosk.floor.shift import Calendar, Shift
from kiosk.server import many, rows, splits, sums
from kiosk.server import tables as t
from kiosk.server.derive import Key, Row, Shown, Taken, shown, unknown_flag
from kiosk.server.house import House, known
from kiosk.server.recall import Folded, recall_of
from kiosk.server.subjects import taken_about, touch
from kiosk.server.tables.base import TransactionId

UTC_DAY = Calendar("UTC", (Shift("ALL", time(0), time(0)),))
"""For a fold of no facts, to which no calendar matters."""

TABLES = (
    (t.SewingRun.sheet(), attrgetter("runs")),
    (t.SewingRunOperation.sheet(), attrgetter("operations")),
    (t.BundleStatusHistory.sheet(), attrgetter("history")),
    (t.Inspection.sheet(), attrgetter("inspections")),
    (t.PayLine.sheet(), attrgetter("pay")),
    (t.Flag.sheet(), attrgetter("flags")),
)
"""The derived tables with where their rows stand in what is `Shown`, a table before those that point at it."""


_THIS_TX = type_coerce(func.pg_current_xact_id(), TransactionId).label("this_tx")
_LOCKING = (
    rows.BUNDLES.add_columns(t.Bundle.tx, _THIS_TX)
    .where(t.Bundle.workspace_id == bindparam("of"), t.Bundle.id == any_(bindparam("ids", type_=ARRAY(Text))))
    .order_by(t.Bundle.id)
    .with_for_update(of=t.Bundle)
)


def fold(connection: Connection, workspace: WorkspaceId, fresh: Sequence[Fact], now: datetime) -> set[BundleId]:
    """Writes what follows from `fresh`, which stand in `facts` already. Gives the ids of bundles nobody has told us of.

    The bundles are locked in the order of their ids, so that two batches never wait for each other in a ring, and are
    read after the lock: every fact seen then is either fresh or was folded by the transaction that took it in.
    """
    _see_stations(connection, workspace, fresh)
    made = splits.create(connection, workspace, fresh)
    wanted = sorted({bundle for fact in fresh if (bundle := bundle_of(fact))})
    locked = _lock_rows(connection, workspace, wanted)
    before, after = _both_ways(connection, workspace, locked, fresh, now)
    nothing = {id_: _nothing(workspace, rows.bundle_of(locked[id_]), now) for id_ in made}
    _store(connection, workspace, before | nothing, after)
    _forget_unknown(connection, workspace, made)
    return set(wanted) - set(after)


def _store(
    connection: Connection, workspace: WorkspaceId, before: Mapping[BundleId, Shown], after: Mapping[BundleId, Shown]
) -> None:
    _write(connection, before, after)
    sums.add(connection, workspace, before, after)
    _move(connection, workspace, after)


@contextmanager
def refolding(
    connection: Connection, workspace: WorkspaceId, wanted: Collection[BundleId], now: datetime
) -> Iterator[None]:
    """Around an edit that changes what follows from the same facts: standards, operations, the calendar, a bundle that
    comes after work on it. Inside it the edit is made; afterwards the tables say what follows from it.
    """
    before = _fold(connection, workspace, _lock(connection, workspace, sorted(wanted)), now)
    yield
    bundles = _lock(connection, workspace, sorted(wanted))
    after = _fold(connection, workspace, bundles, now)
    nothing = {id_: _nothing(workspace, bundle, now) for id_, bundle in bundles.items()}
    _store(connection, workspace, nothing | before, after)
    recall_of(connection).drop(workspace, after)
    _forget_unknown(connection, workspace, after)


def forget(connection: Connection, workspace: WorkspaceId, gone: Collection[BundleId], now: datetime) -> None:
    """Bundles that are none after all go, with everything that followed from work on them. Such work is then work on an
    unknown bundle. Kiosks are told that they are gone.
    """
    bundles = _lock(connection, workspace, sorted(gone))
    before = _fold(connection, workspace, bundles, now)
    nothing = {id_: _nothing(workspace, bundle, now) for id_, bundle in bundles.items()}
    _write(connection, before, nothing)
    sums.add(connection, workspace, before, nothing)
    recall_of(connection).drop(workspace, bundles)
    connection.execute(delete(t.Bundle).where(t.Bundle.workspace_id == workspace, t.Bundle.id.in_(bundles)))
    taken = [(id_, one.fact) for id_, of_one in facts_of(connection, workspace, bundles).items() for one in of_one]
    if taken:
        flags = [unknown_flag(workspace, id_, fact)[1] for id_, fact in taken]
        connection.execute(insert(t.Flag.sheet()).on_conflict_do_nothing(), flags)
    touch(connection, workspace, {str(of_bundle(id_)): None for id_ in bundles}, now)


def _nothing(workspace: WorkspaceId, bundle: Bundle, now: datetime) -> Shown:
    """What the tables say of a bundle that was not there."""
    return shown(workspace, bundle, (), (), UTC_DAY, now)


def _fold(
    connection: Connection, workspace: WorkspaceId, bundles: Mapping[BundleId, Bundle], now: datetime
) -> dict[BundleId, Shown]:
    if not bundles:
        return {}
    house, taken = known(connection, workspace), facts_of(connection, workspace, bundles)
    return {id_: _shown(workspace, bundle, house, taken[id_], now) for id_, bundle in bundles.items()}


def _forget_unknown(connection: Connection, workspace: WorkspaceId, bundles: Collection[BundleId]) -> None:
    """They are known now."""
    if not bundles:
        return
    kind = t.Flag.kind == FlagKind.UNKNOWN_BUNDLE.value
    connection.execute(delete(t.Flag).where(t.Flag.workspace_id == workspace, t.Flag.bundle_id.in_(bundles), kind))


def _lock(connection: Connection, workspace: WorkspaceId, wanted: Sequence[BundleId]) -> dict[BundleId, Bundle]:
    return {id_: rows.bundle_of(row) for id_, row in _lock_rows(connection, workspace, wanted).items()}


def _lock_rows(
    connection: Connection, workspace: WorkspaceId, wanted: Sequence[BundleId]
) -> dict[BundleId, RowMapping]:
    """With the transactions that wrote them last, and the one that holds them now."""
    if not wanted:
        return {}
    found = connection.execute(_LOCKING, {"of": workspace, "ids": list(wanted)}).mappings()
    return {row["id"]: row for row in found}


def _both_ways(
    connection: Connection,
    workspace: WorkspaceId,
    locked: Mapping[BundleId, RowMapping],
    fresh: Sequence[Fact],
    now: datetime,
) -> tuple[dict[BundleId, Shown], dict[BundleId, Shown]]:
    """What the tables say now, and what they shall say."""
    if not locked:
        return {}, {}
    house, recall = known(connection, workspace), recall_of(connection)
    stood = {id_: recall.of(workspace, id_, row["tx"]) for id_, row in locked.items()}
    new = {fact.stamp.id for fact in fresh}
    read = facts_of(connection, workspace, [id_ for id_, folded in stood.items() if folded is None], but=new)
    news: dict[BundleId | None, list[Taken]] = defaultdict(list)
    for fact in fresh:
        news[bundle_of(fact)].append(Taken(fact, now))
    before, after = {}, {}
    for id_, row in locked.items():
        bundle, folded = rows.bundle_of(row), stood[id_]
        old = folded.taken if folded else tuple(read[id_])
        taken = (*old, *news[id_])
        before[id_] = folded.shown if folded else _shown(workspace, bundle, house, old, now)
        after[id_] = _shown(workspace, bundle, house, taken, now)
        recall.keep(workspace, id_, Folded(row["this_tx"], taken, after[id_]))
    return before, after


def _shown(workspace: WorkspaceId, bundle: Bundle, house: House, taken: Iterable[Taken], now: datetime) -> Shown:
    return shown(workspace, bundle, house.operations, taken, house.calendar, now)


def facts_of(
    connection: Connection, workspace: WorkspaceId, bundles: Collection[BundleId], *, but: Container[str] = ()
) -> dict[BundleId, list[Taken]]:
    """Every fact of the bundles, as it came, without those of some ids; nothing of bundles without any."""
    taken = taken_about(connection, workspace, [of_bundle(id_) for id_ in bundles], but=but)
    return defaultdict(list, {BundleId(subject.id): of_one for subject, of_one in taken.items() if of_one})


def _write(connection: Connection, before: Mapping[BundleId, Shown], after: Mapping[BundleId, Shown]) -> None:
    """The rows that changed. Runs come before the operations that point at them, and go after them."""
    both = [(table, _together(map(get, before.values())), _together(map(get, after.values()))) for table, get in TABLES]
    for table, old, new in reversed(both):
        _drop(connection, table, [key for key in old if key not in new])
    for table, old, new in both:
        many.put(connection, table, [row for key, row in new.items() if old.get(key) != row])


def _together(parts: Iterable[Mapping[Key, Row]]) -> dict[Key, Row]:
    return {key: row for part in parts for key, row in part.items()}


def _drop(connection: Connection, table: Table, keys: Sequence[Key]) -> None:
    if keys:
        connection.execute(delete(table).where(tuple_(*table.primary_key.columns).in_(keys)))


def _move(connection: Connection, workspace: WorkspaceId, after: Mapping[BundleId, Shown]) -> None:
    """Where each bundle now stands. Every touched bundle is written, so that kiosks fetch its new facts."""
    lives = [{"workspace_id": workspace, "id": id_} | now_of(one) for id_, one in after.items()]
    many.change(connection, t.Bundle.sheet(), lives)


def now_of(one: Shown) -> Row:
    """The columns of a bundle's own row that follow from its facts."""
    life = one.life
    return {"status": life.status.value, "location": life.station, "place": life.place, "pieces_now": one.pieces}


def _see_stations(connection: Connection, workspace: WorkspaceId, fresh: Sequence[Fact]) -> None:
    """The latest fact of each station says who sits there. The latest wins in whatever order they come."""
    latest: dict[str, Fact] = {}
    for fact in sorted(fresh, key=_moment):
        if fact.stamp.station is not None:
            latest[fact.stamp.station] = fact
    if not latest:
        return
    rows_ = [state_row(workspace, station, latest[station]) for station in sorted(latest)]
    many.run(connection, _seeing, t.StationState.sheet(), rows_)


def _seeing(table: Table, names: tuple[str, ...]) -> Insert:
    put = many.inserting(table, names)
    return put.on_conflict_do_update(
        index_elements=["workspace_id", "station_id"],
        set_={name: put.excluded[name] for name in names if name not in {"workspace_id", "station_id"}},
        where=tuple_(put.excluded.at, put.excluded.fact_id) > tuple_(table.c.at, table.c.fact_id),
    )


def state_row(workspace: WorkspaceId, station: str, fact: Fact) -> Row:
    """Who sits at a station, by the latest fact of it."""
    return {
        "workspace_id": workspace,
        "station_id": station,
        "at": fact.stamp.at,
        "fact_id": fact.stamp.id,
        "employee_id": None if isinstance(fact, SignedOut) else fact.stamp.worker,
        "bundle_id": bundle_of(fact),
    }


def _moment(fact: Fact) -> tuple[datetime, FactId]:
    return fact.stamp.at, fact.stamp.id
