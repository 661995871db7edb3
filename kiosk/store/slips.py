"""A worker's shift line by line, from what this file knows of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, or_, select

from kiosk.floor.access import Role
from kiosk.floor.attendance import EARLY, Attendance, fold_day
from kiosk.floor.facts import About, Fact, Plain, Subject, WorkPaused, is_sign_of_life, standing, subject_of
from kiosk.floor.ids import WorkerId
from kiosk.floor.shift import WorkingDay
from kiosk.floor.slip import Slip, SlipLine, lines_of_worker
from kiosk.floor.stays import attended
from kiosk.floor.terms import Terms
from kiosk.floor.wages import DayPay
from kiosk.store import reference, rows
from kiosk.store import tables as t
from kiosk.store.day import touched
from kiosk.store.sheets import sheets


def slip_of(connection: Connection, worker: WorkerId, now: datetime) -> Slip | None:
    """Of the shift of now. None before the server has told which factory this is."""
    ours = reference.workspace(connection)
    if ours is None:
        return None
    day = ours.calendar.day_of(now)
    begins = ours.calendar.on(day.date)[0].starts_at
    lines = _lines(connection, worker, begins, now)
    signs = _signs(connection, worker, begins - EARLY)
    return Slip(
        day=day,
        lines=tuple(line for line in lines if ours.calendar.day_of(line.pay.at) == day),
        attendance=fold_day(signs.own, day, signs.alive, _until(signs, day, worker, now)),
        wage=_wage(connection, ours.terms, worker, day, lines, signs, now),
    )


def _lines(connection: Connection, worker: WorkerId, begins: datetime, now: datetime) -> list[SlipLine]:
    """Newest first."""
    found = sheets(connection, touched(connection, worker, begins)).values()
    lines = [line for sheet in found for line in lines_of_worker(sheet.run(now), sheet.facts, worker)]
    return sorted(lines, key=lambda line: (line.pay.at, line.id), reverse=True)


def _wage(
    connection: Connection,
    terms: Terms,
    worker: WorkerId,
    day: WorkingDay,
    lines: Iterable[SlipLine],
    signs: "_Signs",
    now: datetime,
) -> DayPay | None:
    if not terms.has_rules(day.date):
        return None
    known = reference.worker(connection, worker)
    there = attended(signs.own, signs.alive, terms.calendar, _until(signs, day, worker, now))
    theirs = [line.pay for line in lines if terms.calendar.day_of(line.pay.at).date == day.date]
    is_exempt = known is None or known.role is not Role.OPERATOR
    return terms.wage(day.date, theirs, there.get(day.date, Attendance()), is_exempt=is_exempt)


@dataclass(frozen=True, slots=True)
class _Signs:
    """What shows a worker's presence: `own`, the facts about this person; `deeds`, others by the worker that stand."""

    own: list[Fact]
    deeds: list[Plain]

    @property
    def alive(self) -> list[datetime]:
        return [fact.stamp.at for fact in self.deeds]


def _signs(connection: Connection, worker: WorkerId, since: datetime) -> _Signs:
    person = Subject(About.PERSON, worker)
    facts = _facts(connection, person, worker, since)
    others = [fact for fact in facts if subject_of(fact) != person and fact.stamp.worker == worker]
    own = [fact for fact in facts if subject_of(fact) == person]
    return _Signs(own, [fact for fact in standing(others) if is_sign_of_life(fact)])


def _until(signs: _Signs, day: WorkingDay, worker: WorkerId, now: datetime) -> datetime:
    """Minutes count up to the latest record: those after it belong to pieces that are still in the hand. A pause that
    goes on counts up to now.
    """
    stood = [*standing(signs.own), *signs.deeds]
    own = (fact for fact in stood if fact.stamp.worker == worker and is_sign_of_life(fact))
    last = max(own, key=lambda fact: (fact.stamp.at, fact.stamp.number), default=None)
    return now if isinstance(last, WorkPaused) else day.starts_at


def _facts(connection: Connection, person: Subject, worker: WorkerId, since: datetime) -> list[Fact]:
    """By the worker, or about the worker's day."""
    found = []
    for table in (t.ConfirmedFact, t.OwnFact):
        query = select(table.body).where(table.at >= since)
        query = query.where(or_(table.worker == worker, table.subject == str(person)))
        found += [fact for body in connection.scalars(query) if (fact := rows.fact_of(body))]
    return found
