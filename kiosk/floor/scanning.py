"""THE scan: what one showing of a code means, given what is known. Pure; a refusal is an answer, not an exception."""

from dataclasses import replace
from datetime import datetime, timedelta

from kiosk.floor import inspecting, sewing
from kiosk.floor.access import Act, may
from kiosk.floor.answers import (
    Called,
    CallEnded,
    Done,
    Goodbye,
    Moved,
    No,
    Nothing,
    Paused,
    Refused,
    Resumed,
    ShowTicket,
    Undone,
    Welcome,
)
from kiosk.floor.bundle_facts import BundleMoved, WorkDone
from kiosk.floor.bundles import CLOSED, BundleStatus, Department, moved_at, waits_for
from kiosk.floor.codes import Command
from kiosk.floor.desk import (
    Found,
    Here,
    KnownBundle,
    KnownCommand,
    KnownDefect,
    KnownWorker,
    NewCount,
    Ready,
    State,
    Step,
    TimePassed,
    Unknown,
    Waiting,
)
from kiosk.floor.facts import (
    CallAnswered,
    CallKind,
    CallRaised,
    IdleReason,
    Leaving,
    SignedIn,
    SignedOut,
    TakenBack,
    WorkPaused,
    WorkResumed,
    subject_of,
)
from kiosk.floor.people import Worker
from kiosk.floor.sewing import counted

SAME_SHOWING = timedelta(seconds=5)
"""A ticket shown again so soon after it counted is the same hand, not more work."""


def step(state: State, found: Found, here: Here) -> Step:
    """What one scan means."""
    taken = _step(state, found, here)
    if isinstance(taken.state, Ready) and not isinstance(found, TimePassed):
        return replace(taken, state=replace(taken.state, seen_at=here.moment))
    return taken


def _step(state: State, found: Found, here: Here) -> Step:
    match state, found:
        case _, Unknown(no):
            return Step(state, Refused(no=no))
        case _, KnownWorker():
            return _badge(state, found, here)
        case Waiting(), TimePassed():
            return Step(state, Nothing())
        case Waiting(), _:
            return Step(state, Refused(no=No.BADGE_FIRST))
        case Ready(), _:
            return _deed(state, found, here)


def _deed(state: Ready, found: KnownBundle | KnownCommand | KnownDefect | NewCount | TimePassed, here: Here) -> Step:
    match found:
        case KnownBundle():
            return _bundle(_awake(state, here), found, here)
        case KnownDefect(code):
            return inspecting.note(_awake(state, here), code, here)
        case KnownCommand():
            return _command(state, found, here)
        case NewCount():
            return _new_count(state, found, here)
        case TimePassed():
            return _time_passed(state, here)


# ---- who is here


def _badge(state: State, found: KnownWorker, here: Here) -> Step:
    """A badge signs in, and with another worker there it is a switch in one scan."""
    worker = found.worker
    if not worker.is_active:
        return Step(state, Refused(no=No.LEFT_COMPANY, who=worker.name))
    if isinstance(state, Ready) and state.worker.id == worker.id:
        return Step(replace(_awake(state, here), worker=worker), Welcome(worker))
    if isinstance(state, Ready) and state.hand is not None and state.hand.defects:
        return Step(state, Refused(no=No.FINISH_CHECK_FIRST, bundle=state.hand.bundle))
    left = (SignedOut(here.stamp(state.worker), Leaving.SWITCH),) if isinstance(state, Ready) else ()
    free_since = min(found.free_since or here.moment, here.moment)
    pauses = (*found.pauses, (found.paused[1], here.moment)) if found.paused else found.pauses
    return Step(Ready(worker, free_since, pauses=pauses), Welcome(worker), (*left, SignedIn(here.stamp(worker))))


def _sign_out(state: Ready, why: Leaving, here: Here) -> Step:
    if state.hand is not None and state.hand.defects and why is Leaving.SELF:
        return Step(state, Refused(no=No.FINISH_CHECK_FIRST, bundle=state.hand.bundle))
    return Step(Waiting(), Goodbye(state.worker, why), (SignedOut(here.stamp(state.worker), why),))


def _time_passed(state: Ready, here: Here) -> Step:
    """A desk that nobody uses signs its worker out: after a long idle time, and when the shift is over."""
    seen = state.seen_at or state.free_since
    if here.moment - seen >= timedelta(minutes=here.policy.idle_min):
        return _sign_out(state, Leaving.IDLE, here)
    late = timedelta(minutes=here.policy.late_min)
    if here.day and seen < here.day.starts_at and here.moment - here.day.starts_at >= late:
        return _sign_out(state, Leaving.SHIFT_END, here)
    return Step(state, Nothing())


def _awake(state: Ready, here: Here) -> Ready:
    """Whatever a worker does ends the pause."""
    if state.paused is None:
        return state
    return replace(state, paused=None, pauses=(*state.pauses, (state.paused[1], here.moment)))


# ---- a bundle


def _bundle(state: Ready, found: KnownBundle, here: Here) -> Step:
    status, bundle = found.life.status, found.bundle
    if state.just_at and state.just and state.just.id == bundle.id and here.moment - state.just_at < SAME_SHOWING:
        return Step(state, Refused(no=No.JUST_COUNTED, bundle=bundle))
    if state.armed is not None:
        return _held(replace(state, armed=None), state.armed, found, here)
    if status in CLOSED:
        return Step(state, Refused(no=No.CLOSED, bundle=bundle))
    if status is BundleStatus.ON_HOLD:
        return Step(state, Refused(no=No.ON_HOLD, bundle=bundle))
    return _at_department(state, found, here)


