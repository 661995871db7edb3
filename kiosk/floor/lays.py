"""A lay of fabric: what is planned of it, what each cut takes of it, and the bundles that are tied of that."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from kiosk.floor import codes
from kiosk.floor.bundles import USUAL_ROAD, Bundle, BundleStatus, Department
from kiosk.floor.facts import CutDone
from kiosk.floor.ids import FactId, LayId, LineId, OrderId, WorkspaceId, bundle_id
from kiosk.floor.stamp import MOST, check_counts


@dataclass(frozen=True, slots=True)
class SizeShare:
    """Pieces of one size that the marker has on each ply."""

    size: str
    per_ply: int

    def __post_init__(self) -> None:
        check_counts(at_least_one=(self.per_ply,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Lay:
    """Stacked fabric to be cut, as it is planned. `sizes` in the order of the marker, which may have one of them more
    than once; none at all where nobody told them. `fabric_kg` was issued for it. Standard minutes are for a ply, for a
    good piece, or for both, and are added; None where nobody set them. `made_at`: before it no hand can have cut.
    """

    id: LayId
    product_type: str
    plies: int
    sizes: tuple[SizeShare, ...] = ()
    order: OrderId | None = None
    order_number: str = ""
    colour: str = ""
    marker_name: str = ""
    fabric_kg: Decimal | None = None
    ply_smv_min: Decimal | None = None
    piece_smv_min: Decimal | None = None
    road: tuple[Department, ...] = USUAL_ROAD
    line: LineId | None = None
    made_at: datetime | None = None

    def __post_init__(self) -> None:
        check_counts(at_least_one=(self.plies,))
        told = [self.fabric_kg, self.ply_smv_min, self.piece_smv_min]
        if any(figure is not None and not (figure.is_finite() and 0 <= figure <= MOST) for figure in told):
            raise ValueError("weights and standard minutes are not below zero")
        if self.made_at is not None and self.made_at.tzinfo is None:
            raise ValueError("the moment a lay was made has a time zone")

    @property
    def shares(self) -> dict[str, int]:
        """Pieces of each size on a ply."""
        shares: dict[str, int] = {}
        for share in self.sizes:
            shares[share.size] = shares.get(share.size, 0) + share.per_ply
        return shares

    @property
    def per_ply(self) -> int | None:
        """Pieces on a ply, all sizes together; None where nobody told the sizes."""
        return sum(self.shares.values()) or None

    def earned_min(self, plies: int, good: int) -> Decimal | None:
        """Standard minutes in so many plies and good pieces; None where no standard is set.

        Source: earned minutes = good pieces x SAM, FORMULAS D1. That a ply earns whatever is spoilt in it is ours: it
        was spread and cut all the same.
        """
        if self.ply_smv_min is None and self.piece_smv_min is None:
            return None
        return plies * (self.ply_smv_min or Decimal(0)) + good * (self.piece_smv_min or Decimal(0))

    def by_size(self, good: int) -> dict[str, int]:
        """Good pieces of each size, `good` together: in proportion to the marker, and the pieces that remain go to the
        largest remainders, of equal ones to the size named first. All of them under "" where nobody told the sizes.

        Ours: nobody tells which size a spoilt piece had, so that it is taken for one of the size cut most.
        """
        shares, per_ply = self.shares, self.per_ply
        if per_ply is None:
            return {"": good}
        counts = {size: good * share // per_ply for size, share in shares.items()}
        remainders = sorted(shares, key=lambda size: -(good * shares[size] % per_ply))
        for size in remainders[: good - sum(counts.values())]:
            counts[size] += 1
        return counts


class CutFlagKind(StrEnum):
    """What is odd about a fact of a lay, and in what its amount is told."""

    EXCESS = "EXCESS"  # plies: more than the lay had left over all its runs
    UNITS_OFF = "UNITS_OFF"  # pieces: more, or below zero fewer, than its plies hold by the marker
    FABRIC_OFF = "FABRIC_OFF"  # kg: more used and wasted than was issued for the lay
    NOT_STARTED = "NOT_STARTED"  # done, and nobody said when it began
    AFTER_DONE = "AFTER_DONE"  # begun or paused when the run was done
    TOO_FAST = "TOO_FAST"
    TOO_LONG = "TOO_LONG"  # its time is not counted
    CLOCK_OFF = "CLOCK_OFF"  # nor is the time of its whole run
    NO_SUCH_RUN = "NO_SUCH_RUN"  # runs are numbered from 1


@dataclass(frozen=True, slots=True)
class CutFlag:
    fact: FactId
    kind: CutFlagKind
    at: datetime
    amount: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """One CutDone and what of it counts: no more plies than the lay had left, no more units than these hold.

    `earned_min` None: the lay has no standard. `worked_ms` 0: nobody knows. `made_at`: when it was told, None where
    that clock is in doubt: no work on a bundle is older than the bundle, and none shall be held for a wrong clock here.
    """

    fact: CutDone
    plies: int
    units: int
    defective: int
    earned_min: Decimal | None
    worked_ms: int = 0
    made_at: datetime | None = None

    @property
    def good(self) -> int:
        return self.units - self.defective

    @property
    def used_kg(self) -> Decimal | None:
        return self.fact.fabric_used_kg if self.plies else None

    @property
    def wasted_kg(self) -> Decimal | None:
        return self.fact.wastage_kg if self.plies else None


class Table:
    """What of a lay lies on the table while its CutDone come in, from whichever run."""

    def __init__(self, lay: Lay) -> None:
        self._lay, self._plies, self._kg = lay, lay.plies, lay.fabric_kg
        self.flags: list[CutFlag] = []

    def cut(self, fact: CutDone) -> Cut:
        plies = min(fact.plies, self._plies)
        self._plies -= plies
        cut = self._counted(fact, plies)
        self._flag(fact, CutFlagKind.EXCESS, Decimal(fact.plies - plies))
        if self._lay.per_ply is not None:
            self._flag(fact, CutFlagKind.UNITS_OFF, Decimal(fact.units - fact.plies * self._lay.per_ply))
        self._weigh(cut)
        return cut

    def _counted(self, fact: CutDone, plies: int) -> Cut:
        units = fact.units * plies // fact.plies
        if self._lay.per_ply is not None:
            units = min(units, plies * self._lay.per_ply)
        defective = min(fact.defective, units)
        earned = self._lay.earned_min(plies, units - defective)
        return Cut(fact=fact, plies=plies, units=units, defective=defective, earned_min=earned)

    def _weigh(self, cut: Cut) -> None:
        """Fabric that was used is gone, whether it was issued or not; so this only flags."""
        kg = total_of([cut.used_kg, cut.wasted_kg])
        if self._kg is None or kg is None:
            return
        self._flag(cut.fact, CutFlagKind.FABRIC_OFF, max(Decimal(0), kg - self._kg))
        self._kg = max(Decimal(0), self._kg - kg)

    def _flag(self, fact: CutDone, kind: CutFlagKind, amount: Decimal) -> None:
        if amount:
            self.flags.append(CutFlag(fact.stamp.id, kind, fact.stamp.at, amount))


def tie(
    workspace: WorkspaceId,
    lay: Lay,
    run_no: int,
    counts: Mapping[str, int],
    per_bundle: int,
    made_at: datetime | None = None,
    before: Iterable[Bundle] = (),
) -> tuple[Bundle, ...]:
    """The bundles of good pieces, `counts` of each size, at most `per_bundle` in each: the last of a size may be
    smaller. `made_at`: when they were cut. `before`: those of the same run that are tied already.

    Two kiosks that never met make the same ones, whatever each of them counted of the other sizes. Raises ValueError
    for a count below zero, or more in a bundle than a ticket can say.
    """
    if not 1 <= per_bundle <= codes.MOST_PIECES:
        raise ValueError(f"a ticket says 1 to {codes.MOST_PIECES} pieces")
    check_counts(none_below_zero=tuple(counts.values()))
    tied = Counter(bundle.size for bundle in before)
    return tuple(
        _bundle(lay, workspace, _ticket_code(workspace, lay.id, run_no, size, number), size, pieces, made_at)
        for size, count in counts.items()
        for number, pieces in enumerate(_parts(count, per_bundle), start=tied[size] + 1)
    )


def _parts(count: int, per_bundle: int) -> Iterator[int]:
    for begins in range(0, count, per_bundle):
        yield min(per_bundle, count - begins)


def _ticket_code(workspace: WorkspaceId, lay: LayId, run_no: int, size: str, number: int) -> str:
    """`number` runs within its size, so that a recount of one size leaves the tickets of the others alone."""
    name = "\x1f".join(("ticket", workspace, lay, str(run_no), size, str(number)))
    return codes.code_of(int.from_bytes(hashlib.sha256(name.encode()).digest()[:7], "big") >> 6)


def _bundle(lay: Lay, workspace: WorkspaceId, code: str, size: str, pieces: int, made_at: datetime | None) -> Bundle:
    return Bundle(
        id=bundle_id(workspace, code),
        code=code,
        pieces=pieces,
        product_type=lay.product_type,
        size=size,
        colour=lay.colour,
        order=lay.order,
        order_number=lay.order_number,
        line=lay.line,
        made_at=made_at,
        status=BundleStatus.CUT,
        road=lay.road,
    )


def total_of(figures: Iterable[Decimal | None]) -> Decimal | None:
    """None where there is none."""
    known = [figure for figure in figures if figure is not None]
    return sum(known, Decimal(0)) if known else None
