"""The fold of a lay, kept in the tables: its runs, how many plies are cut, and the bundles that are tied of it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from kiosk.floor.bundles import Bundle, Department
from kiosk.floor.cuts import CutRun
from kiosk.floor.cutting import bundles_of, fold_cut
from kiosk.floor.facts import About, Fact, Subject, subject_of
from kiosk.floor.ids import BundleId, LayId, WorkspaceId
from kiosk.floor.lays import Lay, SizeShare
from kiosk.floor.shift import Calendar
from kiosk.server import tables as t
from kiosk.server.derive import Key, Row, Taken, from_the_future
from kiosk.server.fold import forget, refolding
from kiosk.server.house import known
from kiosk.server.subjects import taken_about

LAYS = select(
    t.Lay.id,
    t.Lay.order_id,
    t.Lay.marker_name,
    t.Lay.plies,
    t.Lay.colour,
    t.Lay.sizes,
    t.Lay.fabric_kg,
    t.Lay.ply_smv_min,
    t.Lay.piece_smv_min,
    t.Lay.line_id,
    t.Lay.per_bundle,
    t.Lay.cut_plies,
    t.Lay.created_at,
    t.Order.order_number,
    t.Order.product_type,
    t.Order.road,
).join(t.Order, (t.Order.workspace_id == t.Lay.workspace_id) & (t.Order.id == t.Lay.order_id))
"""All that `lay_of` reads, and what a sheet needs besides."""


@dataclass(frozen=True, slots=True)
class Cutting:
    """Everything that follows from a lay's facts. `bundles` are those tied of it, `plies` those that were cut."""

    runs: Mapping[Key, Row]
    bundles: dict[BundleId, Row]
    plies: int


def lay_of(row: RowMapping) -> Lay:
    return Lay(
        id=row["id"],
        product_type=row["product_type"],
        plies=row["plies"],
        sizes=tuple(SizeShare(share["size"], share["per_ply"]) for share in row["sizes"]),
        order=row["order_id"],
        order_number=row["order_number"],
        colour=row["colour"],
        marker_name=row["marker_name"] or "",
        fabric_kg=row["fabric_kg"],
        ply_smv_min=row["ply_smv_min"],
        piece_smv_min=row["piece_smv_min"],
        line=row["line_id"],
        made_at=row["created_at"],
        **({"road": tuple(map(Department, row["road"]))} if row["road"] else {}),
    )


def fold_lays(connection: Connection, workspace: WorkspaceId, fresh: Iterable[Fact], now: datetime) -> None:
    """Writes what follows from `fresh`, which stand in `facts` already. A lay that nobody told us of waits for that."""
    ids = {LayId(subject.id) for fact in fresh if (subject := subject_of(fact)).about is About.LAY}
    if ids:
        refold_lays(connection, workspace, ids, now)


def refold_lays(connection: Connection, workspace: WorkspaceId, ids: Collection[LayId], now: datetime) -> None:
    """After an edit of these lays, or when facts of them came in. They are locked in the order of their ids."""
    query = LAYS.where(t.Lay.workspace_id == workspace, t.Lay.id.in_(ids)).order_by(t.Lay.id)
    found = connection.execute(query.with_for_update(of=t.Lay)).mappings().all()
    folded = cuttings(connection, workspace, found)
    for id_, cutting in folded.items():
        _put_runs(connection, workspace, id_, cutting)
        _tie(connection, workspace, id_, cutting, now)


def cuttings(connection: Connection, workspace: WorkspaceId, found: Sequence[RowMapping]) -> dict[LayId, Cutting]:
    """Of these rows of `LAYS`."""
    if not found:
        return {}
    calendar = known(connection, workspace).calendar
    taken = taken_about(connection, workspace, [Subject(About.LAY, row["id"]) for row in found])
    return {row["id"]: _cutting(workspace, row, taken[Subject(About.LAY, row["id"])], calendar) for row in found}


def _cutting(workspace: WorkspaceId, row: RowMapping, taken: Sequence[Taken], calendar: Calendar) -> Cutting:
    lay = lay_of(row)
    runs = fold_cut(lay, [one.fact for one in taken], calendar, clock_off=from_the_future(taken))
    tied = [
        (bundle.id, _tied_row(workspace, run, bundle))
        for run in runs
        for bundle in bundles_of(workspace, lay, [run], row["per_bundle"])
    ]
    return Cutting(
        runs={(workspace, run.id): run_row(workspace, run) for run in runs},
        bundles=dict(tied),
        plies=sum(run.plies for run in runs),
    )


