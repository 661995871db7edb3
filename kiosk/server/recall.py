"""What this process folded last of each bundle. A bundle's row tells which transaction wrote it (`tx`), and every fold
writes it: while that is the one of our own fold, nobody else has touched the bundle, and neither its facts nor its
rows need to be read again. What was folded and then not committed is remembered under a `tx` that no row ever shows.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Pool, event

from kiosk.floor.ids import BundleId, WorkspaceId
from kiosk.server.derive import Shown, Taken

ROOM = 800
"""Bundles: some twenty-five kilobytes each, and a hundred where every piece was told by itself."""


@dataclass(frozen=True, slots=True)
class Folded:
    """All facts of a bundle and what follows from them, as the transaction `tx` left it."""

    tx: int
    taken: tuple[Taken, ...]
    shown: Shown


class Recall:
    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._lock = threading.Lock()
        self._folded: OrderedDict[tuple[WorkspaceId, BundleId], Folded] = OrderedDict()

    def of(self, workspace: WorkspaceId, bundle: BundleId, tx: int) -> Folded | None:
        """`tx`: what the bundle's locked row says."""
        with self._lock:
            found = self._folded.get((workspace, bundle))
            return found if found is not None and found.tx == tx else None

    def keep(self, workspace: WorkspaceId, bundle: BundleId, folded: Folded) -> None:
        with self._lock:
            self._folded[workspace, bundle] = folded
            self._folded.move_to_end((workspace, bundle))
            while len(self._folded) > self._room:
                self._folded.popitem(last=False)

    def drop(self, workspace: WorkspaceId, bundles: Iterable[BundleId]) -> None:
        """They were changed otherwise than by a fold of new facts, perhaps in the transaction of one."""
        with self._lock:
            for bundle in bundles:
                self._folded.pop((workspace, bundle), None)

    def forget(self) -> None:
        with self._lock:
            self._folded.clear()


_recalls: WeakKeyDictionary[Pool, Recall] = WeakKeyDictionary()


def recall_of(connection: Connection) -> Recall:
    """The one of this process and database. It begins anew with every new connection: the database may have been set
    back to an earlier moment meanwhile, and then counts its transactions from there.
    """
    pool = connection.engine.pool
    if pool not in _recalls:
        recall = _recalls[pool] = Recall()

        @event.listens_for(pool, "connect")
        def forget(*_: Any) -> None:
            recall.forget()

    return _recalls[pool]
