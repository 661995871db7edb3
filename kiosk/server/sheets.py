"""Bundles with all their facts, for kiosks."""

from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping

from kiosk.floor.facts import of_bundle
from kiosk.floor.ids import WorkspaceId
from kiosk.server import rows
from kiosk.server.subjects import bodies_about
from kiosk.server.tickets import called
from kiosk.wire import BundleSheet


def sheets(connection: Connection, workspace: WorkspaceId, found: Sequence[RowMapping]) -> list[BundleSheet]:
    """Of rows of `rows.BUNDLES`, in their order."""
    bundles = [(rows.bundle_of(row), row) for row in found]
    facts = bodies_about(connection, workspace, [of_bundle(bundle.id) for bundle, _ in bundles])
    return [BundleSheet(bundle, facts[of_bundle(bundle.id)], row["qr_code"]) for bundle, row in bundles]


def sheet_called(connection: Connection, workspace: WorkspaceId, text: str) -> BundleSheet | None:
    """Of the bundle whose ticket was scanned, wherever in the factory it is. Raises Refusal 400 for no ticket."""
    found = connection.execute(called(rows.BUNDLES, workspace, text)).mappings().all()
    return next(iter(sheets(connection, workspace, found)), None)
