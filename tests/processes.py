"""Programs of ours in processes of their own, over loopback, each ended by its number whatever becomes of the test."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from socket import AF_INET, AF_INET6, inet_ntop

import requests

from tests.until import until

ENDS_WITHIN_S = 15
STARTS_WITHIN_S = 40


@dataclass
class Program:
    """A `kiosk` command at work; all that it says stands in its `log`."""

    process: subprocess.Popen[bytes]
    log: Path

    @property
    def is_running(self) -> bool:
        return self.process.poll() is None

    def said(self) -> str:
        return self.log.read_text(errors="replace")

    def ends(self, within_s: float = STARTS_WITHIN_S) -> int:
        """Its exit status, once it has come to its end by itself."""
        return self.process.wait(within_s)

    def stop(self) -> int:
        """Asks it to end, as an init system does; its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(ENDS_WITHIN_S)

    def kill(self) -> None:
        """Like a power cut."""
        self.process.kill()
        self.process.wait(ENDS_WITHIN_S)


@contextmanager
def program(arguments: Sequence[str], log: Path, **environment: str) -> Iterator[Program]:
    with log.open("ab") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "kiosk.cli", *arguments],
            env=os.environ | environment,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
        )
    try:
        yield Program(process, log)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(ENDS_WITHIN_S)


@contextmanager
def running(folder: Path, log: Path, camera: str, *options: str) -> Iterator[Program]:
    """`kiosk run` on a folder, in a window that nobody sees."""
    line = ["run", "--data-dir", str(folder), "--camera", camera, "--window", *options]
    with program(line, log, QT_QPA_PLATFORM="offscreen") as kiosk:
        yield kiosk


@contextmanager
def serving(database: str, port: int, log: Path, *options: str) -> Iterator[Program]:
    """`kiosk serve`, once it is ready."""
    told = {"KIOSK_DATABASE_URL": database, "KIOSK_SECRET": "a secret of at least 32 characters"}
    with program(["serve", "--port", str(port), *options], log, **told) as server:
        until(lambda: not server.is_running or is_ready(f"http://127.0.0.1:{port}"), STARTS_WITHIN_S)
        assert server.is_running, server.said()
        yield server


def is_ready(server: str) -> bool:
    try:
        return requests.get(server + "/readyz", timeout=5).ok
    except requests.RequestException:
        return False


def tree(root: int) -> set[int]:
    """A program's number, and those of all that it started and they in turn."""
    parents = {number: int(told[1]) for number, told in _table().items()}
    found = {root}
    while more := {number for number, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def at_work(programs: Iterable[int]) -> set[int]:
    """Those that have not ended, whether or not anybody has asked how."""
    table = _table()
    return {number for number in programs if number in table and table[number][0] != _ENDED}


def listening(programs: Iterable[int]) -> set[str]:
    """Every address, with its port, on which one of them waits for connections."""
    sockets = {name for number in programs for name in _sockets(number)}
    return {
        _address(row[1], family)
        for table, family in (("tcp", AF_INET), ("tcp6", AF_INET6))
        for row in map(str.split, Path("/proc/net", table).read_text().splitlines()[1:])
        if row[3] == _LISTENS and f"socket:[{row[9]}]" in sockets
    }


_LISTENS, _ENDED = "0A", "Z"


def _table() -> dict[int, list[str]]:
    """By number, what the system says of every program: first its state, then its parent's number."""
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # gone meanwhile
            found[int(stat.parent.name)] = stat.read_text().rpartition(")")[2].split()
    return found


def _sockets(program: int) -> Iterator[str]:
    for handle in Path(f"/proc/{program}/fd").glob("*"):
        with suppress(OSError):
            yield str(handle.readlink())


def _address(text: str, family: int) -> str:
    """The system tells an address in words of four bytes, each turned around."""
    host, _, port = text.partition(":")
    words = re.findall(".{8}", host)
    return f"{inet_ntop(family, b''.join(bytes.fromhex(word)[::-1] for word in words))}:{int(port, 16)}"
