"""What each deed pays, and why some of it does not yet, or never. Every amount is exact; nothing is rounded here.

Pay = the rate in force at the moment of the work x good pieces. Source: the trade's piece rates, FORMULAS D4.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from kiosk.floor.flags import FlagKind
from kiosk.floor.ids import BundleId, FactId, OperationId, WorkerId
from kiosk.floor.route import Operation
from kiosk.floor.runs import Counted, Proposal, Run, RunOperation


class Why(StrEnum):
    """Why pieces do not pay, yet or at all."""

    OPEN_REWORK = "OPEN_REWORK"  # sent back, and not mended yet
    UNCONFIRMED = "UNCONFIRMED"  # proposed by somebody else
    OUT_OF_ORDER = "OUT_OF_ORDER"
    TOO_FAST = "TOO_FAST"
    CLOCK_OFF = "CLOCK_OFF"
    NOT_GENUINE = "NOT_GENUINE"
    NO_RATE = "NO_RATE"  # nobody has set one for that day
    EXCESS = "EXCESS"  # claimed, and not wanted any more
    SPOILT = "SPOILT"  # rejected by this work's fault
    REFUSED = "REFUSED"  # a supervisor said no


class State(StrEnum):
    ACCRUED = "ACCRUED"
    HELD = "HELD"
    REFUSED = "REFUSED"
    SETTLED = "SETTLED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Of a deed's pieces `good` pay, `held` may pay yet, `lost` never will. `at`: the moment whose rate is in force."""

    fact: FactId
    worker: WorkerId | None
    bundle: BundleId
    operation: OperationId
    at: datetime
    good: int
    held: int
    lost: int
    rate: Decimal | None
    earned_min: Decimal
    reasons: tuple[Why, ...] = ()
    is_disputed: bool = False

    @property
    def amount(self) -> Decimal:
        return self.good * (self.rate or Decimal(0))

    @property
    def held_amount(self) -> Decimal:
        return self.held * (self.rate or Decimal(0))

    @property
    def state(self) -> State:
        if self.held:
            return State.HELD
        return State.ACCRUED if self.good else State.REFUSED


_HOLDS = {
    FlagKind.OUT_OF_ORDER: Why.OUT_OF_ORDER,
    FlagKind.TOO_FAST: Why.TOO_FAST,
    FlagKind.CLOCK_OFF: Why.CLOCK_OFF,
    FlagKind.NOT_GENUINE: Why.NOT_GENUINE,
}


def lines_of(run: Run) -> tuple[Line, ...]:
    """A line for each deed of the run, and for each proposal that names its worker."""
    disputed = {flag.fact for flag in run.flags if flag.kind is FlagKind.DISPUTED and flag.settled is None}
    return tuple(line for op in run.operations for line in _lines_of(op, disputed))


def total(lines: Iterable[Line]) -> Decimal:
    return sum((line.amount for line in lines), Decimal(0))


def _lines_of(op: RunOperation, disputed: set[FactId]) -> Iterable[Line]:
    for done in op.counted:
        yield _line(op.operation, done, is_disputed=done.fact.stamp.id in disputed)
    for proposal in op.proposals:
        if proposal.fact.by is not None:
            yield _proposed(op.operation, proposal)


def _line(operation: Operation, done: Counted, *, is_disputed: bool) -> Line:
    fact, rate = done.fact, operation.standard_at(done.paid_at).piece_rate
    good, held, lost = _parts(done, has_rate=rate is not None)
    return Line(
        fact=fact.stamp.id,
        worker=fact.stamp.worker,
        bundle=fact.bundle,
        operation=operation.id,
        at=done.paid_at,
        good=good,
        held=held,
        lost=lost,
        rate=rate,
        earned_min=done.earned_min,
        reasons=tuple(sorted(_reasons(done, has_rate=rate is not None))),
        is_disputed=is_disputed,
    )


def _parts(done: Counted, *, has_rate: bool) -> tuple[int, int, int]:
    """Good, held and lost pieces; together they are all that was claimed."""
    excess = 0 if done.is_excess_paid else done.excess
    if done.is_refused:
        return 0, 0, done.pieces + done.excess
    sound = done.pieces + done.excess - excess - done.spoilt - done.open_rework
    if done.holds or not has_rate:
        return 0, sound + done.open_rework, done.spoilt + excess
    return sound, done.open_rework, done.spoilt + excess


def _reasons(done: Counted, *, has_rate: bool) -> set[Why]:
    if done.is_refused:
        return {Why.REFUSED}
    so = {
        Why.OPEN_REWORK: done.open_rework > 0,
        Why.SPOILT: done.spoilt > 0,
        Why.EXCESS: done.excess > 0 and not done.is_excess_paid,
        Why.NO_RATE: not has_rate,
    }
    return {_HOLDS[kind] for kind in done.holds} | {why for why, is_so in so.items() if is_so}


def _proposed(operation: Operation, proposal: Proposal) -> Line:
    fact = proposal.fact
    standard = operation.standard_at(fact.stamp.at)
    return Line(
        fact=fact.stamp.id,
        worker=fact.by,
        bundle=fact.bundle,
        operation=operation.id,
        at=fact.stamp.at,
        good=0,
        held=proposal.pieces,
        lost=0,
        rate=standard.piece_rate,
        earned_min=Decimal(0),
        reasons=(Why.UNCONFIRMED,),
    )
