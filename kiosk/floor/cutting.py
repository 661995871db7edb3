"""The fold of a lay: the runs of its cutting, as their facts tell them, and the bundles that are tied of them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import assert_never

from kiosk.floor import lays, progress
from kiosk.floor.bundles import Bundle
from kiosk.floor.cuts import CutPause, CutRun, CutStatus
from kiosk.floor.facts import CutDone, CutPaused, CutStarted, Fact, OfLay, standing
from kiosk.floor.flags import CLOCK_OFF_S, LONGEST_WORK_MS, TOO_FAST_BELOW
from kiosk.floor.ids import FactId, WorkerId, WorkspaceId
from kiosk.floor.lays import Cut, CutFlag, CutFlagKind, Lay, Table
from kiosk.floor.shift import Calendar, Span
from kiosk.floor.stamp import Stamp

_EARLY = timedelta(seconds=CLOCK_OFF_S)
_YEARS = range(2000, 2090)
"""Those that a sound clock can show: a flat battery says 1970, a broken one 2099."""


def fold_cut(
    lay: Lay, facts: Iterable[Fact], calendar: Calendar, *, clock_off: Collection[FactId] = ()
) -> tuple[CutRun, ...]:
    """The runs of the lay, by their number, as all its `facts` tell them; order, repetition and batches do not matter.

    `clock_off`: facts of a kiosk whose clock is known to be wrong. They count last, so that nobody else's plies become
    an excess by them. An excess counts once the lay is corrected to hold so many plies.
    """
    stood = [fact for fact in standing(facts) if isinstance(fact, OfLay) and fact.lay == lay.id]
    off = {fact.stamp.id for fact in stood if fact.stamp.id in clock_off or _is_clock_off(fact, lay)}
    stood.sort(key=lambda fact: fact.stamp.id in off)
    table = Table(lay)
    cuts = {fact.stamp.id: table.cut(fact) for fact in stood if isinstance(fact, CutDone)}
    runs: dict[int, list[OfLay]] = {}
    for fact in stood:
        runs.setdefault(fact.run_no, []).append(fact)
    return tuple(_Folding(lay, runs[run_no], off, cuts).run(calendar, table.flags) for run_no in sorted(runs))


def bundles_of(workspace: WorkspaceId, lay: Lay, runs: Iterable[CutRun], per_bundle: int) -> tuple[Bundle, ...]:
    """The bundles of all good pieces that were cut, by the marker's sizes; where somebody counted them, see `lays.tie`.

    What is cut later never fills up a bundle that is tied already. Raises ValueError for more in a bundle than a ticket
    can say.
    """
    tied: list[Bundle] = []
    for run_no, run in sorted({run.run_no: run for run in runs}.items()):
        before = len(tied)
        for cut in run.cuts:
            counts = lay.by_size(cut.good)
            tied += lays.tie(workspace, lay, run_no, counts, per_bundle, cut.made_at, tied[before:])
    return tuple(tied)


def _is_clock_off(fact: OfLay, lay: Lay) -> bool:
    at = fact.stamp.at
    return at.year not in _YEARS or (lay.made_at is not None and lay.made_at - at > _EARLY)


@dataclass(slots=True)
class _Times:
    """A run while the facts of it that sound clocks tell are gone through. `since`: somebody cuts from then on.
    `hands`: who began and has not said yet what was done. `spans` of cutting before each CutDone.
    """

    since: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    is_paused: bool = False
    hands: set[WorkerId | None] = field(default_factory=set)
    spans: list[Span] = field(default_factory=list)
    spans_of: dict[FactId, tuple[Span, ...]] = field(default_factory=dict)
    pauses: list[CutPause] = field(default_factory=list)

    def take(self, fact: OfLay) -> None:
        match fact:
            case CutStarted():
                self._started(fact.stamp)
            case CutPaused():
                if self._stop(fact.stamp.at):
                    self.pauses.append(CutPause(fact.stamp.id, fact.reason, fact.stamp.at))
                self.is_paused = True
            case CutDone():
                self._done(fact.stamp)
            case _:
                assert_never(fact)

    def _started(self, stamp: Stamp) -> None:
        self._resume(stamp.at)
        self.hands.add(stamp.worker)
        self.since = self.since or stamp.at
        self.started_at = self.started_at or stamp.at

    def _done(self, stamp: Stamp) -> None:
        """It ends a pause too, as the next scan does. Who cut together with another and tells a part of it later has
        worked since that one's part was done.
        """
        self._resume(stamp.at)
        self._stop(stamp.at)
        if not self.spans and self.ended_at and stamp.worker in self.hands:
            self.spans.append((self.ended_at, stamp.at))
        self.hands.discard(stamp.worker)
        self.spans_of[stamp.id], self.spans, self.ended_at = tuple(self.spans), [], stamp.at

    def _stop(self, at: datetime) -> bool:
        """Whether anybody was cutting."""
        if self.since is None:
            return False
        self.spans.append((self.since, at))
        self.since = None
        return True

    def _resume(self, at: datetime) -> None:
        self.is_paused = False
        if self.pauses and self.pauses[-1].ended is None:
            self.pauses[-1] = replace(self.pauses[-1], ended=at)


class _Folding:
    """One run. `facts` in order, those of unsound clocks last; `cuts`: what of each CutDone counts."""

    def __init__(self, lay: Lay, facts: Sequence[OfLay], off: Collection[FactId], cuts: Mapping[FactId, Cut]) -> None:
        self._lay, self._facts = lay, facts
        self._sound = [fact for fact in facts if fact.stamp.id not in off]
        self._off = [fact for fact in facts if fact.stamp.id in off]
        self._cuts = [cuts[fact.stamp.id] for fact in facts if isinstance(fact, CutDone)]
        self._timeline = self._sound[: self._end()]
        self._flags: list[CutFlag] = []
        self._times = _Times()
        for fact in self._timeline:
            self._times.take(fact)

    def run(self, calendar: Calendar, of_lay: Iterable[CutFlag]) -> CutRun:
        cuts = tuple(self._timed(cut, calendar) for cut in self._cuts)
        self._flag_odd()
        ids = {fact.stamp.id for fact in self._facts}
        flags = (*(flag for flag in of_lay if flag.fact in ids), *self._flags)
        workers = self._workers()
        return CutRun(
            cuts=cuts,
            lay=self._lay,
            run_no=self._facts[0].run_no,
            status=self._status(),
            first_at=self._facts[0].stamp.at,
            cutter=workers[0] if workers else None,
            helpers=tuple(workers[1:]),
            station=next((fact.stamp.station for fact in self._starts_first() if fact.stamp.station), None),
            started_at=self._times.started_at,
            ended_at=self._times.ended_at,
            pauses=tuple(self._times.pauses),
            flags=flags,
        )

    def _end(self) -> int | None:
        """How far the run goes: up to the last CutDone of which anything counts. None: it is not done."""
        dones = [at for at, fact in enumerate(self._sound, start=1) if isinstance(fact, CutDone)]
        empty = {cut.fact.stamp.id for cut in self._cuts if not cut.plies}
        return max([at for at in dones if self._sound[at - 1].stamp.id not in empty] or dones, default=None)

    def _timed(self, cut: Cut, calendar: Calendar) -> Cut:
        """With the time that it took, where all clocks of the run are sound and somebody said when it began."""
        if not cut.plies or cut.fact in self._off:
            return cut
        spans = self._times.spans_of[cut.fact.stamp.id]
        if any(progress.span_ms(*span) > LONGEST_WORK_MS for span in spans):
            self._flag(cut.fact, CutFlagKind.TOO_LONG)
            return cut
        cut = replace(cut, made_at=cut.fact.stamp.at)
        if not self._off and not spans:
            self._flag(cut.fact, CutFlagKind.NOT_STARTED)
        return cut if self._off or not spans else self._worked(cut, spans, calendar)

    def _worked(self, cut: Cut, spans: Iterable[Span], calendar: Calendar) -> Cut:
        worked_ms = sum(progress.span_ms(*span) - calendar.rested_ms(*span) for span in spans)
        if worked_ms < (cut.earned_min or Decimal(0)) * TOO_FAST_BELOW * 60_000:
            self._flag(cut.fact, CutFlagKind.TOO_FAST)
        return replace(cut, worked_ms=worked_ms)

    def _flag_odd(self) -> None:
        for fact in self._sound[len(self._timeline) :]:
            if not isinstance(fact, CutDone):
                self._flag(fact, CutFlagKind.AFTER_DONE)
        for fact in self._off:
            self._flag(fact, CutFlagKind.CLOCK_OFF)
        for fact in self._facts:
            if fact.run_no < 1:
                self._flag(fact, CutFlagKind.NO_SUCH_RUN)

    def _status(self) -> CutStatus:
        """A run that is done stays so, whatever comes late."""
        if self._cuts:
            return CutStatus.COMPLETED
        return CutStatus.PAUSED if self._times.is_paused else CutStatus.IN_PROGRESS

    def _starts_first(self) -> list[OfLay]:
        starts = [fact for fact in self._timeline if isinstance(fact, CutStarted)]
        return [*starts, *self._timeline, *self._off]

    def _workers(self) -> list[WorkerId]:
        """Each once, who began it first."""
        return list(dict.fromkeys(fact.stamp.worker for fact in self._starts_first() if fact.stamp.worker))

    def _flag(self, fact: OfLay, kind: CutFlagKind) -> None:
        self._flags.append(CutFlag(fact.stamp.id, kind, fact.stamp.at))
