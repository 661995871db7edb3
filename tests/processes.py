"""Programs of ours in processes of their own, over loopback, each ended by its number whatever becomes of the test."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

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
def serving(database: str, port: int, log: Path) -> Iterator[Program]:
    """`kiosk serve`, once it is ready."""
    told = {"KIOSK_DATABASE_URL": database, "KIOSK_SECRET": "a secret of at least 32 characters"}
    with program(["serve", "--port", str(port)], log, **told) as server:
        until(lambda: not server.is_running or is_ready(f"http://127.0.0.1:{port}"), STARTS_WITHIN_S)
        assert server.is_running, server.said()
        yield server


def is_ready(server: str) -> bool:
    try:
        return requests.get(server + "/readyz", timeout=5).ok
    except requests.RequestException:
        return False
