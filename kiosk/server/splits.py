"""The new ticket of a split is a bundle of its own, from the moment its fact comes in."""

from collections.abc import Iterable

from sqlalchemy import Connection, literal, select
from sqlalchemy.dialects.postgresql import insert

from kiosk.floor.bundle_facts import PiecesCame
from kiosk.floor.facts import Fact
from kiosk.floor.ids import BundleId, WorkspaceId
from kiosk.server import tables as t

_LIKE_ITS_PARENT = (
    "order_id",
    "product_type",
    "size",
    "colour",
    "line_id",
    "base_status",
    "created_at",
)
"""`status` too begins where the parent's did: the fold moves it on at once."""


def create(connection: Connection, workspace: WorkspaceId, fresh: Iterable[Fact]) -> set[BundleId]:
    """The bundles that were not there before. Of a parent that nobody told us of nothing is made."""
    splits = {fact.bundle: fact for fact in fresh if isinstance(fact, PiecesCame) and fact.code}
    return {id_ for id_ in sorted(splits) if _create(connection, workspace, splits[id_])}


def _create(connection: Connection, workspace: WorkspaceId, split: PiecesCame) -> bool:
    parent, table = t.Bundle.sheet().alias(), t.Bundle.sheet()
    alike = [parent.c[name] for name in _LIKE_ITS_PARENT]
    own = [literal(split.bundle), literal(split.code), literal(split.pieces), parent.c.base_status]
    row = select(parent.c.workspace_id, *own, *alike).where(
        parent.c.workspace_id == workspace, parent.c.id == split.other
    )
    columns = ["workspace_id", "id", "code", "pieces", "status", *_LIKE_ITS_PARENT]
    put = insert(table).from_select(columns, row).on_conflict_do_nothing().returning(table.c.id)
    return connection.execute(put).first() is not None
