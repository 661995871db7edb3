"""The server's application over a real database, with a clock that the test turns."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine, update
from uuid_utils.compat import uuid7

from kiosk.server import tables as t
from kiosk.server.app import build as build_app
from kiosk.server.doors import Doors
from kiosk.server.passwords import hash_password
from kiosk.server.settings import Settings
from tests.make import MORNING
from tests.server.factory import build

SECRET = "a secret of at least 32 characters"
PASSWORD = "a password for tests"
HASH = hash_password(PASSWORD)


@dataclass
class House:
    """A server with the small factory in it."""

    client: TestClient
    engine: Engine
    now: datetime = field(default=MORNING)

    def later(self, **span: float) -> None:
        self.now += timedelta(**span)

    def doors(self) -> Doors:
        """The way of the server's parts to its database and the clock, for a test of one of them."""
        return Doors(engine=self.engine, clock=lambda: self.now, new_id=lambda: str(uuid7()), secret=SECRET)

    def sign_in(self, email: str = "admin@w1.example", password: str = PASSWORD) -> dict[str, str]:
        answer = self.client.post("/api/auth/login", json={"email": email, "password": password})
        assert answer.status_code == 200, answer.text
        return {"Authorization": f"Bearer {answer.json()['access_token']}"}

    def pair(self, station: str = "s1") -> tuple[str, dict[str, str]]:
        """A kiosk's id and its headers."""
        code = self.client.post("/api/devices/pairing-codes", json={"station_id": station}, headers=self.sign_in())
        asked = {"code": code.json()["code"], "name": "Kiosk", "version": "0.1.0"}
        reply = self.client.post("/api/devices/pair", json=asked).json()
        return reply["device"], {"Authorization": f"Bearer {reply['token']}"}


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that root's Postgres may enter, which `tmp_path` is not."""
    with TemporaryDirectory(prefix="kiosk-test-") as folder:
        Path(folder).chmod(0o711)
        yield Path(folder)


@pytest.fixture
def house(engine: Engine, database: str) -> Iterator[House]:
    build(engine)
    with engine.begin() as connection:
        connection.execute(update(t.User).values(password_hash=HASH))
    turned: list[House] = []
    app = build_app(Settings(database_url=database, secret=SECRET), clock=lambda: turned[0].now)
    client = TestClient(app, raise_server_exceptions=False)
    turned.append(House(client, engine))
    with client:
        yield turned[0]
