"""A receipt's short text, for a QR: who, which days, how much, when it was told, and a tag that only this factory's
kiosks and server can make.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from kiosk.floor.ids import WorkspaceId

TAG_LENGTH = 16
LONGEST = 200
_FORM = re.compile(rf"P1/(.+)/(\d{{8}})/(\d{{8}})/(-?\d+(?:\.\d+)?)/(\d{{12}})/([0-9A-F]{{{TAG_LENGTH}}})")


@dataclass(frozen=True, slots=True)
class Told:
    """`number` is the worker's; `told_at` to the minute, UTC."""

    number: str
    first: date
    last: date
    total: Decimal
    told_at: datetime


def text_of(told: Told, workspace: WorkspaceId, key: bytes) -> str:
    """`key` is the one of the factory's tickets."""
    days = "/".join(day.isoformat().replace("-", "") for day in (told.first, told.last))
    body = f"P1/{told.number}/{days}/{told.total}/{told.told_at:%Y%m%d%H%M}"
    return f"{body}/{_tag(body, workspace, key)}"


def read(text: str, workspace: WorkspaceId, key: bytes) -> Told | None:
    """None for what this factory never told."""
    found = _FORM.fullmatch(text.strip())
    if found is None or not hmac.compare_digest(found[6], _tag(text.strip().rpartition("/")[0], workspace, key)):
        return None
    number, first, last, total, told_at = found.groups()[:5]
    at = datetime.strptime(told_at, "%Y%m%d%H%M").replace(tzinfo=UTC)
    return Told(number, date.fromisoformat(first), date.fromisoformat(last), Decimal(total), at)


def _tag(body: str, workspace: WorkspaceId, key: bytes) -> str:
    own = hmac.digest(key, b"receipts of pay", hashlib.sha256)
    said = f"{workspace}\x1f{body}".encode("utf-8", "replace")
    return hmac.digest(own, said, hashlib.sha256).hex()[:TAG_LENGTH].upper()
