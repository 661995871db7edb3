"""The working day. A night shift belongs to the date on which it began, whatever midnight says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

Span = tuple[datetime, datetime]
"""From a moment to another."""


@dataclass(frozen=True, slots=True)
class Rest:
    """A break that nobody is paid for, in local wall-clock times within its shift."""

    starts: time
    ends: time


@dataclass(frozen=True, slots=True)
class Shift:
    """Local wall-clock times; an end at or before the start lies on the next day."""

    name: str
    starts: time
    ends: time
    rests: tuple[Rest, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkingDay:
    """One shift of one production date, with its real beginning and end (aware, UTC)."""

    date: date
    shift: str
    starts_at: datetime
    ends_at: datetime
    rests: tuple[Span, ...] = ()

    @property
    def hours(self) -> float:
        """Its rests included."""
        return (self.ends_at - self.starts_at).total_seconds() / 3600


@dataclass(frozen=True, slots=True)
class Calendar:
    """A factory's time zone and its shifts, at least one."""

    zone: str
    shifts: tuple[Shift, ...]

    def day_of(self, moment: datetime) -> WorkingDay:
        """The shift that began last before `moment` (aware): overtime counts to the shift it prolongs."""
        return _day_of(self, moment.replace(second=0, microsecond=0))

    def find(self, moment: datetime) -> WorkingDay:
        """`day_of` without its memory."""
        local = moment.astimezone(ZoneInfo(self.zone))
        days = (local.date() - timedelta(days=back) for back in (0, 1, 2))
        begun = (self._on(day, shift) for day in days for shift in self.shifts)
        return max((day for day in begun if day.starts_at <= moment), key=lambda day: day.starts_at)

    def on(self, day: date) -> tuple[WorkingDay, ...]:
        """The shifts of a production date, in their order."""
        return tuple(sorted((self._on(day, shift) for shift in self.shifts), key=lambda one: one.starts_at))

    def nights(self, day: date, starts: time, ends: time) -> tuple[Span, ...]:
        """From `starts` to `ends` on the wall's clock, round a production date: a shift of it may reach into three."""
        begun = (day + timedelta(days=ahead) for ahead in (-1, 0, 1))
        return tuple(
            (self._moment(one, starts), self._moment(one + timedelta(days=ends <= starts), ends)) for one in begun
        )

    def rested_ms(self, began: datetime, ended: datetime) -> int:
        """Milliseconds of rest between two moments, by the shifts in which they lie."""
        days = {self.day_of(began), self.day_of(ended)} if began < ended else ()
        return shared_ms(began, ended, [rest for day in days for rest in day.rests])

    def _on(self, day: date, shift: Shift) -> WorkingDay:
        starts = self._moment(day, shift.starts)
        ends = self._moment(day + timedelta(days=shift.ends <= shift.starts), shift.ends)
        rests = tuple(
            (self._after(day, shift, rest.starts), self._after(day, shift, rest.ends)) for rest in shift.rests
        )
        return WorkingDay(day, shift.name, starts, ends, rests)

    def _after(self, day: date, shift: Shift, wall: time) -> datetime:
        """The first time after the shift's start at which the clock on the wall says so."""
        return self._moment(day + timedelta(days=wall < shift.starts), wall)

    def _moment(self, day: date, wall: time) -> datetime:
        return datetime.combine(day, wall, ZoneInfo(self.zone)).astimezone(UTC)


def shared_ms(began: datetime, ended: datetime, spans: Iterable[Span]) -> int:
    """Milliseconds between two moments that lie in any of the spans; where these overlap, once."""
    shared, upto = 0, began
    for starts, ends in sorted(spans):
        shared += _shared_ms(upto, ended, starts, ends)
        upto = max(upto, min(ends, ended))
    return shared


def _shared_ms(began: datetime, ended: datetime, starts: datetime, ends: datetime) -> int:
    return max(0, (min(ended, ends) - max(began, starts)) // timedelta(milliseconds=1))


@lru_cache(maxsize=4096)
def _day_of(calendar: Calendar, minute: datetime) -> WorkingDay:
    """Shifts begin on whole minutes, and a fold asks for the same few of them over and over."""
    return calendar.find(minute)


def hour_of(moment: datetime) -> datetime:
    """The full hour, UTC, in which `moment` lies. Zones off by half an hour keep UTC hours too."""
    return moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
