"""A product's operations in their order, what each waits for, and which one a station means by a scan."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import IntEnum
from typing import Protocol

from kiosk.floor.ids import OperationId


class Skill(IntEnum):
    """The plan's three levels, comparable."""

    BEGINNER = 1
    INTERMEDIATE = 2
    EXPERT = 3


@dataclass(frozen=True, slots=True)
class Standard:
    """Standard minutes and piece rate in force from `since` on, until the next one; never overwritten. No rate: the
    work is counted, and is paid once somebody sets one.
    """

    since: datetime
    smv_min: Decimal
    piece_rate: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """`standards` oldest first, at least one. `until` is when the operation was retired. `has_checkpoint`: its pieces
    go on only once an inspector has passed them. `defects`: codes of what usually goes wrong here.
    """

    id: OperationId
    product_type: str
    name: str
    sequence: int
    standards: tuple[Standard, ...]
    depends_on: tuple[OperationId, ...] = ()
    until: datetime | None = None
    has_checkpoint: bool = False
    skill: Skill = Skill.INTERMEDIATE
    defects: tuple[str, ...] = ()

    def standard_at(self, moment: datetime) -> Standard:
        """The standard in force; before the first one, the first."""
        begun = [standard for standard in self.standards if standard.since <= moment]
        return begun[-1] if begun else self.standards[0]

    def is_in_force(self, moment: datetime) -> bool:
        return self.standards[0].since <= moment and (self.until is None or moment < self.until)


Route = tuple[Operation, ...]


class Stand(Protocol):
    """How far an operation is: pieces through it, and those that may go on from it."""

    @property
    def done(self) -> int: ...

    @property
    def passed(self) -> int: ...


Stands = Mapping[OperationId, Stand]
"""Of every operation of a route, in sequence."""


def route_of(operations: Iterable[Operation], product_type: str, moment: datetime) -> Route:
    """The operations of a product as they stood at `moment`, in sequence. 'T-Shirt' and 't shirt' are one product."""
    wanted = product_key(product_type)
    here = (op for op in operations if product_key(op.product_type) == wanted and op.is_in_force(moment))
    return tuple(sorted(here, key=lambda op: (op.sequence, op.id)))


def product_key(product_type: str) -> str:
    return "".join(filter(str.isalnum, product_type)).casefold()


def ready_pieces(operation: Operation, stands: Stands, wanted: int) -> int:
    """How many of the `wanted` pieces may be sewn now: what every operation that it waits for has passed on, less those
    already through.

    An AND-join with partial quantities: 12 of 20 sleeves set, so 12 side seams may be sewn.
    """
    passed = [stands[needed].passed for needed in operation.depends_on if needed in stands]
    return max(0, min([wanted, *passed]) - stands[operation.id].done)


def missing_before(operation: Operation, stands: Stands, wanted: int) -> OperationId | None:
    """The operation that this one waits for most: the least advanced of those that are behind."""
    behind = [needed for needed in stands if needed in operation.depends_on and stands[needed].passed < wanted]
    return min(behind, key=lambda needed: stands[needed].passed, default=None)


def ring_in(route: Route) -> Route:
    """Operations that wait for each other in a ring, so that none can ever begin; empty on a sound route."""
    left = {op.id: op for op in route}
    while free := [id_ for id_, op in left.items() if not any(needed in left for needed in op.depends_on)]:
        for id_ in free:
            del left[id_]
    return tuple(left.values())


def operations_here(route: Route, station_operations: Sequence[OperationId]) -> Route:
    """Those of the route that the station sews; a station without a list of its own sews any."""
    return tuple(op for op in route if not station_operations or op.id in station_operations)


def next_here(here: Route, stands: Stands, wanted: int) -> Operation | None:
    """The operation that a scan at this station means: the first in sequence with pieces ready for it."""
    return next((op for op in here if ready_pieces(op, stands, wanted)), None)
