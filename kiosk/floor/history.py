"""The fold of a bundle's life: every change of status, from which fact, by whom and where."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from kiosk.floor.bundle_facts import BundleMoved, WorkDone, WorkStarted
from kiosk.floor.bundles import Bundle, BundleStatus, is_before
from kiosk.floor.facts import OfBundle, standing
from kiosk.floor.flags import Flag, FlagKind
from kiosk.floor.ids import DeviceId, FactId, StationId, UserId, WorkerId, history_id
from kiosk.floor.runs import Run, RunStatus
from kiosk.floor.stamp import Source, Stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One row of BundleStatusHistory. The locations are stations."""

    id: str
    fact: FactId
    from_status: BundleStatus
    to_status: BundleStatus
    from_station: StationId | None
    to_station: StationId | None
    worker: WorkerId | None
    user: UserId | None
    reason: str | None
    at: datetime
    device: DeviceId
    source: Source


@dataclass(frozen=True, slots=True)
class Life:
    status: BundleStatus
    station: StationId | None
    changes: tuple[Change, ...] = ()
    flags: tuple[Flag, ...] = ()


def fold_life(bundle: Bundle, run: Run, facts: Iterable[OfBundle]) -> Life:
    """The bundle's statuses in the order its facts were made. Work moves it too: the first begins sewing, the fact that
    completes the run ends it. A move that the road does not know is kept and flagged.
    """
    life = Life(bundle.status, None)
    for fact in standing(facts):
        for to_status, reason in _says(fact, run):
            life = _moved(life, fact.stamp, to_status, reason)
    return life


def _says(fact: WorkStarted | WorkDone | BundleMoved, run: Run) -> Iterable[tuple[BundleStatus, str | None]]:
    if isinstance(fact, BundleMoved):
        yield fact.to_status, fact.reason
    elif run.operation(fact.operation) is not None:
        yield BundleStatus.IN_SEWING, None
        if fact.stamp.id == _last_of(run):
            yield BundleStatus.SEWN, None


def _last_of(run: Run) -> FactId | None:
    """The fact that completed the run."""
    if run.status is not RunStatus.COMPLETED:
        return None
    ends = [op.counted[-1].fact.stamp for op in run.operations if op.counted]
    return max(ends, key=lambda stamp: (stamp.at, stamp.device, stamp.number)).id


def _moved(life: Life, stamp: Stamp, to_status: BundleStatus, reason: str | None) -> Life:
    if to_status is life.status or (to_status is BundleStatus.IN_SEWING and is_before(to_status, life.status)):
        return Life(life.status, stamp.station or life.station, life.changes, life.flags)
    change = Change(
        id=history_id(stamp.id, to_status),
        fact=stamp.id,
        from_status=life.status,
        to_status=to_status,
        from_station=life.station,
        to_station=stamp.station,
        worker=stamp.worker,
        user=stamp.user,
        reason=reason,
        at=stamp.at,
        device=stamp.device,
        source=stamp.source,
    )
    odd = () if is_before(life.status, to_status) else (Flag(stamp.id, FlagKind.OUT_OF_ORDER, stamp.at),)
    return Life(to_status, stamp.station or life.station, (*life.changes, change), (*life.flags, *odd))
