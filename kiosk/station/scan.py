"""A scan at this station: looked up, decided, recorded, answered. Lives on the store lane."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import TypeVar

from kiosk.floor.access import Act, may
from kiosk.floor.answers import No
from kiosk.floor.codes import Argument, Command, command_text
from kiosk.floor.desk import Found, Here, Ready, State, Step, TimePassed, Waiting
from kiosk.floor.facts import Fact
from kiosk.floor.ids import WorkerId
from kiosk.floor.people import Station, Worker
from kiosk.floor.presence import awake, lapse
from kiosk.floor.scanning import step
from kiosk.station.spot import Doors, Spot
from kiosk.store.ledger import Ledger

N = TypeVar("N")


@dataclass(frozen=True, slots=True)
class Entry:
    """`operation` None: the pieces were inspected."""

    at: datetime
    bundle_code: str
    operation: str | None
    pieces: int


@dataclass(frozen=True, slots=True)
class Day:
    """What a worker has done in this shift so far; `last` holds the latest entries, newest first. `pay` and `held` are
    exact, in `currency` (ISO 4217). `checked` pieces were inspected.
    """

    worker: Worker
    pieces: int
    bundles: int
    efficiency: Decimal | None
    pay: Decimal = Decimal(0)
    held: Decimal = Decimal(0)
    currency: str = "PHP"
    checked: int = 0
    last: tuple[Entry, ...] = ()


class ScanDesk:
    """The only caller of `step`. What raises Trouble has recorded nothing, and the desk stands as before."""

    def __init__(self, ledger: Ledger, doors: Doors) -> None:
        self._ledger = ledger
        self._spot = Spot(ledger, doors)
        self._state: State = Waiting()

    @property
    def worker(self) -> Worker | None:
        return self._state.worker if isinstance(self._state, Ready) else None

    def scan(self, text: str, *, by_hand: bool = False) -> Step:
        """One showing of a code, or its text typed by hand."""
        now, station = self._spot.now(), self._spot.station()
        found = self._ledger.look_up(text, worker=self.worker, station=station, now=now)
        return self._take(found, station, now, by_hand=by_hand)

    def asks_first(self, text: str) -> bool:
        """Whether the server should be asked of a bundle before its ticket counts: it is out of reach here, somebody is
        there to work on it, and the line is up.
        """
        return self.worker is not None and self._spot.is_online() and self._ledger.is_far(text)

    def names(self) -> list[Worker]:
        """Who may be signed in by a tap on the name: those of this line first, then all others, each by name."""
        line = self._spot.station().line
        return sorted(self._ledger.people(), key=lambda worker: worker.line not in {line, None})

    def sign_in(self, worker: WorkerId, pin: str) -> Step:
        """A name was tapped and this PIN put in."""
        now, station = self._spot.now(), self._spot.station()
        found = self._ledger.try_pin(worker, pin, station=station, now=now)
        return self._take(found, station, now, by_hand=True)

    def undo(self) -> Step:
        return self.command(Command.UNDO)

    def sign_out(self) -> Step:
        return self.command(Command.SIGN_OUT)

    def change_count(self, pieces: int) -> Step:
        """The pieces of the work recorded last, told anew, if there is any."""
        now, station = self._spot.now(), self._spot.station()
        found = self._ledger.new_count(pieces, worker=self.worker, station=station, now=now)
        return self._take(found, station, now, by_hand=True)

    def command(self, command: Command, argument: Argument = None) -> Step:
        """As if its card was shown."""
        return self.scan(command_text(command, argument), by_hand=True)

    def do(self, deed: Callable[[Worker, Here], Fact | N]) -> Fact | N | No:
        """Records a deed that no code stands for, of whoever is signed in. Why not, where it cannot be done."""
        here = self._spot.here(self._spot.station(), self._spot.now(), by_hand=True)
        self._state = state = lapse(self._state, here)
        if not isinstance(state, Ready):
            return No.BADGE_FIRST
        done = deed(state.worker, here)
        if isinstance(done, Fact):
            self._ledger.record([done])
            self._state = replace(awake(state, here), seen_at=here.moment)
        return done

    def supervise(self, word: Callable[[Worker, Here], Fact | None]) -> Fact | No:
        """Records the word of the supervisor who stands here. Why not, where nobody does, or it cannot be given."""
        return self.do(lambda worker, here: self._unproven(worker) or word(worker, here) or No.NOTHING_TO_UNDO)

    def _unproven(self, worker: Worker) -> No | None:
        if not may(worker.role, Act.SETTLE):
            return No.NOT_A_SUPERVISOR
        return No.PIN_FIRST if isinstance(self._state, Ready) and self._state.proven_at is None else None

    def say(self, words: Callable[[Worker, Here], Sequence[Fact]]) -> Sequence[Fact] | No:
        """Records what the worker who stands here says of earlier work, perhaps nothing. It ends a pause, as every deed
        of the worker does; who is signed in stays.
        """
        here = self._spot.here(self._spot.station(), self._spot.now(), by_hand=True)
        state = lapse(self._state, here)
        if not isinstance(state, Ready):
            return No.BADGE_FIRST
        facts = words(state.worker, here)
        if facts:
            self._ledger.record(facts)
            self._state = replace(awake(state, here), seen_at=here.moment)
        return facts

    def now(self) -> datetime:
        return self._spot.now()

    def tick(self) -> Step:
        """Now and then, so that a desk that nobody uses signs its worker out."""
        return self._take(TimePassed(), self._spot.station(), self._spot.now(), by_hand=True)

    def today(self) -> Day | None:
        """None while nobody is signed in."""
        workspace = self._ledger.workspace()
        if self.worker is None or workspace is None:
            return None
        day = workspace.calendar.day_of(self._spot.now())
        done = self._ledger.day_of(self.worker.id, day.starts_at, self._spot.now())
        last = tuple(Entry(*entry) for entry in done.last)
        return Day(
            worker=self.worker,
            pieces=done.pieces,
            bundles=done.bundles,
            efficiency=done.efficiency,
            pay=done.pay,
            held=done.held,
            currency=workspace.currency,
            checked=done.checked,
            last=last,
        )

    def _take(self, found: Found, station: Station, now: datetime, *, by_hand: bool) -> Step:
        taken = step(self._state, found, self._spot.here(station, now, by_hand=by_hand))
        if taken.facts:
            self._ledger.record(taken.facts)
        self._state = taken.state  # moves on only once the record is safe
        return taken
