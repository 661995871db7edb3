"""The operation bulletin in the tables. Minutes and rates are dated: an edit holds from its moment on, and what was
sewn before is paid as it was.
"""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field
from sqlalchemy import Connection, Row, exists, insert, select, update

from kiosk.floor.ids import OperationId
from kiosk.floor.route import Operation, product_key, ring_in
from kiosk.server import tables as t
from kiosk.server.audit import note
from kiosk.server.doors import Doors
from kiosk.server.sessions import Person
from kiosk.server.sorry import Refusal

LISTED = 2000
ANY = frozenset({"", "all"})
"""What the front end sends for no filter at all."""

Name = Annotated[str, Field(min_length=1, max_length=120, pattern=r"^[^\x00-\x1f]*$")]
Minutes = Annotated[Decimal, Field(gt=0, le=1000, decimal_places=4)]
Rate = Annotated[Decimal, Field(ge=0, le=10**6, decimal_places=4)]
Links = Annotated[list[Annotated[str, Field(max_length=120)]], Field(max_length=100)]


class Told(BaseModel):
    """`depends_on`: names or ids of operations of the same product. No rate: the work is counted and paid later."""

    product_type: Name
    name: Name
    standard_minutes: Minutes
    piece_rate: Rate | None = None
    depends_on: Links = []
    description: str | None = Field(None, max_length=500)
    sequence_number: int | None = Field(None, ge=1, le=10_000)
    machine_type: str | None = Field(None, max_length=80)
    skill_level: Literal["BEGINNER", "INTERMEDIATE", "EXPERT"] = "INTERMEDIATE"
    has_qc_checkpoint: bool = False
    defect_codes: Links = []
    reason: str = Field("", max_length=200)


class Shown(BaseModel):
    """`depends_on` in names, as the front end has them; `depends_on_ids` besides."""

    id: str
    product_type: str
    name: str
    description: str | None
    sequence_number: int
    standard_minutes: float
    piece_rate: float | None
    depends_on: list[str]
    depends_on_ids: list[str]
    machine_type: str | None
    skill_level: str
    has_qc_checkpoint: bool
    defect_codes: list[str]
    created_at: datetime
    updated_at: datetime


# ---- reading


def in_force(connection: Connection, who: Person, *, lock: bool = False) -> Sequence[Row[Any]]:
    op = t.SewingOperation
    query = select(op.__table__).where(op.workspace_id == who.workspace, op.is_active)
    query = query.order_by(op.product_type, op.sequence_number, op.id).limit(LISTED)
    return connection.execute(query.with_for_update() if lock else query).all()


def is_of(op: Row[Any], product_type: str) -> bool:
    return product_type.strip().casefold() in ANY or product_key(op.product_type) == product_key(product_type)


def shown(op: Row[Any], others: Sequence[Row[Any]]) -> Shown:
    names = {other.id: other.name for other in others}
    return Shown(
        **{name: getattr(op, name) for name in Shown.model_fields if name not in {"depends_on", "depends_on_ids"}},
        depends_on=[names[id_] for id_ in op.depends_on if id_ in names],
        depends_on_ids=list(op.depends_on),
    )


# ---- editing


def add(connection: Connection, doors: Doors, who: Person, asked: Told) -> Shown:
    others = _siblings(connection, who, asked.product_type)
    _check_name(asked, others)
    id_, now = OperationId(doors.new_id()), doors.clock()
    row = _row(asked, _linked(id_, asked, others), asked.sequence_number or _next(others)) | {
        "workspace_id": who.workspace,
        "id": id_,
        "created_by": who.id,
        "created_at": now,
        "updated_at": now,
    }
    connection.execute(insert(t.SewingOperation.sheet()).values(row))
    _date(connection, doors, who, id_, asked, now)
    _note(connection, doors, who, "added an operation", id_, asked)
    return _one(connection, who, id_)


def change(connection: Connection, doors: Doors, who: Person, id_: str, asked: Told) -> Shown:
    stands = _standing(connection, who, id_)
    others = [op for op in _siblings(connection, who, asked.product_type) if op.id != id_]
    _check_name(asked, others)
    links, now = _linked(OperationId(id_), asked, others), doors.clock()
    if _moves_the_route(stands, asked, links) and _has_work(connection, who, id_):
        raise Refusal(
            409,
            "Bundles are on their way with this operation: its product, what it waits for and its checkpoint stay as "
            "they are. Retire it and add another one.",
        )
    row = _row(asked, links, asked.sequence_number or stands.sequence_number) | {"updated_at": now}
    connection.execute(update(t.SewingOperation).where(_ours(who, id_)).values(row))
    if (stands.standard_minutes, stands.piece_rate) != (asked.standard_minutes, asked.piece_rate):
        _date(connection, doors, who, id_, asked, now)
    _note(connection, doors, who, "changed an operation", id_, asked)
    return _one(connection, who, id_)


