"""A code scanner on a serial line, by its device file: it sends each code as a line."""

import logging
import os
import select
import sys
import threading
from collections import deque
from pathlib import Path

from kiosk.trouble import Reason, Trouble

if sys.platform != "win32":
    import termios

FIRST_WAIT_S, LONGEST_WAIT_S = 0.25, 5.0
LONGEST_LINE = 4096
"""Bytes. A longer line is noise, or a code that is none of ours; it is passed over whole."""

_log = logging.getLogger(__name__)


class Lines:
    """Cuts what comes into lines, ended by CR, LF or both. The unfinished rest waits for its end."""

    def __init__(self) -> None:
        self._rest = b""
        self._is_too_long = False

    def cut(self, more: bytes) -> list[str]:
        """The lines that `more` ends, without empty ones."""
        *whole, rest = (self._rest + more).replace(b"\r", b"\n").split(b"\n")
        if whole and self._is_too_long:
            whole, self._is_too_long = whole[1:], False
        if len(rest) > LONGEST_LINE:
            rest, self._is_too_long = b"", True
        self._rest = rest
        texts = (line.decode("utf-8", "replace").strip() for line in whole if len(line) <= LONGEST_LINE)
        return [text for text in texts if text]


class Scanner:
    """Belongs to one lane: `next` after `next`. Opens the line by itself, again and again while it is lost.

    `path` is a serial device such as `/dev/ttyUSB0` or `/dev/ttyACM0`, a pseudo-terminal or a FIFO.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._line: int | None = None
        self._lines, self._codes = Lines(), deque[str]()
        self._wait_s = 0.0
        self._is_lost = False
        self._closing = threading.Event()

    def next(self, wait_s: float = 0.5) -> str | None:
        """The next code; None when none came within `wait_s`.

        Raises Trouble(SCANNER_LOST) after each try to open a line that is not there, so a caller that simply asks
        again does not spin.
        """
        if not self._codes:
            self._codes.extend(self._lines.cut(self._read(wait_s)))
        return self._codes.popleft() if self._codes else None

    def close(self) -> None:
        """From another thread: ends the waiting. Whoever asks on is told that the line is lost."""
        self._closing.set()

    def _read(self, wait_s: float) -> bytes:
        """What came within `wait_s`."""
        line = self._opened()
        try:
            ready, _, _ = select.select([line], [], [], wait_s)
            more = os.read(line, LONGEST_LINE) if ready else None
        except OSError as error:
            raise self._lose("has gone") from error
        if more == b"" or self._closing.is_set():
            raise self._lose("has gone")
        return more or b""

    def _opened(self) -> int:
        if self._line is None:
            self._closing.wait(self._wait_s)
            self._wait_s = min(max(2 * self._wait_s, FIRST_WAIT_S), LONGEST_WAIT_S)
            try:
                self._line = _open(self._path)
            except OSError as error:
                raise self._lose("cannot be opened") from error
            if self._is_lost:
                _log.info("Scanner %s is back", self._path)
            self._wait_s, self._is_lost = 0.0, False
        return self._line

    def _lose(self, what: str) -> Trouble:
        if self._line is not None:
            os.close(self._line)
        self._line, self._lines = None, Lines()
        if not self._is_lost and not self._closing.is_set():
            _log.warning("Scanner %s %s", self._path, what)
        self._is_lost = True
        return Trouble(Reason.SCANNER_LOST, self._path)


def _open(path: str) -> int:
    """Never waits: not for a modem's carrier, not for whoever writes. Raises OSError."""
    if sys.platform == "win32":
        raise OSError("serial scanners are read on Linux only")
    # A FIFO that is open for writing as well has no end when its writer goes.
    mode = os.O_RDWR if Path(path).is_fifo() else os.O_RDONLY
    line = os.open(path, mode | os.O_NONBLOCK | os.O_NOCTTY)
    try:
        if os.isatty(line):
            _make_raw(line)
    except (OSError, termios.error) as error:
        os.close(line)
        raise OSError(str(error)) from error
    return line


def _make_raw(line: int) -> None:
    """9600 baud, eight bits, no parity, as scanners leave the factory; a USB one has no baud. Nothing is echoed."""
    input_, output, control, local, _, _, signs = termios.tcgetattr(line)
    input_ &= ~(termios.ICRNL | termios.INLCR | termios.IGNCR | termios.IXON | termios.IXOFF | termios.ISTRIP)
    local &= ~(termios.ICANON | termios.ECHO | termios.ECHOE | termios.ISIG | termios.IEXTEN)
    control &= ~(termios.CSIZE | termios.PARENB | termios.CSTOPB)
    control |= termios.CS8 | termios.CLOCAL | termios.CREAD
    signs[termios.VMIN], signs[termios.VTIME] = 1, 0
    speed = termios.B9600
    termios.tcsetattr(line, termios.TCSANOW, [input_, output, control, local, speed, speed, signs])
