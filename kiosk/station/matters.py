"""A supervisor's word at this station: what waits for one, and the giving of it. Lives on the store lane."""

from kiosk.floor import matters
from kiosk.floor.answers import No
from kiosk.floor.bundles import Bundle
from kiosk.floor.facts import Fact, Plain
from kiosk.floor.ids import WorkerId
from kiosk.floor.matters import Because, Matter, Open
from kiosk.floor.people import Worker
from kiosk.station.scan import ScanDesk
from kiosk.store.ledger import Ledger


class MattersDesk:
    """Whoever stands at the scan desk gives the word, and has to be proven there."""

    def __init__(self, scan: ScanDesk, ledger: Ledger) -> None:
        self._scan, self._ledger = scan, ledger

    def open(self, bundle: Bundle | None = None) -> Open:
        """All that waits, or what was done on one bundle."""
        return self._ledger.open_matters(self._scan.now(), bundle.id if bundle else None)

    def settle(self, matter: Matter, *, is_accepted: bool, whose: WorkerId | None = None) -> Fact | No:
        """What is recorded, or why nothing is."""
        return self._scan.supervise(
            lambda who, here: matters.settle(matter, who, here, is_accepted=is_accepted, whose=whose)
        )

    def take_back(self, deed: Plain, why: Because) -> Fact | No:
        """As `settle`."""
        return self._scan.supervise(lambda who, here: matters.take_back(deed, who, here, why))

    def names(self) -> list[Worker]:
        """Who may have done what was seen."""
        return self._scan.names()
