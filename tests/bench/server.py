"""The server at one, eight and thirty-two kiosks, each time in a new factory; its start, and its size."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.demo.premises import free_port, premises
from tests.bench import sync
from tests.bench.figure import line
from tests.processes import serving

CLIENTS = (1, 8, 32)


def measure() -> Iterator[str]:
    yield from _start()
    for count in CLIENTS:
        yield from sync.measure(count)


def _start() -> Iterator[str]:
    with TemporaryDirectory(prefix="kiosk-bench-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        bare = [sys.executable, "-c", "import fastapi; print(open('/proc/self/status').read())"]
        with premises(folder) as place:
            began = time.perf_counter()
            status = subprocess.run(bare, check=True, capture_output=True, text=True).stdout
            bare_s = time.perf_counter() - began
            began = time.perf_counter()
            with serving(place.database_url, free_port(), folder / "second.log") as server:
                ready_s = time.perf_counter() - began
                used_mb = _resident_mb(Path(f"/proc/{server.process.pid}/status").read_text())
    what = "Python that imports FastAPI and ends"
    yield line("server", "start to ready", ready_s, "s", limit=bare_s, of=what, target="<= 3 s")
    limit = _resident_mb(status)
    yield line("server", "memory of a process at rest", used_mb, "MB", limit=limit, of=what, target="<= 130 MB")


def _resident_mb(status: str) -> float:
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024
