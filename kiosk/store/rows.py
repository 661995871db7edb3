"""Between the file's rows and the values of the floor. A row's `body` is its JSON as the wire has it."""

import json
import zlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from kiosk import wire
from kiosk.floor.bundles import Bundle
from kiosk.floor.facts import Fact
from kiosk.floor.people import Station, Worker
from kiosk.floor.route import Operation

Row = dict[str, Any]

_JSON = json.JSONEncoder(separators=(",", ":"), check_circular=False)


def text_of(body: Mapping[str, Any]) -> str:
    """JSON in ASCII without spaces; salvage looks for facts in this form."""
    return _JSON.encode(body)


def seal_of(text: str) -> str:
    """Eight hex digits that change with any bit of the text."""
    return f"{zlib.crc32(text.encode()):08x}"


def fact_row(body: wire.Body, subject: str) -> Row:
    """The columns of either table of facts. Reads a kind of a later release as well.

    Raises KeyError, TypeError or ValueError for what has not even a stamp.
    """
    text = text_of(body)
    return {
        "number": int(body["number"]),
        "id": str(body["id"]),
        "device": str(body["device"]),
        "subject": subject,
        "worker": body.get("worker"),
        "at": datetime.fromisoformat(body["at"]).astimezone(UTC),
        "body": text,
        "seal": seal_of(text),
    }


@lru_cache(maxsize=8192)
def fact_of(text: str) -> Fact | None:
    """None for a kind of a later release. Remembered, because facts never change and are folded again and again."""
    try:
        return wire.fact_of(json.loads(text))
    except (wire.UnknownKind, wire.Malformed):
        return None


def workspace_of(body: str) -> wire.Workspace | None:
    return wire.Changes.model_validate_json(f'{{"cursor":"","workspace":{body}}}').workspace


def lines_of(bodies: Sequence[str]) -> list[wire.Line]:
    return _page("lines", bodies).lines


def stations_of(bodies: Sequence[str]) -> list[Station]:
    return _page("stations", bodies).stations


def workers_of(bodies: Sequence[str]) -> list[Worker]:
    return _page("workers", bodies).workers


def operations_of(bodies: Sequence[str]) -> list[Operation]:
    return _page("operations", bodies).operations


def bundles_of(bodies: Sequence[str]) -> list[Bundle]:
    sheets = [f'{{"bundle":{body},"facts":[]}}' for body in bodies]
    return [sheet.bundle for sheet in _page("bundles", sheets).bundles]


def lays_of(bodies: Sequence[str]) -> list[wire.LaySheet]:
    """Without their facts."""
    return _page("lays", [f'{{"facts":[],{body[1:]}' for body in bodies]).lays


def _page(kind: str, bodies: Sequence[str]) -> wire.Changes:
    """The wire reads its rows a page at a time, so rows are put on a page again."""
    return wire.Changes.model_validate_json(f'{{"cursor":"","{kind}":[{",".join(bodies)}]}}')
