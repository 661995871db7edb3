"""A private Postgres cluster in a folder of its own: no TCP port, started and stopped by whoever owns the folder."""

import os
import pwd
import shlex
import shutil
import stat
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from kiosk.trouble import Reason, Trouble

LONGEST_SOCKET = 90
"""Characters of a Unix socket's folder, of the 107 that the system allows for all of its path."""

NOT_DURABLE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
"""Settings for clusters that live as long as a test."""

PATIENCE_S = 60
"""How long a start, a stop or a recovery may take."""


_NUMBER, _SOCKETS = 0, 4
"""Lines of the file `postmaster.pid`: the process, and the folder of its sockets."""


class Cluster:
    """Postgres refuses to run as root; for root it is run by the system user `postgres`, who then owns the folder."""

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        self._folder = folder.absolute()
        self._settings = () if durable else NOT_DURABLE
        self._user = _postgres() if os.geteuid() == 0 else None

    def start(self) -> str:
        """Its address. Makes the cluster where there is none; one that was killed recovers; one that still runs,
        because only its owner was killed, is taken over.

        Raises Trouble: NO_POSTGRES where it is not installed, POSTGRES_FAILS where it does not start, FOLDER_CLOSED
        where root's Postgres may not enter the folder, DISK_FAILS where it cannot be written or holds other things.
        """
        self._prepare()
        sockets = self._survivor()
        if sockets is None:
            sockets = self._socket_folder()
            options = f"-c listen_addresses='' -k {shlex.quote(str(sockets))}"
            options += "".join(f" -c {setting}" for setting in self._settings)
            log = str(self._folder / "postgres.log")
            self._run("pg_ctl", "-D", str(self._folder), "-w", "-t", str(PATIENCE_S), "-l", log, "-o", options, "start")
        return f"postgresql+psycopg://kiosk@/postgres?host={quote(str(sockets), safe='/')}"

    def stop(self, *, at_once: bool = False) -> None:
        """Ends it cleanly; `at_once` ends it like a power cut. Nothing happens where it has ended already."""
        if not self._runs():
            return
        sockets = Path(self._told(_SOCKETS))
        mode = "immediate" if at_once else "fast"
        self._run("pg_ctl", "-D", str(self._folder), "-m", mode, "-w", "-t", str(PATIENCE_S), "stop")
        if sockets.parent != self._folder:
            shutil.rmtree(sockets, ignore_errors=True)

    def _prepare(self) -> None:
        """The folder with a cluster in it. One whose making was cut short is made anew."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._check_open()
            self._hand_over(self._folder)
            if not (self._folder / "PG_VERSION").exists():
                self._make()
        except OSError as wrong:
            raise Trouble(Reason.DISK_FAILS, f"{self._folder}: {wrong}") from wrong

    def _make(self) -> None:
        part = self._folder.with_name(self._folder.name + ".part")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir()
        self._hand_over(part)
        self._run("initdb", "-D", str(part), "-U", "kiosk", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        part.replace(self._folder)

    def _check_open(self) -> None:
        closed = [str(parent) for parent in self._folder.parents if not parent.stat().st_mode & stat.S_IXOTH]
        if self._user and closed:
            raise Trouble(Reason.FOLDER_CLOSED, f"user {self._user.pw_name} may not enter {closed[0]}")

    def _survivor(self) -> Path | None:
        """The sockets of a cluster that runs here already, once it is done starting or ending; None where none runs."""
        patience = time.monotonic() + PATIENCE_S
        while self._runs():
            sockets = self._told(_SOCKETS)
            if self._call("pg_isready", "-q", "-h", sockets).returncode == 0:
                return Path(sockets)
            if time.monotonic() > patience:
                raise Trouble(Reason.POSTGRES_FAILS, "a Postgres that runs here does not answer")
            time.sleep(0.05)
        return None

    def _runs(self) -> bool:
        """Whether the process that the cluster wrote down is there. After a power cut its number may be another
        program's, for which Postgres would wait in vain: then what it wrote down is put away.
        """
        number = self._told(_NUMBER)
        try:
            os.kill(int(number), 0)
            name = Path(f"/proc/{number}/comm")
            is_another = name.exists() and name.read_text().strip() != "postgres"
        except (ValueError, OSError):
            return False
        if is_another:
            (self._folder / "postmaster.pid").unlink(missing_ok=True)
        return not is_another

    def _told(self, line: int) -> str:
        """A line of what a cluster writes down of itself while it runs; empty where there is none."""
        try:
            return (self._folder / "postmaster.pid").read_text().splitlines()[line].strip()
        except (OSError, IndexError):
            return ""

    def _socket_folder(self) -> Path:
        """In the cluster's folder where its path is short enough, else in a short one of its own."""
        within = len(str(self._folder)) < LONGEST_SOCKET
        sockets = self._folder / "sockets" if within else Path(tempfile.mkdtemp(prefix="kiosk-pg-"))
        sockets.mkdir(exist_ok=True)
        self._hand_over(sockets)
        return sockets

    def _hand_over(self, folder: Path) -> None:
        folder.chmod(0o700)
        if self._user is not None:
            os.chown(folder, self._user.pw_uid, self._user.pw_gid)

    def _run(self, program: str, *arguments: str) -> None:
        done = self._call(program, *arguments)
        if done.returncode != 0:
            raise Trouble(Reason.POSTGRES_FAILS, f"{program}: {done.stderr.decode(errors='replace')[-500:].strip()}")

    def _call(self, program: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        try:
            return subprocess.run(  # noqa: S603 - Postgres' own programs
                [str(binaries() / program), *arguments],
                check=False,
                timeout=PATIENCE_S + 30,
                cwd="/",
                user=self._user.pw_uid if self._user else None,
                group=self._user.pw_gid if self._user else None,
                extra_groups=[] if self._user else None,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
            )
        except (OSError, subprocess.SubprocessError) as wrong:
            raise Trouble(Reason.POSTGRES_FAILS, f"{program}: {wrong}") from wrong


def _postgres() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        raise Trouble(Reason.NO_POSTGRES, "there is no user postgres") from None


def binaries() -> Path:
    """The folder of Postgres' programs, the newest where there are several. Raises Trouble(NO_POSTGRES)."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: int(path.parts[-3]))
    path = str(found[-1]) if found else shutil.which("pg_ctl")
    if path is None:
        raise Trouble(Reason.NO_POSTGRES, "no pg_ctl found")
    return Path(path).parent
