"""THE scan: what one showing of a code means, given what is known. Pure; a refusal is an answer, not an exception."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from kiosk.floor.bundle_facts import BundleMoved, WorkDone, WorkStarted
from kiosk.floor.bundles import CLOSED, Bundle, BundleStatus, Department, moved_at, waits_for
from kiosk.floor.codes import Command
from kiosk.floor.desk import (
    Done,
    Found,
    Goodbye,
    KnownBundle,
    KnownCommand,
    KnownWorker,
    Moved,
    NewCount,
    No,
    Ready,
    Refused,
    Started,
    State,
    Step,
    Undone,
    Unknown,
    Waiting,
    Welcome,
)
from kiosk.floor.facts import SignedIn, SignedOut, TakenBack, subject_of
from kiosk.floor.ids import DeviceId, FactId
from kiosk.floor.people import Station, Worker
from kiosk.floor.route import Operation, operations_here
from kiosk.floor.runs import Run
from kiosk.floor.stamp import Source, Stamp

SAME_SHOWING = timedelta(seconds=5)
"""A ticket shown again so soon after it counted is the same hand, not more work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """The desk's place and moment. `numbers` goes on from the device's last recorded fact."""

    station: Station
    device: DeviceId
    moment: datetime
    uptime_ms: int
    source: Source
    next_id: Callable[[], FactId]
    numbers: Iterator[int]

    def stamp(self, worker: Worker) -> Stamp:
        return Stamp(
            id=self.next_id(),
            device=self.device,
            number=next(self.numbers),
            at=self.moment,
            uptime_ms=self.uptime_ms,
            source=self.source,
            station=self.station.id,
            line=self.station.line,
            worker=worker.id,
        )


def step(state: State, found: Found, here: Here) -> Step:
    """What one scan means."""
    match found:
        case Unknown(no):
            return Step(state, Refused(no=no))
        case KnownWorker():
            return _badge(state, found, here)
        case KnownBundle() | KnownCommand() | NewCount():
            return Step(state, Refused(no=No.BADGE_FIRST)) if isinstance(state, Waiting) else _deed(state, found, here)


def _deed(state: Ready, found: KnownBundle | KnownCommand | NewCount, here: Here) -> Step:
    match found:
        case KnownBundle():
            return _bundle(state, found, here)
        case KnownCommand():
            return _command(state, found, here)
        case NewCount():
            return _new_count(state, found, here)


def _command(state: Ready, found: KnownCommand, here: Here) -> Step:
    match found.command:
        case Command.SIGN_OUT:
            return Step(Waiting(), Goodbye(state.worker), (SignedOut(here.stamp(state.worker)),))
        case Command.UNDO:
            return _undo(state, found.last, here)


def _badge(state: State, found: KnownWorker, here: Here) -> Step:
    """A badge signs in, and with another worker there it is a switch in one scan."""
    worker = found.worker
    if not worker.is_active:
        return Step(state, Refused(no=No.LEFT_COMPANY, who=worker.name))
    if isinstance(state, Ready) and state.worker.id == worker.id:
        return Step(replace(state, worker=worker), Welcome(worker))
    left = (SignedOut(here.stamp(state.worker)),) if isinstance(state, Ready) else ()
    free_since = min(found.free_since or here.moment, here.moment)
    return Step(Ready(worker, free_since), Welcome(worker), (*left, SignedIn(here.stamp(worker))))


def _bundle(state: Ready, found: KnownBundle, here: Here) -> Step:
    status, bundle = found.life.status, found.bundle
    if state.just_at and state.just and state.just.id == bundle.id and here.moment - state.just_at < SAME_SHOWING:
        return Step(state, Refused(no=No.JUST_COUNTED, bundle=bundle))
    if status in CLOSED:
        return Step(state, Refused(no=No.CLOSED, bundle=bundle))
    if status is BundleStatus.ON_HOLD:
        return Step(state, Refused(no=No.ON_HOLD, bundle=bundle))
    return _work(state, found, here) if here.station.department is Department.SEWING else _move(state, found, here)


def _move(state: Ready, found: KnownBundle, here: Here) -> Step:
    bundle, status = found.bundle, found.life.status
    to_status = moved_at(status, here.station.department, bundle.road)
    if to_status is None:
        goes_to = waits_for(status, bundle.road)
        return Step(state, Refused(no=No.WRONG_DEPARTMENT, bundle=bundle, goes_to=goes_to))
    fact = BundleMoved(stamp=here.stamp(state.worker), bundle=bundle.id, to_status=to_status, ticket=found.ticket)
    return Step(_counted(state, bundle, here), Moved(bundle, to_status), (fact,))


