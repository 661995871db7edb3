"""The fold of a person's day: when somebody was there, why hands rested, and how long they could work."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.floor.facts import (
    Fact,
    IdleReason,
    IdleSettled,
    Leaving,
    Plain,
    SignedOut,
    WorkPaused,
    is_sign_of_life,
    standing,
)
from kiosk.floor.ids import FactId
from kiosk.floor.shift import Span, WorkingDay, shared_ms

EARLY = timedelta(hours=2)
"""Who comes so long before the shift is there when it begins."""

_OWN = frozenset({Leaving.SELF, Leaving.SHIFT_END})


@dataclass(frozen=True, slots=True)
class Pause:
    """`is_accepted` None: a supervisor has not said yet whether it was anybody's fault."""

    fact: FactId
    reason: IdleReason
    began: datetime
    ended: datetime
    is_accepted: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """`came_at` None: nobody came. `spans` is the time attended without the shift's rests, in order, and `attended_ms`
    their sum; `idle_ms` of it are pauses, of which `accepted_ms` are nobody's fault.
    """

    came_at: datetime | None = None
    left_at: datetime | None = None
    spans: tuple[Span, ...] = ()
    attended_ms: int = 0
    idle_ms: int = 0
    accepted_ms: int = 0
    pauses: tuple[Pause, ...] = ()

    @property
    def on_standard_ms(self) -> int:
        """Attended minutes in which there was work to be done. Source: on-standard time, Eton and OCS 2011/10."""
        return self.attended_ms - self.accepted_ms

    def within_ms(self, windows: Sequence[Span], *, until: datetime | None = None) -> int:
        """Attended milliseconds that lie in the windows, up to a moment."""
        spans = self.spans if until is None else tuple((came, min(left, until)) for came, left in self.spans)
        return sum(shared_ms(came, left, windows) for came, left in spans)

    def reached(self, attended_ms: int) -> datetime | None:
        """The moment at which so much was attended; None where it never was."""
        left_ms = attended_ms
        for came, left in self.spans:
            if left_ms <= _span_ms(came, left):
                return came + timedelta(milliseconds=left_ms)
            left_ms -= _span_ms(came, left)
        return None


def fold_day(facts: Iterable[Fact], day: WorkingDay, alive: Iterable[datetime], now: datetime) -> Attendance:
    """One worker's shift. `facts` are about this person, of this day or others; `alive`: moments of any other deed.

    People share kiosks, so another's badge or a desk that fell asleep does not end anybody's attendance: the worker's
    own sign-out does, or the end of the shift. Time at two kiosks counts once. Whatever the clocks say, it lies between
    the beginning of the shift and the latest sign of life or the shift's end.
    """
    stood = [fact for fact in standing(facts) if _is_of(fact, day)]
    own = [fact for fact in stood if not isinstance(fact, IdleSettled) and is_sign_of_life(fact)]
    signs = sorted({fact.stamp.at for fact in own} | _within(alive, day))
    if not signs:
        return Attendance()
    came = max(signs[0], day.starts_at)
    left = max(came, _left(own, signs, day, now))
    pauses = _pauses(stood, signs, came, left)
    idle = [(pause.began, pause.ended) for pause in pauses]
    accepted = [(pause.began, pause.ended) for pause in pauses if pause.is_accepted]
    rests = list(day.rests)
    return Attendance(
        came_at=came,
        left_at=left,
        spans=tuple(_without(came, left, rests)),
        attended_ms=_span_ms(came, left) - shared_ms(came, left, rests),
        idle_ms=_beside(came, left, idle, rests),
        accepted_ms=_beside(came, left, accepted, rests),
        pauses=pauses,
    )


def _is_of(fact: Plain, day: WorkingDay) -> bool:
    """A word on a pause counts whenever it is said: it names the pause."""
    return isinstance(fact, IdleSettled) or day.starts_at - EARLY <= fact.stamp.at < day.ends_at + EARLY


def _within(moments: Iterable[datetime], day: WorkingDay) -> set[datetime]:
    return {moment for moment in moments if day.starts_at <= moment < day.ends_at + EARLY}


def _left(stood: Sequence[Plain], signs: list[datetime], day: WorkingDay, now: datetime) -> datetime:
    last = max((fact for fact in stood if fact.stamp.at == signs[-1]), key=lambda f: f.stamp.number, default=None)
    if isinstance(last, SignedOut) and last.why in _OWN:
        return last.stamp.at
    return max(signs[-1], min(now, day.ends_at))


def _pauses(stood: list[Plain], signs: list[datetime], came: datetime, left: datetime) -> tuple[Pause, ...]:
    """Each ends with the worker's next sign of life."""
    words = {fact.fact: fact.is_accepted for fact in stood if isinstance(fact, IdleSettled)}
    found = []
    for fact in stood:
        if isinstance(fact, WorkPaused) and came <= fact.stamp.at < left:
            ended = next((sign for sign in signs if sign > fact.stamp.at), left)
            found.append(Pause(fact.stamp.id, fact.reason, fact.stamp.at, min(ended, left), words.get(fact.stamp.id)))
    return tuple(found)


def _without(came: datetime, left: datetime, rests: Iterable[Span]) -> Iterator[Span]:
    for starts, ends in sorted(rests):
        if came < min(starts, left):
            yield came, min(starts, left)
        came = max(came, ends)
    if came < left:
        yield came, left


def _beside(came: datetime, left: datetime, spans: list[Span], rests: list[Span]) -> int:
    """What of the spans is not rest anyway."""
    return shared_ms(came, left, [*spans, *rests]) - shared_ms(came, left, rests)


def _span_ms(began: datetime, ended: datetime) -> int:
    return (ended - began) // timedelta(milliseconds=1)
