"""A new file in the place of none, or of a damaged one. Whatever moment the power goes, nothing readable is lost:

1. the new file is made under another name, with all that could be salvaged;
2. it is given the name that says it is whole;
3. the damaged file and its log are moved aside: a log left behind would be read into the new file;
4. the new file takes its place.

A program that finds a whole new file at its start goes on with step 3.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection, func, insert, select, update

from kiosk.store import tables as t
from kiosk.store.disk import flush_folder
from kiosk.store.engine import engine_on, for_writing
from kiosk.store.rows import Row
from kiosk.store.salvage import readable_facts
from kiosk.store.schema import create

_PARTS = ("-wal", "-shm", "-journal", "")
"""A file's companions, and last the file itself."""


def prepare(path: Path, now: datetime) -> None:
    """Steps 1 and 2."""
    salvaged = readable_facts([path, part_of(path, "-wal")])
    whole = _whole_name(path, now)
    _make(part_of(path, ".making"), salvaged).replace(whole)
    flush_folder(path.parent)


def is_prepared(path: Path) -> bool:
    return any(path.parent.glob(f"{path.name}.made-*"))


def finish(path: Path) -> Path | None:
    """Steps 3 and 4, as often as it takes. Where the old file is now; None where there was none."""
    whole = next(path.parent.glob(f"{path.name}.made-*"))
    aside = part_of(path, ".damaged-" + whole.name.rpartition("-")[2])
    for part in _PARTS:
        if part_of(path, part).exists():
            part_of(path, part).replace(part_of(aside, part))
    flush_folder(path.parent)
    whole.replace(path)
    flush_folder(path.parent)
    return next((part_of(aside, part) for part in reversed(_PARTS) if part_of(aside, part).exists()), None)


def add_unsent(connection: Connection, facts: Sequence[Row]) -> int:
    """Adds facts that the file does not know, to be sent once more if need be. Returns how many."""
    known = set(connection.scalars(select(t.OwnFact.id).union_all(select(t.ConfirmedFact.id))))
    missing = [fact for fact in facts if fact["id"] not in known]
    taken = set(connection.scalars(select(t.OwnFact.number)))
    for fact in missing:
        if fact["number"] in taken:
            fact["number"] = max(taken) + 1
        taken.add(fact["number"])
    if missing:
        connection.execute(insert(t.OwnFact), missing)
        connection.execute(insert(t.Waiting), [new_waiting(fact["number"]) for fact in missing])
        highest = max(fact["number"] for fact in missing)
        connection.execute(update(t.Kiosk).values(last_number=func.max(t.Kiosk.last_number, highest)))
    return len(missing)


def new_waiting(number: int) -> Row:
    """The outbox row of a fact that was never sent."""
    return {"number": number, "state": "waiting", "tries": 0, "failures": 0, "reason": None}


def part_of(path: Path, part: str) -> Path:
    return path.with_name(path.name + part)


def _whole_name(path: Path, now: datetime) -> Path:
    """A stamp that no file set aside before has, whatever the clock says."""
    while True:
        stamp = f"{now.astimezone(UTC):%Y%m%dT%H%M%S.%fZ}"
        if not any(path.parent.glob(f"{path.name}.damaged-{stamp}*")):
            return part_of(path, f".made-{stamp}")
        now += timedelta(microseconds=1)


def _make(path: Path, salvaged: Sequence[Row]) -> Path:
    for part in _PARTS:
        part_of(path, part).unlink(missing_ok=True)
    path.touch(mode=0o600)  # it will hold the key of the tickets
    engine = engine_on(path)
    try:
        with for_writing(engine).begin() as connection:
            create(connection)
            connection.execute(insert(t.Kiosk).values(id=1, file_id=str(uuid4()), cursor="", last_number=0))
            add_unsent(connection, salvaged)
    finally:
        engine.dispose()
    return path
