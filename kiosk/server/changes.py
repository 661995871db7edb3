"""Rows out: what a kiosk's mirror lacks, in pages.

No row is ever skipped. Each synced row carries `tx`, the id of the transaction that last wrote it, and a page only
holds rows of transactions older than every one still running (`pg_snapshot_xmin`). A transaction that commits late has
an id at or above that mark, so its rows are still to come; a sequence number would have been passed by already.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, literal, or_, select, text, tuple_

from kiosk import wire
from kiosk.floor.bundles import CLOSED, Bundle, BundleStatus, Department, waits_for
from kiosk.floor.facts import About, Subject, bundle_named
from kiosk.floor.ids import BundleId, LineId, WorkspaceId
from kiosk.server import lays, rows
from kiosk.server import tables as t
from kiosk.server.holidays import holidays
from kiosk.server.sheets import sheets
from kiosk.server.subjects import bodies_about
from kiosk.server.wage_rules import wage_rules

SHEETS = 200
"""Bundles with their facts in one page at most."""

_WORKSPACE = select(
    t.Workspace.id.label("id"),
    t.Workspace.name,
    t.Workspace.time_zone,
    t.Workspace.shifts,
    t.Workspace.ticket_key,
    t.Workspace.currency,
    t.Workspace.policy,
)

_KINDS: tuple[tuple[str, Any, Any], ...] = (
    ("workspace", t.Workspace, _WORKSPACE),
    ("line", t.ProductionLine, select(t.ProductionLine.id, t.ProductionLine.name, t.ProductionLine.is_active)),
    ("station", t.WorkStation, rows.STATIONS),
    ("worker", t.Employee, rows.EMPLOYEES),
    ("operation", t.SewingOperation, select(t.SewingOperation.id)),
    ("bundle", t.Bundle, rows.BUNDLES),
    ("lay", t.Lay, lays.LAYS),
    ("subject", t.Subject, select(t.Subject.id, t.Subject.line_id, t.Subject.received_at)),
)

DAYS_FACTS = timedelta(hours=36)
"""A person's facts that are told again whenever one comes in; older ones matter to the office alone."""


Told = tuple[tuple[int, int, str], RowMapping]
"""A row with its place in the order of all changes: transaction, kind, id."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last row told: its transaction, the place of its kind, its id. `whole`: below this mark the kiosk is being
    told everything for the first time, so closed bundles need not be mentioned.
    """

    tx: int = 0
    kind: int = 0
    id: str = ""
    whole: int = 0

    @classmethod
    def read(cls, text_: str) -> "Cursor":
        """Raises ValueError for what no server of ours wrote."""
        if not text_:
            return cls()
        tx, kind, whole, id_ = text_.split(".", 3)
        if not (tx.isdecimal() and kind.isdecimal() and whole.isdecimal() and id_.isprintable()):
            raise ValueError("not a cursor")
        return cls(min(int(tx), 2**62), min(int(kind), len(_KINDS)), id_, min(int(whole), 2**62))

    def __str__(self) -> str:
        return f"{self.tx}.{self.kind}.{self.whole}.{self.id}"


_COMING_BACK = frozenset({BundleStatus.QC_FAILED, BundleStatus.IN_REWORK})
"""An inspector will see them again."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What a kiosk may see: the bundles of its line, or, outside of sewing, those its department has or waits for. A
    held one stays in sight wherever it may be released.
    """

    department: Department
    line: LineId | None

    def holds(self, bundle: Bundle, status: BundleStatus) -> bool:
        if status in CLOSED:
            return False
        if self.department is Department.SEWING:
            return bundle.line == self.line or bundle.line is None
        if self.department is Department.QC and status in _COMING_BACK:
            return True
        return status is BundleStatus.ON_HOLD or waits_for(status, bundle.road) is self.department

    def is_near(self, line: LineId | None) -> bool:
        """Whether what is of this line, or of all where it is None, is for this kiosk's eyes."""
        return line in {self.line, None} or self.line is None


def page(connection: Connection, workspace: WorkspaceId, reach: Reach, after: Cursor) -> wire.Changes:
    """The next rows after a cursor; at most `wire.PAGE`. Needs one snapshot for all its reads (REPEATABLE READ)."""
    mark = connection.scalar(text("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")) or 0
    whole = after.whole or (mark if after == Cursor() else 0)
    told, more = _together([_changed(connection, workspace, after, mark, whole, kind) for kind in range(len(_KINDS))])
    cursor = Cursor(*told[-1][0], whole) if told else replace(after, whole=whole)
    news = wire.Changes(cursor=str(cursor), more=more, whole=after == Cursor())
    _fill(connection, workspace, reach, news, told)
    return news


def _changed(
    connection: Connection, workspace: WorkspaceId, after: Cursor, mark: int, whole: int, kind: int
) -> list[Told]:
    """The rows of one kind after the cursor, oldest first; as many as the kind's limit when there may be more."""
    name, table, query = _KINDS[kind]
    behind = or_(table.tx > after.tx, and_(table.tx == after.tx, _past(kind, after, table)))
    wanted = query.add_columns(table.tx).where(_of(table, workspace), behind, table.tx < mark)
    if name == "lay" and whole:
        wanted = wanted.where(or_(table.tx >= whole, table.cut_plies < table.plies))
    if name == "bundle" and whole:
        wanted = wanted.where(or_(table.tx >= whole, table.status.not_in([status.value for status in CLOSED])))
    found = connection.execute(wanted.order_by(table.tx, table.id).limit(_limit(kind))).mappings()
    return [((row["tx"], kind, row["id"]), row) for row in found]


