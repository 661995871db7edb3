"""A proxy before several servers: each request goes to the next of them, and past one that is away."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle
from threading import Thread

PASSED_ON = ("Authorization", "Content-Type", "Content-Encoding", "X-Kiosk-Version")


class RoundRobin(ThreadingHTTPServer):
    """`served` counts what each server answered."""

    daemon_threads = True

    def __init__(self, ports: Sequence[int]) -> None:
        super().__init__(("127.0.0.1", 0), _Passed)
        self._ports = cycle(ports)
        self.served = dict.fromkeys(ports, 0)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[HTTPResponse, bytes] | None:
        """None where no server gave a whole answer."""
        for _ in self.served:
            port = next(self._ports)
            with suppress(OSError, HTTPException):
                door = HTTPConnection("127.0.0.1", port, timeout=15)
                door.request(method, path, body, headers)
                answer = door.getresponse()
                said = answer.read()
                door.close()
                self.served[port] += 1
                return answer, said
        return None


class _Passed(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: RoundRobin

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = {name: self.headers[name] for name in PASSED_ON if name in self.headers}
        got = self.server.ask(self.command, self.path, body, headers)
        status, said = (got[0].status, got[1]) if got else (502, b"")
        self.send_response(status)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    do_POST = do_GET  # noqa: N815 - as above

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def round_robin(*ports: int) -> Iterator[RoundRobin]:
    proxy = RoundRobin(ports)
    thread = Thread(target=proxy.serve_forever, daemon=True)
    thread.start()
    try:
        yield proxy
    finally:
        proxy.shutdown()
        thread.join()
        proxy.server_close()
