"""A request's body, unpacked where it came packed, and parsed as JSON. `gate` bounds what is read of it."""

import zlib
from typing import Any

import orjson
from fastapi import Request

from kiosk.server.gate import LONGEST, too_long
from kiosk.server.sorry import Refusal

_GZIP = 16 + zlib.MAX_WBITS


async def json_body(request: Request) -> Any:
    """Raises 413 too long, 415 packed in another way, 400 not JSON."""
    encoding = request.headers.get("content-encoding", "identity")
    try:
        return orjson.loads(_unpacked(await request.body(), encoding))
    except (orjson.JSONDecodeError, zlib.error):
        raise Refusal(400, "The request is not JSON.") from None


def _unpacked(body: bytes, encoding: str) -> bytes:
    """A small body may unpack to a huge one: no more is unpacked than may be read."""
    if encoding == "identity":
        return body
    if encoding != "gzip":
        raise Refusal(415, "Send the request as plain JSON or packed with gzip.")
    plain = zlib.decompressobj(_GZIP).decompress(body, LONGEST + 1)
    if len(plain) > LONGEST:
        raise too_long()
    return plain