def _at_department(state: Ready, found: KnownBundle, here: Here) -> Step:
    match here.station.department:
        case Department.SEWING:
            checkpoint = inspecting.checkpoint_of(found, here) if may(state.worker.role, Act.INSPECT) else None
            if checkpoint is not None:
                return inspecting.inspect_at(state, found, checkpoint, here)
            return sewing.sew(state, found, here)
        case Department.QC:
            return inspecting.inspect(state, found, here)
        case _:
            return _move(state, found, here)


def _move(state: Ready, found: KnownBundle, here: Here) -> Step:
    bundle, status = found.bundle, found.life.status
    to_status = moved_at(status, here.station.department, bundle.road)
    if to_status is None:
        goes_to = waits_for(status, bundle.road)
        return Step(state, Refused(no=No.WRONG_DEPARTMENT, bundle=bundle, goes_to=goes_to))
    return _moved(state, found, to_status, here)


def _moved(state: Ready, found: KnownBundle, to_status: BundleStatus, here: Here) -> Step:
    fact = BundleMoved(stamp=here.stamp(state.worker), bundle=found.bundle.id, to_status=to_status, ticket=found.ticket)
    return Step(counted(state, found.bundle, here), Moved(found.bundle, to_status), (fact,))


def _held(state: Ready, command: Command, found: KnownBundle, here: Here) -> Step:
    """The ticket for which HOLD, RELEASE or REJECT was said."""
    status, bundle = found.life.status, found.bundle
    if status in CLOSED:
        return Step(state, Refused(no=No.CLOSED, bundle=bundle))
    if command is Command.HOLD:
        return _moved(state, found, BundleStatus.ON_HOLD, here)
    if command is Command.REJECT:
        return _moved(state, found, BundleStatus.REJECTED, here)
    if status is not BundleStatus.ON_HOLD:
        return Step(state, Refused(no=No.NOT_ON_HOLD, bundle=bundle))
    return _moved(state, found, found.life.held_from or BundleStatus.CUT, here)


# ---- commands


def _command(state: Ready, found: KnownCommand, here: Here) -> Step:
    match found.command, found.argument:
        case Command.SIGN_OUT, _:
            return _sign_out(state, Leaving.SELF, here)
        case Command.PAUSE, IdleReason() as reason:
            return _pause(state, reason, here)
        case Command.CALL, CallKind() as needs:
            return Step(state, Called(needs), (CallRaised(here.stamp(state.worker), needs),))
        case Command.CAME, _:
            return _came(state, found.call, here)
        case Command.RESUME, _:
            return _resume(state, here)
        case _:
            return _about_work(_awake(state, here), found, here)


def _about_work(state: Ready, found: KnownCommand, here: Here) -> Step:
    match found.command:
        case Command.UNDO if state.hand is not None and (state.hand.defects or state.hand.at):
            return inspecting.unnote(state, state.hand, here)
        case Command.UNDO:
            return _undo(replace(state, hand=None), found.last, here)
        case Command.SEEN:
            return sewing.propose(state, here)
        case Command.CHECKED:
            return inspecting.finish(state, here)
        case Command.REJECT if state.hand is not None:
            return inspecting.reject_last(state, here)
        case Command.HOLD | Command.RELEASE | Command.REJECT:
            return _arm(state, found.command)
        case _:
            return Step(state, Refused(no=No.NOTHING_TO_UNDO))


def _arm(state: Ready, command: Command) -> Step:
    if not may(state.worker.role, Act.HOLD):
        return Step(state, Refused(no=No.NOT_A_SUPERVISOR))
    return Step(replace(state, armed=command), ShowTicket(command))


def _pause(state: Ready, reason: IdleReason, here: Here) -> Step:
    paused = replace(_awake(state, here), paused=(reason, here.moment))
    return Step(paused, Paused(reason), (WorkPaused(here.stamp(state.worker), reason),))


def _resume(state: Ready, here: Here) -> Step:
    if state.paused is None:
        return Step(state, Welcome(state.worker))
    minutes = (here.moment - state.paused[1]) // timedelta(minutes=1)
    return Step(_awake(state, here), Resumed(max(0, minutes)), (WorkResumed(here.stamp(state.worker)),))


def _came(state: Ready, call: CallRaised | None, here: Here) -> Step:
    if call is None:
        return Step(state, Refused(no=No.NO_OPEN_CALL))
    return Step(state, CallEnded(call.needs), (CallAnswered(here.stamp(state.worker), call.stamp.id),))


# ---- what was done is told anew


def _undo(state: Ready, last: WorkDone | BundleMoved | None, here: Here) -> Step:
    if last is None:
        return Step(state, Refused(no=No.NOTHING_TO_UNDO))
    back = _back(state.worker, last, here)
    pieces = last.pieces if isinstance(last, WorkDone) else None
    free_since: datetime = (last.began if isinstance(last, WorkDone) else None) or state.free_since
    return Step(replace(state, free_since=free_since, just=None, just_at=None), Undone(pieces), (back,))


def _new_count(state: Ready, found: NewCount, here: Here) -> Step:
    """Fewer pieces than were counted: the first record is taken back and the true one made, in one transaction."""
    if not 1 <= found.pieces <= found.last.pieces:
        return Step(state, Refused(no=No.BAD_COUNT, bundle=found.bundle, done=found.last.pieces))
    back = _back(state.worker, found.last, here)
    fact = replace(found.last, stamp=here.stamp(state.worker), pieces=found.pieces)
    answer = Done(found.bundle, found.operation, found.pieces, found.bundle.pieces)
    return Step(counted(state, found.bundle, here), answer, (back, fact))


def _back(worker: Worker, last: WorkDone | BundleMoved, here: Here) -> TakenBack:
    return TakenBack(stamp=here.stamp(worker), fact=last.stamp.id, reason=str(Command.UNDO), about=subject_of(last))