def run_row(workspace: WorkspaceId, run: CutRun) -> Row:
    return {
        "workspace_id": workspace,
        "id": run.id,
        "lay_id": run.lay.id,
        "run_number": f"{run.lay.id}-{run.run_no}",
        "cutter_id": run.cutter,
        "helpers": list(run.helpers),
        "start_time": run.started_at or run.first_at,
        "end_time": run.ended_at,
        "duration_minutes": None if run.duration_ms is None else run.duration_ms // 60_000,
        "plies_cut": run.plies,
        "units_cut": run.units,
        "defective_units": run.defective,
        "standard_minutes": run.standard_min,
        "actual_minutes": run.actual_min if run.worked_ms else None,
        "efficiency": run.efficiency,
        "fabric_used_kg": run.fabric_used_kg,
        "wastage_kg": run.wastage_kg,
        "wastage_percent": run.wastage_percent,
        "status": run.status.value,
        "notes": "\n".join(run.notes) or None,
        "flags": [
            {"fact": flag.fact, "kind": flag.kind.value, "at": flag.at.isoformat(), "amount": str(flag.amount)}
            for flag in run.flags
        ],
    }


def _tied_row(workspace: WorkspaceId, run: CutRun, bundle: Bundle) -> Row:
    """The bundle as it is before any work on it."""
    return {
        "workspace_id": workspace,
        "id": bundle.id,
        "code": bundle.code,
        "order_id": bundle.order,
        "lay_id": run.lay.id,
        "cut_run_id": run.id,
        "product_type": bundle.product_type,
        "size": bundle.size,
        "colour": bundle.colour,
        "pieces": bundle.pieces,
        "line_id": bundle.line,
        "base_status": bundle.status.value,
        "created_at": bundle.made_at or run.lay.made_at,
    }


def _put_runs(connection: Connection, workspace: WorkspaceId, lay: LayId, cutting: Cutting) -> None:
    """Every touched lay is written, so that kiosks fetch its new facts."""
    table, ids = t.CuttingRun.sheet(), [id_ for _, id_ in cutting.runs]
    of_lay = (table.c.workspace_id == workspace) & (table.c.lay_id == lay)
    connection.execute(delete(table).where(of_lay, table.c.id.not_in(ids)))
    if cutting.runs:
        put = insert(table)
        changed = {name: put.excluded[name] for name in next(iter(cutting.runs.values())) if name not in _KEY}
        connection.execute(put.on_conflict_do_update(index_elements=_KEY, set_=changed), list(cutting.runs.values()))
    ours = (t.Lay.workspace_id == workspace) & (t.Lay.id == lay)
    connection.execute(update(t.Lay).where(ours).values(cut_plies=cutting.plies))


_KEY = ["workspace_id", "id"]
TIED = (
    *("workspace_id", "id", "code", "order_id", "lay_id", "cut_run_id", "product_type", "size", "colour", "pieces"),
    *("line_id", "base_status", "created_at"),
)
"""The columns of a bundle that follow from its cut."""


def _tie(connection: Connection, workspace: WorkspaceId, lay: LayId, cutting: Cutting, now: datetime) -> None:
    """The bundles as the cuts have them now, no more and no fewer."""
    stands = tied_of(connection, workspace, lay)
    gone = stands.keys() - cutting.bundles.keys()
    if gone:
        forget(connection, workspace, gone, now)
    changed = [row for id_, row in sorted(cutting.bundles.items()) if stands.get(id_) != row]
    if changed:
        with refolding(connection, workspace, [row["id"] for row in changed], now):
            put = insert(t.Bundle.sheet())
            others = {name: put.excluded[name] for name in changed[0] if name not in _KEY}
            connection.execute(put.on_conflict_do_update(index_elements=_KEY, set_=others), changed)


def tied_of(connection: Connection, workspace: WorkspaceId, lay: LayId) -> dict[BundleId, Row]:
    """What the table says of the bundles that were tied of a lay, as `Cutting` has them."""
    table = t.Bundle.sheet()
    tied = (table.c.workspace_id == workspace) & (table.c.lay_id == lay) & table.c.cut_run_id.is_not(None)
    found = connection.execute(select(*(table.c[name] for name in TIED)).where(tied)).mappings()
    return {row["id"]: dict(row) for row in found}
