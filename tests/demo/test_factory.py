"""The demo as whoever tries it first meets it: one command, and a factory that leaves nothing behind."""

import json
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import requests
from sqlalchemy import func, select

from kiosk.demo.seed import accounts
from kiosk.server import tables as t
from kiosk.server.db import connect
from tests.processes import at_work, listening, tree
from tests.until import until

ENDS_WITHIN_S = 15
STARTS_WITHIN_S = 60

SUMS = [
    "scans_shown",
    "facts_recorded",
    "facts_central",
    "waiting",
    "set_aside",
    "bundle_status_history",
    "sewing_run_operations",
    "units_completed",
    "board_units",
    "pictures",
]
READY = {
    "server",
    "admin",
    "supervisor",
    "operator",
    "device",
    "database_url",
    "data_dir",
    "workspace_id",
    "badges",
    "pin",
}


@pytest.fixture
def place() -> Iterator[Path]:
    """Where the demo makes its folder: one that root's Postgres may enter, which `tmp_path` is not."""
    with TemporaryDirectory(prefix="kiosk-test-") as folder:
        Path(folder).chmod(0o711)
        yield Path(folder)


@contextmanager
def demo(place: Path, beside: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    """`beside`: the folder in which it is called."""
    with (beside / "stderr.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "kiosk.cli", "demo", *options],
            cwd=beside,
            env=os.environ | {"TMPDIR": str(place), "QT_QPA_PLATFORM": "offscreen"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    try:
        yield process
    finally:
        if process.poll() is None:  # its parts end with it only where it is asked
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=STARTS_WITHIN_S)


def sums(stdout: str) -> dict[str, Any]:
    """Its last line, where the numbers agree with each other."""
    told: dict[str, Any] = json.loads(stdout.splitlines()[-1])
    assert list(told) == SUMS
    assert told["facts_recorded"] == told["facts_central"] >= told["scans_shown"] > 0
    assert told["units_completed"] == told["board_units"] > 0
    assert (told["waiting"], told["set_aside"]) == (0, 0)
    assert min(told["bundle_status_history"], told["sewing_run_operations"]) > 0
    assert all(Path(picture).read_bytes().startswith(b"\x89PNG") for picture in told["pictures"])
    return told


def test_a_film_of_hands_from_the_camera_to_the_board(place: Path, tmp_path: Path) -> None:
    with demo(place, tmp_path, "--headless", "--seconds", "12") as process:
        stdout, _ = process.communicate(timeout=STARTS_WITHIN_S)
    said = (tmp_path / "stderr.log").read_text()
    assert process.returncode == 0, said
    assert "Traceback" not in said
    pictures = [Path(picture).relative_to(tmp_path) for picture in sums(stdout)["pictures"]]
    assert pictures[0] == Path("demo-pictures/scan-01.png")
    assert pictures[-1] == Path("demo-pictures/board.png")
    assert list(place.iterdir()) == []


def test_a_factory_to_try_by_hand(place: Path, tmp_path: Path) -> None:
    ready = tmp_path / "ready.json"
    with demo(place, tmp_path, "--hold", "--no-window", "--ready", str(ready)) as process:
        until(lambda: ready.exists() or process.poll() is not None, STARTS_WITHIN_S)
        assert process.poll() is None, (tmp_path / "stderr.log").read_text()
        told = json.loads(ready.read_text())
        assert stat.S_IMODE(ready.stat().st_mode) == 0o600
        assert told.keys() == READY
        everything_answers(told)
        postmaster = int((Path(told["data_dir"]) / "postgres" / "postmaster.pid").read_text().splitlines()[0])
        programs = tree(process.pid) | tree(postmaster)
        assert listening(programs) == {told["server"].removeprefix("http://")}
        process.send_signal(signal.SIGTERM)
        stdout, _ = process.communicate(timeout=ENDS_WITHIN_S)
    assert process.returncode == 0, (tmp_path / "stderr.log").read_text()
    assert len(sums(stdout)["pictures"]) == 1
    assert at_work(programs) == set()
    assert list(place.iterdir()) == []


def everything_answers(told: dict[str, Any]) -> None:
    server = told["server"]
    assert requests.get(server + "/healthz", timeout=5).json()["status"] == "alive"
    assert requests.get(server + "/readyz", timeout=5).json()["status"] == "ready"
    for role in ("admin", "supervisor", "operator"):
        user = requests.post(server + "/api/auth/login", json=told[role], timeout=5).json()["user"]
        assert (user["role"], user["workspaceId"]) == (role.upper(), told["workspace_id"])
    token = {"Authorization": f"Bearer {told['device']['token']}"}
    news = requests.get(server + "/api/sync/changes", headers=token, timeout=5).json()
    assert news["workspace"]["id"] == told["workspace_id"]
    engine = connect(told["database_url"])
    with engine.connect() as connection:
        devices = select(func.count()).where(t.Device.id == told["device"]["id"])
        assert connection.scalar(devices.select_from(t.Device)) == 1
    engine.dispose()


def test_passwords_are_made_anew_each_time() -> None:
    first, again = ({account.password for account in accounts()} for _ in range(2))
    assert len(first | again) == 6
    assert min(map(len, first)) >= 12
