"""A bundle's run through sewing, as `folding` makes it of the facts: its operations, its totals, its flags."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from kiosk.floor import progress, route
from kiosk.floor.bundle_facts import DefectsFound, WorkDone, WorkProposed
from kiosk.floor.bundles import Bundle
from kiosk.floor.flags import Flag, FlagKind
from kiosk.floor.ids import FactId, OperationId, RunId, WorkerId, run_id
from kiosk.floor.route import Operation, Route
from kiosk.floor.stamp import Stamp


class RunStatus(StrEnum):
    PENDING = "PENDING"
    IN_PROGRESS = "IN_PROGRESS"
    COMPLETED = "COMPLETED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One WorkDone and what of it counts. `pieces` were still wanted when it was done, `excess` were not. Of its pieces
    `open_rework` were sent back and are not mended yet, and `spoilt` are rejected by its fault. `holds`: why it is not
    paid until a supervisor settles it; `is_refused`: that word was no. `paid_at`: the moment whose rate is in force.
    """

    fact: WorkDone
    pieces: int
    worked_ms: int
    earned_min: Decimal
    paid_at: datetime
    excess: int = 0
    is_excess_paid: bool = False
    open_rework: int = 0
    spoilt: int = 0
    holds: frozenset[FlagKind] = frozenset()
    is_refused: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """Work that nobody scanned and somebody saw; `pieces` of it still wait to be confirmed."""

    fact: WorkProposed
    pieces: int


@dataclass(frozen=True, slots=True)
class Inspection:
    """`open_pieces` of it are still to be mended."""

    fact: DefectsFound
    open_pieces: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOperation:
    """`pieces` are wanted, `done` are through: sewn here or come along with a split. `passed` may go on; `lost` were
    rejected after it. `efficiency` in percent over the work whose time is known; None where no fact tells it.
    """

    operation: Operation
    pieces: int
    done: int = 0
    passed: int = 0
    lost: int = 0
    counted: tuple[Counted, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    started_at: datetime | None = None
    last_at: datetime | None = None
    defects: int = 0
    rework_pieces: int = 0
    open_rework: int = 0

    @property
    def worked_ms(self) -> int:
        return sum(done.worked_ms for done in self.counted)

    @property
    def earned_min(self) -> Decimal:
        return sum((done.earned_min for done in self.counted), Decimal(0))

    @property
    def efficiency(self) -> Decimal | None:
        return _efficiency(self.counted)

    @property
    def status(self) -> RunStatus:
        if self.done >= self.pieces:
            return RunStatus.COMPLETED
        return RunStatus.PENDING if self.started_at is None else RunStatus.IN_PROGRESS

    @property
    def completed_at(self) -> datetime | None:
        return self.last_at if self.status is RunStatus.COMPLETED else None

    @property
    def last(self) -> Stamp | None:
        """Of the last deed that counts for anything: several hands may share an operation."""
        return next((done.fact.stamp for done in reversed(self.counted) if done.pieces), None)

    @property
    def worker(self) -> WorkerId | None:
        return self.last.worker if self.last else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A bundle's way through sewing. `pieces`: those wanted now, which are the bundle's and what came, less what left
    or was rejected, and what replaced it. `open_starts`: begun and not yet done, by operation and worker.
    `open_after`: pieces to be mended after each fact that changed their number. `completions`: the facts that ended it,
    more than one where it was opened again meanwhile; `emptied_by`: those after which no piece was left.
    """

    bundle: Bundle
    run_no: int
    pieces: int
    operations: tuple[RunOperation, ...]
    rejected: int = 0
    replaced: int = 0
    flags: tuple[Flag, ...] = ()
    inspections: tuple[Inspection, ...] = ()
    open_starts: Mapping[tuple[OperationId, WorkerId | None], datetime] = field(default_factory=dict)
    open_after: Mapping[FactId, int] = field(default_factory=dict)
    completions: tuple[FactId, ...] = ()
    emptied_by: tuple[FactId, ...] = ()

    @property
    def id(self) -> RunId:
        return run_id(self.bundle.id, self.run_no)

    @property
    def route(self) -> Route:
        return tuple(op.operation for op in self.operations)

    @property
    def stands(self) -> dict[OperationId, RunOperation]:
        return {op.operation.id: op for op in self.operations}

    @property
    def done(self) -> dict[OperationId, int]:
        return {op.operation.id: op.done for op in self.operations}

    @property
    def open_rework(self) -> int:
        return sum(inspection.open_pieces for inspection in self.inspections)

    @property
    def completed_ops(self) -> int:
        return sum(op.status is RunStatus.COMPLETED for op in self.operations)

    @property
    def status(self) -> RunStatus:
        if self.operations and self.completed_ops == len(self.operations):
            return RunStatus.COMPLETED
        return RunStatus.PENDING if self.started_at is None else RunStatus.IN_PROGRESS

    @property
    def started_at(self) -> datetime | None:
        return min((op.started_at for op in self.operations if op.started_at), default=None)

    @property
    def completed_at(self) -> datetime | None:
        if self.status is not RunStatus.COMPLETED:
            return None
        return max((op.completed_at for op in self.operations if op.completed_at), default=None)

    @property
    def average_efficiency(self) -> Decimal | None:
        """Weighted by minutes: earned over worked of all operations, never a mean of percentages."""
        return _efficiency(done for op in self.operations for done in op.counted)

    def operation(self, wanted: OperationId) -> RunOperation | None:
        return next((op for op in self.operations if op.operation.id == wanted), None)

    def ready(self, operation: Operation) -> int:
        """Pieces that may be sewn now at an operation of the route."""
        return route.ready_pieces(operation, self.stands, self.pieces)

    def next_of(self, here: Route) -> Operation | None:
        """The first of these operations with pieces ready for it."""
        return route.next_here(here, self.stands, self.pieces)

    def waits_for(self, operation: Operation) -> RunOperation | None:
        """The operation that this one waits for most."""
        needed = route.missing_before(operation, self.stands, self.pieces)
        return None if needed is None else self.operation(needed)


def _efficiency(counted: Iterable[Counted]) -> Decimal | None:
    timed = [done for done in counted if done.worked_ms]
    return progress.efficiency(
        sum((done.earned_min for done in timed), Decimal(0)), sum(done.worked_ms for done in timed)
    )
