"""THE scan: what one showing of a code means, given what is known. Pure; a refusal is an answer, not an exception."""

from dataclasses import replace
from datetime import datetime, timedelta

from kiosk.floor import inspecting, presence, sewing, shelving, supervising
from kiosk.floor.access import Act, Tried, may
from kiosk.floor.answers import (
    Called,
    CallEnded,
    Done,
    No,
    Nothing,
    Refused,
    Undone,
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
    PinTried,
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
    TakenBack,
    subject_of,
)
from kiosk.floor.people import Worker
from kiosk.floor.sewing import counted

SAME_SHOWING = timedelta(seconds=5)
"""A ticket shown again so soon after it counted is the same hand, not more work."""


def step(state: State, found: Found, here: Here) -> Step:
    """What one scan means."""
    taken = _step(presence.lapse(state, here), found, here)
    if isinstance(taken.state, Ready) and not isinstance(found, TimePassed) and not _is_denied(found):
        return replace(taken, state=replace(taken.state, seen_at=here.moment))
    return taken


def _is_denied(found: Found) -> bool:
    """A wrong PIN is no sign of whoever is signed in."""
    return isinstance(found, PinTried) and found.tried is not Tried.RIGHT


def _step(state: State, found: Found, here: Here) -> Step:
    match state, found:
        case _, Unknown(no):
            return Step(state, Refused(no=no))
        case _, KnownWorker():
            return presence.badge(state, found, here)
        case _, PinTried():
            return presence.pin(state, found, here)
        case Waiting(), TimePassed():
            return Step(state, Nothing())
        case Waiting(), _:
            return Step(state, Refused(no=No.BADGE_FIRST))
        case Ready(), _:
            return _deed(state, found, here)


def _deed(state: Ready, found: KnownBundle | KnownCommand | KnownDefect | NewCount | TimePassed, here: Here) -> Step:
    match found:
        case KnownBundle():
            return _bundle(presence.awake(state, here), found, here)
        case KnownDefect(code):
            return inspecting.note(presence.awake(state, here), code, here)
        case KnownCommand():
            return _command(state, found, here)
        case NewCount() if state.hand is not None:
            return Step(state, Refused(no=No.FINISH_CHECK_FIRST, bundle=state.hand.bundle))
        case NewCount():
            return _new_count(state, found, here)
        case TimePassed():
            return presence.time_passed(state, here)


# ---- a bundle


def _bundle(state: Ready, found: KnownBundle, here: Here) -> Step:
    status, bundle = found.life.status, found.bundle
    if state.just_at and state.just and state.just.id == bundle.id and here.moment - state.just_at < SAME_SHOWING:
        return Step(state, Refused(no=No.JUST_COUNTED, bundle=bundle))
    if state.hand is not None:
        return inspecting.again(state, state.hand, found, here)
    if state.armed is not None and state.armed.has_lapsed:
        return Step(replace(state, armed=None), Refused(no=No.SAID_LONG_AGO, bundle=bundle))
    if state.armed is not None and state.armed.command is Command.SAMPLE:
        return inspecting.sample(state, found, here)
    if state.armed is not None and state.armed.command is Command.PUT:
        return shelving.put(state, state.armed.place, found, here)
    if state.armed is not None:
        return supervising.act(state, found, here)
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
    return supervising.moved(state, found, to_status, here)


# ---- commands


def _command(state: Ready, found: KnownCommand, here: Here) -> Step:
    match found.command, found.argument:
        case Command.SIGN_OUT, _:
            return presence.sign_out(state, Leaving.SELF, here)
        case Command.PAUSE, IdleReason() as reason:
            return presence.pause(state, reason, here)
        case Command.CALL, CallKind() as needs:
            return Step(state, Called(needs), (CallRaised(here.stamp(state.worker), needs),))
        case Command.CAME, _:
            return _came(state, found.call, here)
        case Command.RESUME, _:
            return presence.resume(state, here)
        case _:
            return _about_work(presence.awake(state, here), found, here)


def _about_work(state: Ready, found: KnownCommand, here: Here) -> Step:
    match found.command:
        case Command.UNDO if state.hand is not None and (state.hand.notes or not state.hand.brought):
            return inspecting.unnote(state, state.hand, here)
        case Command.UNDO:
            return _undo(replace(state, hand=None), found.last, here)
        case Command.SEEN:
            return sewing.propose(state, here)
        case Command.SAMPLE:
            return inspecting.arm_sample(state)
        case Command.PUT:
            return shelving.arm(state, str(found.argument))
        case Command.SAME:
            return inspecting.same_piece(state, here)
        case Command.CHECKED:
            return inspecting.finish(state, here)
        case Command.REJECT if state.hand is not None:
            return inspecting.reject_last(state, here)
        case command if command in supervising.ACTS:
            return supervising.arm(state, found)
        case _:
            return Step(state, Refused(no=No.NOTHING_TO_UNDO))


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
