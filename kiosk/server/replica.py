"""A streaming copy of the database for reads that may be some seconds old; without it, or behind, the database itself.

Behind is measured by the last transaction that the copy has played. While nothing is written it seems to fall behind,
and then the database has the time to answer.
"""

import logging
import time
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from kiosk.floor.ids import WorkspaceId
from kiosk.server.walls import shut_in

log = logging.getLogger(__name__)

BEHIND_S = 5.0
"""A copy further behind than this is not asked."""

AGAIN_S = 5.0
"""How long one that did not answer is left alone: each try may cost its request a second."""

PATIENCE_S = 1

_BEHIND = "SELECT extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp())::float8"

T = TypeVar("T")


class Replica:
    """`engine` is the copy's; `now_s` a clock that only goes forward."""

    def __init__(self, engine: Engine, now_s: Callable[[], float] = time.monotonic) -> None:
        self._engine = engine
        self._now_s = now_s
        self._left_alone_until = -AGAIN_S

    def read(self, factory: WorkspaceId, work: Callable[[Connection], T]) -> tuple[T] | None:
        """What `work` finds in one moment of this factory's rows; None where the copy is away or too far behind."""
        if self._now_s() < self._left_alone_until:
            return None
        try:
            with self._engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
                shut_in(connection, factory)
                behind_s = connection.exec_driver_sql(_BEHIND).scalar_one()
                return (work(connection),) if behind_s is not None and behind_s <= BEHIND_S else None
        except SQLAlchemyError as wrong:
            if isinstance(wrong, DBAPIError) and (getattr(wrong.orig, "sqlstate", None) or "")[:2] in {
                "22",
                "23",
                "42",
            }:
                raise
            log.warning("the read replica does not answer: %s", type(wrong).__name__)
            self._left_alone_until = self._now_s() + AGAIN_S
            return None

    def close(self) -> None:
        self._engine.dispose()
