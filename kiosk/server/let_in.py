"""Kiosks that this process let in a moment ago: the next request of one of them asks the database nothing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from kiosk.server.device import Device

LASTS = timedelta(seconds=10)
"""How long a kiosk may still come in after an admin removed it by another process."""

MOST = 10_000


@dataclass
class LetIn:
    """Keys are what a kiosk showed: the hash of its token, and its version."""

    clock: Callable[[], datetime]
    _known: dict[tuple[bytes, str], tuple[Device, datetime]] = field(default_factory=dict)

    def find(self, token: bytes, version: str) -> Device | None:
        device, since = self._known.get((token, version), (None, None))
        is_fresh = since is not None and timedelta(0) <= self.clock() - since < LASTS
        return device if is_fresh else None

    def keep(self, token: bytes, version: str, device: Device) -> None:
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[token, version] = device, self.clock()

    def forget(self) -> None:
        """Somebody was removed."""
        self._known.clear()
