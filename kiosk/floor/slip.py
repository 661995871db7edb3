"""A worker's own shift, line by line: what each deed pays, what keeps the rest back, and what the worker says of it.

Source: the trade's operator slip; every line can be explained by the facts that it was folded from.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from kiosk.floor import progress
from kiosk.floor.attendance import Attendance
from kiosk.floor.bundle_facts import LineDisputed
from kiosk.floor.bundles import Bundle
from kiosk.floor.desk import Here
from kiosk.floor.facts import Fact, TakenBack, standing, subject_of
from kiosk.floor.flags import Flag, FlagKind
from kiosk.floor.ids import FactId, WorkerId
from kiosk.floor.pay import Line, Why, lines_of, total
from kiosk.floor.people import Worker
from kiosk.floor.route import Operation
from kiosk.floor.runs import Counted, Run
from kiosk.floor.shift import WorkingDay
from kiosk.floor.wages import DayPay


@dataclass(frozen=True, slots=True)
class Part:
    """So many pieces do not pay, for this reason; a piece may have several."""

    why: Why
    pieces: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipLine:
    """What one deed pays. `pieces` of it count as done. `dispute`: the worker did not agree; its `settled` is the
    answer. `said`: the worker's own words that it is not right and that nobody has answered.
    """

    pay: Line
    bundle: Bundle
    operation: Operation
    pieces: int
    parts: tuple[Part, ...] = ()
    dispute: Flag | None = None
    said: tuple[LineDisputed, ...] = ()

    @property
    def id(self) -> FactId:
        """The deed's."""
        return self.pay.fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """One worker's shift; `lines` newest first, pay exact. `wage` is that of the whole production date, up to now: None
    where the office has told no rules for it.
    """

    day: WorkingDay
    lines: tuple[SlipLine, ...] = ()
    attendance: Attendance = field(default_factory=Attendance)
    wage: DayPay | None = None

    @property
    def pieces(self) -> int:
        return sum(line.pieces for line in self.lines)

    @property
    def pay(self) -> Decimal:
        return total(line.pay for line in self.lines)

    @property
    def held(self) -> Decimal:
        return sum((line.pay.held_amount for line in self.lines), Decimal(0))

    @property
    def worked_ms(self) -> int:
        """Attended, and not paused."""
        return self.attendance.attended_ms - self.attendance.idle_ms

    @property
    def efficiency(self) -> Decimal | None:
        """Earned over attended minutes, in percent. Source: operator efficiency, Online Clothing Study 2011/10."""
        return progress.efficiency(self._earned_min, self.attendance.attended_ms)

    @property
    def performance(self) -> Decimal | None:
        """Earned over on-standard minutes, in percent: without pauses that were nobody's fault."""
        return progress.efficiency(self._earned_min, self.attendance.on_standard_ms)

    @property
    def _earned_min(self) -> Decimal:
        return sum((line.pay.earned_min for line in self.lines), Decimal(0))

    def line(self, id_: FactId) -> SlipLine | None:
        return next((line for line in self.lines if line.id == id_), None)


def lines_of_worker(run: Run, facts: Iterable[Fact], worker: WorkerId) -> Iterator[SlipLine]:
    """What a run pays one worker. `facts` are those that it was folded from."""
    counted = {done.fact.stamp.id: done for op in run.operations for done in op.counted}
    operations = {op.operation.id: op.operation for op in run.operations}
    flags = {flag.fact: flag for flag in run.flags if flag.kind is FlagKind.DISPUTED}
    said = [fact for fact in standing(facts) if isinstance(fact, LineDisputed) and fact.stamp.worker == worker]
    for line in lines_of(run):
        if line.worker == worker:
            done, dispute = counted.get(line.fact), flags.get(line.fact)
            is_open = dispute is not None and dispute.settled is None
            yield SlipLine(
                pay=line,
                bundle=run.bundle,
                operation=operations[line.operation],
                pieces=done.pieces if done else 0,
                parts=tuple(_parts(line, done)),
                dispute=dispute,
                said=tuple(fact for fact in said if fact.fact == line.fact) if is_open else (),
            )


def dispute(line: SlipLine, worker: Worker, here: Here) -> LineDisputed | None:
    """The worker's word that a line is not right; None where it was said before."""
    if line.dispute is not None:
        return None
    return LineDisputed(stamp=here.stamp(worker), bundle=line.bundle.id, fact=line.id)


def withdraw(line: SlipLine, worker: Worker, here: Here) -> tuple[TakenBack, ...]:
    """Takes back what the worker said of a line, at whichever kiosk, while nobody has answered it."""
    return tuple(
        TakenBack(stamp=here.stamp(worker), fact=fact.stamp.id, reason="WITHDRAWN", about=subject_of(fact))
        for fact in line.said
    )


def _parts(line: Line, done: Counted | None) -> Iterator[Part]:
    """Each reason with the pieces that it is about; a flag on a deed of which nothing counts holds none."""
    exact = (
        {} if done is None else {Why.OPEN_REWORK: done.open_rework, Why.SPOILT: done.spoilt, Why.EXCESS: done.excess}
    )
    for why in line.reasons:
        pieces = line.lost if why is Why.REFUSED else exact.get(why, line.held)
        if pieces:
            yield Part(why, pieces)
