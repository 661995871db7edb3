"""The demo's buildings: a private Postgres cluster and a server process, on this machine alone."""

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

from kiosk.server import schema
from kiosk.server.cluster import Cluster
from kiosk.server.db import connect
from kiosk.trouble import Reason, Trouble

START_S = 30
STOP_S = 15


@dataclass(frozen=True, slots=True)
class Premises:
    """Where the factory is to be found while it stands."""

    database_url: str
    server: str


@contextmanager
def premises(folder: Path) -> Iterator[Premises]:
    """Raises, besides what the parts raise, Trouble(NO_SERVER) where the server does not come up."""
    cluster = Cluster(folder / "postgres")
    url = cluster.start()
    try:
        engine = connect(url)
        schema.upgrade(engine)
        engine.dispose()
        server = f"http://127.0.0.1:{free_port()}"
        with _serving(url, server, folder / "server.log"):
            yield Premises(url, server)
    finally:
        cluster.stop()


@contextmanager
def program(arguments: Sequence[str], log: Path, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """One of our own commands in a process of its own, ended with it."""
    with log.open("ab") as out:
        process = subprocess.Popen(  # noqa: S603 - our own command line
            [sys.executable, "-m", "kiosk.cli", *arguments],
            env=os.environ | environment,
            stdout=out,
            stderr=out,
        )
    try:
        yield process
    finally:
        end(process)


def end(process: subprocess.Popen[bytes]) -> int:
    """Asks it to stop, and makes it stop where it does not."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
    try:
        return process.wait(STOP_S)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


@contextmanager
def _serving(url: str, server: str, log: Path) -> Iterator[None]:
    port = server.rpartition(":")[2]
    secret = secrets.token_hex(32)
    with program(["serve", "--port", port], log, KIOSK_DATABASE_URL=url, KIOSK_SECRET=secret) as process:
        _wait_until_ready(server, process)
        yield


def _wait_until_ready(server: str, process: subprocess.Popen[bytes]) -> None:
    patience = time.monotonic() + START_S
    while time.monotonic() < patience and process.poll() is None:
        try:
            if requests.get(server + "/readyz", timeout=2).ok:
                return
        except requests.ConnectionError:
            time.sleep(0.05)
    raise Trouble(Reason.NO_SERVER, "the demo's server did not come up; see server.log")


def offscreen(folder: Path, width: int = 1280, height: int = 800) -> str:
    """Qt's platform for a machine without a display, with a screen of the size that a kiosk has."""
    screen = {"name": "demo", "x": 0, "y": 0, "width": width, "height": height, "logicalDpi": 96, "dpr": 1}
    file = folder / "screen.json"
    file.write_text(json.dumps({"screens": [screen]}))
    return f"offscreen:configfile={file}"
