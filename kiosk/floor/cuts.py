"""What the cutting of a lay came to: one run of it, and any number of cuts added up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from kiosk.floor import progress
from kiosk.floor.facts import IdleReason, order_of
from kiosk.floor.ids import CutRunId, FactId, StationId, WorkerId, cut_run_id
from kiosk.floor.lays import Cut, CutFlag, Lay, total_of


class CutStatus(StrEnum):
    IN_PROGRESS = "IN_PROGRESS"
    PAUSED = "PAUSED"
    COMPLETED = "COMPLETED"


@dataclass(frozen=True, slots=True)
class CutPause:
    """`ended` None: it lasts."""

    fact: FactId
    reason: IdleReason
    began: datetime
    ended: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cuts:
    """What was cut, added up. Sums are divided, never percentages averaged."""

    cuts: tuple[Cut, ...] = ()

    @property
    def plies(self) -> int:
        return sum(cut.plies for cut in self.cuts)

    @property
    def units(self) -> int:
        return sum(cut.units for cut in self.cuts)

    @property
    def defective(self) -> int:
        return sum(cut.defective for cut in self.cuts)

    @property
    def good(self) -> int:
        return self.units - self.defective

    @property
    def fabric_used_kg(self) -> Decimal | None:
        """None where nobody weighed; so too below."""
        return total_of(cut.used_kg for cut in self.cuts)

    @property
    def wastage_kg(self) -> Decimal | None:
        return total_of(cut.wasted_kg for cut in self.cuts)

    @property
    def wastage_percent(self) -> Decimal | None:
        """100 x wasted / (used + wasted), to two places, over the cuts of which both were weighed.

        Source: what fabric utilisation leaves of 100 %: panels / (panels + waste), Online Clothing Study 2011/02. That
        the fabric used is that of the panels alone is ours.
        """
        weighed = [(c.used_kg, c.wasted_kg) for c in self.cuts if c.used_kg is not None and c.wasted_kg is not None]
        wasted = total_of(waste for _, waste in weighed) or Decimal(0)
        on_table = wasted + (total_of(used for used, _ in weighed) or Decimal(0))
        return (100 * wasted / on_table).quantize(Decimal("0.01"), ROUND_HALF_UP) if on_table else None

    @property
    def standard_min(self) -> Decimal | None:
        """Standard minutes earned; None where no lay has a standard."""
        return total_of(cut.earned_min for cut in self.cuts)

    @property
    def worked_ms(self) -> int:
        """Of those cuts whose time is known, without pauses and rests. Hands that cut together count once."""
        return sum(cut.worked_ms for cut in self.cuts)

    @property
    def actual_min(self) -> Decimal | None:
        return progress.minutes(self.worked_ms) if self.worked_ms else None

    @property
    def efficiency(self) -> Decimal | None:
        """Earned over worked minutes in percent, of the cuts whose time and standard are known.

        Source: efficiency and its aggregate, FORMULAS D1.
        """
        timed = [cut for cut in self.cuts if cut.worked_ms and cut.earned_min is not None]
        earned = total_of(cut.earned_min for cut in timed) or Decimal(0)
        return progress.efficiency(earned, sum(cut.worked_ms for cut in timed))


@dataclass(frozen=True, slots=True, kw_only=True)
class CutRun(Cuts):
    """One run of a lay. `cutter`: who began it, `helpers`: others with a hand in it. `first_at`: when its first fact
    was told, whatever that was. `started_at` None: nobody said when it began; `ended_at` None: it goes on, or no sound
    clock told its end.
    """

    lay: Lay
    run_no: int
    status: CutStatus
    first_at: datetime
    cutter: WorkerId | None = None
    helpers: tuple[WorkerId, ...] = ()
    station: StationId | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    pauses: tuple[CutPause, ...] = ()
    flags: tuple[CutFlag, ...] = ()

    @property
    def id(self) -> CutRunId:
        return cut_run_id(self.lay.id, self.run_no)

    @property
    def duration_ms(self) -> int | None:
        """From beginning to end, pauses and rests included."""
        if self.started_at is None or self.ended_at is None:
            return None
        return progress.span_ms(self.started_at, self.ended_at)

    @property
    def notes(self) -> tuple[str, ...]:
        return tuple(cut.fact.note for cut in self.cuts if cut.fact.note)


def totals(runs: Iterable[Cuts]) -> Cuts:
    """Of all these runs, of whichever lays, each cut once."""
    cuts = {cut.fact.stamp.id: cut for run in runs for cut in run.cuts}
    return Cuts(cuts=tuple(sorted(cuts.values(), key=lambda cut: order_of(cut.fact))))
