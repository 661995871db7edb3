"""A line of our own between kiosks and server: a small HTTP proxy that does what real lines do, when it is told to.

A fault takes a request and the way on, and gives what comes back; None is a line that breaks without an answer.
"""

import gzip
import json
import socket
import struct
from collections import deque
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from urllib.parse import urlsplit

from kiosk.wire import Body

PATIENCE_S = 20
UP, DOWN = "/api/sync/facts", "/api/sync/changes"


@dataclass(frozen=True, slots=True)
class Request:
    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def facts(self) -> list[Body]:
        return list(json.loads(gzip.decompress(self.body))["facts"]) if self.body else []

    def with_facts(self, facts: list[Body]) -> "Request":
        return replace(self, body=gzip.compress(json.dumps({"facts": facts}).encode()))


@dataclass(frozen=True, slots=True)
class Answer:
    """`cut_after`: bytes of the body that come through, though all are announced; None is all of it."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    cut_after: int | None = None


Way = Callable[[Request], Answer]
Fault = Callable[[Request, Way], Answer | None]


def well(request: Request, way: Way) -> Answer | None:
    return way(request)


def refuse(_request: Request, _way: Way) -> Answer | None:
    """Nothing reaches the server."""
    return None


def lose_answer(request: Request, way: Way) -> Answer | None:
    """The server has committed, and nobody hears of it."""
    way(request)
    return None


def repeat(request: Request, way: Way) -> Answer | None:
    """A hop that did not hear the first answer asks again."""
    way(request)
    return way(request)


def cut_answer(request: Request, way: Way) -> Answer | None:
    answer = way(request)
    return replace(answer, cut_after=len(answer.body) // 2)


def say(status: int, body: bytes = b"", **headers: str) -> Fault:
    """Something on the way answers in the server's place."""
    answer = Answer(status, body, {name.replace("_", "-"): value for name, value in headers.items()})
    return lambda _request, _way: answer


def html(status: int) -> Fault:
    return say(status, b"<!doctype html><title>Welcome to our guest network</title>", Content_Type="text/html")


def break_on(poison: Collection[str]) -> Fault:
    """The server has a bug that one of these facts brings out."""

    def fault(request: Request, way: Way) -> Answer | None:
        return Answer(500) if any(body["id"] in poison for body in request.facts) else way(request)

    return fault


def older_server(unknown: Collection[str]) -> Fault:
    """The server is a release behind, and does not know the kind of these facts."""

    def fault(request: Request, way: Way) -> Answer | None:
        facts = [body | {"kind": "of-a-later-release"} if body["id"] in unknown else body for body in request.facts]
        return way(request.with_facts(facts))

    return fault


class Gate:
    """Holds requests until a test lets them through."""

    def __init__(self) -> None:
        self.reached, self._open = Event(), Event()

    def open(self) -> None:
        self._open.set()

    def __call__(self, request: Request, way: Way) -> Answer | None:
        self.reached.set()
        self._open.wait(PATIENCE_S)
        return way(request)


@dataclass(frozen=True, slots=True)
class Passed:
    """What went over the line; `status` is None where no answer came back."""

    path: str
    facts: int
    status: int | None


class Line:
    """Faults are told for the requests to come: `then` for the next ones, one by one, `always` until it is `healed`."""

    def __init__(self, server: str) -> None:
        self.server = server
        self.passed: list[Passed] = []
        self._next: deque[tuple[str, Fault]] = deque()
        self._standing: dict[str, Fault] = {}
        self._proxy = _Proxy(self)
        self.address = f"http://127.0.0.1:{self._proxy.server_address[1]}"

    def then(self, *faults: Fault, on: str = UP) -> None:
        self._next.extend((on, fault) for fault in faults)

    def always(self, fault: Fault, on: str = "/") -> None:
        self._standing[on] = fault

    def heal(self) -> None:
        self._next.clear()
        self._standing.clear()

    def close(self) -> None:
        self._proxy.close()

    def carried(self, path: str = UP) -> list[Passed]:
        """What was asked of a path so far; then it is forgotten."""
        found = [passed for passed in self.passed if passed.path == path]
        self.passed = [passed for passed in self.passed if passed.path != path]
        return found

    def carry(self, request: Request) -> Answer | None:
        path = urlsplit(request.path).path
        answer = self._fault(path)(request, self._on)
        facts = len(request.facts) if path == UP else 0
        self.passed.append(Passed(path, facts, answer.status if answer else None))
        return answer

    def _fault(self, path: str) -> Fault:
        if self._next and path.startswith(self._next[0][0]):
            return self._next.popleft()[1]
        standing = (fault for on, fault in self._standing.items() if path.startswith(on))
        return next(standing, well)

    def _on(self, request: Request) -> Answer:
        connection = HTTPConnection(urlsplit(self.server).netloc, timeout=PATIENCE_S)
        try:
            headers = {name: value for name, value in request.headers.items() if name != "Content-Length"}
            connection.request(request.method, request.path, request.body or None, headers)
            answer = connection.getresponse()
            return Answer(answer.status, answer.read(), {k.title(): v for k, v in answer.getheaders()})
        finally:
            connection.close()


class _Proxy(ThreadingHTTPServer):
    """Runs in a thread of its own until it is closed."""

    daemon_threads = True

    def __init__(self, line: Line) -> None:
        super().__init__(("127.0.0.1", 0), _Hop)
        self.line = line
        self._thread = Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self.shutdown()
        self.server_close()
        self._thread.join()


class _Hop(BaseHTTPRequestHandler):
    """One connection of a kiosk."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Proxy

    def do_GET(self) -> None:
        self._carry()

    def do_POST(self) -> None:
        self._carry()

    def log_message(self, *_: object) -> None:
        """The tests look at `Line.passed`."""

    def _carry(self) -> None:
        headers = {name.title(): value for name, value in self.headers.items()}
        body = self.rfile.read(int(headers.get("Content-Length", 0)))
        answer = self.server.line.carry(Request(self.command, self.path, headers, body))
        if answer is None:
            self._hang_up()
            return
        self.send_response(answer.status)
        kept = ("Content-Type", "Retry-After")
        for name, value in answer.headers.items():
            if name in kept:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body[: answer.cut_after])
        if answer.cut_after is not None:
            self._hang_up()

    def _hang_up(self) -> None:
        """With a reset, as a router does that has forgotten the connection."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
