"""A scan at this station: looked up, decided, recorded, answered. Lives on the store lane."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from itertools import count
from typing import TypeVar
from uuid import UUID

from kiosk.floor import codes
from kiosk.floor.access import Act, may
from kiosk.floor.answers import No
from kiosk.floor.codes import Argument, Command, command_text
from kiosk.floor.desk import Found, Here, NewTicket, Ready, State, Step, TimePassed, Waiting
from kiosk.floor.facts import Fact
from kiosk.floor.ids import DeviceId, FactId, StationId, WorkerId, bundle_id
from kiosk.floor.people import Station, Worker
from kiosk.floor.policy import Policy
from kiosk.floor.presence import awake, lapse
from kiosk.floor.scanning import step
from kiosk.floor.stamp import Source
from kiosk.store.ledger import Ledger
from kiosk.trouble import Reason, Trouble

N = TypeVar("N")
_CODE_BITS = (1 << 50) - 1


@dataclass(frozen=True, slots=True)
class Entry:
    at: datetime
    bundle_code: str
    operation: str
    pieces: int


@dataclass(frozen=True, slots=True)
class Day:
    """What a worker has done in this shift so far; `last` holds the latest entries, newest first. `pay` and `held` are
    exact, in `currency` (ISO 4217).
    """

    worker: Worker
    pieces: int
    bundles: int
    efficiency: Decimal | None
    pay: Decimal = Decimal(0)
    held: Decimal = Decimal(0)
    currency: str = "PHP"
    last: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """What the desk needs of the world. `uptime_ms` is monotonic since the program's start."""

    device: DeviceId
    station: StationId
    clock: Callable[[], datetime]
    uptime_ms: Callable[[], int]
    next_id: Callable[[], FactId]
    is_online: Callable[[], bool]


class ScanDesk:
    """The only caller of `step`. What raises Trouble has recorded nothing, and the desk stands as before."""

    def __init__(self, ledger: Ledger, doors: Doors) -> None:
        self._ledger = ledger
        self._doors = doors
        self._state: State = Waiting()

    @property
    def worker(self) -> Worker | None:
        return self._state.worker if isinstance(self._state, Ready) else None

    def scan(self, text: str, *, by_hand: bool = False) -> Step:
        """One showing of a code, or its text typed by hand."""
        now, station = self._doors.clock(), self._station()
        found = self._ledger.look_up(text, worker=self.worker, station=station, now=now)
        return self._take(found, station, now, by_hand=by_hand)

    def names(self) -> list[Worker]:
        """Who may be signed in by a tap on the name: those of this line first, then all others, each by name."""
        line = self._station().line
        return sorted(self._ledger.people(), key=lambda worker: worker.line not in {line, None})

    def sign_in(self, worker: WorkerId, pin: str) -> Step:
        """A name was tapped and this PIN put in."""
        now, station = self._doors.clock(), self._station()
        found = self._ledger.try_pin(worker, pin, station=station, now=now)
        return self._take(found, station, now, by_hand=True)

    def undo(self) -> Step:
        return self.command(Command.UNDO)

    def sign_out(self) -> Step:
        return self.command(Command.SIGN_OUT)

    def change_count(self, pieces: int) -> Step:
        """The pieces of the work recorded last, told anew; where there is none, as an undo without one."""
        now, station = self._doors.clock(), self._station()
        found = self._ledger.new_count(pieces, worker=self.worker, station=station, now=now)
        return self._take(found, station, now, by_hand=True)

    def command(self, command: Command, argument: Argument = None) -> Step:
        """As if its card was shown."""
        return self.scan(command_text(command, argument), by_hand=True)

    def do(self, deed: Callable[[Worker, Here], Fact | N]) -> Fact | N | No:
        """Records a deed that no code stands for, of whoever is signed in. Why not, where it cannot be done."""
        here = self._here(self._station(), self._doors.clock(), by_hand=True)
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

    def now(self) -> datetime:
        return self._doors.clock()

    def tick(self) -> Step:
        """Now and then, so that a desk that nobody uses signs its worker out."""
        return self._take(TimePassed(), self._station(), self._doors.clock(), by_hand=True)

    def today(self) -> Day | None:
        """None while nobody is signed in."""
        workspace = self._ledger.workspace()
        if self.worker is None or workspace is None:
            return None
        day = workspace.calendar.day_of(self._doors.clock())
        done = self._ledger.day_of(self.worker.id, day.starts_at, self._doors.clock())
        last = tuple(Entry(*entry) for entry in done.last)
        return Day(
            worker=self.worker,
            pieces=done.pieces,
            bundles=done.bundles,
            efficiency=done.efficiency,
            pay=done.pay,
            held=done.held,
            currency=workspace.currency,
            last=last,
        )

    def _station(self) -> Station:
        station = self._ledger.station(self._doors.station)
        if station is None:
            raise Trouble(Reason.NOT_READY)
        return station

    def _take(self, found: Found, station: Station, now: datetime, *, by_hand: bool) -> Step:
        taken = step(self._state, found, self._here(station, now, by_hand=by_hand))
        if taken.facts:
            self._ledger.record(taken.facts)
        self._state = taken.state  # moves on only once the record is safe
        return taken

    def _here(self, station: Station, now: datetime, *, by_hand: bool) -> Here:
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
