"""What a cutter does at the table: begins, rests, tells what was cut. Pure; a refusal is an answer."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum, auto

from kiosk.floor.cuts import CutRun, CutStatus
from kiosk.floor.desk import Here
from kiosk.floor.facts import CutDone, CutPaused, CutStarted, IdleReason, TakenBack, of_lay
from kiosk.floor.lays import CutFlag, Lay
from kiosk.floor.people import Worker

OfCut = CutStarted | CutPaused | CutDone | TakenBack


class NoCut(StrEnum):
    """Why the rules refuse. The sentence stands in `screens/words/cutting.py`."""

    UNKNOWN_LAY = auto()
    ALL_CUT = auto()
    NOT_BEGUN = auto()
    TOO_MANY_PLIES = auto()
    TOO_MANY_PIECES = auto()
    TOO_MANY_DEFECTS = auto()
    ABSURD_WEIGHT = auto()
    NOTHING_TO_UNDO = auto()


@dataclass(frozen=True, slots=True)
class OnTable:
    """A lay with its runs. `per_bundle`: pieces in a bundle at most."""

    lay: Lay
    per_bundle: int
    runs: tuple[CutRun, ...] = ()

    @property
    def left(self) -> int:
        """Plies that are not cut yet."""
        return max(0, self.lay.plies - sum(run.plies for run in self.runs))

    @property
    def current(self) -> CutRun | None:
        """The run that goes on, or rests."""
        return next((run for run in reversed(self.runs) if run.status is not CutStatus.COMPLETED), None)

    @property
    def flags(self) -> tuple[CutFlag, ...]:
        """What is odd about it, oldest first."""
        return tuple(sorted((flag for run in self.runs for flag in run.flags), key=lambda flag: (flag.at, flag.fact)))

    @property
    def next_no(self) -> int:
        return max((run.run_no for run in self.runs), default=0) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a cutter says was cut. Weights in kg, where somebody weighed."""

    plies: int
    units: int
    defective: int = 0
    fabric_used_kg: Decimal | None = None
    wastage_kg: Decimal | None = None
    note: str = ""


def begin(table: OnTable, worker: Worker, here: Here) -> OfCut | NoCut:
    """Begins a run, joins the one that goes on, or goes on with the one that rests."""
    if not table.left:
        return NoCut.ALL_CUT
    run = table.current
    return CutStarted(stamp=here.stamp(worker), lay=table.lay.id, run_no=run.run_no if run else table.next_no)


def pause(table: OnTable, reason: IdleReason, worker: Worker, here: Here) -> OfCut | NoCut:
    run = table.current
    if run is None or run.status is CutStatus.PAUSED:
        return NoCut.NOT_BEGUN
    return CutPaused(stamp=here.stamp(worker), lay=table.lay.id, run_no=run.run_no, reason=reason)


def finish(table: OnTable, told: Told, worker: Worker, here: Here) -> OfCut | NoCut:
    """Nobody needs to have said when it began: then only the minutes are missing."""
    if no := refused(table, told):
        return no
    run = table.current
    return CutDone(
        stamp=here.stamp(worker),
        lay=table.lay.id,
        run_no=run.run_no if run else table.next_no,
        plies=told.plies,
        units=told.units,
        defective=told.defective,
        fabric_used_kg=told.fabric_used_kg,
        wastage_kg=told.wastage_kg,
        note=told.note,
    )


def undo(table: OnTable, worker: Worker, here: Here) -> OfCut | NoCut:
    """The worker's own last cut of this lay was told wrongly."""
    own = [cut.fact for run in table.runs for cut in run.cuts if cut.fact.stamp.worker == worker.id]
    if not own:
        return NoCut.NOTHING_TO_UNDO
    last = max(own, key=lambda fact: (fact.stamp.at, fact.stamp.number))
    return TakenBack(stamp=here.stamp(worker), fact=last.stamp.id, reason="UNDO", about=of_lay(table.lay.id))


def refused(table: OnTable, told: Told) -> NoCut | None:
    """What no table can have given."""
    per_ply = table.lay.per_ply
    if not table.left:
        return NoCut.ALL_CUT
    if not 1 <= told.plies <= table.left:
        return NoCut.TOO_MANY_PLIES
    if told.units < 1 or (per_ply is not None and told.units > told.plies * per_ply):
        return NoCut.TOO_MANY_PIECES
    if not 0 <= told.defective <= told.units:
        return NoCut.TOO_MANY_DEFECTS
    if any(kg is not None and not 0 <= kg < HEAVIEST_KG for kg in (told.fabric_used_kg, told.wastage_kg)):
        return NoCut.ABSURD_WEIGHT
    return None


HEAVIEST_KG = 10_000
"""More than any table carries."""
