"""Every HTTP request a kiosk makes. What goes wrong becomes Trouble here, at the edge."""

import gzip
import json
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import requests
from pydantic import BaseModel, ValidationError

from kiosk import __version__, wire
from kiosk.floor.board import Board
from kiosk.trouble import Reason, Trouble

CONNECT_S = 3
READ_S = 15
"""A dead line is noticed within these."""

STREAM_READ_S = 6
"""The live board says at least every two seconds that it is there."""

STREAM_BYTES = 1 << 16
"""Read at once of the live board at most; what has come is handed on without waiting for more."""

LONGEST_WISH_S = 3600.0
"""A server, or whatever stands before it, that wishes for more silence than this is not believed."""

_REASON_OF = {
    401: Reason.NOT_PAIRED,
    403: Reason.REVOKED,
    429: Reason.SERVER_BUSY,
    502: Reason.NO_SERVER,
    503: Reason.SERVER_BUSY,
    504: Reason.NO_SERVER,
}

M = TypeVar("M", bound=BaseModel)


class Server:
    """The server as a paired kiosk sees it. `base` is its address; `token` is this kiosk's own.

    Every call raises Trouble: NO_SERVER (no answer), SERVER_BUSY (with its wish to wait), SERVER_FAILS (an answer
    that is none), NOT_PAIRED or REVOKED (it does not know us, or no longer).
    """

    def __init__(self, base: str, token: str, *, http: requests.Session | None = None) -> None:
        self._base = base.rstrip("/")
        self._http = http or requests.Session()
        self._http.headers.update({"Authorization": f"Bearer {token}", "X-Kiosk-Version": __version__})

    def send(self, facts: Sequence[wire.Body]) -> wire.Receipt:
        """Up to `wire.BATCH` facts; the receipt answers each."""
        body = gzip.compress(json.dumps({"facts": facts}).encode(), compresslevel=1)
        headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
        return self._ask(wire.Receipt, "POST", "/api/sync/facts", data=body, headers=headers)

    def changes(self, cursor: str) -> wire.Changes:
        """What changed since `cursor`; an empty one asks for everything."""
        return self._ask(wire.Changes, "GET", "/api/sync/changes", params={"after": cursor})

    def bundle(self, ticket: str) -> wire.Asked:
        """What the server knows of the bundle with this ticket."""
        return self._ask(wire.Asked, "GET", "/api/sync/bundles", params={"ticket": ticket})

    def boards(self) -> Generator[Board, None, None]:
        """The live board as it changes, for as long as the line holds; the first at once."""
        with (
            _named(),
            self._http.get(self._base + "/api/floor/stream", stream=True, timeout=(CONNECT_S, STREAM_READ_S)) as answer,
        ):
            _check(answer)
            for line in answer.iter_lines(chunk_size=STREAM_BYTES):
                if line.startswith(b"data:"):
                    yield wire.BOARD.validate_json(line.removeprefix(b"data:"))

    def _ask(self, model: type[M], method: str, path: str, **more: Any) -> M:
        with _named():
            answer = self._http.request(method, self._base + path, timeout=(CONNECT_S, READ_S), **more)
            _check(answer)
            return model.model_validate(answer.json())


def pair(base: str, code: str, name: str) -> wire.PairReply:
    """Makes this kiosk known to the server by the code an admin was shown. Raises Trouble, WRONG_CODE among them.

    Text longer than the wire takes is cut: no name suffers much by it, and no code of ours is so long.
    """
    request = wire.PairRequest(code=code[:40], name=name[:80], version=__version__)
    with _named():
        answer = requests.post(
            base.rstrip("/") + "/api/devices/pair", json=request.model_dump(), timeout=(CONNECT_S, READ_S)
        )
        if answer.status_code in {400, 401, 404, 410}:
            raise Trouble(Reason.WRONG_CODE, f"HTTP {answer.status_code}")
        _check(answer)
        return wire.PairReply.model_validate(answer.json())


@contextmanager
def _named() -> Iterator[None]:
    """Names what the network did. An answer that cannot be read is the server's failing, not the line's."""
    try:
        yield
    except requests.JSONDecodeError as wrong:
        raise Trouble(Reason.SERVER_FAILS, "the answer is not JSON") from wrong
    except ValidationError as wrong:
        raise Trouble(Reason.SERVER_FAILS, f"{wrong.title}: {wrong.error_count()} fields wrong") from wrong
    except (requests.RequestException, ValueError) as wrong:  # some addresses that are none are bare ValueErrors
        raise Trouble(Reason.NO_SERVER, type(wrong).__name__) from wrong


def _check(answer: requests.Response) -> None:
    if answer.ok:
        return
    reason = _REASON_OF.get(answer.status_code, Reason.SERVER_FAILS)
    wish = answer.headers.get("Retry-After", "")
    wish_s = min(float(wish), LONGEST_WISH_S) if wish.isdecimal() else None
    raise Trouble(reason, f"HTTP {answer.status_code}", retry_after_s=wish_s)
