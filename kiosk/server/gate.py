"""What every request passes first: it gets a name that the log and the answer share, and its body is read no further
than a body may be long.
"""

import re
import secrets
import time
from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LONGEST = 2 * 1024 * 1024
"""Bytes of a body, packed or not: 500 facts are a quarter of it."""

NAME = "X-Request-ID"
_NAME_OF_A_PROXY = re.compile(r"[\w-]{8,64}", re.ASCII)


Tell = Callable[[str, str, str, int, float], None]
"""A request's name, its method, the door it came to (as `/docs` writes it), the status, the seconds."""


class Gate:
    """The name is a proxy's, where it gave a plain one. It stands in `request.state.name`. `tell` hears of each."""

    def __init__(self, app: ASGIApp, tell: Tell) -> None:
        self._app = app
        self._tell = tell

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        given = headers.get(NAME, "")
        name = given if _NAME_OF_A_PROXY.fullmatch(given) else secrets.token_hex(8)
        scope.setdefault("state", {})["name"] = name
        status, began = 500, time.perf_counter()

        async def send_named(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)[NAME] = name
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, _bounded(receive, headers), send_named)
        finally:
            door = getattr(scope.get("route"), "path", "")
            self._tell(name, scope["method"], door, status, time.perf_counter() - began)


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
