"""The server's log: a line of JSON for each thing that happened, for people with `jq` and for machines.

What is logged of a request is its name, its door and what came of it: never a query, a body or a header.
"""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any

access = logging.getLogger("kiosk.access")

QUIET = frozenset({"/healthz", "/readyz", "/metrics"})
"""Doors that are knocked on all day, and are told of only when they do not open."""


class JsonLines(logging.Formatter):
    """`extra={"facts": {…}}` stands beside the sentence."""

    def format(self, record: logging.LogRecord) -> str:
        said: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "where": record.name,
            "says": record.getMessage(),
        }
        said |= getattr(record, "facts", {})
        if record.exc_info:
            said["trace"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=False, default=str)


def begin() -> None:
    """Everything from here on goes to standard error, line by line."""
    lines = logging.StreamHandler(sys.stderr)
    lines.setFormatter(JsonLines())
    logging.basicConfig(level=logging.INFO, handlers=[lines], force=True)
    logging.getLogger("uvicorn.access").setLevel(logging.WARNING)  # `answered` says it better


def answered(name: str, method: str, door: str, status: int, seconds: float) -> None:
    """`door`: the path as it is written in `/docs`, empty where there is none."""
    if door not in QUIET or status >= 400:
        facts = {"request": name, "method": method, "door": door, "status": status, "ms": round(1000 * seconds, 1)}
        access.info("answered", extra={"facts": facts})
