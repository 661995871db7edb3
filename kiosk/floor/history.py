"""The fold of a bundle's life: every change of status, from which fact, by whom and where."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from kiosk.floor.bundle_facts import (
    BundleMoved,
    DefectsFound,
    FlagSettled,
    PiecesCame,
    PiecesLeft,
    PiecesReplaced,
    ReworkDone,
    WorkDone,
    WorkStarted,
)
from kiosk.floor.bundles import CLOSED, Bundle, BundleStatus, is_before, may_follow
from kiosk.floor.facts import Deed, Fact, Plain, standing
from kiosk.floor.flags import Flag, FlagKind
from kiosk.floor.ids import DeviceId, FactId, StationId, UserId, WorkerId, history_id
from kiosk.floor.runs import Run
from kiosk.floor.stamp import Source

_S = BundleStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One row of BundleStatusHistory. A location is a station and, where somebody told it, a place in words."""

    id: str
    fact: FactId
    from_status: BundleStatus
    to_status: BundleStatus
    from_station: StationId | None
    to_station: StationId | None
    from_place: str | None
    to_place: str | None
    worker: WorkerId | None
    user: UserId | None
    reason: str | None
    at: datetime
    device: DeviceId
    source: Source


@dataclass(frozen=True, slots=True)
class Life:
    """`station` and `place` are where the bundle was seen last. `held_from`: where a held one goes back to; None too
    where it was held before any fact.
    """

    status: BundleStatus
    station: StationId | None
    changes: tuple[Change, ...] = ()
    flags: tuple[Flag, ...] = ()
    place: str | None = None
    held_from: BundleStatus | None = None


@dataclass(frozen=True, slots=True)
class _Move:
    """`is_told`: a person said so, and so it is. What only follows from work never moves a bundle back. `empties`: no
    piece of the bundle is left, wherever on its road it is; `revives`: of a rejected one there are pieces again.
    """

    to_status: BundleStatus
    reason: str | None = None
    is_told: bool = False
    empties: bool = False
    revives: bool = False


def fold_life(bundle: Bundle, run: Run, facts: Iterable[Fact]) -> Life:
    """The bundle's statuses, its facts taken in the order in which the run took them. Work moves it too: the first
    begins sewing, the fact that completes the run ends it; an inspection passes or fails it, mending takes it to
    rework. A move that the road does not know is kept and flagged. So is work on what is held or closed, which it
    stays.
    """
    stood = _as_the_run_took_them(facts, run)
    life = Life(bundle.status, None)
    for fact in stood:
        for move in _moves(fact, run, life.status):
            life = _moved(life, bundle, move, _change(life, fact, move))
        life = _seen(life, fact)
    return _with_verdicts(life, stood)


def _as_the_run_took_them(facts: Iterable[Fact], run: Run) -> list[Plain]:
    """A kiosk whose clock is off comes last here too, and another run's facts are none of this one."""
    off = {flag.fact for flag in run.flags if flag.kind is FlagKind.CLOCK_OFF}
    stood = [fact for fact in standing(facts) if getattr(fact, "run_no", run.run_no) == run.run_no]
    return sorted(stood, key=lambda fact: fact.stamp.id in off)


def _seen(life: Life, fact: Plain) -> Life:
    """Whoever has the bundle in hand is where it is; the rack that it stood on before is then no longer its place."""
    if not isinstance(fact, Deed | PiecesLeft | PiecesCame):
        return life
    place = fact.place if isinstance(fact, BundleMoved) else None
    return replace(life, station=fact.stamp.station or life.station, place=place)


def _moves(fact: Plain, run: Run, stands: BundleStatus) -> Iterator[_Move]:
    empties = fact.stamp.id in run.emptied_by
    if isinstance(fact, WorkStarted | WorkDone) and run.operation(fact.operation) is not None:
        yield _Move(_S.IN_SEWING)
    if fact.stamp.id in run.completions and not empties:
        yield _Move(_S.SEWN)
    match fact:
        case BundleMoved():
            yield _Move(fact.to_status or stands, fact.reason, is_told=True)
        case DefectsFound():
            yield from _inspected(fact, run, empties=empties)
        case ReworkDone() if fact.stamp.id in run.open_after:
            yield _Move(_S.IN_REWORK)
        case PiecesLeft() if empties:
            yield _Move(_S.DONE, "MERGED", empties=True)
        case PiecesReplaced() if fact.pieces > _too_many(fact, run):
            yield _Move(_S.CUT, "REPLACED", revives=True)
        case _:
            pass


