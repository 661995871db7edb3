"""One operation of a run while its facts are gone through: what is through it, by whose deeds, and what came back."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kiosk.floor import progress
from kiosk.floor.bundle_facts import WorkDone, WorkProposed, WorkStarted
from kiosk.floor.flags import HOLDS_PAY, LONGEST_WORK_MS, FlagKind, Settled
from kiosk.floor.ids import FactId
from kiosk.floor.route import Operation
from kiosk.floor.runs import Counted, Proposal, RunOperation

Verdicts = Mapping[tuple[FactId, FlagKind], Settled]
"""What supervisors said of flags."""


@dataclass(slots=True)
class _Deed:
    """A WorkDone whose pieces may yet come back. `sound` are neither sent back nor rejected."""

    fact: WorkDone
    pieces: int
    excess: int
    sound: int
    spoilt: int = 0
    open_rework: int = 0


@dataclass(slots=True)
class Counting:
    """`moved`: pieces through it that came with a split, less those that left. `lost`: rejected after it. `cleared`:
    those that an inspector passed at its checkpoint.
    """

    operation: Operation
    sewn: int = 0
    moved: int = 0
    lost: int = 0
    cleared: int = 0
    defects: int = 0
    rework_pieces: int = 0
    open_rework: int = 0
    started_at: datetime | None = None
    last_at: datetime | None = None
    deeds: list[_Deed] = field(default_factory=list)
    proposals: list[WorkProposed] = field(default_factory=list)

    @property
    def done(self) -> int:
        return self.sewn + self.moved - self.lost

    @property
    def passed(self) -> int:
        """Work that was seen and not yet confirmed holds up nobody further down."""
        through = self.done + sum(proposal.pieces for proposal in self.proposals)
        return min(through, self.cleared) if self.operation.has_checkpoint else through

    def begin(self, fact: WorkStarted | WorkDone) -> None:
        began = began_at(fact)
        self.started_at = began if self.started_at is None else min(self.started_at, began)

    def sew(self, fact: WorkDone, wanted: int) -> int:
        """Counts what is still wanted of it, and says how many pieces that is."""
        pieces = max(0, min(fact.pieces, wanted - self.done))
        self.begin(fact)
        self.sewn += pieces
        self.last_at = fact.stamp.at
        self.deeds.append(_Deed(fact, pieces, fact.pieces - pieces, sound=pieces))
        self.proposals = [proposal for proposal in self.proposals if proposal.stamp.id != fact.proposal]
        return pieces

    def move(self, pieces: int) -> None:
        """Pieces that are through it came (or, below zero, left); never more than there are."""
        self.moved += max(-self.done, pieces)

    def lose(self, pieces: int) -> None:
        lost = min(pieces, self.done)
        self.lost += lost
        self.cleared = max(0, self.cleared - lost)

    def send_back(self, pieces: int) -> None:
        """Charged to the latest deeds: the pieces on top of the bundle are those sewn last."""
        self.open_rework += pieces
        for deed in reversed(self.deeds):
            taken = min(pieces, deed.sound)
            deed.sound, deed.open_rework, pieces = deed.sound - taken, deed.open_rework + taken, pieces - taken

    def mend(self, pieces: int) -> None:
        self.open_rework -= pieces
        self.rework_pieces += pieces
        for deed in self.deeds:
            taken = min(pieces, deed.open_rework)
            deed.sound, deed.open_rework, pieces = deed.sound + taken, deed.open_rework - taken, pieces - taken

    def spoil(self, pieces: int) -> None:
        for deed in reversed(self.deeds):
            taken = min(pieces, deed.sound)
            deed.sound, deed.spoilt, pieces = deed.sound - taken, deed.spoilt + taken, pieces - taken

    def shown(self, wanted: int, flagged: Collection[tuple[FactId, FlagKind]], verdicts: Verdicts) -> RunOperation:
        counted = tuple(self._counted(deed, flagged, verdicts) for deed in self.deeds)
        return self.sums(wanted, counted, self._open_proposals(wanted))

    def sums(
        self, wanted: int, counted: tuple[Counted, ...] = (), proposals: tuple[Proposal, ...] = ()
    ) -> RunOperation:
        """Without the single deeds and proposals, unless these are told."""
        return RunOperation(
            operation=self.operation,
            pieces=wanted,
            done=self.done,
            passed=min(wanted, self.passed),
            lost=self.lost,
            counted=counted,
            proposals=proposals,
            started_at=self.started_at,
            last_at=self.last_at or self.started_at,
            defects=self.defects,
            rework_pieces=self.rework_pieces,
            open_rework=self.open_rework,
        )

    def _open_proposals(self, wanted: int) -> tuple[Proposal, ...]:
        """What scans have covered since is no longer proposed."""
        left, found = wanted - self.done, []
        for proposal in self.proposals:
            pieces = min(left, proposal.pieces)
            if pieces > 0:
                found.append(Proposal(proposal, pieces))
                left -= pieces
        return tuple(found)

    def _counted(self, deed: _Deed, flagged: Collection[tuple[FactId, FlagKind]], verdicts: Verdicts) -> Counted:
        id_ = deed.fact.stamp.id
        said = {kind: verdicts[id_, kind] for kind in FlagKind if (id_, kind) in verdicts} if verdicts else {}
        clock = said.get(FlagKind.CLOCK_OFF)
        paid_at = (clock.true_at if clock else None) or deed.fact.stamp.at
        excess = said.get(FlagKind.EXCESS)
        return Counted(
            fact=deed.fact,
            pieces=deed.pieces,
            worked_ms=worked_ms(deed.fact) if deed.pieces else 0,  # the minutes of a claim that counts for nothing
            earned_min=self.operation.standard_at(paid_at).smv_min * deed.pieces,
            paid_at=paid_at,
            excess=deed.excess,
            is_excess_paid=bool(excess and excess.is_accepted),
            open_rework=deed.open_rework,
            spoilt=deed.spoilt,
            holds=frozenset(kind for kind in HOLDS_PAY if (id_, kind) in flagged and kind not in said),
            is_refused=any(not word.is_accepted for kind, word in said.items() if kind in HOLDS_PAY),
        )


def began_at(fact: WorkStarted | WorkDone) -> datetime:
    if isinstance(fact, WorkDone) and fact.began is not None:
        return min(fact.began, fact.stamp.at)
    return fact.stamp.at


def worked_ms(fact: WorkDone) -> int:
    """Milliseconds without the pauses; 0 where nobody knows, or no hand can have worked so long."""
    span = progress.span_ms(began_at(fact), fact.stamp.at)
    return max(0, span - fact.paused_ms) if span <= LONGEST_WORK_MS else 0
