"""Who is at the desk: coming by badge or by name and PIN, pausing, leaving, and being forgotten there."""

from dataclasses import replace
from datetime import timedelta

from kiosk.floor import supervising
from kiosk.floor.access import Tried
from kiosk.floor.answers import Goodbye, No, Nothing, Paused, Refused, Resumed, Welcome
from kiosk.floor.desk import Here, KnownWorker, PinTried, Ready, State, Step, Waiting
from kiosk.floor.facts import IdleReason, Leaving, SignedIn, SignedOut, WorkPaused, WorkResumed

PROOF_LASTS = timedelta(minutes=5)
"""Without a scan or a tap; then a supervisor's acts ask for the PIN again."""


def badge(state: State, found: KnownWorker, here: Here) -> Step:
    """A badge signs in, and with another worker there it is a switch in one scan."""
    worker = found.worker
    if not worker.is_active:
        return Step(state, Refused(no=No.LEFT_COMPANY, who=worker.name))
    if isinstance(state, Ready) and state.worker.id == worker.id:
        return Step(replace(awake(state, here), worker=worker), Welcome(worker))
    if isinstance(state, Ready) and state.hand is not None and state.hand.notes:
        return Step(state, Refused(no=No.FINISH_CHECK_FIRST, bundle=state.hand.bundle))
    left = (SignedOut(here.stamp(state.worker), Leaving.SWITCH),) if isinstance(state, Ready) else ()
    free_since = min(found.free_since or here.moment, here.moment)
    pauses = (*found.pauses, (found.paused[1], here.moment)) if found.paused else found.pauses
    return Step(Ready(worker, free_since, pauses=pauses), Welcome(worker), (*left, SignedIn(here.stamp(worker))))


def pin(state: State, found: PinTried, here: Here) -> Step:
    """A name was tapped and a PIN put in. It signs in like a badge does, and proves who it is besides."""
    who = found.known.worker.name
    match found.tried:
        case Tried.NONE_SET:
            return Step(state, Refused(no=No.NO_PIN, who=who))
        case Tried.TOO_SOON:
            return Step(state, Refused(no=No.PIN_WAITS, who=who, wait_s=found.wait_s))
        case Tried.WRONG:
            return Step(state, Refused(no=No.WRONG_PIN, who=who, wait_s=found.wait_s))
        case Tried.RIGHT:
            return _proven(badge(state, found.known, here), here)


def _proven(came: Step, here: Here) -> Step:
    """What the PIN was asked for goes on."""
    state = came.state
    if not isinstance(state, Ready) or not isinstance(came.answer, Welcome):
        return came
    proven = replace(state, proven_at=here.moment)
    if proven.armed is None or proven.armed.has_lapsed:
        return replace(came, state=replace(proven, armed=None))
    goes_on = supervising.announced(proven)
    return replace(came, state=goes_on.state, answer=goes_on.answer)


def lapse(state: State, here: Here) -> State:
    """What was proven or announced at a desk that then stood alone holds no longer: somebody else may come by."""
    if not isinstance(state, Ready) or state.seen_at is None or here.moment - state.seen_at < PROOF_LASTS:
        return state
    armed = replace(state.armed, has_lapsed=True) if state.armed else None
    return replace(state, proven_at=None, armed=armed)


def sign_out(state: Ready, why: Leaving, here: Here) -> Step:
    if state.hand is not None and state.hand.notes and why is Leaving.SELF:
        return Step(state, Refused(no=No.FINISH_CHECK_FIRST, bundle=state.hand.bundle))
    return Step(Waiting(), Goodbye(state.worker, why), (SignedOut(here.stamp(state.worker), why),))


def time_passed(state: Ready, here: Here) -> Step:
    """A desk that nobody uses signs its worker out: after a long idle time, and when the shift is over."""
    seen = state.seen_at or state.free_since
    if here.moment - seen >= timedelta(minutes=here.policy.idle_min):
        return sign_out(state, Leaving.IDLE, here)
    late = timedelta(minutes=here.policy.late_min)
    if here.day and seen < here.day.starts_at and here.moment - here.day.starts_at >= late:
        return sign_out(state, Leaving.SHIFT_END, here)
    return Step(state, Nothing())


def pause(state: Ready, reason: IdleReason, here: Here) -> Step:
    paused = replace(awake(state, here), paused=(reason, here.moment))
    return Step(paused, Paused(reason), (WorkPaused(here.stamp(state.worker), reason),))


def resume(state: Ready, here: Here) -> Step:
    if state.paused is None:
        return Step(state, Welcome(state.worker))
    minutes = (here.moment - state.paused[1]) // timedelta(minutes=1)
    return Step(awake(state, here), Resumed(max(0, minutes)), (WorkResumed(here.stamp(state.worker)),))


def awake(state: Ready, here: Here) -> Ready:
    """Whatever a worker does ends the pause."""
    if state.paused is None:
        return state
    return replace(state, paused=None, pauses=(*state.pauses, (state.paused[1], here.moment)))
