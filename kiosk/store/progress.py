"""How far each begun run is: the fold of its bundle, written down anew whenever a fact of it comes in."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert

from kiosk.floor.facts import BundleMoved, OfBundle, TakenBack, WorkDone, WorkStarted
from kiosk.floor.ids import BundleId, OperationId
from kiosk.floor.runs import Run, RunOperation
from kiosk.store import tables as t
from kiosk.store.rows import Row
from kiosk.store.sheets import Sheet, sheets

_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)
"""The route of a run that has begun does not depend on today."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Rows of a bundle to be written: its `whole` run, or only those that changed."""

    bundle: BundleId
    rows: list[Row]
    whole: bool = True


def progress_of(sheet: Sheet) -> Progress:
    """Every row of the sheet's run; none before it has begun."""
    run = sheet.run(_ANY_TIME)
    rows = [] if run.started_at is None else [_row(sheet.bundle.id, op) for op in run.operations]
    return Progress(sheet.bundle.id, rows)


def progress_after(sheet: Sheet, before: Run | None, fresh: Sequence[OfBundle]) -> Progress:
    """As `progress_of` the sheet with these facts added. `before` is its run without them, where that is known.

    Once a run has begun its route stands, and an operation's row follows from the facts of that operation alone: that
    spares a scan the fold of all the others.
    """
    match before, fresh:
        case Run(started_at=datetime() as begun), [WorkStarted() | WorkDone() as work] if _began(work) >= begun:
            row = _row_alone(sheet.adding(fresh), before.operation(work.operation))
            if row:
                return Progress(sheet.bundle.id, [row], whole=False)
    return progress_of(sheet.adding(fresh))


def _row_alone(sheet: Sheet, op: RunOperation | None) -> Row | None:
    """None for an operation that is not on the route of the run."""
    if op is None:
        return None
    facts = tuple(fact for fact in sheet.facts if _concerns(fact, op.operation.id))
    alone = replace(sheet, operations=(op.operation,), facts=facts).run(_ANY_TIME)
    return _row(sheet.bundle.id, alone.operations[0]) if alone.operations else None


def _concerns(fact: OfBundle, operation: OperationId) -> bool:
    match fact:
        case WorkStarted() | WorkDone():
            return fact.operation == operation
        case TakenBack():
            return True
        case BundleMoved():
            return False


def refold(connection: Connection, bundles: Collection[BundleId]) -> None:
    """Brings the progress of these bundles up to the facts that stand in this transaction."""
    if not bundles:
        return
    rows = [row for sheet in sheets(connection, bundles).values() for row in progress_of(sheet).rows]
    connection.execute(delete(t.RunOperation).where(t.RunOperation.bundle.in_(bundles)))
    if rows:
        connection.execute(insert(t.RunOperation), rows)


def _began(work: WorkStarted | WorkDone) -> datetime:
    return min(work.stamp.at, (work.began if isinstance(work, WorkDone) else None) or work.stamp.at)


def _row(bundle: BundleId, op: RunOperation) -> Row:
    return {
        "bundle": bundle,
        "operation": op.operation.id,
        "units": op.units,
        "status": str(op.status),
        "last_at": op.counted[-1].fact.stamp.at if op.counted else op.started_at,
    }