def _too_many(fact: PiecesReplaced, run: Run) -> int:
    """Of its pieces so many were never rejected."""
    flags = [flag for flag in run.flags if flag.fact == fact.stamp.id and flag.kind is FlagKind.TOO_MANY_BACK]
    return sum(flag.pieces for flag in flags)


def _inspected(fact: DefectsFound, run: Run, *, empties: bool) -> Iterator[_Move]:
    """Samples and checkpoints of the route move nothing, unless no piece is left."""
    is_at_qc = fact.operation is None and not fact.is_sample
    if is_at_qc:
        yield _Move(_S.IN_QC)
    if empties:
        yield _Move(_S.REJECTED, empties=True)
    elif is_at_qc:
        yield _Move(_S.QC_FAILED if run.open_after.get(fact.stamp.id) else _S.QC_PASSED)


def _moved(life: Life, bundle: Bundle, move: _Move, change: Change) -> Life:
    if move.revives:
        return _entered(life, move, change) if life.status is _S.REJECTED else life
    if move.to_status is life.status:
        return _shelved(life, change) if move.is_told else life
    if not move.is_told and life.status in CLOSED:
        return _flagged(life, change)
    if not (move.is_told or move.empties):
        if life.status is _S.ON_HOLD:
            return _while_held(life, move, change)
        if not _leads_on(life.status, move.to_status, bundle):
            return life
    if not (move.empties or _is_known_way(life, move.to_status, bundle)):
        life = _flagged(life, change)
    return _entered(life, move, change)


def _shelved(life: Life, change: Change) -> Life:
    """Carried to another rack; nothing else became of it."""
    if change.to_place is None or change.to_place == life.place:
        return life
    return replace(life, station=change.to_station, place=change.to_place, changes=(*life.changes, change))


def _entered(life: Life, move: _Move, change: Change) -> Life:
    return replace(
        life,
        status=move.to_status,
        station=change.to_station,
        place=change.to_place,
        changes=(*life.changes, change),
        held_from=life.status if move.to_status is _S.ON_HOLD else None,
    )


def _while_held(life: Life, move: _Move, change: Change) -> Life:
    """It stays held. What was done meanwhile is where it goes on from."""
    held_from = life.held_from
    if held_from is not None and is_before(held_from, move.to_status):
        held_from = move.to_status
    return replace(_flagged(life, change), held_from=held_from)


def _leads_on(status: BundleStatus, to_status: BundleStatus, bundle: Bundle) -> bool:
    """Work that was told late leaves a bundle where it is by now; what is mended while sewing goes on stays there."""
    if to_status is _S.IN_REWORK or status in {_S.QC_FAILED, _S.IN_REWORK}:
        return may_follow(status, to_status, bundle.road)
    return not is_before(to_status, status)


def _is_known_way(life: Life, to_status: BundleStatus, bundle: Bundle) -> bool:
    if to_status is life.held_from:
        return True
    return may_follow(life.held_from or life.status, to_status, bundle.road)


def _flagged(life: Life, change: Change) -> Life:
    """Once for a fact, however many statuses it implies."""
    if any(flag.fact == change.fact for flag in life.flags):
        return life
    return replace(life, flags=(*life.flags, Flag(change.fact, FlagKind.OUT_OF_ORDER, change.at)))


def _with_verdicts(life: Life, facts: Iterable[Plain]) -> Life:
    words = [fact for fact in facts if isinstance(fact, FlagSettled) and fact.flag is FlagKind.OUT_OF_ORDER]
    said = {word.fact: word.word for word in words}
    return replace(life, flags=tuple(replace(flag, settled=said.get(flag.fact)) for flag in life.flags))


def _change(life: Life, fact: Plain, move: _Move) -> Change:
    stamp, seen = fact.stamp, _seen(life, fact)
    return Change(
        id=history_id(stamp.id, move.to_status),
        fact=stamp.id,
        from_status=life.status,
        to_status=move.to_status,
        from_station=life.station,
        to_station=seen.station,
        from_place=life.place,
        to_place=seen.place,
        worker=stamp.worker,
        user=stamp.user,
        reason=move.reason,
        at=stamp.at,
        device=stamp.device,
        source=stamp.source,
    )
