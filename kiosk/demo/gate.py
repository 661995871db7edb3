"""The factory's gate: an admin signs in over HTTP and lets kiosks in, the way it is done everywhere."""

from pathlib import Path

import requests

from kiosk import main as program
from kiosk.demo.seed import Account
from kiosk.settings import Paths
from kiosk.store import pairing as pairings
from kiosk.store.pairing import Pairing
from kiosk.trouble import Reason, Trouble

PATIENCE_S = 15


class Gate:
    """Raises Trouble(SERVER_FAILS) where the server does not do what an admin asks of it."""

    def __init__(self, server: str, admin: Account) -> None:
        self._server = server
        said = self._post("/api/auth/login", {"email": admin.email, "password": admin.password})
        self._headers = {"Authorization": f"Bearer {said['access_token']}"}

    def pair(self, name: str, station: str, folder: Path) -> Pairing:
        """A kiosk of its own folder within `folder`, paired at the station."""
        said = self._post("/api/devices/pairing-codes", {"station_id": station}, self._headers)
        paths = Paths(folder / name)
        program.pair(paths, self._server, str(said["code"]), name)
        paired = pairings.load(paths.pairing)
        if paired is None:
            raise Trouble(Reason.NOT_PAIRED, name)
        return paired

    def _post(self, path: str, body: dict[str, str], headers: dict[str, str] | None = None) -> dict[str, object]:
        answer = requests.post(self._server + path, json=body, headers=headers, timeout=PATIENCE_S)
        if not answer.ok:
            raise Trouble(Reason.SERVER_FAILS, f"{path} answered {answer.status_code}")
        said: dict[str, object] = answer.json()
        return said
