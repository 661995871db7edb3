"""In which order pay periods are closed: each once, none before the one it follows, none before it is over."""

from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, func, literal, select

from kiosk.floor.flags import CLOCK_OFF_S
from kiosk.floor.ids import WorkspaceId
from kiosk.floor.period import Period, period_of
from kiosk.floor.shift import Calendar
from kiosk.server import tables as t
from kiosk.server.sorry import Refusal

LONGEST = 366
"""Days: for a factory that begins with what it worked before."""

DAY = timedelta(days=1)


def next_period(connection: Connection, workspace: WorkspaceId) -> Period | None:
    """The one to be closed next: after the last closed one, or that of the first work. None where nobody worked yet."""
    closed = connection.scalar(select(func.max(t.PayPeriod.last_day)).where(t.PayPeriod.workspace_id == workspace))
    day = closed + DAY if closed else _first_work(connection, workspace)
    return None if day is None else Period(day, period_of(day).last) if closed else period_of(day)


def asked_period(connection: Connection, workspace: WorkspaceId, first: date | None, last: date | None) -> Period:
    """With neither day the next one. Raises Refusal 422 for a span that is none, 409 with nothing to close."""
    if first is None and last is None:
        period = next_period(connection, workspace)
        if period is None:
            raise Refusal(409, "Nobody has worked yet: there is nothing to close.")
        return period
    if first is None or last is None:
        raise Refusal(422, "A period has a first and a last day; with neither it is the next one.")
    if not 0 <= (last - first).days < LONGEST:
        raise Refusal(422, f"A period ends on or after its first day, and has at most {LONGEST} days.")
    return Period(first, last)


def check_order(connection: Connection, workspace: WorkspaceId, period: Period) -> None:
    """Raises Refusal 409 for what would pay a day twice, or leave days out."""
    closed = t.PayPeriod
    last = connection.scalar(select(func.max(closed.last_day)).where(closed.workspace_id == workspace))
    if last is None:
        begun = _first_work(connection, workspace)
        if begun is not None and begun < period.first:
            raise Refusal(409, f"There is work of {begun} to be paid: the first period has to begin with it.")
        return
    same = (closed.first_day == period.first) & (closed.last_day == period.last)
    if connection.scalar(select(closed.id).where(closed.workspace_id == workspace, same)) is not None:
        raise Refusal(409, "This period is closed already.")
    if period.first <= last:
        raise Refusal(409, f"Pay is closed up to {last}: no day is paid twice.")
    if period.first > last + DAY:
        raise Refusal(409, f"Periods leave no day out: the next one begins on {last + DAY}.")


def is_over(period: Period, calendar: Calendar, now: datetime) -> bool:
    return max(shift.ends_at for shift in calendar.on(period.last)) <= now


def _first_work(connection: Connection, workspace: WorkspaceId) -> date | None:
    """The first day on which anything was earned. A deed older than its bundle was told by a wrong clock."""
    line, bundle = t.PayLine, t.Bundle
    of_bundle = (bundle.workspace_id == line.workspace_id) & (bundle.id == line.bundle_id)
    is_possible: ColumnElement[bool] = line.at >= bundle.created_at - literal(timedelta(seconds=CLOCK_OFF_S))
    query = select(func.min(line.day)).join(bundle, of_bundle)
    return connection.scalar(query.where(line.workspace_id == workspace, line.amount != 0, is_possible))
