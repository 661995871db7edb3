"""Long lists page by page. Where the next page begins stands in a signed text that only this list of this factory takes
back; a page costs the same however deep it lies. Nothing is counted: a total would cost the whole list.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from fastapi import Query
from sqlalchemy import Connection, RowMapping, Select, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from kiosk.floor.ids import WorkspaceId
from kiosk.server.sorry import Refusal

LONGEST = 200
"""Rows in a page at most."""

DEEPEST = 2_000
"""Rows that may be passed over by number; deeper pages are reached by their cursors alone."""

_TAG_BYTES = 16


@dataclass(frozen=True, slots=True)
class Asked:
    """`page` counts from 1, for callers that know no cursors; a cursor goes before it."""

    limit: int
    page: int
    cursor: str


def asked(
    limit: Annotated[int, Query(ge=1, le=LONGEST)] = 50,
    page: Annotated[int, Query(ge=1, le=10**9)] = 1,
    cursor: Annotated[str, Query(max_length=600)] = "",
) -> Asked:
    """The dependency that reads what the front end sends."""
    return Asked(limit, page, cursor)


@dataclass(frozen=True, slots=True)
class Place:
    """A list: its name, its factory, the key that signs, and what it is ordered by, from the newest or greatest down.
    The last of `by` is unique, and none is ever null.
    """

    name: str
    workspace: WorkspaceId
    secret: str
    by: Sequence[InstrumentedAttribute[Any]]


def page_of(
    connection: Connection, query: Select[*tuple[Any, ...]], place: Place, wanted: Asked
) -> tuple[list[RowMapping], str | None]:
    """The rows, and the cursor of the page after them; None on the last. Raises Refusal 400."""
    keys = [key.label(f"_key_{n}") for n, key in enumerate(place.by)]
    query = query.add_columns(*keys).order_by(*(key.desc() for key in place.by)).limit(wanted.limit + 1)
    if wanted.cursor:
        query = query.where(tuple_(*place.by) < tuple_(*values_of(place, wanted.cursor)))
    elif (over := (wanted.page - 1) * wanted.limit) > DEEPEST:
        raise Refusal(400, "Pages so deep are reached by the cursor of the page before.")
    else:
        query = query.offset(over)
    found = list(connection.execute(query).mappings())
    rows = found[: wanted.limit]
    after = [rows[-1][f"_key_{n}"] for n in range(len(keys))] if len(found) > wanted.limit else None
    return rows, _written(place, after) if after else None


def _written(place: Place, values: Sequence[Any]) -> str:
    said = json.dumps([_plain(value) for value in values]).encode()
    return base64.urlsafe_b64encode(_tag(place, said) + said).decode().rstrip("=")


def values_of(place: Place, cursor: str) -> list[Any]:
    """What the last row of the page before had. Raises Refusal 400."""
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    except ValueError:
        raw = b""
    tag, said = raw[:_TAG_BYTES], raw[_TAG_BYTES:]
    if not hmac.compare_digest(tag, _tag(place, said)):
        raise Refusal(400, "This cursor is none of this list. Begin with the first page.")
    return [_value(value) for value in json.loads(said)]


def _tag(place: Place, said: bytes) -> bytes:
    own = hmac.digest(place.secret.encode(), b"cursors of lists", hashlib.sha256)
    return hmac.digest(own, f"{place.workspace}\x1f{place.name}\x1f".encode() + said, hashlib.sha256)[:_TAG_BYTES]


def _plain(value: Any) -> Any:
    return {"at": value.isoformat()} if isinstance(value, datetime) else value


def _value(value: Any) -> Any:
    return datetime.fromisoformat(value["at"]) if isinstance(value, dict) else value
