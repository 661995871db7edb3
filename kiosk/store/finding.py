"""What a scanned text stands for, as far as this file knows."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from kiosk import wire
from kiosk.floor import codes, ids
from kiosk.floor.answers import No
from kiosk.floor.bundle_facts import WorkDone
from kiosk.floor.bundles import Bundle, BundleStatus, Department, waits_for
from kiosk.floor.codes import Command, Odd
from kiosk.floor.desk import Found, KnownBundle, KnownCommand, KnownDefect, KnownWorker, NewCount, Unknown
from kiosk.floor.folding import Folding
from kiosk.floor.history import fold_life
from kiosk.floor.ids import BundleId, WorkerId
from kiosk.floor.people import Station, Worker
from kiosk.store import calls, deeds, reference
from kiosk.store.sheets import Sheet, bundle_by_ticket, routes_of, sheets

UNDO_WITHIN = timedelta(hours=12)
"""A deed older than a shift is a matter for the supervisor."""


Read = tuple[Sheet, Folding]
"""A bundle's sheet, and the fold that has taken its facts."""


@dataclass(frozen=True, slots=True)
class Finder:
    """Looks up one text at one moment, in one snapshot of the file. `worker`: who is signed in, if anybody."""

    connection: Connection
    worker: Worker | None
    station: Station
    now: datetime

    def find(self, text: str) -> tuple[Found, Read | None]:
        """What was found, and what was read of a bundle. Raises Trouble (NOT_READY) where no ticket key is known."""
        ours = reference.our_workspace(self.connection)
        code = codes.read(text)
        match code:
            case codes.BundleTicket() | codes.Badge() if not codes.is_genuine(code, bytes.fromhex(ours.ticket_key)):
                return Unknown(No.NOT_GENUINE), None
            case codes.BundleTicket():
                return self._bundle(self._on_ticket(ours, code, text.strip()))
            case codes.Badge():
                worker = reference.worker_with_badge(self.connection, code.code)
                return self._worker(ours, worker) if worker else Unknown(No.UNKNOWN_BADGE), None
            case codes.CommandCard(Command.COUNT, int() as pieces):
                return self.count(pieces), None
            case codes.CommandCard(command, argument):
                return self._command(command, argument), None
            case codes.DefectCard(name):
                return KnownDefect(name), None
            case codes.ErpCode():
                return self._erp(ours, code.text)
            case codes.Strange(why):
                return Unknown(No.OTHER_THING if why is Odd.OTHER_THING else No.NOT_A_TICKET), None

    def named(self, id_: WorkerId) -> KnownWorker | None:
        """Raises Trouble (NOT_READY) before the server has told which factory this is."""
        worker = reference.worker(self.connection, id_)
        return self._worker(reference.our_workspace(self.connection), worker) if worker else None

    def _erp(self, ours: wire.Workspace, text: str) -> tuple[Found, Read | None]:
        if bundle := reference.bundle_called(self.connection, text):
            return self._bundle(sheets(self.connection, [bundle.id])[bundle.id])
        worker = reference.worker_with_number(self.connection, text)
        return self._worker(ours, worker) if worker else Unknown(No.UNKNOWN_CODE), None

    def _worker(self, ours: wire.Workspace, worker: Worker) -> KnownWorker:
        since = ours.calendar.day_of(self.now).starts_at
        pauses, paused = deeds.pauses_of(self.connection, worker.id, since)
        return KnownWorker(worker, deeds.free_since(self.connection, worker.id, since), pauses, paused)

    def _command(self, command: Command, argument: codes.Argument) -> KnownCommand:
        since = self.now - UNDO_WITHIN
        if command is Command.UNDO and self.worker is not None:
            return KnownCommand(command, last=deeds.last_here(self.connection, self.worker.id, since))
        if command is Command.CAME:
            return KnownCommand(command, call=calls.open_call(self.connection, self.station.id, since))
        return KnownCommand(command, argument)

    def count(self, pieces: int) -> Found:
        """So many pieces of the work recorded last, if there is any."""
        since = self.now - UNDO_WITHIN
        last = deeds.last_here(self.connection, self.worker.id, since) if self.worker else None
        if not isinstance(last, WorkDone):
            return Unknown(No.NOTHING_TO_UNDO if self.worker else No.BADGE_FIRST)
        sheet = sheets(self.connection, [last.bundle]).get(last.bundle)
        operation = reference.operations(self.connection, [last.operation]).get(last.operation)
        if sheet is None:
            return Unknown(No.UNKNOWN_BUNDLE)
        return NewCount(last, sheet.bundle, operation, pieces) if operation else Unknown(No.NO_ROUTE)

    def _on_ticket(self, ours: wire.Workspace, ticket: codes.BundleTicket, text: str) -> Sheet:
        bundle = reference.bundle_on_ticket(self.connection, ticket.code)
        id_ = bundle.id if bundle else ids.bundle_id(ours.id, ticket.code)
        sheet = sheets(self.connection, [id_]).get(id_)
        if sheet and not sheet.ticket:
            return sheet
        return self._by_ticket_alone(sheet, id_, ticket, text)

    def _by_ticket_alone(self, sheet: Sheet | None, id_: BundleId, ticket: codes.BundleTicket, text: str) -> Sheet:
        """Its product is the one it was worked on here, or the one that is sewn at this station, where that is sure."""
        product = (sheet.bundle.product_type if sheet else "") or self._product_sewn_here()
        bundle = _as_shown_at(self.station.department, bundle_by_ticket(id_, ticket, product))
        operations = next(iter(routes_of(self.connection, [bundle]).values()), ())
        return Sheet(bundle, operations, sheet.facts if sheet else (), ticket=text)

    def _product_sewn_here(self) -> str:
        if len(self.station.operations) != 1:
            return ""
        found = reference.operations(self.connection, self.station.operations)
        return next((operation.product_type for operation in found.values()), "")

    def _bundle(self, sheet: Sheet) -> tuple[KnownBundle, Read]:
        folding = sheet.folding(self.now)
        run = folding.run()
        stamps = [done.fact.stamp for op in run.operations for done in op.counted]
        known = KnownBundle(
            bundle=sheet.bundle,
            run=run,
            life=fold_life(sheet.bundle, run, sheet.facts),
            ticket=sheet.ticket,
            people=reference.worker_names(self.connection, {stamp.worker for stamp in stamps if stamp.worker}),
            stations=reference.station_names(self.connection, {stamp.station for stamp in stamps if stamp.station}),
        )
        return known, (sheet, folding)


def is_far(connection: Connection, text: str) -> bool:
    """Whether it may be the ticket of a bundle out of reach, or of one that was in reach once."""
    match codes.read(text):
        case codes.BundleTicket(name):
            return not reference.is_near(connection, name)
        case codes.ErpCode(name):
            return not reference.is_near(connection, name) and not reference.worker_with_number(connection, name)
        case _:
            return False


def _as_shown_at(department: Department, bundle: Bundle) -> Bundle:
    """A ticket does not tell how far its bundle is: it is taken to be where it is shown."""
    road = tuple(place for place in Department if place in bundle.road or place is department)
    status = next((status for status in BundleStatus if waits_for(status, road) is department), bundle.status)
    return replace(bundle, road=road, status=status)
