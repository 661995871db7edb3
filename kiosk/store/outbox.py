"""What the server has not taken yet. Lives on the network lane; the counts may be asked from any."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Select, delete, exists, func, select, update

from kiosk import wire
from kiosk.floor.ids import FactId
from kiosk.store import tables as t
from kiosk.store.file import KioskFile
from kiosk.wire import Verdict

FAILURES = 5
"""Times that the server may break on a fact, and on it alone, before it is put by for a person to look at."""

_WAITING, _SET_ASIDE = "waiting", "set_aside"


@dataclass(frozen=True, slots=True)
class Counts:
    """`oldest_at`: when the oldest waiting fact was made; None when none waits."""

    waiting: int
    set_aside: int
    oldest_at: datetime | None


@dataclass(frozen=True, slots=True)
class PutBy:
    id: FactId
    kind: str
    at: datetime
    reason: str


class Outbox:
    def __init__(self, file: KioskFile) -> None:
        self._file = file

    def batch(self, limit: int) -> list[wire.Body]:
        """Waiting facts in the order of their running numbers; those that were sent in vain come after the others, so
        that they are never in the way.
        """
        body = select(t.OwnFact.body).join(t.Waiting).where(t.Waiting.state == _WAITING)
        fresh = body.where(t.Waiting.tries == 0).order_by(t.Waiting.number).limit(limit)
        tried = body.where(t.Waiting.tries > 0).order_by(t.Waiting.tries, t.Waiting.number)
        with self._file.reading() as connection:
            found = list(connection.scalars(fresh))
            if len(found) < limit:
                found += connection.scalars(tried.limit(limit - len(found)))
        return [json.loads(text) for text in found]

    def settle(self, receipt: wire.Receipt) -> int:
        """Facts that the server took or knew leave; one that it set aside is put by with its reason; one for later
        stays. Returns how many wait no longer. The same receipt twice does no harm.
        """
        taken = [judged.id for judged in receipt.verdicts if judged.verdict in {Verdict.TAKEN, Verdict.KNOWN}]
        aside = [judged for judged in receipt.verdicts if judged.verdict is Verdict.SET_ASIDE]
        later = [judged.id for judged in receipt.verdicts if judged.verdict is Verdict.LATER]
        with self._file.writing() as connection:
            settled = connection.execute(delete(t.Waiting).where(t.Waiting.number.in_(_numbers(taken)))).rowcount
            for judged in aside:
                settled += _put_by(connection, judged.id, judged.reason or "")
            _tried(connection, later)
            forget_confirmed(connection, t.OwnFact.id.in_(taken))
        return settled

    def blame(self, ids: Sequence[FactId]) -> None:
        """The server broke on each of these alone while others got through. After `FAILURES` times a fact is put by."""
        with self._file.writing() as connection:
            _tried(connection, ids)
            failed = t.Waiting.number.in_(_numbers(ids))
            connection.execute(update(t.Waiting).where(failed).values(failures=t.Waiting.failures + 1))
            too_often = update(t.Waiting).where(failed, t.Waiting.failures >= FAILURES)
            connection.execute(too_often.values(state=_SET_ASIDE, reason=f"the server failed on it {FAILURES} times"))

    def counts(self) -> Counts:
        by_state = select(t.Waiting.state, func.count(), func.min(t.Waiting.number)).group_by(t.Waiting.state)
        with self._file.reading() as connection:
            found = {state: (count, first) for state, count, first in connection.execute(by_state)}
            waiting, first = found.get(_WAITING, (0, None))
            oldest_at = connection.scalar(select(t.OwnFact.at).where(t.OwnFact.number == first)) if waiting else None
        return Counts(waiting, found.get(_SET_ASIDE, (0, None))[0], oldest_at)

    def put_by(self) -> list[PutBy]:
        """What a supervisor has to look at, oldest first."""
        query = select(t.OwnFact.body, t.OwnFact.at, t.Waiting.reason).join(t.Waiting)
        with self._file.reading() as connection:
            found = connection.execute(query.where(t.Waiting.state == _SET_ASIDE).order_by(t.Waiting.number)).all()
        bodies = [(json.loads(body), at, reason) for body, at, reason in found]
        return [PutBy(FactId(body["id"]), body["kind"], at, reason or "") for body, at, reason in bodies]


def forget_confirmed(connection: Connection, which: ColumnElement[bool]) -> None:
    """Of these own facts, those that are no longer needed: the server has them, and its copy of them stands here."""
    confirmed = exists().where(t.ConfirmedFact.id == t.OwnFact.id)
    connection.execute(delete(t.OwnFact).where(which, ~is_unsent(), confirmed))


def is_unsent() -> ColumnElement[bool]:
    """Of an own fact: whether the server has yet to take it."""
    return exists().where(t.Waiting.number == t.OwnFact.number)


def _numbers(ids: Sequence[str]) -> Select[int]:
    return select(t.OwnFact.number).where(t.OwnFact.id.in_(ids))


def _put_by(connection: Connection, id_: str, reason: str) -> int:
    number = t.Waiting.number.in_(_numbers([id_]))
    put = update(t.Waiting).where(number, t.Waiting.state == _WAITING)
    return connection.execute(put.values(state=_SET_ASIDE, reason=reason)).rowcount


def _tried(connection: Connection, ids: Sequence[str]) -> None:
    connection.execute(update(t.Waiting).where(t.Waiting.number.in_(_numbers(ids))).values(tries=t.Waiting.tries + 1))
