"""A kiosk's file with all its doors, the small factory told, and a pen that writes this kiosk's facts."""

import resource
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from kiosk import wire
from kiosk.floor import codes, ids
from kiosk.floor.bundle_facts import BundleMoved, WorkDone
from kiosk.floor.bundles import Bundle
from kiosk.floor.desk import Found, KnownBundle
from kiosk.floor.facts import Fact
from kiosk.floor.ids import BundleId
from kiosk.floor.people import Station, Worker
from kiosk.store import deeds
from kiosk.store.file import KioskFile
from kiosk.store.finding import UNDO_WITHIN
from kiosk.store.ledger import Ledger
from kiosk.store.mirror import Mirror
from kiosk.store.outbox import Outbox
from kiosk.wire import BundleSheet, Changes, Judged, Receipt, Verdict
from tests.make import ANA, BEN, CALENDAR, KEY, LINE, MORNING, T_SHIRT, WORKSPACE, Pen, bundle, station

HERE = station("s1")
THERE = station("s2")
FACTORY = wire.Workspace(id=WORKSPACE, name="Luna Garments", calendar=CALENDAR, ticket_key=KEY.hex())


def told(
    *bundles: Bundle | BundleSheet, cursor: str = "1", whole: bool = False, gone: Sequence[Bundle] = ()
) -> Changes:
    """A page of changes about bundles alone."""
    sheets = [each if isinstance(each, BundleSheet) else BundleSheet(each, []) for each in bundles]
    return Changes(cursor=cursor, whole=whole, bundles=sheets, gone=[wire.Gone(each.id) for each in gone])


def whole_factory(*bundles: Bundle | BundleSheet, cursor: str = "1") -> Changes:
    """The first page of everything."""
    return told(*bundles, cursor=cursor, whole=True).model_copy(
        update={
            "workspace": FACTORY,
            "lines": [wire.Line(LINE, "Line 1")],
            "stations": [HERE, THERE],
            "workers": [ANA, BEN],
            "operations": list(T_SHIRT),
        }
    )


def sheet(of: Bundle, *facts: Fact) -> BundleSheet:
    return BundleSheet(of, [wire.body_of(fact) for fact in facts])


def receipt(verdict: Verdict, *facts: Fact, reason: str | None = None) -> Receipt:
    return Receipt(verdicts=[Judged(id=fact.stamp.id, verdict=verdict, reason=reason) for fact in facts])


def ticket(of: Bundle) -> str:
    return codes.ticket_text(of.code, of.pieces, KEY)


@contextmanager
def no_file_longer_than(size: int) -> Iterator[None]:
    """The system refuses each byte past `size`, in the middle of writing."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


class Site:
    """`now` is its clock; `pen` writes with the running numbers of this kiosk."""

    def __init__(self, path: Path, now: datetime = MORNING) -> None:
        self.path = path
        self.now = now
        self.pen = Pen(now=now)
        self.file = KioskFile.open(path, clock=lambda: self.now)
        self.ledger, self.outbox, self.mirror = Ledger(self.file), Outbox(self.file), Mirror(self.file)

    def reopen(self) -> "Site":
        """The next start of the program, its running numbers gone on with."""
        self.file.close()
        again = Site(self.path, self.now)
        again.pen = self.pen
        return again

    def look_up(self, text: str, *, worker: Worker | None = ANA, at: Station = HERE) -> Found:
        return self.ledger.look_up(text, worker=worker, station=at, now=self.now)

    def known(self, of: Bundle) -> KnownBundle:
        found = self.look_up(ticket(of))
        assert isinstance(found, KnownBundle)
        return found

    def done(self, of: Bundle) -> dict[str, int]:
        """Good pieces by operation, as a scan would find them; only where there are any."""
        return {op: pieces for op, pieces in self.known(of).run.done.items() if pieces}

    def last_deed(self, worker: Worker, now: datetime) -> WorkDone | BundleMoved | None:
        with self.file.reading() as connection:
            return deeds.last_here(connection, worker.id, now - UNDO_WITHIN)

    def new_count(self, pieces: int, worker: Worker = ANA) -> Found:
        return self.ledger.new_count(pieces, worker=worker, station=station(), now=self.pen.now)

    def waiting(self) -> list[int]:
        return [body["number"] for body in self.outbox.batch(wire.BATCH)]


def bundles(count: int) -> list[Bundle]:
    """Bundles with codes of their own."""
    return [replace(bundle(f"b{n}"), code=codes.code_of(n)) for n in range(1, count + 1)]


@dataclass(frozen=True)
class Strange:
    """A genuine ticket of a bundle that nobody has told this kiosk of, and a station that sews one operation."""

    code: str
    text: str
    id: BundleId
    station: Station


_CODE = codes.code_of(77)
STRANGE = Strange(
    code=_CODE,
    text=codes.ticket_text(_CODE, 18, KEY),
    id=ids.bundle_id(WORKSPACE, _CODE),
    station=station("s1", "shoulders"),
)
