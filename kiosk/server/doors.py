"""What the routes need of the world: the database, the clock, the secret, new ids. Handed out by `app`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection, Engine

from kiosk.floor.ids import WorkspaceId
from kiosk.server.replica import Replica
from kiosk.server.walls import shut_in

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    engine: Engine
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    secret: str
    replica: Replica | None = None

    @contextmanager
    def transaction(self, factory: WorkspaceId) -> Iterator[Connection]:
        """Committed when the block ends well. Like the others it sees and writes this factory's rows alone."""
        with self.engine.begin() as connection:
            shut_in(connection, factory)
            yield connection

    @contextmanager
    def alone(self, factory: WorkspaceId) -> Iterator[Connection]:
        """Like `transaction`, and as if no other of this kind ran meanwhile: the database refuses one of two that did
        (SQLSTATE 40001). It sees one moment, however long it takes.
        """
        with self.engine.execution_options(isolation_level="SERIALIZABLE").begin() as connection:
            shut_in(connection, factory)
            yield connection

    @contextmanager
    def snapshot(self, factory: WorkspaceId) -> Iterator[Connection]:
        """Several reads that see one moment."""
        with self.engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
            shut_in(connection, factory)
            yield connection

    def lately(self, factory: WorkspaceId, work: Callable[[Connection], T]) -> T:
        """Reads like those of `snapshot` that may be some seconds old: not for what the same caller just wrote. `work`
        may be asked twice: of the replica, and of the database where that does not serve.
        """
        if self.replica and (found := self.replica.read(factory, work)):
            return found[0]
        with self.snapshot(factory) as connection:
            return work(connection)
