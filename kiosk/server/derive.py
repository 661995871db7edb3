"""From all facts of a bundle to the rows that show it. Pure: what stands in the tables is this, and nothing else."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from kiosk.floor.bundles import Bundle
from kiosk.floor.facts import Fact
from kiosk.floor.flags import CLOCK_OFF_S, Flag, FlagKind
from kiosk.floor.folding import fold_run
from kiosk.floor.history import Change, Life, fold_life
from kiosk.floor.ids import BundleId, FactId, WorkspaceId, flag_id, run_operation_id
from kiosk.floor.pay import Line, lines_of
from kiosk.floor.progress import minutes
from kiosk.floor.route import Operation
from kiosk.floor.runs import Inspection, Run, RunOperation
from kiosk.floor.shift import Calendar
from kiosk.floor.tally import Queue, Slot, Tally, Waiting, tallies, waiting

Row = dict[str, Any]
Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """A fact as the server holds it."""

    fact: Fact
    received_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Everything that follows from a bundle's facts: rows by their key for each table, and its share in the sums."""

    life: Life
    pieces: int
    runs: Mapping[Key, Row]
    operations: Mapping[Key, Row]
    history: Mapping[Key, Row]
    inspections: Mapping[Key, Row]
    pay: Mapping[Key, Row]
    flags: Mapping[Key, Row]
    slots: Mapping[Slot, Tally]
    queues: Mapping[Queue, Waiting]


def shown(
    workspace: WorkspaceId,
    bundle: Bundle,
    operations: Sequence[Operation],
    taken: Iterable[Taken],
    calendar: Calendar,
    now: datetime,
) -> Shown:
    """`now` matters only to a bundle without work, which has no rows."""
    taken = list(taken)
    facts = [one.fact for one in taken]
    received = {one.fact.stamp.id: one.received_at for one in taken}
    run = fold_run(bundle, operations, facts, now=now, clock_off=from_the_future(taken))
    life = fold_life(bundle, run, facts)
    has_run = run.started_at is not None
    flags = [*run.flags, *life.flags]
    return Shown(
        life=life,
        pieces=run.pieces,
        runs={(workspace, run.id): _run(workspace, run)} if has_run else {},
        operations=dict(_operation(workspace, run, op) for op in run.operations) if has_run else {},
        history={
            (workspace, change.id, change.at): _change(workspace, bundle, change, received) for change in life.changes
        },
        inspections=dict(_inspection(workspace, one) for one in run.inspections),
        pay=dict(_pay_line(workspace, line, calendar) for line in lines_of(run)),
        flags=dict(flag_row(workspace, bundle.id, flag) for flag in flags),
        slots=tallies(run, calendar),
        queues=waiting(run),
    )


def flag_row(workspace: WorkspaceId, bundle: str | None, flag: Flag) -> tuple[Key, Row]:
    id_, said = flag_id(flag.fact, flag.kind), flag.settled
    return (workspace, id_), {
        "workspace_id": workspace,
        "id": id_,
        "fact_id": flag.fact,
        "kind": flag.kind.value,
        "at": flag.at,
        "pieces": flag.pieces,
        "bundle_id": bundle,
        "settled_at": said.at if said else None,
        "settled_by": said.user if said else None,
        "settled_by_employee": said.worker if said else None,
        "is_accepted": said.is_accepted if said else None,
        "settle_reason": said.reason if said else None,
    }


def unknown_flag(workspace: WorkspaceId, bundle: BundleId, fact: Fact) -> tuple[Key, Row]:
    """On work with a bundle that nobody has told us of: kept, shown, and folded when the bundle comes."""
    return flag_row(workspace, bundle, Flag(fact.stamp.id, FlagKind.UNKNOWN_BUNDLE, fact.stamp.at))


def from_the_future(taken: Iterable[Taken]) -> set[FactId]:
    """Their kiosk's clock runs ahead."""
    ahead = timedelta(seconds=CLOCK_OFF_S)
    return {one.fact.stamp.id for one in taken if one.fact.stamp.at - one.received_at > ahead}


def _run(workspace: WorkspaceId, run: Run) -> Row:
    return {
        "workspace_id": workspace,
        "id": run.id,
        "order_id": run.bundle.order,
        "bundle_id": run.bundle.id,
        "run_number": run.run_no,
        "product_type": run.bundle.product_type,
        "total_operations": len(run.operations),
        "completed_ops": run.completed_ops,
        "average_efficiency": run.average_efficiency,
        "status": run.status.value,
        "started_at": run.started_at,
        "completed_at": run.completed_at,
    }


def _operation(workspace: WorkspaceId, run: Run, op: RunOperation) -> tuple[Key, Row]:
    id_ = run_operation_id(run.id, op.operation.id)
    return (workspace, id_), {
        "workspace_id": workspace,
        "id": id_,
        "sewing_run_id": run.id,
        "bundle_id": run.bundle.id,
        "operation_id": op.operation.id,
        "operator_id": op.worker,
        "units_completed": op.done,
        "actual_minutes": minutes(op.worked_ms) if op.worked_ms else None,
        "worked_ms": op.worked_ms,
        "earned_minutes": op.earned_min,
        "efficiency": op.efficiency,
        "defects_found": op.defects,
        "rework_units": op.rework_pieces,
        "status": op.status.value,
        "started_at": op.started_at,
        "completed_at": op.completed_at,
    }


def _pay_line(workspace: WorkspaceId, line: Line, calendar: Calendar) -> tuple[Key, Row]:
    day = calendar.day_of(line.at)
    return (workspace, line.fact), {
        "workspace_id": workspace,
        "id": line.fact,
        "employee_id": line.worker,
        "bundle_id": line.bundle,
        "operation_id": line.operation,
        "day": day.date,
        "shift": day.shift,
        "at": line.at,
        "good": line.good,
        "held": line.held,
        "lost": line.lost,
        "rate": line.rate,
        "amount": line.amount,
        "held_amount": line.held_amount,
        "earned_minutes": line.earned_min,
        "state": line.state.value,
        "reasons": [why.value for why in line.reasons],
        "is_disputed": line.is_disputed,
    }


def _inspection(workspace: WorkspaceId, one: Inspection) -> tuple[Key, Row]:
    fact = one.fact
    return (workspace, fact.stamp.id), {
        "workspace_id": workspace,
        "id": fact.stamp.id,
        "bundle_id": fact.bundle,
        "operation_id": fact.operation,
        "employee_id": fact.stamp.worker,
        "station_id": fact.stamp.station,
        "line_id": fact.stamp.line,
        "at": fact.stamp.at,
        "checked": fact.checked,
        "defective": fact.defective,
        "rejected": fact.rejected,
        "open_pieces": one.open_pieces,
        "is_sample": fact.is_sample,
        "defects": [asdict(defect) for defect in fact.defects],
    }


def _change(workspace: WorkspaceId, bundle: Bundle, change: Change, received: Mapping[FactId, datetime]) -> Row:
    return {
        "workspace_id": workspace,
        "id": change.id,
        "bundle_id": bundle.id,
        "fact_id": change.fact,
        "from_status": change.from_status.value,
        "to_status": change.to_status.value,
        "from_location": change.from_station,
        "to_location": change.to_station,
        "from_place": change.from_place,
        "to_place": change.to_place,
        "changed_by": change.user,
        "employee_id": change.worker,
        "change_reason": change.reason,
        "scanned_at": change.at,
        "scanner_device": change.device,
        "source": change.source.value,
        "at": change.at,
        "received_at": received[change.fact],
    }
