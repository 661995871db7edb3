"""The own day of the worker who is signed in: every line of it, and the word that one is not right. Lives on the store
lane.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kiosk.floor import receipts, slip
from kiosk.floor.answers import No
from kiosk.floor.desk import Here
from kiosk.floor.facts import Fact
from kiosk.floor.ids import FactId
from kiosk.floor.people import Worker
from kiosk.floor.receipts import Told
from kiosk.floor.slip import Slip, SlipLine
from kiosk.station.scan import ScanDesk
from kiosk.store.ledger import Ledger
from kiosk.wire import Workspace


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the day is worth by now; `text`, for a QR, says it so that the office can check it."""

    told: Told
    text: str


@dataclass(frozen=True, slots=True)
class OwnDay:
    """Its money is in `currency` (ISO 4217). `receipt`: None where the office has told no wage rules."""

    worker: Worker
    slip: Slip
    currency: str = "PHP"
    receipt: Receipt | None = None


class DayDesk:
    """Whoever stands at the scan desk; it asks that desk and changes nothing of who is signed in."""

    def __init__(self, scan: ScanDesk, ledger: Ledger) -> None:
        self._scan, self._ledger = scan, ledger

    def lines(self) -> OwnDay | None:
        """None while nobody is signed in."""
        worker, workspace = self._scan.worker, self._ledger.workspace()
        now = self._scan.now()
        found = self._ledger.slip(worker.id, now) if worker else None
        if not (worker and workspace and found):
            return None
        return OwnDay(worker, found, workspace.currency, _receipt(workspace, worker, found, now))

    def dispute(self, fact: FactId) -> Sequence[Fact] | No:
        """Records that the line of this deed is not right. Nothing where the worker has no such line in this shift, or
        has said so before.
        """

        def words(worker: Worker, here: Here) -> list[Fact]:
            line = self._line(worker, here, fact)
            said = slip.dispute(line, worker, here) if line else None
            return [said] if said else []

        return self._scan.say(words)

    def withdraw(self, fact: FactId) -> Sequence[Fact] | No:
        """Takes that back, unless it was answered."""

        def words(worker: Worker, here: Here) -> Sequence[Fact]:
            line = self._line(worker, here, fact)
            return slip.withdraw(line, worker, here) if line else ()

        return self._scan.say(words)

    def _line(self, worker: Worker, here: Here, fact: FactId) -> SlipLine | None:
        found = self._ledger.slip(worker.id, here.moment)
        return found.line(fact) if found else None


def _receipt(workspace: Workspace, worker: Worker, slip: Slip, now: datetime) -> Receipt | None:
    if slip.wage is None:
        return None
    told = Told(worker.number, slip.day.date, slip.day.date, slip.wage.total, now)
    return Receipt(told, receipts.text_of(told, workspace.id, bytes.fromhex(workspace.ticket_key)))
