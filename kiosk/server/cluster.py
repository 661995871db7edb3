"""A private Postgres cluster in a folder of its own: no TCP port, started and stopped by whoever owns the folder."""

import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from kiosk.trouble import Reason, Trouble

LONGEST_SOCKET = 90
"""Characters of a Unix socket's folder, of the 107 that the system allows for all of its path."""

NOT_DURABLE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
"""Settings for clusters that live as long as a test."""


class Cluster:
    """Postgres refuses to run as root; for root it is run by the system user `postgres`, who then owns the folder."""

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        self._folder = folder.absolute()
        self._settings = () if durable else NOT_DURABLE
        self._sockets: Path | None = None
        self._user = "postgres" if os.geteuid() == 0 else None

    def start(self) -> str:
        """Its address. Makes the cluster where there is none; one that was killed recovers.

        Raises Trouble: NO_POSTGRES where Postgres is not installed or does not start, FOLDER_CLOSED where root's
        Postgres may not enter the folder.
        """
        self._prepare()
        if not (self._folder / "PG_VERSION").exists():
            self._run("initdb", "-D", str(self._folder), "-U", "kiosk", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        sockets = self._socket_folder()
        options = f"-c listen_addresses='' -k {sockets} " + " ".join(f"-c {setting}" for setting in self._settings)
        log = str(self._folder / "postgres.log")
        self._run("pg_ctl", "-D", str(self._folder), "-w", "-t", "60", "-l", log, "-o", options, "start")
        return f"postgresql+psycopg://kiosk@/postgres?host={sockets}"

    def stop(self, *, at_once: bool = False) -> None:
        """Ends it cleanly; `at_once` ends it like a power cut."""
        mode = "immediate" if at_once else "fast"
        self._run("pg_ctl", "-D", str(self._folder), "-m", mode, "-w", "stop")
        if self._sockets is not None and self._sockets.parent != self._folder:
            shutil.rmtree(self._sockets, ignore_errors=True)
        self._sockets = None

    def _prepare(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        closed = [str(parent) for parent in self._folder.parents if not parent.stat().st_mode & stat.S_IXOTH]
        if self._user and closed:
            raise Trouble(Reason.FOLDER_CLOSED, f"user {self._user} may not enter {closed[0]}")
        self._folder.chmod(0o700)
        self._hand_over(self._folder)

    def _socket_folder(self) -> Path:
        """In the cluster's folder where its path is short enough, else in a short one of its own."""
        if self._sockets is None:
            within = len(str(self._folder)) < LONGEST_SOCKET
            self._sockets = self._folder / "sockets" if within else Path(tempfile.mkdtemp(prefix="kiosk-pg-"))
            self._sockets.mkdir(exist_ok=True)
            self._hand_over(self._sockets)
        return self._sockets

    def _hand_over(self, folder: Path) -> None:
        if self._user is not None:
            entry = pwd.getpwnam(self._user)
            os.chown(folder, entry.pw_uid, entry.pw_gid)

    def _run(self, program: str, *arguments: str) -> None:
        try:
            self._call([str(binaries() / program), *arguments])
        except (OSError, KeyError, subprocess.SubprocessError) as wrong:
            raise Trouble(Reason.NO_POSTGRES, f"{program}: {wrong}") from wrong

    def _call(self, line: Sequence[str]) -> None:
        group = pwd.getpwnam(self._user).pw_gid if self._user else None
        subprocess.run(  # noqa: S603 - Postgres' own programs
            line,
            check=True,
            timeout=90,
            cwd="/",
            user=self._user,
            group=group,
            extra_groups=[] if self._user else None,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


def binaries() -> Path:
    """The folder of Postgres' programs, the newest where there are several. Raises Trouble(NO_POSTGRES)."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: int(path.parts[-3]))
    path = str(found[-1]) if found else shutil.which("pg_ctl")
    if path is None:
        raise Trouble(Reason.NO_POSTGRES, "no pg_ctl found")
    return Path(path).parent
