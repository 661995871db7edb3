"""What happens to a bundle: sewn, looked at, mended, moved, parted, argued about."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.floor.bundles import BundleStatus
from kiosk.floor.flags import FlagKind, Settled
from kiosk.floor.ids import BundleId, FactId, OperationId, WorkerId
from kiosk.floor.stamp import Stamp, check_counts


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkStarted:
    """`ticket` is the printed text where the kiosk knew the bundle by its ticket alone; so too below."""

    stamp: Stamp
    bundle: BundleId
    run_no: int
    operation: OperationId
    ticket: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkDone:
    """`began`: its WorkStarted, or the worker's last free moment at the station; None where nobody knows. `paused_ms`:
    what of the time since then was pause or rest, as the kiosk saw it. `proposal`: the WorkProposed that this confirms;
    `confirmed_by`: the supervisor who did so in the worker's stead.
    """

    stamp: Stamp
    bundle: BundleId
    run_no: int
    operation: OperationId
    pieces: int
    began: datetime | None = None
    paused_ms: int = 0
    proposal: FactId | None = None
    confirmed_by: WorkerId | None = None
    ticket: str | None = None

    def __post_init__(self) -> None:
        if self.pieces < 1 or self.run_no < 1 or self.paused_ms < 0:
            raise ValueError("work is done on at least one piece of a run from 1, and no pause is below zero")
        if self.began is not None and self.began.tzinfo is None:
            raise ValueError("the moment work began has a time zone")


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkProposed:
    """Somebody further down sees that this was sewn, though nobody scanned it. The pieces may go on; they pay whoever
    sewed them (`by`, where known) once that person or a supervisor confirms it.
    """

    stamp: Stamp
    bundle: BundleId
    run_no: int
    operation: OperationId
    pieces: int
    by: WorkerId | None = None
    ticket: str | None = None

    def __post_init__(self) -> None:
        check_counts(at_least_one=(self.pieces, self.run_no))


@dataclass(frozen=True, slots=True, kw_only=True)
class Defect:
    """`count` defects of one kind, on `pieces` pieces that are told under no other defect; of these `rejected` cannot
    be mended. `operation`: whose work it is, where the inspector can tell.
    """

    code: str
    count: int
    pieces: int = 0
    rejected: int = 0
    operation: OperationId | None = None

    def __post_init__(self) -> None:
        check_counts(at_least_one=(self.count,), none_below_zero=(self.pieces, self.rejected))
        if self.rejected > self.pieces:
            raise ValueError("of the pieces with a defect some are rejected")


@dataclass(frozen=True, slots=True, kw_only=True)
class DefectsFound:
    """An inspection, a clean one too. Of `checked` pieces `defective` were, and `rejected` of these cannot be mended;
    the others go to rework. `operation`: the checkpoint of the route, None at the department's own. `is_sample`: a few
    pieces looked at while sewing goes on, which moves nothing.
    """

    stamp: Stamp
    bundle: BundleId
    run_no: int
    checked: int
    defective: int = 0
    rejected: int = 0
    defects: tuple[Defect, ...] = ()
    operation: OperationId | None = None
    is_sample: bool = False
    ticket: str | None = None

    def __post_init__(self) -> None:
        check_counts(at_least_one=(self.checked, self.run_no), none_below_zero=(self.defective, self.rejected))
        if not self.rejected <= self.defective <= self.checked:
            raise ValueError("of the pieces checked some are defective, and of these some rejected")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReworkDone:
    """`found`: the DefectsFound that sent the pieces back. Mending is never paid by the piece again."""

    stamp: Stamp
    bundle: BundleId
    run_no: int
    found: FactId
    pieces: int
    operation: OperationId | None = None
    ticket: str | None = None

    def __post_init__(self) -> None:
        check_counts(at_least_one=(self.pieces, self.run_no))


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleMoved:
    """`place`: a shelf or a rack in words, where that matters more than the station. `to_status` None: it was put
    there, and nothing else became of it, however it stands by then.
    """

    stamp: Stamp
    bundle: BundleId
    to_status: BundleStatus | None = None
    reason: str | None = None
    place: str | None = None
    ticket: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PiecesLeft:
    """Pieces go over to another ticket: a split, or the end of a bundle that is merged. `through` says how many of them
    are through each operation. Its twin, `PiecesCame`, is recorded with it.
    """

    stamp: Stamp
    bundle: BundleId
    pieces: int
    other: BundleId
    through: tuple[tuple[OperationId, int], ...] = ()

    def __post_init__(self) -> None:
        check_counts(at_least_one=(self.pieces,), none_below_zero=tuple(pieces for _, pieces in self.through))


@dataclass(frozen=True, slots=True, kw_only=True)
class PiecesCame:
    """`code` and `pieces` are on the new ticket where a split made one; `other` is where the pieces come from."""

    stamp: Stamp
    bundle: BundleId
    pieces: int
    other: BundleId
    through: tuple[tuple[OperationId, int], ...] = ()
    code: str | None = None

    def __post_init__(self) -> None:
        check_counts(at_least_one=(self.pieces,), none_below_zero=tuple(pieces for _, pieces in self.through))


@dataclass(frozen=True, slots=True, kw_only=True)
class PiecesReplaced:
    """New pieces were cut for rejected ones: they are sewn from the beginning, and that is paid like any other work."""

    stamp: Stamp
    bundle: BundleId
    pieces: int

    def __post_init__(self) -> None:
        check_counts(at_least_one=(self.pieces,))


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDisputed:
    """The worker does not agree with what a deed was counted or paid for. `fact` is that deed."""

    stamp: Stamp
    bundle: BundleId
    fact: FactId
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagSettled:
    """A supervisor's word on a flagged deed: `is_accepted` lets it pay as it was counted. `true_at` is the moment
    of a deed whose clock was off.
    """

    stamp: Stamp
    bundle: BundleId
    fact: FactId
    flag: FlagKind
    is_accepted: bool
    reason: str = ""
    true_at: datetime | None = None

    def __post_init__(self) -> None:
        if self.true_at is not None and self.true_at.tzinfo is None:
            raise ValueError("the true moment has a time zone")

    @property
    def word(self) -> Settled:
        stamp = self.stamp
        return Settled(self.is_accepted, stamp.at, stamp.worker, stamp.user, self.reason, self.true_at)
