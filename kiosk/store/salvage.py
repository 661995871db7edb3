"""What can still be read of a damaged file: the facts made here, found by their bytes, whatever became of the tables.

A fact's JSON and its seal lie side by side in the file, so that each fact found is known to be whole. Facts that the
server already has are found as well; sent again, they do no harm. Better that than one that is never sent.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kiosk.floor.facts import of_bundle, subject_of
from kiosk.floor.ids import BundleId
from kiosk.store.rows import Row, fact_of, fact_row, seal_of, text_of

BLOCK = 1 << 20
LONGEST = 8192
"""Bytes within which a fact and its seal end."""

_BEGINS = b'{"kind":"'
_SEAL = 8
_JSON = json.JSONDecoder()


def readable_facts(files: Iterable[Path]) -> list[Row]:
    """Rows of `own_facts`, each fact once, in their order. A number used twice gives way to the next free one."""
    once: dict[str, Row] = {}
    for file in files:
        for body in _sealed_bodies(file):
            row = _row(body)
            if row is not None:
                once[row["id"]] = row
    found = sorted(once.values(), key=lambda row: (row["number"], row["id"]))
    last = 0
    for row in found:
        last = row["number"] = max(row["number"], last + 1)
    return found


def _row(body: dict[str, Any]) -> Row | None:
    try:
        return fact_row(body, _subject_in(body))
    except (KeyError, TypeError, ValueError):
        return None


def _subject_in(body: dict[str, Any]) -> str:
    """Of a kind of another release: the bundle that it names, or nothing that is folded here."""
    fact = fact_of(text_of(body))
    return str(subject_of(fact) if fact else of_bundle(BundleId(str(body.get("bundle", "")))))


def _sealed_bodies(file: Path) -> Iterator[dict[str, Any]]:
    for block in _blocks(file):
        at = block.find(_BEGINS)
        while at >= 0:
            body = _sealed(block[at : at + LONGEST])
            if body is not None:
                yield body
            at = block.find(_BEGINS, at + 1)


def _sealed(found: bytes) -> dict[str, Any] | None:
    text = found.decode("latin-1")  # never fails; facts are written in ASCII
    try:
        body, end = _JSON.raw_decode(text)
    except (ValueError, RecursionError):
        return None
    return body if text[end : end + _SEAL] == seal_of(text[:end]) else None


def _blocks(file: Path) -> Iterator[bytes]:
    """The file's bytes in pieces that overlap by one fact. Where the disk gives none back, the next piece follows."""
    if not file.exists():
        return
    with file.open("rb", buffering=0) as handle:
        for start in range(0, file.stat().st_size, BLOCK):
            try:
                handle.seek(start)
                yield handle.read(BLOCK + LONGEST)
            except OSError:
                continue
