"""The edge of the disk: what it refuses becomes Trouble here, and what must outlive a power cut is flushed."""

import errno
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from kiosk.trouble import Reason, Trouble

_FULL = {errno.ENOSPC, errno.EDQUOT}
_FAILS = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_READONLY,
}
DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


@contextmanager
def named() -> Iterator[None]:
    """Raises Trouble, DISK_FULL or DISK_FAILS, for what the disk did; what is our own mistake passes as it is."""
    try:
        yield
    except DBAPIError as wrong:
        if isinstance(wrong.orig, sqlite3.Error) and (reason := _reason(wrong.orig)):
            raise Trouble(reason, str(wrong.orig)) from wrong
        raise
    except sqlite3.Error as wrong:
        if reason := _reason(wrong):
            raise Trouble(reason, str(wrong)) from wrong
        raise
    except OSError as wrong:
        raise Trouble(Reason.DISK_FULL if wrong.errno in _FULL else Reason.DISK_FAILS, str(wrong)) from wrong


def primary_code(wrong: sqlite3.Error) -> int | None:
    """SQLite's result code without its finer shades; None where the error came from the driver alone."""
    code: int | None = getattr(wrong, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def flush_folder(folder: Path) -> None:
    """Makes the names in a folder outlive a power cut. Windows does so by itself and opens no folders."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _reason(wrong: sqlite3.Error) -> Reason | None:
    code = primary_code(wrong)
    if code == sqlite3.SQLITE_FULL or getattr(wrong, "sqlite_errorcode", None) == sqlite3.SQLITE_IOERR_SHMSIZE:
        return Reason.DISK_FULL
    return Reason.DISK_FAILS if code in _FAILS else None
