"""How many batches of one kiosk may be at work at once, so that one gone wild does not fill the tray of all others."""

from collections import Counter

from kiosk.floor.ids import DeviceId
from kiosk.server.sorry import Refusal

AT_ONCE = 2
"""A kiosk sends one at a time; a second comes where it lost its patience with the first."""


class Turns:
    """Lives on the event loop, so it needs no lock."""

    def __init__(self) -> None:
        self._at_work: Counter[DeviceId] = Counter()

    def take(self, device: DeviceId) -> None:
        """Raises Refusal 429 where too many are taken. Each one that was taken is given back."""
        if self._at_work[device] >= AT_ONCE:
            raise Refusal(429, "This kiosk sends more at once than it waits for.", retry_after_s=1)
        self._at_work[device] += 1

    def give_back(self, device: DeviceId) -> None:
        self._at_work[device] -= 1
        if not self._at_work[device]:
            del self._at_work[device]
