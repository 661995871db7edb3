"""When workers were there, read from their facts."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Text, cast, exists, func, literal, or_, select

from kiosk import wire
from kiosk.floor.attendance import Attendance
from kiosk.floor.facts import About, Fact, Subject
from kiosk.floor.flags import CLOCK_OFF_S, FlagKind
from kiosk.floor.ids import WorkspaceId
from kiosk.floor.shift import Calendar
from kiosk.floor.stays import attended
from kiosk.server import tables as t

DAY = timedelta(days=1)
_LATER_WORDS = ("idle-settled", "taken-back")
"""What is said of earlier facts, whenever it is said."""

_IS_AHEAD = t.Fact.at > t.Fact.received_at + literal(timedelta(seconds=CLOCK_OFF_S))


def attendances(
    connection: Connection,
    workspace: WorkspaceId,
    workers: Collection[str],
    first: date,
    last: date,
    calendar: Calendar,
    now: datetime,
) -> dict[tuple[str, date], Attendance]:
    """By worker and production date, of those dates on which somebody came. A deed whose clock is known to be wrong
    shows nobody's presence.
    """
    began, ended = calendar.on(first - DAY)[0].starts_at, calendar.on(last + 2 * DAY)[0].starts_at
    facts = _facts(connection, workspace, workers, began, ended)
    alive = _alive(connection, workspace, workers, began, ended)
    return {
        (worker, day): one
        for worker in workers
        for day, one in attended(facts[worker], alive[worker], calendar, now).items()
        if first <= day <= last
    }


def _facts(
    connection: Connection, workspace: WorkspaceId, workers: Collection[str], began: datetime, ended: datetime
) -> dict[str, list[Fact]]:
    fact, subjects = t.Fact, {_subject(worker): worker for worker in workers}
    in_time = (fact.at >= began) & or_(fact.at < ended, fact.kind.in_(_LATER_WORDS))
    query = select(fact.subject, fact.body).where(fact.workspace_id == workspace, fact.subject.in_(subjects))
    found: dict[str, list[Fact]] = defaultdict(list)
    for subject, body in connection.execute(query.where(in_time, ~_IS_AHEAD)):
        found[subjects[subject]].append(wire.fact_of(body))
    return found


def _alive(
    connection: Connection, workspace: WorkspaceId, workers: Collection[str], began: datetime, ended: datetime
) -> dict[str, list[datetime]]:
    fact = t.Fact
    query = select(fact.employee_id, fact.at).where(
        fact.workspace_id == workspace,
        fact.employee_id.in_(workers),
        fact.at >= began,
        fact.at < ended,
        fact.subject != f"{About.PERSON}:" + fact.employee_id,
        fact.body["confirmed_by"].astext.is_(None),  # a supervisor's word on earlier work
        ~_IS_AHEAD,
        ~_is_clock_off(),
    )
    found: dict[str, list[datetime]] = defaultdict(list)
    for worker, at in connection.execute(query):
        found[str(worker)].append(at)
    return found


def _is_clock_off() -> ColumnElement[bool]:
    """Flags are looked up by the bundle, for which they have an index."""
    fact, flag = t.Fact, t.Flag
    return exists().where(
        flag.workspace_id == fact.workspace_id,
        flag.bundle_id == func.substr(fact.subject, len(f"{About.BUNDLE}:") + 1),
        flag.fact_id == cast(fact.id, Text),
        flag.kind == FlagKind.CLOCK_OFF.value,
    )


def _subject(worker: str) -> str:
    return str(Subject(About.PERSON, worker))