def _together(kinds: Sequence[list[Told]]) -> tuple[list[Told], bool]:
    """One page of all kinds, oldest first, and whether there is more. Where a kind came in full its next rows are not
    known yet, so nothing later than its last row may be told: the cursor would pass them by.
    """
    found = sorted((told for kind in kinds for told in kind), key=lambda told: told[0])
    ends = [kind[-1][0] for number, kind in enumerate(kinds) if len(kind) == _limit(number)]
    safe = [told for told in found if not ends or told[0] <= min(ends)]
    return safe[: wire.PAGE], bool(ends) or len(safe) > wire.PAGE


def _limit(kind: int) -> int:
    return SHEETS if _KINDS[kind][1] in {t.Bundle, t.Lay, t.Subject} else wire.PAGE


def _past(kind: int, after: Cursor, table: Any) -> ColumnElement[bool]:
    if kind == after.kind:
        return tuple_(table.id) > tuple_(literal(after.id))
    return literal(kind > after.kind)


def _of(table: Any, workspace: WorkspaceId) -> ColumnElement[bool]:
    owner = table.id if table is t.Workspace else table.workspace_id
    is_ours: ColumnElement[bool] = owner == workspace
    return is_ours


def _fill(
    connection: Connection,
    workspace: WorkspaceId,
    reach: Reach,
    news: wire.Changes,
    told: Sequence[Told],
) -> None:
    by_kind: dict[str, list[RowMapping]] = {name: [] for name, _, _ in _KINDS}
    for (_, kind, _), row in told:
        by_kind[_KINDS[kind][0]].append(row)
    for row in by_kind["workspace"]:
        news.workspace = _workspace(connection, row)
    news.lines = [wire.Line(row["id"], row["name"], row["is_active"]) for row in by_kind["line"]]
    news.stations = [rows.station_of(row) for row in by_kind["station"]]
    news.workers = [rows.worker_of(row) for row in by_kind["worker"]]
    news.pins = [wire.Pin(row["id"], row["pin_hash"]) for row in by_kind["worker"]]
    changed = [row["id"] for row in by_kind["operation"]]
    news.operations = list(rows.operations(connection, workspace, changed)) if changed else []
    _fill_bundles(connection, workspace, reach, news, by_kind["bundle"])
    _fill_lays(connection, workspace, reach, news, by_kind["lay"])
    _fill_subjects(connection, workspace, reach, news, by_kind["subject"])


def _fill_lays(
    connection: Connection, workspace: WorkspaceId, reach: Reach, news: wire.Changes, found: Sequence[RowMapping]
) -> None:
    """For those who cut them. One that is cut stays, so that a mistake can be put right where it was made."""
    if reach.department is not Department.CUTTING:
        return
    near = [row for row in found if reach.is_near(row["line_id"])]
    facts = bodies_about(connection, workspace, [Subject(About.LAY, row["id"]) for row in near])
    news.lays = [
        wire.LaySheet(lays.lay_of(row), row["per_bundle"], facts[Subject(About.LAY, row["id"])]) for row in near
    ]


def _fill_subjects(
    connection: Connection, workspace: WorkspaceId, reach: Reach, news: wire.Changes, found: Sequence[RowMapping]
) -> None:
    """People and calls; and bundles that are none after all, unless they are bundles again by now."""
    gone = {id_ for row in found if (id_ := bundle_named(row["id"]))}
    query = select(t.Bundle.id).where(t.Bundle.workspace_id == workspace, t.Bundle.id.in_(gone))
    again = set(connection.scalars(query)) if gone else set()
    news.gone += [wire.Gone(id_) for id_ in sorted(gone - again)]
    people = [row for row in found if bundle_named(row["id"]) is None]
    near = [row for row in people if reach.is_near(row["line_id"])]
    news.sheets = [wire.Sheet(row["id"], _days_facts(connection, workspace, row)) for row in near]


def _days_facts(connection: Connection, workspace: WorkspaceId, row: RowMapping) -> list[wire.Body]:
    since = t.Fact.received_at >= row["received_at"] - DAYS_FACTS
    query = select(t.Fact.body).where(t.Fact.workspace_id == workspace, t.Fact.subject == row["id"], since)
    return list(connection.scalars(query.order_by(t.Fact.id)))


def _fill_bundles(
    connection: Connection, workspace: WorkspaceId, reach: Reach, news: wire.Changes, found: Sequence[RowMapping]
) -> None:
    near = [row for row in found if reach.holds(rows.bundle_of(row), BundleStatus(row["status"]))]
    news.bundles = sheets(connection, workspace, near)
    held = {row["id"] for row in near}
    news.gone = [wire.Gone(BundleId(row["id"])) for row in found if row["id"] not in held]


def _workspace(connection: Connection, row: RowMapping) -> wire.Workspace:
    return wire.Workspace(
        id=row["id"],
        name=row["name"],
        calendar=rows.calendar_of(row["time_zone"], row["shifts"]),
        ticket_key=row["ticket_key"].hex(),
        currency=row["currency"],
        policy=rows.POLICIES.validate_python(row["policy"]),
        wages=tuple(wage_rules(connection, row["id"])),
        holidays=holidays(connection, row["id"]),
    )
