"""The fold of a bundle's run: all its facts in their one order, each taken once, and what comes of them.

A fact that follows the others can be taken alone by a fold that already took them; any other makes it begin anew.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeGuard

from kiosk.floor.bundle_facts import (
    DefectsFound,
    FlagSettled,
    LineDisputed,
    PiecesCame,
    PiecesLeft,
    PiecesReplaced,
    ReworkDone,
    WorkDone,
    WorkProposed,
    WorkStarted,
)
from kiosk.floor.bundles import Bundle
from kiosk.floor.counting import Counting, began_at, worked_ms
from kiosk.floor.facts import Fact, OfPieces, Order, Plain, TakenBack, order_of, standing
from kiosk.floor.findings import Findings
from kiosk.floor.flags import CLOCK_OFF_S, LONGEST_WORK_MS, TOO_FAST_BELOW, Flag, FlagKind, Settled
from kiosk.floor.ids import FactId, OperationId, WorkerId
from kiosk.floor.progress import span_ms
from kiosk.floor.route import Operation, Route, ready_pieces, route_of
from kiosk.floor.runs import Run, RunOperation
from kiosk.floor.stamp import Stamp

_EARLY = timedelta(seconds=CLOCK_OFF_S)


def fold_run(
    bundle: Bundle,
    operations: Iterable[Operation],
    facts: Iterable[Fact],
    *,
    now: datetime,
    run_no: int = 1,
    clock_off: Collection[FactId] = (),
) -> Run:
    return folding_of(bundle, operations, facts, now=now, run_no=run_no, clock_off=clock_off).run()


def folding_of(
    bundle: Bundle,
    operations: Iterable[Operation],
    facts: Iterable[Fact],
    *,
    now: datetime,
    run_no: int = 1,
    clock_off: Collection[FactId] = (),
) -> "Folding":
    """The run as all `facts` of the bundle tell it; order, repetition and batches of them do not matter.

    Its route is the product's as it stood when work on it first began; with no work yet, as it stands `now`: an
    operation added or retired later does not touch a run under way. `clock_off`: facts of a kiosk whose clock is
    known to be wrong. They count last, so that nobody else's work becomes an excess by them.
    """
    facts = list(facts)
    stood = [fact for fact in standing(facts) if getattr(fact, "run_no", run_no) == run_no]
    off = {*clock_off} | {fact.stamp.id for fact in stood if _is_older_than_bundle(fact, bundle)}
    stood.sort(key=lambda fact: fact.stamp.id in off)
    route = _route(bundle, operations, [fact for fact in stood if fact.stamp.id not in off], now)
    folding = Folding(bundle, route, run_no, {fact.fact for fact in facts if isinstance(fact, TakenBack)})
    for fact in stood:
        folding.take(fact, is_clock_off=fact.stamp.id in off)
    return folding


def _route(bundle: Bundle, operations: Iterable[Operation], facts: Iterable[Fact], now: datetime) -> Route:
    begun = min((began_at(fact) for fact in facts if isinstance(fact, WorkStarted | WorkDone)), default=now)
    return route_of(operations, bundle.product_type, max(begun, bundle.made_at or begun))


def _is_older_than_bundle(fact: Fact, bundle: Bundle) -> bool:
    return bundle.made_at is not None and fact.stamp.at < bundle.made_at - _EARLY


class Folding:
    """A run while its facts are gone through, each once and in their order."""

    def __init__(self, bundle: Bundle, route: Route, run_no: int = 1, taken_back: Collection[FactId] = ()) -> None:
        self._bundle, self._run_no, self._taken_back = bundle, run_no, taken_back
        self._ops = {op.id: Counting(op) for op in route}
        self._wanted, self._rejected, self._replaced = bundle.pieces, 0, 0
        self._flags: list[Flag] = []
        self._starts: dict[tuple[OperationId, WorkerId | None], datetime] = {}
        self._findings = Findings(self._ops)
        self._verdicts: dict[tuple[FactId, FlagKind], Settled] = {}
        self._completions: list[FactId] = []
        self._emptied_by: list[FactId] = []
        self._is_complete = self._is_empty = False
        self._last: Order | None = None
        self._has_clock_off = False

    def take(self, fact: Plain, *, is_clock_off: bool = False) -> None:
        """What is not about a bundle, or only moves it, changes nothing here."""
        self._last = order_of(fact) if self._last is None else max(self._last, order_of(fact))
        if is_clock_off:
            self._has_clock_off = True
            self._flag(fact.stamp, FlagKind.CLOCK_OFF)
        match fact:
            case WorkStarted():
                self._started(fact)
            case WorkDone():
                self._done(fact)
            case WorkProposed():
                self._proposed(fact)
            case DefectsFound():
                self._inspected(fact)
            case ReworkDone():
                self._mended(fact)
            case PiecesLeft() | PiecesCame() | PiecesReplaced():
                self._moved(fact)
            case LineDisputed():
                self._flags.append(Flag(fact.fact, FlagKind.DISPUTED, fact.stamp.at))
            case FlagSettled():
                self._verdicts[fact.fact, fact.flag] = fact.word
            case _:
                return
        self._note_end(fact.stamp.id)

    @property
    def has_begun(self) -> bool:
        return any(op.started_at for op in self._ops.values())

    def goes_on_with(self, fact: Fact) -> TypeGuard[Plain]:
        """Whether this one may be taken alone: it follows all others, answers none, and none answers it."""
        if self._last is None or self._has_clock_off or isinstance(fact, TakenBack):
            return False
        is_last = order_of(fact) > self._last and fact.stamp.id not in self._taken_back
        return is_last and not _is_older_than_bundle(fact, self._bundle)

    def operation(self, wanted: OperationId) -> RunOperation | None:
        """One of the run's, its sums alone."""
        op = self._ops.get(wanted)
        return op.sums(self._wanted) if op else None

    def run(self) -> Run:
        flags = [*self._standing_flags()]
        flagged = {(flag.fact, flag.kind) for flag in flags}
        return Run(
            bundle=self._bundle,
            run_no=self._run_no,
            pieces=self._wanted,
            operations=tuple(op.shown(self._wanted, flagged, self._verdicts) for op in self._ops.values()),
            rejected=self._rejected,
            replaced=self._replaced,
            flags=tuple(map(self._with_verdict, flags) if self._verdicts else flags),
            inspections=self._findings.inspections(),
            open_starts=dict(self._starts),
            open_after=dict(self._findings.open_after),
            completions=tuple(self._completions),
            emptied_by=tuple(self._emptied_by),
        )

    def _with_verdict(self, flag: Flag) -> Flag:
        return replace(flag, settled=self._verdicts.get((flag.fact, flag.kind)))

    # ---- sewing

    def _started(self, fact: WorkStarted) -> None:
        op = self._ops.get(fact.operation)
        if op is None:
            self._flag(fact.stamp, FlagKind.UNKNOWN_OPERATION)
            return
        op.begin(fact)
        self._starts[fact.operation, fact.stamp.worker] = fact.stamp.at

    def _done(self, fact: WorkDone) -> None:
        op = self._ops.get(fact.operation)
        if op is None:
            self._flag(fact.stamp, FlagKind.UNKNOWN_OPERATION, fact.pieces)
            return
        ready = ready_pieces(op.operation, self._ops, self._wanted)
        pieces = op.sew(fact, self._wanted)
        self._starts.pop((fact.operation, fact.stamp.worker), None)
        if pieces < fact.pieces:
            self._flag(fact.stamp, FlagKind.EXCESS, fact.pieces - pieces)
        if pieces > ready:
            self._flag(fact.stamp, FlagKind.OUT_OF_ORDER)
        self._flag_time(fact, op.operation, pieces)

    def _flag_time(self, fact: WorkDone, operation: Operation, pieces: int) -> None:
        if span_ms(began_at(fact), fact.stamp.at) > LONGEST_WORK_MS:
            self._flag(fact.stamp, FlagKind.TOO_LONG)
        least = operation.standard_at(fact.stamp.at).smv_min * pieces * TOO_FAST_BELOW * 60_000
        if 0 < worked_ms(fact) < least:
            self._flag(fact.stamp, FlagKind.TOO_FAST)

    def _proposed(self, fact: WorkProposed) -> None:
        op = self._ops.get(fact.operation)
        if op is None:
            self._flag(fact.stamp, FlagKind.UNKNOWN_OPERATION, fact.pieces)
        else:
            op.proposals.append(fact)

    # ---- quality

    def _inspected(self, fact: DefectsFound) -> None:
        if fact.checked > self._wanted:
            self._flag(fact.stamp, FlagKind.EXCESS, fact.checked - self._wanted)
        rejected = min(fact.rejected, self._wanted)
        early = self._findings.inspect(fact, rejected, self._wanted)
        at = self._ops.get(fact.operation) if fact.operation else None
        if at is not None:
            at.cleared += fact.checked - fact.defective
        if rejected:
            self._reject(rejected, at)
        for mended in early:
            self._mended(mended)

    def _reject(self, pieces: int, at: Counting | None) -> None:
        """They were through whatever is complete, and through all that the checkpoint depends on."""
        before = {at.operation.id, *self._upstream(at.operation)} if at else set()
        wanted = self._wanted - pieces
        for id_, op in self._ops.items():
            was_through = id_ in before or op.done >= self._wanted
            op.lose(pieces if was_through else max(0, op.done - wanted))
        self._wanted, self._rejected = wanted, self._rejected + pieces

    def _upstream(self, operation: Operation) -> set[OperationId]:
        """All that it waits for, and what these wait for; a ring is gone round once."""
        seen: set[OperationId] = set()
        ahead = [*operation.depends_on]
        while ahead:
            id_ = ahead.pop()
            if id_ in self._ops and id_ not in seen:
                seen.add(id_)
                ahead += self._ops[id_].operation.depends_on
        return seen

    def _mended(self, fact: ReworkDone) -> None:
        too_many = self._findings.mend(fact)
        if too_many:
            self._flag(fact.stamp, FlagKind.TOO_MANY_BACK, too_many)

    # ---- pieces that come and go

    def _moved(self, fact: OfPieces) -> None:
        match fact:
            case PiecesLeft():
                pieces = min(fact.pieces, self._wanted)
                self._wanted -= pieces
                self._leave(dict(fact.through), pieces)
            case PiecesCame():
                pieces = fact.pieces
                self._wanted += 0 if fact.code else pieces  # a split's new ticket says them already
                self._come(dict(fact.through), pieces)
            case PiecesReplaced():
                pieces = min(fact.pieces, self._rejected - self._replaced)
                self._wanted, self._replaced = self._wanted + pieces, self._replaced + pieces
        if pieces < fact.pieces:
            self._flag(fact.stamp, FlagKind.TOO_MANY_BACK, fact.pieces - pieces)

    def _leave(self, through: Mapping[OperationId, int], pieces: int) -> None:
        for id_, op in self._ops.items():
            op.move(-min(pieces, through.get(id_, 0)))
            op.move(-max(0, op.done - self._wanted))

    def _come(self, through: Mapping[OperationId, int], pieces: int) -> None:
        for id_, op in self._ops.items():
            came = min(pieces, through.get(id_, 0), self._wanted - op.done)
            op.move(max(0, came))
            op.cleared += max(0, came)

    # ---- what it comes to

    def _note_end(self, fact: FactId) -> None:
        is_complete = bool(self._ops) and all(op.done >= self._wanted for op in self._ops.values())
        if is_complete and not self._is_complete:
            self._completions.append(fact)
        if self._wanted == 0 and not self._is_empty:
            self._emptied_by.append(fact)
        self._is_complete, self._is_empty = is_complete, self._wanted == 0

    def _standing_flags(self) -> Iterator[Flag]:
        """Out of order is only what nobody has made good since."""
        sewn = {deed.fact.stamp.id: op for op in self._ops.values() for deed in op.deeds}
        for flag in self._flags:
            if flag.kind is not FlagKind.OUT_OF_ORDER or self._is_ahead(sewn[flag.fact]):
                yield flag
        for fact in self._findings.early():
            yield Flag(fact.stamp.id, FlagKind.TOO_MANY_BACK, fact.stamp.at, fact.pieces)

    def _is_ahead(self, op: Counting) -> bool:
        passed = [self._ops[needed].passed for needed in op.operation.depends_on if needed in self._ops]
        return op.done > min(passed, default=op.done)

    def _flag(self, stamp: Stamp, kind: FlagKind, pieces: int = 0) -> None:
        self._flags.append(Flag(stamp.id, kind, stamp.at, pieces))
