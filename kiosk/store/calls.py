"""Calls for help, as far as this file has heard of them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, select

from kiosk.floor.calls import Call, fold_call
from kiosk.floor.facts import About, CallRaised, Fact, Subject, in_order, subject_of
from kiosk.floor.ids import StationId
from kiosk.store import rows
from kiosk.store import tables as t


def open_call(connection: Connection, station: StationId, since: datetime) -> CallRaised | None:
    """The latest of this station that nobody has answered or taken back."""
    facts = _about_calls(connection, since)
    open_ = {call.id for call in _open(facts)}
    raised = [fact for fact in facts if isinstance(fact, CallRaised) and fact.stamp.station == station]
    return next((fact for fact in reversed(in_order(raised)) if fact.stamp.id in open_), None)


def open_calls(connection: Connection, since: datetime) -> list[Call]:
    """Of every station that this file has heard of."""
    return _open(_about_calls(connection, since))


def _open(facts: Iterable[Fact]) -> list[Call]:
    by_call: dict[Subject, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_call[subject_of(fact)].append(fact)
    calls = [call for of_one in by_call.values() if (call := fold_call(of_one))]
    return [call for call in calls if call.answered_at is None]


def _about_calls(connection: Connection, since: datetime) -> list[Fact]:
    found = []
    for table in (t.ConfirmedFact, t.OwnFact):
        query = select(table.body).where(table.subject.startswith(f"{About.CALL}:"), table.at >= since)
        found += [fact for body in connection.scalars(query) if (fact := rows.fact_of(body))]
    return found
