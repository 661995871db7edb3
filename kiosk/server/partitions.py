"""The months of facts and history: made a year ahead, so that no row waits for its place.

A month is a short transaction of its own, because adding one stops every query of its table for as long as it takes.
What lies in no month (a clock that ran ahead, facts from before the database) moves over when its month is made.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from datetime import date, datetime

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from kiosk.server.walls import NO_FACTORY, shut_in

log = logging.getLogger(__name__)

AHEAD, BACK = 12, 120
"""Months that are made before they come, and how old a month may be that is made for rows found in it."""

EACH_S = 24 * 3600.0
AGAIN_S = 60.0

_PATIENCE = "SET LOCAL lock_timeout = '1s'"


def make_months(engine: Engine, now: datetime) -> Iterator[date]:
    """Makes one at a time and says which, by its first day. Any number of processes may do this at once.

    Raises OperationalError where another transaction holds a table for longer than a second: then it is for later.
    """
    today = now.date()
    span = {"today": today, "first": _month(today, -BACK), "last": _month(today, AHEAD)}
    while (month := _make_next(engine, span)) is not None:
        yield month


def count_astray(engine: Engine) -> int:
    """Rows of facts and history that lie in no month: their clocks stood far from any year that we plan for."""
    with engine.begin() as connection:
        shut_in(connection, NO_FACTORY)
        return int(connection.exec_driver_sql("SELECT count_astray()").scalar_one())


class Months:
    """A thread that sees to them at once and then daily. What hinders it is logged, and it tries again in a minute."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._clock = clock
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._work, name="months", daemon=True)

    def open(self) -> None:
        self._thread.start()

    def close(self) -> None:
        """A month that is being made is still made."""
        self._is_over.set()
        self._thread.join()

    def _work(self) -> None:
        while not self._is_over.is_set():
            self._is_over.wait(EACH_S if self._is_seen_to() else AGAIN_S)

    def _is_seen_to(self) -> bool:
        try:
            for month in make_months(self._engine, self._clock()):
                log.info("made the month %s of facts and history", f"{month:%Y-%m}")
                if self._is_over.is_set():
                    return False
            if astray := count_astray(self._engine):
                log.warning("%d rows of facts and history lie in no month: a clock was years off", astray)
        except SQLAlchemyError as wrong:
            log.warning("months of facts and history could not be made: %s", type(wrong).__name__)
            return False
        return True


def _make_next(engine: Engine, span: dict[str, date]) -> date | None:
    with engine.begin() as connection:
        shut_in(connection, NO_FACTORY)
        connection.exec_driver_sql(_PATIENCE)
        asked = "SELECT make_next_month(%(today)s, %(first)s, %(last)s)"
        month: date | None = connection.exec_driver_sql(asked, span).scalar_one()
        return month


def _month(day: date, months: int) -> date:
    """The first day of the month so many later."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)
