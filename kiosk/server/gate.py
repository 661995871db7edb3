"""What every request passes first: it gets a name that the log and the answer share, and its body is read no further
than a body may be long.
"""

import re
import secrets

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LONGEST = 2 * 1024 * 1024
"""Bytes of a body, packed or not: 500 facts are a quarter of it."""

NAME = "X-Request-ID"
_NAME_OF_A_PROXY = re.compile(r"[\w-]{8,64}", re.ASCII)


class Gate:
    """The name is a proxy's, where it gave a plain one. It stands in `request.state.name`."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        given = headers.get(NAME, "")
        name = given if _NAME_OF_A_PROXY.fullmatch(given) else secrets.token_hex(8)
        scope.setdefault("state", {})["name"] = name

        async def send_named(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)[NAME] = name
            await send(message)

        await self._app(scope, _bounded(receive, headers), send_named)


def _bounded(receive: Receive, headers: Headers) -> Receive:
    """Raises HTTPException at the reader: 413 for a body too long, 400 for one of a length that is no number."""
    read = 0

    async def receive_bounded() -> Message:
        nonlocal read
        if not read:
            _check_told(headers.get("content-length", "0"))
        message = await receive()
        read += len(message.get("body", b""))
        if read > LONGEST:
            raise too_long()
        return message

    return receive_bounded


def _check_told(length: str) -> None:
    if not (length.isascii() and length.isdecimal()):
        raise HTTPException(400, "The request does not say how long it is.")
    if len(length) > len(str(LONGEST)) or int(length) > LONGEST:
        raise too_long()


def too_long() -> HTTPException:
    return HTTPException(413, "The request is too long.")
