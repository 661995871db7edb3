"""One program at a time on a file, and whether the last one closed it."""

import os
import sys
from pathlib import Path
from typing import IO

from kiosk.trouble import Reason, Trouble

if sys.platform == "win32":
    import msvcrt

    def _seize(handle: IO[bytes]) -> None:
        handle.seek(_LOCKED_BYTE)
        msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _seize(handle: IO[bytes]) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


_LOCKED_BYTE = 1024
"""Where Windows locks, away from the mark, which a locked byte would hide."""

_OPEN = b"open"


class Lock:
    """Held through the system, so that it ends with its program however that ends. The file itself stays: removing it
    would let two programs each lock a file of that name.
    """

    def __init__(self, path: Path) -> None:
        """Raises Trouble (FILE_IN_USE) where another program holds it."""
        self._handle = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b", buffering=0)
        try:
            _seize(self._handle)
        except OSError as taken:
            self._handle.close()
            raise Trouble(Reason.FILE_IN_USE, str(path)) from taken
        self._handle.seek(0)
        self.was_left_open = self._handle.read(len(_OPEN)) == _OPEN

    @property
    def is_held(self) -> bool:
        return not self._handle.closed

    def mark_open(self) -> None:
        """From here on the file has its write-ahead log beside it: found without, it lost what stood in there."""
        self._write(_OPEN)

    def mark_closed(self) -> None:
        self.was_left_open = False
        self._write(b"")

    def release(self) -> None:
        self._handle.close()

    def _write(self, mark: bytes) -> None:
        self._handle.seek(0)
        self._handle.write(mark)
        self._handle.truncate(len(mark))
        os.fsync(self._handle.fileno())