def _work(state: Ready, found: KnownBundle, here: Here) -> Step:
    """Which operation this station means, then its beginning or its end."""
    bundle, run = found.bundle, found.run
    if no := _no_sewing(found, here):
        return Step(state, no)
    sewn_here = operations_here(run.route, here.station.operations)
    operation = run.next_of(sewn_here)
    if operation is None:
        return Step(state, _why_not(found, sewn_here))
    began = run.open_starts.get((operation.id, state.worker.id))
    pieces = run.ready(operation)
    if here.station.starts and began is None:
        return _start(state, found, operation, pieces, here)
    fact = WorkDone(
        stamp=here.stamp(state.worker),
        bundle=bundle.id,
        run_no=run.run_no,
        operation=operation.id,
        pieces=pieces,
        began=began or state.free_since,
        ticket=found.ticket,
    )
    return Step(_counted(state, bundle, here), Done(bundle, operation, pieces, bundle.pieces), (fact,))


def _start(state: Ready, found: KnownBundle, operation: Operation, pieces: int, here: Here) -> Step:
    fact = WorkStarted(
        stamp=here.stamp(state.worker),
        bundle=found.bundle.id,
        run_no=found.run.run_no,
        operation=operation.id,
        ticket=found.ticket,
    )
    just = replace(state, just=found.bundle, just_at=here.moment)
    return Step(just, Started(found.bundle, operation, pieces), (fact,))


def _no_sewing(found: KnownBundle, here: Here) -> Refused | None:
    bundle, run = found.bundle, found.run
    goes_to = waits_for(found.life.status, bundle.road)
    if not run.route:
        return Refused(no=No.UNKNOWN_BUNDLE if found.ticket else No.NO_ROUTE, bundle=bundle)
    if goes_to is not Department.SEWING and not (goes_to is None or run.completed_ops == len(run.route)):
        return Refused(no=No.WRONG_DEPARTMENT, bundle=bundle, goes_to=goes_to)
    if not operations_here(run.route, here.station.operations):
        return Refused(no=No.NOT_SEWN_HERE, bundle=bundle, operation=_next_anywhere(run))
    return None


def _why_not(found: KnownBundle, sewn_here: tuple[Operation, ...]) -> Refused:
    """Nothing is ready here: either it waits for somebody, whom we name, or it is already done."""
    run = found.run
    for operation in sewn_here:
        waits = run.waits_for(operation)
        if waits is not None and run.stands[operation.id].done < run.pieces:
            refused = Refused(no=No.WAITS, operation=operation, waits_for=waits.operation)
            return _explained(found, refused, waits.operation)
    return _explained(found, Refused(no=No.ALREADY_DONE, operation=sewn_here[-1]), sewn_here[-1])


def _explained(found: KnownBundle, refused: Refused, by: Operation) -> Refused:
    """With the quantity, name, place and hour of the operation that it is about."""
    op = found.run.operation(by.id)
    counted = op.counted[-1].fact.stamp if op and op.counted else None
    return replace(
        refused,
        bundle=found.bundle,
        done=op.done if op else 0,
        who=found.people.get(counted.worker, "") if counted and counted.worker else "",
        where=found.stations.get(counted.station, "") if counted and counted.station else "",
        since=counted.at if counted else None,
    )


def _next_anywhere(run: Run) -> Operation | None:
    return run.next_of(run.route)


def _undo(state: Ready, last: WorkDone | BundleMoved | None, here: Here) -> Step:
    if last is None:
        return Step(state, Refused(no=No.NOTHING_TO_UNDO))
    back = _back(state.worker, last, here)
    pieces = last.pieces if isinstance(last, WorkDone) else None
    free_since = (last.began if isinstance(last, WorkDone) else None) or state.free_since
    return Step(replace(state, free_since=free_since, just=None, just_at=None), Undone(pieces), (back,))


def _new_count(state: Ready, found: NewCount, here: Here) -> Step:
    """Fewer pieces than were counted: the first record is taken back and the true one made, in one transaction."""
    if not 1 <= found.pieces <= found.last.pieces:
        return Step(state, Refused(no=No.BAD_COUNT, bundle=found.bundle, done=found.last.pieces))
    back = _back(state.worker, found.last, here)
    fact = replace(found.last, stamp=here.stamp(state.worker), pieces=found.pieces)
    answer = Done(found.bundle, found.operation, found.pieces, found.bundle.pieces)
    return Step(_counted(state, found.bundle, here), answer, (back, fact))


def _back(worker: Worker, last: WorkDone | BundleMoved, here: Here) -> TakenBack:
    return TakenBack(stamp=here.stamp(worker), fact=last.stamp.id, reason=str(Command.UNDO), about=subject_of(last))


def _counted(state: Ready, bundle: Bundle, here: Here) -> Ready:
    return Ready(state.worker, free_since=here.moment, just=bundle, just_at=here.moment)