def set_rate(connection: Connection, doors: Doors, who: Person, id_: str, rate: Decimal | None, reason: str) -> Shown:
    """All else stays. Raises Refusal 404 for an operation that is retired."""
    stands = _standing(connection, who, id_)
    same = {name: getattr(stands, name) for name in Told.model_fields if name not in {"piece_rate", "reason"}}
    return change(connection, doors, who, id_, Told(**same, piece_rate=rate, reason=reason))


def retire(connection: Connection, doors: Doors, who: Person, id_: str) -> None:
    _standing(connection, who, id_)
    gone = {"is_active": False, "retired_at": doors.clock(), "updated_at": doors.clock()}
    connection.execute(update(t.SewingOperation).where(_ours(who, id_)).values(gone))
    note(connection, doors, who.workspace, act="retired an operation", user=who.id, subject=id_)


def _row(asked: Told, links: Sequence[str], sequence: int) -> dict[str, object]:
    own = asked.model_dump(exclude={"depends_on", "reason", "sequence_number"})
    return own | {"depends_on": list(links), "sequence_number": sequence}


def _date(connection: Connection, doors: Doors, who: Person, id_: str, asked: Told, since: datetime) -> None:
    connection.execute(
        insert(t.SewingOperationStandard.sheet()).values(
            workspace_id=who.workspace,
            id=doors.new_id(),
            operation_id=id_,
            valid_from=since,
            standard_minutes=asked.standard_minutes,
            piece_rate=asked.piece_rate,
            reason=asked.reason,
            created_by=who.id,
            created_at=since,
        )
    )


def _siblings(connection: Connection, who: Person, product_type: str) -> list[Row[Any]]:
    """Of the same product, locked: two admins who edit it at once come one after the other."""
    return [
        op for op in in_force(connection, who, lock=True) if product_key(op.product_type) == product_key(product_type)
    ]


def _standing(connection: Connection, who: Person, id_: str) -> Row[Any]:
    """Raises Refusal 404."""
    op = t.SewingOperation
    found = connection.execute(
        select(op.__table__).where(_ours(who, id_), op.is_active).with_for_update()
    ).one_or_none()
    if found is None:
        raise Refusal(404, "There is no such operation.")
    return found


def _ours(who: Person, id_: str) -> Any:
    return (t.SewingOperation.workspace_id == who.workspace) & (t.SewingOperation.id == id_)


def _check_name(asked: Told, others: Sequence[Row[Any]]) -> None:
    if any(other.name.casefold() == asked.name.casefold() for other in others):
        raise Refusal(409, "This product has an operation of that name already.")


def _linked(id_: OperationId, asked: Told, others: Sequence[Row[Any]]) -> list[str]:
    """The ids that `depends_on` means. Raises Refusal 400 for an unknown one and for a ring."""
    known = {other.id: other.id for other in others} | {other.name.casefold(): other.id for other in others}
    links = []
    for said in asked.depends_on:
        found = known.get(said) or known.get(said.strip().casefold())
        if found is None:
            raise Refusal(400, f"This product has no operation “{said[:60]}” to wait for.")
        links.append(found)
    every = {other.id: tuple(other.depends_on) for other in others} | {id_: tuple(links)}
    if ring_in(tuple(_bare(one, waits) for one, waits in every.items())):
        raise Refusal(400, "Operations may not wait for each other in a ring.")
    return list(dict.fromkeys(links))


def _bare(id_: str, waits: tuple[str, ...]) -> Operation:
    links = tuple(OperationId(one) for one in waits)
    return Operation(id=OperationId(id_), product_type="", name="", sequence=1, standards=(), depends_on=links)


def _next(others: Sequence[Row[Any]]) -> int:
    return max((other.sequence_number for other in others), default=0) + 1


def _moves_the_route(stands: Row[Any], asked: Told, links: Sequence[str]) -> bool:
    before = product_key(stands.product_type), set(stands.depends_on), stands.has_qc_checkpoint
    return before != (product_key(asked.product_type), set(links), asked.has_qc_checkpoint)


def _has_work(connection: Connection, who: Person, id_: str) -> bool:
    work = t.SewingRunOperation
    mine = (work.workspace_id == who.workspace) & (work.operation_id == id_)
    return bool(connection.scalar(select(exists().where(mine))))


def _one(connection: Connection, who: Person, id_: str) -> Shown:
    found = in_force(connection, who)
    return shown(next(op for op in found if op.id == id_), found)


def _note(connection: Connection, doors: Doors, who: Person, act: str, id_: str, asked: Told) -> None:
    note(connection, doors, who.workspace, act=act, user=who.id, subject=id_, detail=asked.model_dump(mode="json"))
