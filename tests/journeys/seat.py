"""A place before a kiosk: what people do there, what they are told, and what befalls the kiosk."""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from functools import partial
from pathlib import Path
from shutil import copytree, rmtree
from typing import Any

from kiosk.floor.answers import Answer, No
from kiosk.floor.bundles import Bundle
from kiosk.floor.codes import Command, command_text
from kiosk.floor.facts import Fact
from kiosk.floor.ids import FactId, StationId
from kiosk.floor.people import Worker
from kiosk.floor.slip import SlipLine
from kiosk.trouble import Trouble
from tests.journeys.house import PIN
from tests.journeys.said import said
from tests.sync.central import Central
from tests.sync.kiosk import Kiosk, badge, ticket
from tests.sync.line import Line, refuse

Shown = Worker | Bundle | Command | str
"""A badge, a ticket, a command's card, or whatever else a code can say."""

Harm = Callable[[Path], None]
"""What befalls a kiosk's folder while its program is not running."""

BUNDLE_TAKES = timedelta(minutes=15)
"""The work on a bundle, before its ticket is shown: neither idle nor too fast to be true."""

CARD_TAKES = timedelta(minutes=1)
AT_ONCE = timedelta(seconds=2)


class Seat:
    """`answer` is what its kiosk said last, `line` what leads from there to the server."""

    answer: Answer | Trouble | None = None
    _did = "did nothing yet"

    def __init__(self, central: Central, station: StationId, folder: Path, carry: Callable[[], None]) -> None:
        self.station, self.folder = station, folder
        self.line = Line(central.address)
        self._central, self._carry = central, carry
        self._ahead = timedelta()
        self._paired = central.pair(station)
        self.kiosk = self._start()
        self.round()

    # ---- what people do

    def shows(self, *things: Shown, after: timedelta | None = None) -> "Seat":
        """One thing after the other to the camera. `after`: the time that each takes, if it is not the usual one."""
        for thing in things:
            takes = BUNDLE_TAKES if isinstance(thing, Bundle) else CARD_TAKES
            self._does(f"shows {thing!r}", partial(self.kiosk.scan, _text(thing)), takes if after is None else after)
        return self

    def puts_pin(self, who: Worker, pin: str = PIN) -> "Seat":
        """Taps the name and puts the PIN in."""
        return self._does(f"puts in a PIN of {who.name}", partial(self.kiosk.sign_in, who, pin))

    def waits(self) -> "Seat":
        """Nobody comes, and the kiosk looks at its clock."""
        return self._does("waits", self.kiosk.tick, timedelta(0))

    def settles(self, of: str, *, is_accepted: bool = True, whose: Worker | None = None) -> "Seat":
        """A supervisor's word on the oldest question of a kind: Flagged, Seen or Rested."""
        given = self.kiosk.word(of, is_accepted=is_accepted, whose=whose)
        self._did = f"settles {of}: {given}"
        assert not isinstance(given, No), self._did
        self.round()
        self._carry()
        return self

    def disputes(self, operation: str) -> "Seat":
        """Opens the own day and says that the newest line of an operation is not right."""
        return self._says_of(operation, self.kiosk.dispute, "disputes")

    def withdraws(self, operation: str) -> "Seat":
        return self._says_of(operation, self.kiosk.withdraw, "withdraws")

    def _says_of(self, operation: str, word: Callable[[FactId], Sequence[Fact] | No], verb: str) -> "Seat":
        self._central.now += CARD_TAKES
        line = next(line for line in self.kiosk.day.slip.lines if line.operation.id == operation)
        said = word(line.id)
        self._did = f"{verb} {operation}: {said}"
        assert not isinstance(said, No), self._did
        self.round()
        self._carry()
        return self

    def undoes(self) -> "Seat":
        """By a tap."""
        return self._does("undoes", self.kiosk.undo)

    def counts(self, pieces: int) -> "Seat":
        """Tells on the keypad how many it really were."""
        return self._does(f"counts {pieces}", partial(self.kiosk.change_count, pieces))

    def _does(self, what: str, deed: Callable[[], Answer], takes: timedelta = CARD_TAKES) -> "Seat":
        self._did = what
        self._central.now += takes
        try:
            self.answer = deed()
        except Trouble as trouble:
            self.answer = trouble
        self.round()  # at once; the others hear of it when they go
        self._carry()
        return self

    # ---- what they are told

    def says(self, words: str) -> "Seat":
        assert self.answer is not None
        assert said(self.answer) == words, f"to somebody who {self._did}"
        return self

    def because(self, **told: Any) -> "Seat":
        """What the last answer explains itself with, by the names of its fields."""
        assert {name: getattr(self.answer, name) for name in told} == told
        return self

    def knows(self, bundle: Bundle, **pieces: int) -> "Seat":
        """The good pieces of the bundle by operation, none of any other, as a scan would find them now."""
        assert self.kiosk.units(bundle) == pieces
        return self

    def credits(self, bundle: Bundle, **pieces: int) -> "Seat":
        """Whose pieces of the bundle count, over all operations."""
        counted: Counter[str] = Counter()
        for op in self.kiosk.known(bundle).run.operations:
            for done in op.counted:
                counted[done.fact.stamp.worker or ""] += done.pieces
        assert +counted == pieces
        return self

    def reads(self, *lines: str) -> "Seat":
        """The own day line by line, newest first."""
        assert [_read(line) for line in self.kiosk.day.slip.lines] == list(lines)
        return self

    def keeps(self, waiting: int) -> "Seat":
        """So many facts are still to be sent."""
        assert self.kiosk.waiting == waiting
        return self

    # ---- what befalls the kiosk

    def goes_offline(self) -> "Seat":
        self.line.always(refuse)
        return self.round()

    def comes_back(self) -> "Seat":
        self.line.heal()
        self.round()
        self._carry()
        return self

    def runs_ahead(self, **span: float) -> "Seat":
        """Its clock does."""
        self._ahead = timedelta(**span)
        return self

    def starts_again(self, meanwhile: Harm = lambda _folder: None) -> "Seat":
        """A clean end and a new start."""
        self.kiosk.close()
        meanwhile(self.folder)
        return self._take_over()

    def loses_power(self, meanwhile: Harm = lambda _folder: None) -> "Seat":
        """Its files stay as they lie at this moment, never closed; then it starts."""
        left = self.folder.with_name(f"{self.folder.name} left")
        copytree(self.folder, left)
        self.kiosk.close()
        rmtree(self.folder)
        left.rename(self.folder)
        meanwhile(self.folder)
        return self._take_over()

    def _take_over(self) -> "Seat":
        before = self.kiosk
        self.kiosk = self._start()
        self.kiosk.recorded += before.recorded
        return self.round()

    # ---- the kiosk itself

    def round(self) -> "Seat":
        with suppress(Trouble):  # its own disk: the next round tries again
            self.kiosk.round()
        return self

    def close(self) -> None:
        self.kiosk.close()
        self.line.close()

    def _start(self) -> Kiosk:
        return Kiosk(self.folder, self.line.address, self._paired, lambda: self._central.now + self._ahead)


def _read(line: SlipLine) -> str:
    """As 'sleeves: 17 good, 3 OPEN_REWORK, disputed'."""
    parts = [f"{line.pay.good} good", *(f"{part.pieces} {part.why}" for part in line.parts)]
    return f"{line.operation.id}: {', '.join(parts + ['disputed'] * line.pay.is_disputed)}"


def _text(thing: Shown) -> str:
    match thing:
        case Worker():
            return badge(thing)
        case Bundle():
            return ticket(thing)
        case Command():
            return command_text(thing)
        case str():
            return thing
