"""A streaming copy of a cluster, made as an administrator would make it."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import chown, rmtree

from sqlalchemy.engine import make_url

from kiosk.server.cluster import Cluster, binaries


@dataclass
class Standby:
    cluster: Cluster
    url: str


@contextmanager
def standby(primary: str, folder: Path) -> Iterator[Standby]:
    """Of the cluster at this address; `folder` is one that root's Postgres may enter."""
    user = "postgres" if os.geteuid() == 0 else None
    folder.mkdir(mode=0o700)
    if user:
        chown(folder, user, user)
    sockets = str(make_url(primary).query["host"])
    line = [str(binaries() / "pg_basebackup"), "-D", str(folder), "-h", sockets, "-U", "kiosk", "-R", "-c", "fast"]
    subprocess.run(line, check=True, timeout=60, cwd="/", user=user, extra_groups=[] if user else None)
    rmtree(folder / "sockets")  # the other's, which lie within its folder
    cluster = Cluster(folder, durable=False)
    try:
        yield Standby(cluster, cluster.start())
    finally:
        cluster.stop(at_once=True)
