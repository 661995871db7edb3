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


@dataclass(frozen=True, slots=True)
class Trip:
    """What a round brought: how the line stands, which kinds of rows are new here, when to go again."""

    link: Link
    changed: frozenset[str]
    wait_s: float


_OF_REASON = {Reason.NOT_PAIRED: LinkState.NOT_PAIRED, Reason.REVOKED: LinkState.REVOKED}


class LinkDesk:
    """Lives on the network lane."""

    def __init__(self, outbox: Outbox, courier: Courier) -> None:
        self._outbox = outbox
        self._courier = courier

    def round(self) -> Trip:
        """One round of the courier. Raises Trouble where this kiosk's own disk fails."""
        done = self._courier.round()
        return Trip(self.link(), done.changed, done.wait_s)

    def ask(self, ticket: str) -> bool:
        """Whether the server knows the bundle with this ticket; what it knows is in the file then. Raises Trouble."""
        return self._courier.ask(ticket)

    def link(self) -> Link:
        counts, line = self._outbox.counts(), self._courier.line
        state = LinkState.ONLINE if line.is_up else _OF_REASON.get(line.reason or Reason.NO_SERVER, LinkState.OFFLINE)
        since = line.since if line.is_up or line.reason else None
        return Link(state, since, counts.waiting, counts.set_aside)
