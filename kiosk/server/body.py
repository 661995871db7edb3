"""A request's body, read no further than it may be long, unpacked where it came packed, and parsed as JSON."""

import zlib
from typing import Any

import orjson
from fastapi import Request

from kiosk.server.sorry import Refusal

LONGEST = 2 * 1024 * 1024
"""Bytes of a body, packed or not: 500 facts are a quarter of it."""

_GZIP = 16 + zlib.MAX_WBITS


async def json_body(request: Request) -> Any:
    """Raises Refusal: 413 too long, 415 packed in another way, 400 not JSON."""
    if int(request.headers.get("content-length") or 0) > LONGEST:
        raise _too_long()
    packed = bytearray()
    async for part in request.stream():
        packed += part
        if len(packed) > LONGEST:
            raise _too_long()
    try:
        return orjson.loads(_unpacked(bytes(packed), request.headers.get("content-encoding", "identity")))
    except (orjson.JSONDecodeError, zlib.error):
        raise Refusal(400, "The request is not JSON.") from None


def _unpacked(body: bytes, encoding: str) -> bytes:
    """A small body may unpack to a huge one: no more is unpacked than may be read."""
    if encoding == "identity":
        return body
    if encoding != "gzip":
        raise Refusal(415, "Send the request as plain JSON or packed with gzip.")
    unpacker = zlib.decompressobj(_GZIP)
    plain = unpacker.decompress(body, LONGEST + 1)
    if len(plain) > LONGEST:
        raise _too_long()
    return plain


def _too_long() -> Refusal:
    return Refusal(413, "The request is too long.")
