"""A worker's shift line by line, from what this file knows of it."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, or_, select

from kiosk.floor.attendance import EARLY, Attendance, fold_day
from kiosk.floor.facts import About, Fact, Plain, Subject, WorkPaused, is_sign_of_life, standing, subject_of
from kiosk.floor.ids import WorkerId
from kiosk.floor.shift import WorkingDay
from kiosk.floor.slip import Slip, lines_of_worker
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
    found = sheets(connection, touched(connection, worker, day.starts_at)).values()
    lines = [line for sheet in found for line in lines_of_worker(sheet.run(now), sheet.facts, worker)]
    lines = [line for line in lines if ours.calendar.day_of(line.pay.at) == day]
    lines.sort(key=lambda line: (line.pay.at, line.id), reverse=True)
    return Slip(day=day, lines=tuple(lines), attendance=_attendance(connection, worker, day, now))


def _attendance(connection: Connection, worker: WorkerId, day: WorkingDay, now: datetime) -> Attendance:
    person = Subject(About.PERSON, worker)
    facts = _facts(connection, person, worker, day.starts_at - EARLY)
    own = [fact for fact in facts if subject_of(fact) == person]
    others = [fact for fact in facts if subject_of(fact) != person and fact.stamp.worker == worker]
    alive = [fact for fact in standing(others) if is_sign_of_life(fact)]
    return fold_day(own, day, [fact.stamp.at for fact in alive], _until([*standing(own), *alive], day, worker, now))


def _until(signs: Iterable[Plain], day: WorkingDay, worker: WorkerId, now: datetime) -> datetime:
    """Minutes count up to the latest record: those after it belong to pieces that are still in the hand. A pause that
    goes on counts up to now.
    """
    own = (fact for fact in signs if fact.stamp.worker == worker and is_sign_of_life(fact))
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
