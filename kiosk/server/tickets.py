"""What a scanned text calls: a bundle by its ticket, ours or an ERP's, and the kinds of other things."""

from typing import Any

from sqlalchemy import Select, case, or_

from kiosk.floor import codes
from kiosk.floor.codes import Badge, BundleTicket, ErpCode
from kiosk.floor.ids import WorkspaceId
from kiosk.server import tables as t
from kiosk.server.sorry import Refusal

_KINDS = {
    "order": ("ORD-", "ORDER-"),
    "finished_unit": ("FU-", "SKU-"),
    "carton": ("CTN-", "CARTON-"),
}


def kind_of(text: str) -> str:
    """As the mobile app names it: bundle, order, finished_unit, carton, unknown; and, beyond it, badge."""
    match codes.read(text):
        case BundleTicket() | ErpCode():
            return "bundle"
        case Badge():
            return "badge"
        case _:
            return next((kind for kind, heads in _KINDS.items() if text.strip().upper().startswith(heads)), "unknown")


def called(bundles: Select[*tuple[Any, ...]], workspace: WorkspaceId, text: str) -> Select[*tuple[Any, ...]]:
    """Of a query for bundles the one row, if any, that is called so: by an ERP's QR code, else its id, else the code of
    one of our tickets. Raises Refusal 400 for another thing than a bundle.
    """
    name = _name_on(text)
    bundle, is_its_qr = t.Bundle, t.Bundle.qr_code.in_([name, text.strip()])
    is_called = or_(is_its_qr, bundle.id == name, bundle.code == name.upper())
    first = case((is_its_qr, 0), (bundle.id == name, 1), else_=2)
    return bundles.where(bundle.workspace_id == workspace, is_called).order_by(first).limit(1)


def _name_on(text: str) -> str:
    match codes.read(text):
        case BundleTicket(code):
            return code
        case ErpCode(name):
            return name
        case _:
            raise Refusal(400, "This code is on no bundle's ticket.")
