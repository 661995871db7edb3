"""So many tries, then wait. Counted in the database: for all server processes, and over a restart.

A try is counted before it is looked at, so that a race gives none extra; one that was right is given back.
"""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Row, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from kiosk.floor.access import wait_s
from kiosk.server import tables as t
from kiosk.server.doors import Doors
from kiosk.server.sorry import Refusal
from kiosk.server.walls import NO_FACTORY

A_DAY = timedelta(days=1)
SWEEP = 100

Counted = Row[int, datetime, datetime]
"""`made`, `since`, `last_at`."""

Spans = Callable[[Counted], tuple[datetime, datetime]]
"""By the tries that were made: when the next may be, and when all of them are forgotten, within a day of the last."""


def growing(tries: Counted) -> tuple[datetime, datetime]:
    """The wait after each one too many grows, as at the kiosk."""
    last: datetime = tries.last_at
    return last + timedelta(seconds=wait_s(tries.made)), last + A_DAY


def most(count: int, span: timedelta) -> Spans:
    """At most `count` within a span, which begins with the first."""

    def spans(tries: Counted) -> tuple[datetime, datetime]:
        over_at: datetime = tries.since + span
        return (over_at if tries.made >= count else tries.since), over_at

    return spans


@dataclass(frozen=True, slots=True)
class Throttle:
    """`kind` names what is tried."""

    doors: Doors
    kind: str
    spans: Spans

    def count(self, whom: str) -> int:
        """Counts a try and answers 0; or does not, and answers the whole seconds still to wait."""
        now = self.doors.clock()
        with self.doors.transaction(NO_FACTORY) as connection:
            tries = self._held(connection, whom, now)
            free_at, forgotten_at = self.spans(tries)
            if tries.made == 0 or forgotten_at <= now:
                _sweep(connection, now)
                values = {"made": 1, "since": now, "last_at": now}
            elif (left := (free_at - now).total_seconds()) > 0:
                return max(1, round(left))
            else:
                values = {"made": tries.made + 1, "last_at": now}
            connection.execute(update(t.Tries).where(*self._of(whom)).values(values))
        return 0

    def check(self, whom: str) -> None:
        """Counts a try. Raises Refusal 429 where it has to wait."""
        if left := self.count(whom):
            raise Refusal(429, f"Too many tries. Try again in {left} seconds.", retry_after_s=left)

    def forgive(self, whom: str) -> None:
        """All of them: who knows the secret is no guesser."""
        with self.doors.transaction(NO_FACTORY) as connection:
            connection.execute(delete(t.Tries).where(*self._of(whom)))

    def give_back(self, whom: str) -> None:
        """The last one: it was right, which says nothing about those before."""
        fewer = func.greatest(t.Tries.made - 1, 0)
        with self.doors.transaction(NO_FACTORY) as connection:
            connection.execute(update(t.Tries).where(*self._of(whom)).values(made=fewer))

    def _held(self, connection: Connection, whom: str, now: datetime) -> Counted:
        """The row, made where it lacks, and nobody else's until the transaction ends."""
        first = insert(t.Tries).values(workspace_id=NO_FACTORY, id=self._id(whom), made=0, since=now, last_at=now)
        held = first.on_conflict_do_update(index_elements=["workspace_id", "id"], set_={"made": t.Tries.made})
        return connection.execute(held.returning(t.Tries.made, t.Tries.since, t.Tries.last_at)).one()

    def _of(self, whom: str) -> tuple[ColumnElement[bool], ...]:
        return (t.Tries.workspace_id == NO_FACTORY, t.Tries.id == self._id(whom))

    def _id(self, whom: str) -> str:
        """Whom is not to be read out of the table: it may be somebody's password, typed into the wrong field."""
        said = f"{self.kind} {whom}".encode("utf-8", "replace")
        return hmac.new(self.doors.secret.encode(), said, hashlib.sha256).hexdigest()


def _sweep(connection: Connection, now: datetime) -> None:
    """So that e-mails nobody has leave no row for ever. Rows that others hold are left to the next."""
    old = select(t.Tries.id).where(t.Tries.workspace_id == NO_FACTORY, t.Tries.last_at < now - A_DAY)
    some = old.limit(SWEEP).with_for_update(skip_locked=True).scalar_subquery()
    connection.execute(delete(t.Tries).where(t.Tries.workspace_id == NO_FACTORY, t.Tries.id.in_(some)))
