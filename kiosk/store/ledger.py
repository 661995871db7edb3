"""The ledger of this kiosk: what a code stands for, what was done, and what that comes to. Lives on the store lane."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from kiosk import wire
from kiosk.floor.answers import No
from kiosk.floor.board import Floor
from kiosk.floor.desk import Found, PinTried, Unknown
from kiosk.floor.facts import Fact
from kiosk.floor.folding import Folding
from kiosk.floor.ids import BundleId, StationId, WorkerId
from kiosk.floor.matters import Open
from kiosk.floor.people import Station, Worker
from kiosk.floor.slip import Slip
from kiosk.floor.tabling import OnTable
from kiosk.store import board, day, finding, lays, matters, recording, reference, slips
from kiosk.store import tables as t
from kiosk.store.day import Today
from kiosk.store.file import KioskFile
from kiosk.store.finding import Finder
from kiosk.store.pins import Pins
from kiosk.store.progress import progress_after, progress_of
from kiosk.store.sheets import Sheet, sheets


@dataclass(frozen=True, slots=True)
class _Seen:
    """The sheets last read, with the folds that have taken their facts, and the file's version then: while that stands,
    nobody else has written.
    """

    version: int = -1
    sheets: Mapping[BundleId, tuple[Sheet, Folding | None]] = field(default_factory=dict)


class Ledger:
    """Every method raises Trouble where the disk fails."""

    def __init__(self, file: KioskFile) -> None:
        self._file = file
        self._recorder, self._pins = file.recorder(), Pins(file)
        self._seen = _Seen()

    def workspace(self) -> wire.Workspace | None:
        with self._file.reading() as connection:
            return reference.workspace(connection)

    def station(self, id_: StationId) -> Station | None:
        with self._file.reading() as connection:
            return reference.station(connection, id_)

    def people(self) -> list[Worker]:
        """Everybody who works here, by name."""
        with self._file.reading() as connection:
            return reference.active_workers(connection)

    def try_pin(self, id_: WorkerId, pin: str, *, station: Station, now: datetime) -> Found:
        """Whose PIN this is said to be. Raises Trouble (NOT_READY) as `look_up` does."""
        with self._file.reading() as connection:
            known = Finder(connection, None, station, now).named(id_)
        return PinTried(known, *self._pins.take(id_, pin, now)) if known else Unknown(No.UNKNOWN_BADGE)

    def look_up(self, text: str, *, worker: Worker | None, station: Station, now: datetime) -> Found:
        """Raises Trouble (NOT_READY) before the server has told which factory this is."""
        version = self._recorder.version()
        with self._file.reading() as connection:
            found, read = Finder(connection, worker, station, now).find(text)
        if read:
            self._seen = _Seen(version, {read[0].bundle.id: read})
        return found

    def is_far(self, text: str) -> bool:
        """Whether it may be the ticket of a bundle that the server knows more of than this file does."""
        with self._file.reading() as connection:
            return finding.is_far(connection, text)

    def new_count(self, pieces: int, *, worker: Worker | None, station: Station, now: datetime) -> Found:
        """So many pieces of the work that the worker recorded last."""
        with self._file.reading() as connection:
            return Finder(connection, worker, station, now).count(pieces)

    def record(self, facts: Sequence[Fact]) -> None:
        """All or nothing, durably. Raises Trouble (DISK_FULL, DISK_FAILS): then nothing is recorded, and the next call
        works as soon as the disk does. Raises ValueError where the running numbers do not go on.
        """
        if not facts:
            return
        new, rows = recording.by_bundle(facts), recording.facts_as_rows(facts)
        seen = self._seen if new.keys() <= self._seen.sheets.keys() else _Seen()
        self._seen = _Seen()  # its folds take the new facts, which may yet fail to be recorded
        known = {id_: seen.sheets[id_] for id_ in new if id_ in seen.sheets}
        progress = [progress_after(sheet, folding, new[id_]) for id_, (sheet, folding) in known.items()]
        after = {id_: sheet.adding(new[id_]) for id_, (sheet, _) in known.items()}
        with self._recorder.transaction() as sql:
            version = self._recorder.version()
            if version != seen.version and new:
                with self._file.reading() as connection:
                    after = sheets(connection, new.keys(), new)
                progress = [progress_of(sheet) for sheet in after.values()]
            recording.write(sql, rows, progress)
        self._seen = _Seen(version, {id_: (sheet, None) for id_, sheet in after.items()})

    def next_number(self) -> int:
        with self._file.reading() as connection:
            return (connection.scalar(select(t.Kiosk.last_number)) or 0) + 1

    def day_of(self, worker_id: WorkerId, starts_at: datetime, ends_at: datetime) -> Today:
        """Asked for once the answer to a scan is on the screen."""
        self._recorder.rest()
        with self._file.reading() as connection:
            return day.day_of(connection, worker_id, starts_at, ends_at)

    def lays(self) -> list[OnTable]:
        """Those that are cut here. Raises Trouble (NOT_READY) before the factory is known."""
        with self._file.reading() as connection:
            return lays.lays(connection)

    def slip(self, worker: WorkerId, now: datetime) -> Slip | None:
        """The worker's shift so far; None before the server has told which factory this is."""
        with self._file.reading() as connection:
            return slips.slip_of(connection, worker, now)

    def open_matters(self, now: datetime, of: BundleId | None = None) -> Open:
        """What waits for a supervisor's word, here or on one bundle."""
        with self._file.reading() as connection:
            return matters.of_bundle(connection, of, now) if of else matters.waiting(connection, now)

    def floor_now(self, now: datetime) -> Floor | None:
        with self._file.reading() as connection:
            return board.floor_now(connection, now)
