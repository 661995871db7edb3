"""PINs at this kiosk, offline too. A try is counted, durably, before it is looked at: no plug pulled wins a guess."""

import json
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert as upsert

from kiosk.floor.access import Tried, wait_s
from kiosk.floor.ids import WorkerId
from kiosk.store import tables as t
from kiosk.store.file import KioskFile

_hasher = PasswordHasher()


class Pins:
    """Raises Trouble where the disk fails: then the PIN was not looked at."""

    def __init__(self, file: KioskFile) -> None:
        self._file = file

    def take(self, worker: WorkerId, pin: str, now: datetime) -> tuple[Tried, int]:
        """What came of the try, and how many seconds the next one has to wait."""
        kept = self._kept(worker)
        if kept is None:
            return Tried.NONE_SET, 0
        hash_, seal = kept
        left, wrong = self._count(worker, seal, now)
        if left:
            return Tried.TOO_SOON, left
        if not _is_right(pin, hash_):
            return Tried.WRONG, wait_s(wrong)
        with self._file.writing() as connection:
            connection.execute(delete(t.PinTries).where(t.PinTries.worker == worker))
        return Tried.RIGHT, 0

    def _kept(self, worker: WorkerId) -> tuple[str, str] | None:
        with self._file.reading() as connection:
            row = connection.execute(select(t.Pin.body, t.Pin.seal).where(t.Pin.id == worker)).one_or_none()
        hash_ = json.loads(row.body)["hash"] if row else None
        return (hash_, row.seal) if row and hash_ else None

    def _count(self, worker: WorkerId, seal: str, now: datetime) -> tuple[int, int]:
        """Seconds still to wait, in which case this try does not count; and the wrong ones so far with this one."""
        with self._file.writing() as connection:
            row = connection.execute(select(t.PinTries).where(t.PinTries.worker == worker)).one_or_none()
            wrong, last_at = (row.wrong, row.last_at) if row and row.pin == seal else (0, now)
            since = max(timedelta(0), now - last_at)  # a clock that went back makes nobody wait for days
            left = wait_s(wrong) - since // timedelta(seconds=1)
            if wrong and left > 0:
                return left, wrong
            tried = {"worker": worker, "pin": seal, "wrong": wrong + 1, "last_at": now}
            put = upsert(t.PinTries).values(tried)
            connection.execute(put.on_conflict_do_update(index_elements=["worker"], set_=tried))
            return 0, wrong + 1


def _is_right(pin: str, hash_: str) -> bool:
    try:
        return _hasher.verify(hash_, pin)
    except (VerificationError, InvalidHashError):
        return False
