"""The file itself: opened, made, brought up to date, or set aside and made anew when it is damaged."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, func, select

from kiosk.store import renewal
from kiosk.store import tables as t
from kiosk.store.disk import flush_folder, named
from kiosk.store.engine import engine_on, for_writing
from kiosk.store.health import Finding, Health, examine
from kiosk.store.lock import Lock
from kiosk.store.recorder import Recorder
from kiosk.store.renewal import part_of
from kiosk.store.rows import Row
from kiosk.store.salvage import readable_facts
from kiosk.store.schema import OURS, Schema, upgrade
from kiosk.trouble import Reason, Trouble

log = logging.getLogger(__name__)


class KioskFile:
    """`salvaged`: facts found in a damaged file, or in its log, that wait to be sent once more; `set_aside_file`: where
    the damaged one is now. Close it, and the next start need not look for what was lost.
    """

    def __init__(self, path: Path, clock: Callable[[], datetime], lock: Lock) -> None:
        self.path = path
        self.clock = clock
        self.salvaged = 0
        self.set_aside_file: Path | None = None
        self.engine = engine_on(path)
        self._writers = for_writing(self.engine)
        self._lock = lock
        self._recorders: list[Recorder] = []

    @classmethod
    def open(cls, path: Path, *, clock: Callable[[], datetime], schema: Schema = OURS) -> "KioskFile":
        """Raises Trouble: FILE_IN_USE, FILE_TOO_NEW, DISK_FULL or DISK_FAILS. A damaged file is none: work goes on."""
        with named():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = Lock(part_of(path, ".lock"))
            try:
                return _opened(path, clock, lock, schema)
            except BaseException:
                lock.release()
                raise

    def close(self) -> None:
        """Once more does no harm."""
        if not self._lock.is_held:
            return
        try:
            with named():
                self._lock.mark_closed()
        finally:
            for recorder in self._recorders:
                recorder.close()
            self.engine.dispose()
            self._lock.release()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One snapshot for all that is read inside. Raises Trouble."""
        with named(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction, committed at the end. Raises Trouble, and then nothing was written."""
        with named(), self._writers.begin() as connection:
            yield connection

    def recorder(self) -> Recorder:
        """One for each ledger; closed with the file."""
        with named():
            made = Recorder(self.path)
            self._recorders.append(made)
            return made


def _opened(path: Path, clock: Callable[[], datetime], lock: Lock, schema: Schema) -> KioskFile:
    was_prepared = renewal.is_prepared(path)
    in_log: list[Row] = [] if was_prepared else readable_facts([part_of(path, "-wal")])
    if not was_prepared:
        _bring_up(path, clock(), lock, schema)
    set_aside = None
    if is_new := renewal.is_prepared(path):
        lock.mark_closed()
        set_aside = renewal.finish(path)
    file = KioskFile(path, clock, lock)
    try:
        file.set_aside_file = set_aside
        file.salvaged = _salvaged(file, in_log, is_new=is_new)
        flush_folder(path.parent)
        lock.mark_open()
    except BaseException:
        file.close()
        raise
    if set_aside or file.salvaged:
        log.warning("set aside: %s; facts salvaged: %d", set_aside, file.salvaged)
    return file


def _salvaged(file: KioskFile, in_log: Sequence[Row], *, is_new: bool) -> int:
    """A log that was hit is read only up to there, without a word: what stands behind is put back."""
    with file.writing() as connection:
        if is_new:
            return connection.scalar(select(func.count()).select_from(t.Waiting)) or 0
        return renewal.add_unsent(connection, in_log) if in_log else 0


def _bring_up(path: Path, now: datetime, lock: Lock, schema: Schema) -> None:
    """A file that can be worked with; where there is none, a new one stands prepared."""
    finding = _look_at(path, lock, schema)
    match finding.health:
        case Health.MISSING:
            renewal.prepare(path, now)
        case Health.DAMAGED:
            log.error("the file is damaged: %s", finding.detail)
            renewal.prepare(path, now)
        case Health.TOO_NEW:
            raise Trouble(Reason.FILE_TOO_NEW, f"revision {finding.detail}")
        case Health.BEHIND:
            log.info("revision %s; backed up to %s", finding.detail, upgrade(path, schema))
        case Health.SOUND:
            pass


def _look_at(path: Path, lock: Lock, schema: Schema) -> Finding:
    if lock.was_left_open and path.exists() and not part_of(path, "-wal").exists():
        return Finding(Health.DAMAGED, "its log is missing")
    lock.mark_closed()  # looking carries the log over into the file and ends it
    return examine(path, schema.revision)
