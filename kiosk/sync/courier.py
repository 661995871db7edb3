"""One round on the two roads: the outbox up, the changes down. Again is always safe. Lives on the network lane."""

import logging
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from kiosk.floor.ids import FactId
from kiosk.store.mirror import Mirror
from kiosk.store.outbox import Outbox
from kiosk.sync.client import Server
from kiosk.sync.pace import Pace
from kiosk.trouble import Reason, Trouble
from kiosk.wire import Body

log = logging.getLogger(__name__)

SEVERAL = 8
"""Facts refused alone, and none taken, before the server counts as down."""


@dataclass(frozen=True, slots=True)
class Line:
    """Whether the last round got through, since when it is so, and if not, why."""

    is_up: bool
    since: datetime
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """`changed`: kinds of rows that are new here; `wait_s`: when to go again if nothing happens before."""

    line: Line
    sent: int
    changed: frozenset[str]
    wait_s: float


class Courier:
    """Carries what the outbox holds and fetches what the mirror lacks."""

    def __init__(self, server: Server, outbox: Outbox, mirror: Mirror, clock: Callable[[], datetime]) -> None:
        self._server = server
        self._outbox = outbox
        self._mirror = mirror
        self._clock = clock
        self._pace = Pace()
        self.line = Line(is_up=False, since=clock())

    def round(self) -> Round:
        """Raises Trouble only for this kiosk's own disk; what the network does is told in the Round."""
        sent, changed, wish_s = 0, frozenset[str](), None
        try:
            sent = self._up()
            changed = self._down()
        except Trouble as trouble:
            if trouble.reason in {Reason.DISK_FULL, Reason.DISK_FAILS}:
                raise
            wish_s = trouble.retry_after_s
            self._pace = self._pace.failed()
            self._tell(Line(is_up=False, since=self._clock(), reason=trouble.reason), trouble)
        else:
            self._pace = self._pace.went_well()
            self._tell(Line(is_up=True, since=self._clock()))
        return Round(self.line, sent, changed, self._pace.wait_s(random.random(), wish_s))  # noqa: S311 - only spreads load

    def _up(self) -> int:
        sent = 0
        while batch := self._outbox.batch(self._pace.batch):
            began = time.monotonic()
            settled = self._send(batch)
            self._pace = self._pace.sent(time.monotonic() - began)
            sent += settled
            if not settled:
                break  # the server wants none of these yet
        return sent

    def _send(self, batch: list[Body]) -> int:
        """How many left the outbox. A batch that the server cannot take is halved until the fact to blame stands alone;
        it is to blame only when others got through, for otherwise the server itself is down.
        """
        parts, refused, settled = [batch], list[Body](), 0
        while parts:
            part = parts.pop()
            try:
                settled += self._outbox.settle(self._server.send(part))
            except Trouble as trouble:
                if trouble.reason is not Reason.SERVER_FAILS:
                    raise
                parts += _halves(part)
                refused += part if len(part) == 1 else []
                if not settled and len(refused) == SEVERAL:
                    raise
        if refused and not settled:
            raise Trouble(Reason.SERVER_FAILS, "it takes none of our facts")
        self._outbox.blame([FactId(body["id"]) for body in refused])
        return settled

    def _down(self) -> frozenset[str]:
        changed: set[str] = set()
        while True:
            news = self._server.changes(self._mirror.cursor())
            changed |= self._mirror.apply(news)
            if not news.more:
                return frozenset(changed)

    def _tell(self, line: Line, trouble: Trouble | None = None) -> None:
        """Offline is a state: logged when it begins and when it ends, and `since` stays while it lasts."""
        if line.is_up == self.line.is_up and line.reason == self.line.reason:
            line = replace(line, since=self.line.since)
        elif trouble is not None:
            log.warning("offline: %s", trouble)
        else:
            log.info("online")
        self.line = line


def _halves(part: list[Body]) -> list[list[Body]]:
    middle = len(part) // 2
    return [part[middle:], part[:middle]] if middle else []
