"""A worker's own latest deed: what UNDO means, and since when the worker's hands were free."""

from datetime import datetime
from itertools import pairwise

from sqlalchemy import Connection, select

from kiosk.floor.bundle_facts import BundleMoved, WorkDone
from kiosk.floor.facts import (
    Fact,
    IdleReason,
    SignedIn,
    TakenBack,
    WorkPaused,
    in_order,
    is_sign_of_life,
)
from kiosk.floor.ids import WorkerId
from kiosk.floor.shift import Span
from kiosk.store import rows
from kiosk.store import tables as t
from kiosk.store.sheets import facts_of

Deed = WorkDone | BundleMoved


def last_here(connection: Connection, worker: WorkerId, since: datetime) -> Deed | None:
    """The latest at this kiosk by its running number, whatever its clock did, that nobody has taken back."""
    device = connection.scalar(select(t.Kiosk.device))
    deeds = [deed for deed in _deeds(_facts_by(connection, worker, since)) if deed.stamp.device == device]
    deeds.sort(key=lambda deed: deed.stamp.number, reverse=True)
    return next((deed for deed in deeds if _stands(connection, deed)), None)


def free_since(connection: Connection, worker: WorkerId, since: datetime) -> datetime | None:
    """The end of the latest work at any kiosk, or else the first sign-in here; None where neither is known."""
    facts = _facts_by(connection, worker, since)
    deeds = sorted(_deeds(facts), key=lambda deed: deed.stamp.at, reverse=True)
    worked = (deed.stamp.at for deed in deeds if _stands(connection, deed))
    came = (fact.stamp.at for fact in facts if isinstance(fact, SignedIn))
    return next(worked, None) or min(came, default=None)


def pauses_of(
    connection: Connection, worker: WorkerId, since: datetime
) -> tuple[tuple[Span, ...], tuple[IdleReason, datetime] | None]:
    """Those that have ended, and the one that has not: a pause ends with the worker's next fact."""
    facts = [fact for fact in in_order(_facts_by(connection, worker, since)) if _is_deed(fact)]
    ended = tuple(
        (fact.stamp.at, after.stamp.at)
        for fact, after in pairwise(facts)
        if isinstance(fact, WorkPaused) and fact.stamp.at < after.stamp.at
    )
    last = facts[-1] if facts else None
    return ended, (last.reason, last.stamp.at) if isinstance(last, WorkPaused) else None


def _is_deed(fact: Fact) -> bool:
    return isinstance(fact, TakenBack) or is_sign_of_life(fact)


def _deeds(facts: list[Fact]) -> list[Deed]:
    return [fact for fact in facts if isinstance(fact, WorkDone | BundleMoved)]


def _facts_by(connection: Connection, worker: WorkerId, since: datetime) -> list[Fact]:
    once: dict[str, Fact] = {}
    for table in (t.ConfirmedFact, t.OwnFact):
        query = select(table.body).where(table.worker == worker, table.at >= since)
        for body in connection.scalars(query):
            if fact := rows.fact_of(body):
                once[fact.stamp.id] = fact
    return list(once.values())


def _stands(connection: Connection, deed: Deed) -> bool:
    facts = facts_of(connection, [deed.bundle]).get(deed.bundle, [])
    return not any(isinstance(fact, TakenBack) and fact.fact == deed.stamp.id for fact in facts)
