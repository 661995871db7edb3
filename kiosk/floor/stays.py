"""A person's presence by production date: to which shift a stay belongs, and what of it lies on which date."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from kiosk.floor.attendance import EARLY, Attendance, Pause, fold_day
from kiosk.floor.facts import Fact, IdleSettled, Plain, SignedOut, is_sign_of_life, standing
from kiosk.floor.shift import Calendar, Span, WorkingDay, shared_ms


@dataclass
class _Stay:
    day: WorkingDay
    signs: list[datetime] = field(default_factory=list)


def attended(
    facts: Iterable[Fact], alive: Iterable[datetime], calendar: Calendar, now: datetime
) -> dict[date, Attendance]:
    """One worker's attendance by production date. `facts` and `alive` as `fold_day` has them, of any span of time.

    A stay belongs to the shift in which it begins, or to the next where it begins within `EARLY` of that and lasts into
    it. Signs of life until `EARLY` after a shift's end prolong it; whoever is seen even later works the next shift too.
    A date lasts until the first shift of the next one begins, as it does for pay lines (`Calendar.day_of`), so that
    hours and pieces of one moment meet on one date: what a night shift prolongs into the morning is the morning's.
    """
    stood = standing(facts)
    own = [fact for fact in stood if not isinstance(fact, IdleSettled) and is_sign_of_life(fact)]
    signs = sorted({fact.stamp.at for fact in own} | set(alive))
    outs = {fact.stamp.at for fact in own if isinstance(fact, SignedOut)}
    found: dict[date, Attendance] = {}
    upto: datetime | None = None
    for stay in _stays(signs, outs, calendar):
        whole = fold_day(_of(stood, stay), stay.day, stay.signs, now)
        for day, part in _by_date(whole, upto, stay.day, calendar):
            found[day] = _together(found[day], part) if day in found else part
        upto = whole.left_at or upto
    return found


def _stays(signs: Sequence[datetime], outs: Container[datetime], calendar: Calendar) -> Iterable[_Stay]:
    found: list[_Stay] = []
    for place, sign in enumerate(signs):
        if not found or sign >= found[-1].day.ends_at + EARLY:
            new = _Stay(_begins(signs[place:], calendar))
            if found and new.day.starts_at < found[-1].day.ends_at + EARLY:
                _hand_over(found[-1], new, outs)
            found.append(new)
        found[-1].signs.append(sign)
    return found


def _begins(signs: Sequence[datetime], calendar: Calendar) -> WorkingDay:
    """The shift of whoever comes at the first of these moments."""
    soon = calendar.day_of(signs[0] + EARLY)
    stays_for_it = any(soon.starts_at <= sign <= soon.ends_at for sign in signs)
    return soon if stays_for_it else calendar.day_of(signs[0])


def _hand_over(last: _Stay, new: _Stay, outs: Container[datetime]) -> None:
    """Two shifts in a row: who did not sign out in the first was there when the second began."""
    seam = new.day.starts_at
    new.signs = [sign for sign in last.signs if sign >= seam]
    last.signs = [sign for sign in last.signs if sign < seam]
    if last.signs and last.signs[-1] not in outs and last.day.ends_at >= seam:
        new.signs.insert(0, seam)


def _of(stood: Iterable[Plain], stay: _Stay) -> list[Plain]:
    """A shift is told only what happened in its own stay: two that follow each other never count a moment twice."""
    signs = set(stay.signs)
    return [fact for fact in stood if isinstance(fact, IdleSettled) or fact.stamp.at in signs]


def _by_date(
    whole: Attendance, upto: datetime | None, day: WorkingDay, calendar: Calendar
) -> Iterator[tuple[date, Attendance]]:
    """What was attended after `upto`, where an earlier stay ended: shifts may overlap."""
    if whole.came_at is None or whole.left_at is None:
        return
    tomorrow = day.date + timedelta(days=1)
    seam = calendar.on(tomorrow)[0].starts_at
    came = max(whole.came_at, upto or whole.came_at)
    for on, began, ended in ((day.date, came, min(whole.left_at, seam)), (tomorrow, max(came, seam), whole.left_at)):
        if began < ended:
            yield on, _part(whole, began, ended)


def _part(whole: Attendance, began: datetime, ended: datetime) -> Attendance:
    spans = tuple((max(came, began), min(left, ended)) for came, left in whole.spans if came < ended and left > began)
    return Attendance(
        came_at=began,
        left_at=ended,
        spans=spans,
        attended_ms=sum((left - came) // timedelta(milliseconds=1) for came, left in spans),
        idle_ms=_idle_ms(spans, whole.pauses),
        accepted_ms=_idle_ms(spans, [pause for pause in whole.pauses if pause.is_accepted]),
        pauses=tuple(pause for pause in whole.pauses if began <= pause.began < ended),
    )


def _together(one: Attendance, other: Attendance) -> Attendance:
    """Two stays of one date. Neither begins before the other ended."""
    came = [moment for moment in (one.came_at, other.came_at) if moment is not None]
    left = [moment for moment in (one.left_at, other.left_at) if moment is not None]
    return Attendance(
        came_at=min(came, default=None),
        left_at=max(left, default=None),
        spans=tuple(sorted((*one.spans, *other.spans))),
        attended_ms=one.attended_ms + other.attended_ms,
        idle_ms=one.idle_ms + other.idle_ms,
        accepted_ms=one.accepted_ms + other.accepted_ms,
        pauses=(*one.pauses, *other.pauses),
    )


def _idle_ms(spans: Iterable[Span], pauses: Iterable[Pause]) -> int:
    idle = [(pause.began, pause.ended) for pause in pauses]
    return sum(shared_ms(came, left, idle) for came, left in spans)
