"""How this kiosk stands with its server: what the strip on every screen says."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum, auto

from kiosk.store.outbox import Outbox
from kiosk.sync.courier import Courier
from kiosk.trouble import Reason


class LinkState(StrEnum):
    ONLINE = auto()
    OFFLINE = auto()
    NOT_PAIRED = auto()
    REVOKED = auto()


@dataclass(frozen=True, slots=True)
class Link:
    """`since`: when this state began; None before the first round."""

    state: LinkState
    since: datetime | None
    waiting: int
    set_aside: int


_OF_REASON = {Reason.NOT_PAIRED: LinkState.NOT_PAIRED, Reason.REVOKED: LinkState.REVOKED}


class LinkDesk:
    """`courier` is None on a kiosk that was never paired."""

    def __init__(self, outbox: Outbox, courier: Courier | None) -> None:
        self._outbox = outbox
        self._courier = courier

    def link(self) -> Link:
        counts = self._outbox.counts()
        if self._courier is None:
            return Link(LinkState.NOT_PAIRED, None, counts.waiting, counts.set_aside)
        line = self._courier.line
        state = LinkState.ONLINE if line.is_up else _OF_REASON.get(line.reason or Reason.NO_SERVER, LinkState.OFFLINE)
        return Link(state, line.since, counts.waiting, counts.set_aside)
