"""The fold of a bundle's run through sewing: from all its facts to its operations, its totals and its flags."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from kiosk.floor import progress
from kiosk.floor.bundles import Bundle
from kiosk.floor.facts import BundleMoved, OfBundle, WorkDone, WorkStarted, standing
from kiosk.floor.flags import TOO_FAST_BELOW, Flag, FlagKind
from kiosk.floor.ids import OperationId, RunId, StationId, WorkerId, run_id
from kiosk.floor.route import Operation, Route, ready_pieces, route_of


class RunStatus(StrEnum):
    PENDING = "PENDING"
    IN_PROGRESS = "IN_PROGRESS"
    COMPLETED = "COMPLETED"


@dataclass(frozen=True, slots=True)
class Counted:
    """One WorkDone and the part of it that counts: what was still left when it was done."""

    fact: WorkDone
    pieces: int
    worked_ms: int
    earned_min: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOperation:
    """`units` are the pieces of all that `counted`. `efficiency` in percent over the work whose time is known; None
    where no fact tells it.
    """

    operation: Operation
    pieces: int
    counted: tuple[Counted, ...] = ()
    units: int = 0
    started_at: datetime | None = None

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
        if self.units >= self.pieces:
            return RunStatus.COMPLETED
        return RunStatus.PENDING if self.started_at is None else RunStatus.IN_PROGRESS

    @property
    def completed_at(self) -> datetime | None:
        return self.counted[-1].fact.stamp.at if self.status is RunStatus.COMPLETED else None

    @property
    def worker(self) -> WorkerId | None:
        """Who worked on it last: several hands may share an operation."""
        return self.counted[-1].fact.stamp.worker if self.counted else None

    @property
    def station(self) -> StationId | None:
        return self.counted[-1].fact.stamp.station if self.counted else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A bundle's way through sewing. `open_starts`: begun and not yet done, by operation and worker."""

    bundle: Bundle
    run_no: int
    operations: tuple[RunOperation, ...]
    flags: tuple[Flag, ...] = ()
    open_starts: Mapping[tuple[OperationId, WorkerId | None], datetime] = field(default_factory=dict)

    @property
    def id(self) -> RunId:
        return run_id(self.bundle.id, self.run_no)

    @property
    def done(self) -> dict[OperationId, int]:
        return {op.operation.id: op.units for op in self.operations}

    @property
    def route(self) -> Route:
        return tuple(op.operation for op in self.operations)

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
        return max(op.completed_at for op in self.operations if op.completed_at)

    @property
    def average_efficiency(self) -> Decimal | None:
        """Weighted by minutes: earned over worked of all operations, never a mean of percentages."""
        return _efficiency(done for op in self.operations for done in op.counted)

    def operation(self, wanted: OperationId) -> RunOperation | None:
        return next((op for op in self.operations if op.operation.id == wanted), None)


def fold_run(
    bundle: Bundle, operations: Iterable[Operation], facts: Iterable[OfBundle], *, run_no: int = 1, now: datetime
) -> Run:
    """The run as all `facts` of the bundle tell it; order, repetition and batches of them do not matter.

    Its route is the product's as it stood when work on it first began; with no work yet, as it stands `now`:
    an operation added or retired later does not touch a run under way.
    """
    work = [f for f in standing(facts) if not isinstance(f, BundleMoved) and f.run_no == run_no]
    route = route_of(operations, bundle.product_type, _beginning(bundle, work, now))
    run = Run(
        bundle=bundle, run_no=run_no, operations=tuple(RunOperation(operation=op, pieces=bundle.pieces) for op in route)
    )
    for fact in work:
        run = _started(run, fact) if isinstance(fact, WorkStarted) else _done(run, fact)
    return run


def _beginning(bundle: Bundle, work: list[WorkStarted | WorkDone], now: datetime) -> datetime:
    first = min((_began(fact) for fact in work), default=now)
    return max(first, bundle.made_at or first)


def _began(fact: WorkStarted | WorkDone) -> datetime:
    if isinstance(fact, WorkDone) and fact.began is not None:
        return min(fact.began, fact.stamp.at)
    return fact.stamp.at


def _started(run: Run, fact: WorkStarted) -> Run:
    op = run.operation(fact.operation)
    if op is None:
        return _flagged(run, Flag(fact.stamp.id, FlagKind.UNKNOWN_OPERATION, fact.stamp.at))
    starts = {**run.open_starts, (fact.operation, fact.stamp.worker): fact.stamp.at}
    return replace(_with(run, _begun(op, fact)), open_starts=starts)


def _done(run: Run, fact: WorkDone) -> Run:
    op = run.operation(fact.operation)
    if op is None:
        return _flagged(run, Flag(fact.stamp.id, FlagKind.UNKNOWN_OPERATION, fact.stamp.at, fact.pieces))
    counted = _count(op, fact)
    flags = _flags(run, op, counted)
    starts = {key: at for key, at in run.open_starts.items() if key != (fact.operation, fact.stamp.worker)}
    op = replace(_begun(op, fact), counted=(*op.counted, counted), units=op.units + counted.pieces)
    return replace(_flagged(_with(run, op), *flags), open_starts=starts)


def _count(op: RunOperation, fact: WorkDone) -> Counted:
    """The pieces that were left, the minutes worked and the minutes earned by the standard then in force."""
    pieces = min(fact.pieces, op.pieces - op.units)
    return Counted(
        fact,
        pieces,
        progress.span_ms(_began(fact), fact.stamp.at),
        op.operation.standard_at(fact.stamp.at).smv_min * pieces,
    )


def _flags(run: Run, op: RunOperation, done: Counted) -> list[Flag]:
    fact = done.fact
    excess = fact.pieces - done.pieces
    kinds = {
        FlagKind.EXCESS: excess > 0,
        FlagKind.OUT_OF_ORDER: done.pieces > ready_pieces(op.operation, run.route, run.done, op.pieces),
        FlagKind.TOO_FAST: 0 < done.worked_ms < done.earned_min * TOO_FAST_BELOW * 60_000,
    }
    return [
        Flag(fact.stamp.id, kind, fact.stamp.at, excess if kind is FlagKind.EXCESS else 0)
        for kind, so in kinds.items()
        if so
    ]


def _efficiency(counted: Iterable[Counted]) -> Decimal | None:
    timed = [done for done in counted if done.worked_ms]
    return progress.efficiency(
        sum((done.earned_min for done in timed), Decimal(0)), sum(done.worked_ms for done in timed)
    )


def _begun(op: RunOperation, fact: WorkStarted | WorkDone) -> RunOperation:
    began = _began(fact)
    return replace(op, started_at=began if op.started_at is None else min(op.started_at, began))


def _with(run: Run, changed: RunOperation) -> Run:
    operations = tuple(changed if op.operation.id == changed.operation.id else op for op in run.operations)
    return replace(run, operations=operations)


def _flagged(run: Run, *flags: Flag) -> Run:
    return replace(run, flags=(*run.flags, *flags))
