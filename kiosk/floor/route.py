"""A product's operations in their order, what each waits for, and which one a station means by a scan."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from kiosk.floor.ids import OperationId


@dataclass(frozen=True, slots=True)
class Standard:
    """Standard minutes and piece rate in force from `since` on, until the next one; never overwritten."""

    since: datetime
    smv_min: Decimal
    piece_rate: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """`standards` oldest first, at least one. `until` is when the operation was retired."""

    id: OperationId
    product_type: str
    name: str
    sequence: int
    standards: tuple[Standard, ...]
    depends_on: tuple[OperationId, ...] = ()
    until: datetime | None = None

    def standard_at(self, moment: datetime) -> Standard:
        """The standard in force; before the first one, the first."""
        begun = [standard for standard in self.standards if standard.since <= moment]
        return begun[-1] if begun else self.standards[0]

    def is_in_force(self, moment: datetime) -> bool:
        return self.standards[0].since <= moment and (self.until is None or moment < self.until)


Route = tuple[Operation, ...]
Done = Mapping[OperationId, int]
"""Good pieces so far by operation; what is not there has none."""


def route_of(operations: Iterable[Operation], product_type: str, moment: datetime) -> Route:
    """The operations of a product as they stood at `moment`, in sequence. 'T-Shirt' and 't shirt' are one product."""
    wanted = product_key(product_type)
    here = (op for op in operations if product_key(op.product_type) == wanted and op.is_in_force(moment))
    return tuple(sorted(here, key=lambda op: (op.sequence, op.id)))


def product_key(product_type: str) -> str:
    return "".join(filter(str.isalnum, product_type)).casefold()


def ready_pieces(operation: Operation, route: Route, done: Done, pieces: int) -> int:
    """How many pieces may be sewn now: what every operation it waits for has passed on, less those already through.

    An AND-join with partial quantities: 12 of 20 sleeves set, so 12 side seams may be sewn.
    """
    on_route = {op.id for op in route}
    passed = [done.get(needed, 0) for needed in operation.depends_on if needed in on_route]
    return max(0, min([pieces, *passed]) - done.get(operation.id, 0))


def missing_before(operation: Operation, route: Route, done: Done, pieces: int) -> Operation | None:
    """The operation that this one waits for most: the least advanced of those that are behind."""
    behind = [op for op in route if op.id in operation.depends_on and done.get(op.id, 0) < pieces]
    return min(behind, key=lambda op: (done.get(op.id, 0), op.sequence), default=None)


def operations_here(route: Route, station_operations: Sequence[OperationId]) -> Route:
    """Those of the route that the station sews; a station without a list of its own sews any."""
    return tuple(op for op in route if not station_operations or op.id in station_operations)


def next_here(here: Route, route: Route, done: Done, pieces: int) -> Operation | None:
    """The operation that a scan at this station means: the first in sequence with pieces ready for it."""
    return next((op for op in here if ready_pieces(op, route, done, pieces)), None)
