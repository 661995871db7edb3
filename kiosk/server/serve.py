"""The server's processes: one, or several that share a listening socket under a parent that starts dead ones again."""

import os
import sys
from contextlib import suppress
from tempfile import TemporaryDirectory

import uvicorn
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess

from kiosk.server.settings import METERS

STOP_S = 10
"""How long a process that was told to stop may finish what it has."""


class Workers(Multiprocess):
    """uvicorn's own, whose parent holds the socket open until the last worker has ended: whoever connects meanwhile
    would wait for nobody, where a refusal sends a proxy or a kiosk elsewhere at once.
    """

    def terminate_all(self) -> None:
        for door in self.sockets:
            door.close()
        super().terminate_all()


def serve(host: str, port: int, workers: int) -> None:
    """Until it is told to stop: then it takes no more requests, finishes those it has, and ends its streams.

    Ends the program with a status of its own where the server could not start.
    """
    config = uvicorn.Config(
        "kiosk.server.app:create",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        log_level="warning",
        timeout_graceful_shutdown=STOP_S,
        log_config=None,
    )
    with suppress(KeyboardInterrupt):
        has_started = _one(config) if workers == 1 else _several(config)
        sys.exit(0 if has_started else STARTUP_FAILURE)


def _one(config: uvicorn.Config) -> bool:
    server = uvicorn.Server(config)
    server.run()
    return server.started


def _several(config: uvicorn.Config) -> bool:
    with TemporaryDirectory(prefix="kiosk-meters-") as folder:
        os.environ[METERS] = folder
        workers = Workers(config, [config.bind_socket()])
        workers.run()
    return all(worker.exitcode != STARTUP_FAILURE for worker in workers.processes)
