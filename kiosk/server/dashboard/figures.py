"""The few figures that all dashboards are made of, each summed in minutes before it is divided."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import Connection, func, select, text

from kiosk.floor.ids import WorkspaceId
from kiosk.floor.progress import efficiency
from kiosk.floor.shift import Calendar
from kiosk.server import tables as t

ONE_DAY = timedelta(days=1)

IS_OPEN = text("bundles.status NOT IN ('DONE', 'REJECTED')")
"""In the words of the index of open bundles: closed ones, of which there are ever more, are not looked at."""


@dataclass(frozen=True, slots=True)
class Effort:
    """Standard minutes earned in a time worked. Whole things are sums of their parts."""

    earned_min: Decimal = Decimal(0)
    worked_ms: int = 0

    def __add__(self, other: "Effort") -> "Effort":
        return Effort(self.earned_min + other.earned_min, self.worked_ms + other.worked_ms)

    @property
    def percent(self) -> float:
        """0 where nobody worked."""
        return float(efficiency(self.earned_min, self.worked_ms) or 0)


@dataclass(frozen=True, slots=True)
class Sewn:
    """`pieces` counts each operation, `garments` what left the last one."""

    pieces: int
    garments: int
    effort: Effort


@dataclass(frozen=True, slots=True)
class Looks:
    """Inspections: how many, and the pieces they saw."""

    count: int
    failed: int
    checked: int
    defective: int

    @property
    def percent(self) -> float:
        """Pieces without a defect; 0 where nothing was checked."""
        return round(100 * (self.checked - self.defective) / self.checked, 2) if self.checked else 0.0


@dataclass(frozen=True, slots=True)
class Days:
    """Production dates, both included, with the moments between which they lie."""

    first: date
    last: date
    begin: datetime
    end: datetime

    @classmethod
    def until(cls, calendar: Calendar, now: datetime, count: int = 1) -> "Days":
        """So many, up to the production date of `now`."""
        last = calendar.day_of(now).date
        first = last - (count - 1) * ONE_DAY
        return cls(first, last, calendar.on(first)[0].starts_at, calendar.on(last + ONE_DAY)[0].starts_at)

    def before(self, calendar: Calendar) -> "Days":
        """As many, right before these."""
        first = self.first - (self.last - self.first) - ONE_DAY
        return Days(first, self.first - ONE_DAY, calendar.on(first)[0].starts_at, self.begin)


def sewn(connection: Connection, workspace: WorkspaceId, days: Days) -> Sewn:
    tally = t.HourTally
    query = select(
        func.coalesce(func.sum(tally.pieces), 0),
        func.coalesce(func.sum(tally.garments), 0),
        func.coalesce(func.sum(tally.timed_earned_min), 0),
        func.coalesce(func.sum(tally.worked_ms), 0),
    ).where(tally.workspace_id == workspace, tally.day.between(days.first, days.last))
    pieces, garments, earned, worked = connection.execute(query).one()
    return Sewn(int(pieces), int(garments), Effort(earned, int(worked)))


def cut(connection: Connection, workspace: WorkspaceId, days: Days) -> Effort:
    """Of the runs that began then and have standard minutes."""
    run = t.CuttingRun
    query = select(
        func.coalesce(func.sum(run.standard_minutes), 0),
        func.coalesce(func.sum(run.actual_minutes), 0),
    ).where(run.workspace_id == workspace, run.start_time >= days.begin, run.start_time < days.end)
    timed = query.where(run.standard_minutes.is_not(None), run.actual_minutes.is_not(None))
    standard, actual = connection.execute(timed).one()
    return Effort(standard or Decimal(0), round(60_000 * (actual or 0)))


def looks(connection: Connection, workspace: WorkspaceId, days: Days) -> Looks:
    look = t.Inspection
    query = select(
        func.count(),
        func.count().filter(look.defective > 0),
        func.coalesce(func.sum(look.checked), 0),
        func.coalesce(func.sum(look.defective), 0),
    ).where(look.workspace_id == workspace, look.at >= days.begin, look.at < days.end)
    return Looks(*(int(value) for value in connection.execute(query).one()))
