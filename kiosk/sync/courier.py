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
from kiosk.wire import Body, Judged, Receipt, Verdict

log = logging.getLogger(__name__)

SEVERAL = 8
"""Facts refused one by one, and none taken, that count as a server which takes nothing."""

_OWN_DISK = {Reason.DISK_FULL, Reason.DISK_FAILS}
_STATES = {None, Reason.REVOKED, Reason.NOT_PAIRED}
"""What is more to a person than being out of reach."""


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
        sent, refused, changed, trouble = 0, set[FactId](), frozenset[str](), None
        try:
            sent, refused = self._up()
            changed = self._down()
            _doubt(sent, refused)
        except Trouble as met:
            if met.reason in _OWN_DISK:
                raise
            trouble = met
        went_well = trouble is None and (sent > 0 or not refused)
        self._pace = self._pace.went_well() if went_well else self._pace.failed()
        self._tell(Line(trouble is None, self._clock(), trouble.reason if trouble else None), trouble)
        wish_s = trouble.retry_after_s if trouble else None
        return Round(self.line, sent, changed, self._pace.wait_s(random.random(), wish_s))  # noqa: S311 - only spreads load

    def ask(self, ticket: str) -> bool:
        """Fetches what the server knows of one bundle out of reach. Whether it knows any. Raises Trouble."""
        sheet = self._server.bundle(ticket).sheet
        if sheet is not None:
            self._mirror.lend(sheet)
        return sheet is not None

    def _up(self) -> tuple[int, set[FactId]]:
        """How many left the outbox, and on which facts the server broke. They are to blame, once in a round, only when
        others got through: otherwise the server itself may be down.
        """
        sent, refused = 0, set[FactId]()
        while batch := self._outbox.batch(self._pace.batch):
            began = time.monotonic()
            settled, broke_on = self._send(batch)
            self._pace = self._pace.sent(time.monotonic() - began)
            sent, refused = sent + settled, refused.union(broke_on)
            if not settled:
                break  # the server wants none of these yet
        if refused and sent:
            self._outbox.blame(sorted(refused))
        return sent, refused

    def _send(self, batch: list[Body]) -> tuple[int, list[FactId]]:
        """How many left the outbox, and the facts that the server broke on. A batch that it cannot take is halved until
        the fact to blame stands alone; that one goes behind all others, so that it is never in their way.
        """
        parts, refused, settled, answered = [batch], list[FactId](), 0, False
        while parts and (answered or len(refused) < SEVERAL):
            part = parts.pop()
            try:
                settled += self._outbox.settle(self._server.send(part))
                answered = True
            except Trouble as trouble:
                if trouble.reason is not Reason.SERVER_FAILS:
                    raise
                parts += _halves(part)
                refused += [FactId(body["id"]) for body in part if len(part) == 1]
        later = [Judged(id=id_, verdict=Verdict.LATER) for id_ in refused]
        self._outbox.settle(Receipt(verdicts=later))
        return settled, refused

    def _down(self) -> frozenset[str]:
        changed: set[str] = set()
        while True:
            news = self._server.changes(self._mirror.cursor())
            changed |= self._mirror.apply(news)
            if not news.more:
                return frozenset(changed)

    def _tell(self, line: Line, trouble: Trouble | None) -> None:
        """Offline is a state: logged when it begins and when it ends, and `since` stays while it lasts, whichever way
        the server cannot be reached.
        """
        if _state(line) == _state(self.line):
            line = replace(line, since=self.line.since)
        elif trouble is not None:
            log.warning("offline: %s", trouble)
        else:
            log.info("online")
        self.line = line


def _doubt(sent: int, refused: set[FactId]) -> None:
    """One odd fact says nothing of a server that answers otherwise; several, and none taken, do."""
    if not sent and len(refused) >= SEVERAL:
        raise Trouble(Reason.SERVER_FAILS, "it takes none of our facts")


def _state(line: Line) -> tuple[bool, Reason | None]:
    return line.is_up, line.reason if line.reason in _STATES else Reason.NO_SERVER


def _halves(part: list[Body]) -> list[list[Body]]:
    middle = len(part) // 2
    return [part[middle:], part[:middle]] if middle else []
