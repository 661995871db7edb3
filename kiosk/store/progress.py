"""How far each begun run is: the fold of its bundle, written down anew whenever a fact of it comes in."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert

from kiosk.floor.bundle_facts import WorkDone, WorkStarted
from kiosk.floor.facts import Fact
from kiosk.floor.folding import Folding
from kiosk.floor.ids import BundleId
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
    return _all_rows(sheet.folding(_ANY_TIME).run())


def progress_after(sheet: Sheet, folding: Folding | None, fresh: Sequence[Fact]) -> Progress:
    """As `progress_of` the sheet with these facts added. `folding` took the facts of the sheet, and takes these too
    where they follow: once a run has begun its route stands, and that spares a scan the fold of all that was before.
    """
    following = [fact for fact in fresh if folding and folding.has_begun and folding.goes_on_with(fact)]
    if folding is None or len(following) < len(fresh):
        return progress_of(sheet.adding(fresh))
    for fact in following:
        folding.take(fact)
    if len(following) == 1 and isinstance(following[0], WorkStarted | WorkDone):
        op = folding.operation(following[0].operation)
        return Progress(sheet.bundle.id, [_row(sheet.bundle.id, op)] if op else [], whole=False)
    return _all_rows(folding.run())


def refold(connection: Connection, bundles: Collection[BundleId]) -> None:
    """Brings the progress of these bundles up to the facts that stand in this transaction."""
    if not bundles:
        return
    rows = [row for sheet in sheets(connection, bundles).values() for row in progress_of(sheet).rows]
    connection.execute(delete(t.RunOperation).where(t.RunOperation.bundle.in_(bundles)))
    if rows:
        connection.execute(insert(t.RunOperation), rows)


def _all_rows(run: Run) -> Progress:
    rows = [] if run.started_at is None else [_row(run.bundle.id, op) for op in run.operations]
    return Progress(run.bundle.id, rows)


def _row(bundle: BundleId, op: RunOperation) -> Row:
    return {
        "bundle": bundle,
        "operation": op.operation.id,
        "units": op.done,
        "status": str(op.status),
        "last_at": op.last_at,
    }
