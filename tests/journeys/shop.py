"""A factory of real programs: a migrated database, a port for its server, a folder for its kiosk, and their logs."""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests
from sqlalchemy import Engine, func, select, update

from kiosk.demo.premises import free_port
from kiosk.server import tables as t
from kiosk.server.db import connect
from tests.journeys.house import B1, B2
from tests.processes import Program, program, running, serving
from tests.server.factory import build
from tests.sync.central import PASSWORD, QUICK_HASH

_RECORDED = "SELECT id, number FROM own_facts UNION SELECT id, number FROM confirmed_facts"


@dataclass(frozen=True)
class Shop:
    place: Path
    database: str
    engine: Engine
    port: int

    @property
    def server(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def folder(self) -> Path:
        return self.place / "kiosk"

    # ---- its programs

    def serves(self) -> AbstractContextManager[Program]:
        return serving(self.database, self.port, self.place / "server.log")

    def runs(self, camera: Path) -> AbstractContextManager[Program]:
        return running(self.folder, self.place / "kiosk.log", str(camera))

    def pairs(self) -> str:
        """What the program says in the end; its server must run."""
        return ended(["pair", "--data-dir", str(self.folder), self.server, self._new_code()], self.place / "pair.log")

    def _new_code(self) -> str:
        admin = {"email": "admin@w1.example", "password": PASSWORD}
        token = requests.post(self.server + "/api/auth/login", json=admin, timeout=10).json()["access_token"]
        asked = requests.post(
            self.server + "/api/devices/pairing-codes",
            json={"station_id": "s1"},
            headers={"Authorization": f"Bearer {token}"},
            timeout=10,
        )
        return str(asked.json()["code"])

    def logs(self) -> str:
        return "".join(log.read_text(errors="replace") for log in sorted(self.place.glob("*.log")))

    # ---- what stands in its files and tables

    def recorded(self) -> dict[str, int]:
        """Id and running number of every fact that the kiosk has called recorded."""
        with self._file() as file:
            return dict(file.execute(_RECORDED))

    def waiting(self) -> int:
        with self._file() as file:
            return int(file.execute("SELECT count(*) FROM outbox").fetchone()[0])

    def central(self) -> dict[str, int]:
        """The same of every fact that the server holds."""
        with self.engine.connect() as connection:
            return {str(id_): number for id_, number in connection.execute(select(t.Fact.id, t.Fact.number))}

    def pieces(self) -> list[int]:
        """As the facts tell them, as the runs hold them, and as the board sums them up."""
        told = select(func.sum(t.Fact.body["pieces"].as_integer())).where(t.Fact.kind == "work-done")
        held, shown = select(func.sum(t.SewingRunOperation.units_completed)), select(func.sum(t.HourTally.pieces))
        with self.engine.connect() as connection:
            return [int(connection.scalar(query) or 0) for query in (told, held, shown)]

    @contextmanager
    def _file(self) -> Iterator[sqlite3.Connection]:
        """As it lies there, whether a kiosk works with it or was killed."""
        with closing(sqlite3.connect(f"file:{self.folder / 'kiosk.db'}?mode=ro", uri=True)) as file:
            yield file


def ended(arguments: list[str], log: Path, status: int = 0, **environment: str) -> str:
    """All that a command said that ends by itself."""
    with program(arguments, log, **environment) as done:
        assert done.ends() == status, done.said()
    return done.said()


@contextmanager
def shop_in(place: Path, database: str) -> Iterator[Shop]:
    """Migrates the empty database by its own command; then the small factory is in it, with bundles b1 and b2."""
    ended(["migrate"], place / "migrate.log", KIOSK_DATABASE_URL=database)
    engine = connect(database)
    build(engine, B1, B2)
    with engine.begin() as connection:
        connection.execute(update(t.User).values(password_hash=QUICK_HASH))
    yield Shop(place, database, engine, free_port())
    engine.dispose()
