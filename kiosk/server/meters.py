"""What the server counts of itself, for Prometheus: `GET /metrics`, with a token of its own.

Several processes behind one socket write into one folder (`settings.METERS`, which `serve` makes), so that whichever of
them answers tells of all.
"""

import hmac
import os
from collections import Counter as Tally
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated

from fastapi import APIRouter, Header, Response
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

from kiosk.server.settings import METERS
from kiosk.server.sorry import Refusal
from kiosk.wire import Judged

NO_DOOR = "none"

REQUESTS = Counter("kiosk_requests", "Requests answered.", ["method", "door", "status"])
SECONDS = Histogram("kiosk_request_seconds", "From a request's first byte to its answer's last.", ["door"])
FACTS = Counter("kiosk_facts", "Facts that kiosks sent, by what became of them.", ["verdict"])
AT_WORK = Gauge("kiosk_batches_at_work", "Batches taken in and not yet answered.", multiprocess_mode="livesum")
WATCHERS = Gauge("kiosk_watchers", "Screens that the live board is told to.", multiprocess_mode="livesum")


def answered(method: str, door: str, status: int, seconds: float) -> None:
    """`door` is a path of ours as it is written, never as it was asked: nobody can make rows by asking."""
    REQUESTS.labels(method if door else NO_DOOR, door or NO_DOOR, str(status)).inc()
    SECONDS.labels(door or NO_DOOR).observe(seconds)


def judged(verdicts: Sequence[Judged]) -> None:
    for verdict, count in Tally(one.verdict.value for one in verdicts).items():
        FACTS.labels(verdict).inc(count)


@contextmanager
def counted(gauge: Gauge) -> Iterator[None]:
    gauge.inc()
    try:
        yield
    finally:
        gauge.dec()


def routes(token: str) -> APIRouter:
    """Without a token there is no such door."""
    router = APIRouter(include_in_schema=False)

    @router.get("/metrics")
    def metrics(authorization: Annotated[str, Header()] = "") -> Response:
        if not token:
            raise Refusal(404, "There is nothing here.")
        if not hmac.compare_digest(authorization.removeprefix("Bearer ").encode(), token.encode()):
            raise Refusal(401, "Show the token of KIOSK_METRICS_TOKEN.")
        return Response(generate_latest(_registry()), media_type=CONTENT_TYPE_LATEST)

    return router


def _registry() -> CollectorRegistry:
    if METERS not in os.environ:
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry
