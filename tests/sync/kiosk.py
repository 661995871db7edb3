"""A kiosk without a window: the real parts below it, at the end of a line, with a clock that the test turns."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import requests

from kiosk import main, wire
from kiosk.floor import codes
from kiosk.floor.answers import Answer, No
from kiosk.floor.bundles import Bundle
from kiosk.floor.desk import KnownBundle, Step
from kiosk.floor.facts import Fact
from kiosk.floor.ids import FactId
from kiosk.floor.people import Worker
from kiosk.settings import Paths
from kiosk.station.day import OwnDay
from kiosk.store.pairing import Pairing
from kiosk.sync.courier import Round
from kiosk.trouble import Trouble
from tests.make import ANA, KEY, Pen


class Kiosk:
    """`recorded` holds every fact that it made. `pen` writes such as no desk makes; a test uses one or the other."""

    def __init__(self, folder: Path, server: str, paired: wire.PairReply, clock: Callable[[], datetime]) -> None:
        self.device = paired.device
        self.pen = Pen(paired.device, paired.station)
        self.recorded: list[Fact] = []
        self._clock = clock
        self._http = requests.Session()
        pairing = Pairing(server, paired.device, paired.token, paired.workspace, paired.station)
        self.parts = main.parts(Paths(folder), pairing, self._http, clock)

    def close(self) -> None:
        self.parts.file.close()
        self._http.close()

    def round(self) -> Round:
        return self.parts.courier.round()

    def scan(self, text: str) -> Answer:
        """As the scan screen does it."""
        if self.parts.scan.asks_first(text):
            with suppress(Trouble):
                self.parts.link.ask(text)
        return self._note(self.parts.scan.scan(text))

    def sign_in(self, worker: Worker, pin: str) -> Answer:
        return self._note(self.parts.scan.sign_in(worker.id, pin))

    def word(self, of: str, *, is_accepted: bool, whose: Worker | None = None) -> Fact | No:
        """A supervisor's on the oldest question of this kind: Flagged, Seen or Rested."""
        matter = next(one for one in self.parts.matters.open().matters if type(one.what).__name__ == of)
        given = self.parts.matters.settle(matter, is_accepted=is_accepted, whose=whose.id if whose else None)
        self.recorded += [] if isinstance(given, No) else [given]
        return given

    @property
    def day(self) -> OwnDay:
        """Of who is signed in."""
        found = self.parts.day.lines()
        assert found is not None
        return found

    def dispute(self, fact: FactId) -> Sequence[Fact] | No:
        return self._keep(self.parts.day.dispute(fact))

    def withdraw(self, fact: FactId) -> Sequence[Fact] | No:
        return self._keep(self.parts.day.withdraw(fact))

    def undo(self) -> Answer:
        return self._note(self.parts.scan.undo())

    def tick(self) -> Answer:
        return self._note(self.parts.scan.tick())

    def change_count(self, pieces: int) -> Answer:
        return self._note(self.parts.scan.change_count(pieces))

    def _note(self, step: Step) -> Answer:
        self.recorded += step.facts
        return step.answer

    def _keep(self, said: Sequence[Fact] | No) -> Sequence[Fact] | No:
        self.recorded += () if isinstance(said, No) else said
        return said

    def keep(self, *facts: Fact) -> None:
        """Records what the pen wrote."""
        self.parts.ledger.record(facts)
        self.recorded += facts

    @property
    def waiting(self) -> int:
        return self.parts.outbox.counts().waiting

    @property
    def set_aside(self) -> int:
        return self.parts.outbox.counts().set_aside

    def bodies(self) -> dict[str, wire.Body]:
        return {fact.stamp.id: wire.body_of(fact) for fact in self.recorded}

    def known(self, bundle: Bundle) -> KnownBundle:
        """The bundle as a scan would find it now."""
        station = self.parts.scan._spot.station()
        found = self.parts.ledger.look_up(ticket(bundle), worker=None, station=station, now=self._clock())
        assert isinstance(found, KnownBundle)
        return found

    def units(self, bundle: Bundle) -> dict[str, int]:
        """Good pieces by operation; only where there are any."""
        return {op: pieces for op, pieces in self.known(bundle).run.done.items() if pieces}


def badge(worker: Worker = ANA) -> str:
    return codes.badge_text(worker.badge, KEY)


def ticket(bundle: Bundle) -> str:
    return codes.ticket_text(bundle.code, bundle.pieces, KEY)
