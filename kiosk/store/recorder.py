"""The road on which each microsecond counts: one connection of the driver's own, for what a scan writes."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kiosk.store.disk import named
from kiosk.store.engine import driver_connection

LOG_PAGES = 4000
"""Pages in the log before a scan itself has to carry them over into the file: only where nothing else did for long."""

RECORDS = 64
"""Recorded scans after which the log is carried over in a quiet moment. A short log is written in place, which costs
the disk less than making it longer.
"""


class Recorder:
    """For the store lane alone."""

    def __init__(self, path: Path) -> None:
        self._connection = driver_connection(path)
        self._connection.execute(f"PRAGMA wal_autocheckpoint = {LOG_PAGES}")
        self._recorded = 0

    def version(self) -> int:
        """Changes whenever another connection has written to the file."""
        with named():
            version: int = self._connection.execute("PRAGMA data_version").fetchone()[0]
            return version

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Committed at the end, and then on the disk. Raises Trouble, and then nothing was written."""
        with named():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
                self._recorded += 1
            finally:
                if self._connection.in_transaction:
                    with suppress(sqlite3.Error):  # what went wrong is being told already
                        self._connection.execute("ROLLBACK")

    def rest(self) -> None:
        """For quiet moments: carries the log over when it has grown. Fails without a word: the next scan will tell."""
        if self._recorded >= RECORDS:
            self._recorded = 0
            with suppress(sqlite3.Error):
                self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()

    def close(self) -> None:
        self._connection.close()
