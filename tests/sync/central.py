"""A real central server over loopback, in a thread of the test: uvicorn, its application, a real database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Thread
from typing import Any

import requests
import uvicorn
from argon2 import PasswordHasher
from sqlalchemy import Engine, delete, select, text, update

from kiosk import wire
from kiosk.floor.bundles import Bundle
from kiosk.floor.ids import FactId
from kiosk.server import tables as t
from kiosk.server.app import build as build_app
from kiosk.server.db import connect
from kiosk.server.settings import Settings
from kiosk.sync import client
from tests.make import MORNING
from tests.server.factory import build
from tests.until import until

SECRET = "a secret of at least 32 characters"
PASSWORD = "a password for tests"
QUICK_HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


class Served:
    """One server process's worth of the application; several may share a database."""

    def __init__(self, database: str, clock: Callable[[], datetime], port: int = 0) -> None:
        app = build_app(Settings(database_url=database, secret=SECRET), clock=clock)
        config = uvicorn.Config(app, port=port, log_level="critical", ws="none", timeout_graceful_shutdown=3)
        self._server = uvicorn.Server(config)
        self._thread = Thread(target=self._server.run, daemon=True)
        self._thread.start()
        until(lambda: self._server.started)
        port = self._server.servers[0].sockets[0].getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(10)
        assert not self._thread.is_alive()


class Central:
    """The server with the small factory of `tests.make`, and a look into its tables. `now` is its clock."""

    def __init__(self, engine: Engine, database: str) -> None:
        self.engine, self.database = engine, database
        self.now = MORNING
        self.served = Served(database, lambda: self.now)
        self.address = self.served.address

    def begin(self, *bundles: Bundle) -> None:
        """The factory as on its first morning, and nothing else."""
        with self.engine.begin() as connection:
            connection.execute(delete(t.Fact))  # nobody whom a fact names may go before it
            for table in reversed(t.Base.metadata.sorted_tables):
                connection.execute(delete(table))
        build(self.engine, *bundles)
        with self.engine.begin() as connection:
            connection.execute(update(t.User).values(password_hash=QUICK_HASH))
        self.now = MORNING

    def later(self, **span: float) -> None:
        self.now += timedelta(**span)

    def sign_in(self, email: str = "admin@w1.example") -> dict[str, str]:
        """The headers of somebody signed in."""
        said = self._post("/api/auth/login", {"email": email, "password": PASSWORD})
        return {"Authorization": f"Bearer {said['access_token']}"}

    def new_code(self, station: str = "s1") -> str:
        return str(self._post("/api/devices/pairing-codes", {"station_id": station}, self.sign_in())["code"])

    def pair(self, station: str = "s1") -> wire.PairReply:
        return client.pair(self.address, self.new_code(station), f"Kiosk at {station}")

    def revoke(self, device: str) -> None:
        self._post(f"/api/devices/{device}/revoke", {}, self.sign_in())

    def office_says(self, path: str, body: dict[str, str]) -> Any:
        """What the admin sends, and what comes back."""
        return self._post(path, body, self.sign_in())

    def facts(self, device: str | None = None) -> dict[FactId, wire.Body]:
        """Every fact that it holds, of one kiosk or of all."""
        wanted = select(t.Fact.id, t.Fact.body)
        if device is not None:
            wanted = wanted.where(t.Fact.device_id == device)
        with self.engine.connect() as connection:
            return {FactId(str(id_)): body for id_, body in connection.execute(wanted)}

    def units(self, bundle: str = "b1") -> dict[str, int]:
        """Good pieces of a bundle by operation; only where there are any."""
        op = t.SewingRunOperation
        wanted = select(op.operation_id, op.units_completed).where(op.bundle_id == bundle, op.units_completed > 0)
        with self.engine.connect() as connection:
            return {row.operation_id: row.units_completed for row in connection.execute(wanted)}

    def status(self, bundle: str = "b1") -> str:
        with self.engine.connect() as connection:
            return str(connection.scalar(select(t.Bundle.status).where(t.Bundle.id == bundle)))

    def flags(self) -> list[tuple[str, int]]:
        """Kind and pieces of each flag."""
        with self.engine.connect() as connection:
            return sorted((kind, pieces) for kind, pieces in connection.execute(select(t.Flag.kind, t.Flag.pieces)))

    def _post(self, path: str, body: dict[str, str], headers: dict[str, str] | None = None) -> Any:
        answer = requests.post(self.address + path, json=body, headers=headers, timeout=10)
        assert answer.ok, answer.text
        return answer.json()


@contextmanager
def central_on(postgres: str, name: str) -> Iterator[Central]:
    """On a database of its own, which goes with it. For many tests one after the other: each begins it anew."""
    _sql(postgres, f"CREATE DATABASE {name} TEMPLATE template")
    url = postgres.replace("/postgres?", f"/{name}?")
    engine = connect(url)
    central = Central(engine, url)
    try:
        yield central
    finally:
        central.served.stop()
        engine.dispose()
        _sql(postgres, f"DROP DATABASE {name} WITH (FORCE)")


def _sql(url: str, statement: str) -> None:
    engine = connect(url)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(statement))
    engine.dispose()
