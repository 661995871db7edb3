"""A line at work, played through real desks: from the beginning of the shift until now with the clock turned by hand,
and from then on as time goes by. What its people do is decided here; what it means, by the house's own rules.
"""

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from random import Random

from kiosk.floor.answers import Done, Welcome
from kiosk.floor.bundles import Bundle
from kiosk.floor.ids import BundleId, OperationId
from kiosk.floor.people import Worker
from kiosk.floor.route import Operation
from kiosk.station.scan import ScanDesk

WAIT = timedelta(minutes=2)
"""How long a hand with nothing to do looks around."""


class Halted(Exception):
    """The rules refused what the simulation took for sound work."""


@dataclass
class Clock:
    """A clock that the player turns."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Hand:
    """A worker at a station with one operation. `speed` 1.0 works exactly by the standard minutes."""

    worker: Worker
    desk: ScanDesk
    operation: Operation
    speed: float
    holds: Bundle | None = None
    came: bool = False


@dataclass(frozen=True, slots=True)
class Texts:
    """What the badges and tickets of the factory say."""

    badge: Callable[[Worker], str]
    ticket: Callable[[Bundle], str]


@dataclass
class Line:
    """Hands, and the bundles they pass on. `done` holds what is finished, `held` what somebody works on."""

    clock: Clock
    texts: Texts
    bundles: Sequence[Bundle]
    dice: Random
    done: set[tuple[BundleId, OperationId]] = field(default_factory=set)
    held: set[tuple[BundleId, OperationId]] = field(default_factory=set)
    scans: int = 0
    _due: list[tuple[datetime, int, Hand]] = field(default_factory=list)
    _turns: Iterator[int] = field(default_factory=count)

    def begin(self, hands: Iterable[Hand], at: datetime) -> None:
        """Everybody comes within some minutes, signs in and takes a first bundle."""
        for hand in hands:
            heapq.heappush(self._due, (at + timedelta(seconds=self.dice.randrange(20, 400)), next(self._turns), hand))

    def leave(self, hand: Hand) -> None:
        """What the hand does from now on is done elsewhere; the bundle it holds stays its own."""
        self._due = [due for due in self._due if due[2] is not hand]
        heapq.heapify(self._due)

    def play(self, until: datetime) -> int:
        """Everything that falls due before `until`; how many scans that were."""
        before = self.scans
        while self._due and self._due[0][0] <= until:
            due, _, hand = heapq.heappop(self._due)
            if hand.holds is not None:
                self._finish(hand, due)
            elif not hand.came:
                self._come(hand, due)
            heapq.heappush(self._due, (self._take(hand, due), next(self._turns), hand))
        self.clock.now = until
        return self.scans - before

    def _take(self, hand: Hand, at: datetime) -> datetime:
        """The hand picks the first bundle that is ready for its operation; when it will be done with it."""
        hand.holds = next((bundle for bundle in self.bundles if self._is_ready(bundle, hand.operation)), None)
        if hand.holds is None:
            return at + WAIT
        self.held.add((hand.holds.id, hand.operation.id))
        minutes = float(hand.operation.standards[-1].smv_min) * hand.holds.pieces / hand.speed
        return at + timedelta(minutes=minutes * self.dice.uniform(0.93, 1.08))

    def _is_ready(self, bundle: Bundle, operation: Operation) -> bool:
        key = (bundle.id, operation.id)
        waits = ((bundle.id, needed) for needed in operation.depends_on)
        same = bundle.product_type == operation.product_type
        return same and key not in self.done and key not in self.held and self.done.issuperset(waits)

    def _come(self, hand: Hand, at: datetime) -> None:
        self._show(hand, self.texts.badge(hand.worker), at)
        hand.came = True

    def _finish(self, hand: Hand, at: datetime) -> None:
        if hand.holds is None:
            return
        if hand.desk.worker != hand.worker:
            self._show(hand, self.texts.badge(hand.worker), at)
        self._show(hand, self.texts.ticket(hand.holds), at)
        self.held.discard((hand.holds.id, hand.operation.id))
        self.done.add((hand.holds.id, hand.operation.id))

    def _show(self, hand: Hand, text: str, at: datetime) -> None:
        self.clock.now = at
        answer = hand.desk.scan(text).answer
        self.scans += 1
        if not isinstance(answer, Done | Welcome):
            raise Halted(f"the simulated line was refused: {answer}")
