"""The spot where this kiosk stands: its doors to the world, and a moment there as the rules want to know it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from uuid import UUID

from kiosk.floor import codes
from kiosk.floor.desk import Here, NewTicket
from kiosk.floor.ids import DeviceId, FactId, StationId, bundle_id
from kiosk.floor.people import Station
from kiosk.floor.policy import Policy
from kiosk.floor.stamp import Source
from kiosk.store.ledger import Ledger
from kiosk.trouble import Reason, Trouble

_CODE_BITS = (1 << 50) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """What a desk needs of the world. `uptime_ms` is monotonic since the program's start."""

    device: DeviceId
    station: StationId
    clock: Callable[[], datetime]
    uptime_ms: Callable[[], int]
    next_id: Callable[[], FactId]
    is_online: Callable[[], bool]


class Spot:
    def __init__(self, ledger: Ledger, doors: Doors) -> None:
        self._ledger = ledger
        self._doors = doors

    def now(self) -> datetime:
        return self._doors.clock()

    def is_online(self) -> bool:
        return self._doors.is_online()

    def station(self) -> Station:
        """Raises Trouble (NOT_READY) before the server has told of it."""
        station = self._ledger.station(self._doors.station)
        if station is None:
            raise Trouble(Reason.NOT_READY)
        return station

    def here(self, station: Station, now: datetime, *, by_hand: bool) -> Here:
        """`by_hand`: typed or tapped, and not scanned."""
        seen = Source.ONLINE if self._doors.is_online() else Source.OFFLINE
        ours = self._ledger.workspace()
        return Here(
            station=station,
            device=self._doors.device,
            moment=now,
            uptime_ms=self._doors.uptime_ms(),
            source=Source.BY_HAND if by_hand else seen,
            next_id=self._doors.next_id,
            numbers=count(self._ledger.next_number()),
            new_ticket=self._new_ticket,
            policy=ours.policy if ours else Policy(),
            day=ours.calendar.day_of(now) if ours else None,
        )

    def _new_ticket(self, pieces: int) -> NewTicket:
        """Its code is as random as the ids are. Raises Trouble (NOT_READY) before the factory's key is known."""
        ours = self._ledger.workspace()
        if ours is None:
            raise Trouble(Reason.NOT_READY)
        code = codes.code_of(UUID(self._doors.next_id()).int & _CODE_BITS)
        return NewTicket(
            bundle_id(ours.id, code), code, codes.ticket_text(code, pieces, bytes.fromhex(ours.ticket_key))
        )
