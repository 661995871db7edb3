"""The cutter's table: which lays there are, and what is done to them. Lives on the store lane."""

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.floor import codes, tabling
from kiosk.floor.answers import No
from kiosk.floor.cutting import bundles_of
from kiosk.floor.desk import Here
from kiosk.floor.facts import Fact, IdleReason
from kiosk.floor.ids import LayId, WorkerId
from kiosk.floor.people import Worker
from kiosk.floor.tabling import NoCut, OnTable, Told
from kiosk.station.scan import ScanDesk
from kiosk.store.ledger import Ledger
from kiosk.trouble import Reason, Trouble


@dataclass(frozen=True, slots=True)
class Ticket:
    """One bundle's, `text` is what its QR says."""

    code: str
    size: str
    pieces: int
    text: str


class CutDesk:
    """Whoever is signed in at the scan desk cuts."""

    def __init__(self, scan: ScanDesk, ledger: Ledger) -> None:
        self._scan, self._ledger = scan, ledger

    def tables(self) -> list[OnTable]:
        """Those not cut yet first. Raises Trouble (NOT_READY) before the factory is known."""
        return self._ledger.lays()

    def names(self) -> dict[WorkerId, str]:
        """Of everybody who may have begun one of them."""
        return {worker.id: worker.name for worker in self._scan.names()}

    def begin(self, lay: LayId) -> Fact | NoCut | No:
        return self._do(lay, tabling.begin)

    def pause(self, lay: LayId, reason: IdleReason) -> Fact | NoCut | No:
        return self._do(lay, lambda table, worker, here: tabling.pause(table, reason, worker, here))

    def finish(self, lay: LayId, told: Told) -> Fact | NoCut | No:
        return self._do(lay, lambda table, worker, here: tabling.finish(table, told, worker, here))

    def undo(self, lay: LayId) -> Fact | NoCut | No:
        return self._do(lay, tabling.undo)

    def tickets(self, lay: LayId) -> tuple[Ticket, ...]:
        """Of all bundles that were tied of the lay so far, as this kiosk knows."""
        ours, table = self._ledger.workspace(), self._table(lay)
        if ours is None:
            raise Trouble(Reason.NOT_READY)
        if table is None:
            return ()
        key = bytes.fromhex(ours.ticket_key)
        tied = bundles_of(ours.id, table.lay, table.runs, table.per_bundle)
        return tuple(Ticket(b.code, b.size, b.pieces, codes.ticket_text(b.code, b.pieces, key)) for b in tied)

    def _do(self, lay: LayId, deed: Callable[[OnTable, Worker, Here], Fact | NoCut]) -> Fact | NoCut | No:
        table = self._table(lay)
        if table is None:
            return NoCut.UNKNOWN_LAY
        return self._scan.do(lambda worker, here: deed(table, worker, here))

    def _table(self, lay: LayId) -> OnTable | None:
        return next((table for table in self.tables() if table.lay.id == lay), None)
