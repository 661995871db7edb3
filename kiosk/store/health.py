"""What a file is like before it is used. Reads all of it, and changes nothing in it."""

import sqlite3
import zlib
from contextlib import closing
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from kiosk.store.disk import DAMAGED, primary_code
from kiosk.store.tables import APPLICATION_ID, Table

_MAGIC = b"SQLite format 3\0"
_LOGGED = b"\2\2"
"""Both the version to write and the one to read: with a bit of the first flipped a file can be read, never written."""

_SEALED_TABLES = """
SELECT m.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'seal'
"""


class Health(Enum):
    MISSING = auto()
    SOUND = auto()
    BEHIND = auto()  # an older release made it
    TOO_NEW = auto()
    DAMAGED = auto()


@dataclass(frozen=True, slots=True)
class Finding:
    """`detail` is for the log: what is damaged, or which revision the file has."""

    health: Health
    detail: str = ""


class _Broken(Exception):
    """What is wrong with the file."""


def examine(path: Path, revision: str) -> Finding:
    """Raises sqlite3.Error or OSError where the disk does not let us look."""
    if not path.exists():
        orphan = path.with_name(path.name + "-wal").exists()
        return Finding(Health.DAMAGED, "only its log is left") if orphan else Finding(Health.MISSING)
    with path.open("rb") as file:
        header = file.read(20)
    if header[:16] != _MAGIC or header[18:] != _LOGGED:
        return Finding(Health.DAMAGED, "its header is not that of a file with a log" if header else "empty")
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, isolation_level=None)) as opened:
            return _examined(opened, revision)
    except _Broken as wrong:
        return Finding(Health.DAMAGED, str(wrong))
    except UnicodeDecodeError as wrong:
        return Finding(Health.DAMAGED, f"SQLite quotes what is no text: {wrong.reason}")
    except sqlite3.Error as wrong:
        if primary_code(wrong) in DAMAGED | {sqlite3.SQLITE_ERROR, None}:
            return Finding(Health.DAMAGED, str(wrong))
        raise


def _examined(file: sqlite3.Connection, revision: str) -> Finding:
    if file.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
        raise _Broken("another program's file")
    _check_pages(file)
    (theirs,) = file.execute("SELECT version_num FROM alembic_version").fetchone() or (None,)
    if theirs is None:
        raise _Broken("it does not say which release made it")
    if theirs > revision:
        return Finding(Health.TOO_NEW, theirs)  # what else it holds follows rules that we do not know
    _check_seals(file)
    if theirs < revision:
        return Finding(Health.BEHIND, theirs)
    _check_tables(file)
    return Finding(Health.SOUND, theirs)


def _check_pages(file: sqlite3.Connection) -> None:
    """Every page, every index against its table, every key."""
    found = file.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        raise _Broken(found)
    if lost := file.execute("PRAGMA foreign_key_check").fetchone():
        raise _Broken(f"a row of {lost[0]} without its {lost[2]}")


def _check_seals(file: sqlite3.Connection) -> None:
    """What the pages' own rules cannot see: a bit that flipped inside a body, or in the id beside it."""
    file.create_function("seal_of", 1, lambda body: f"{zlib.crc32(body):08x}", deterministic=True)
    for (table,) in file.execute(_SEALED_TABLES).fetchall():
        wrong = "seal_of(CAST(body AS BLOB)) IS NOT seal OR json_extract(body, '$.id') IS NOT id"
        if file.execute(f'SELECT 1 FROM "{table}" WHERE {wrong} LIMIT 1').fetchone():  # noqa: S608 - the file's own name
            raise _Broken(f"a row of {table} does not match its seal")


def _check_tables(file: sqlite3.Connection) -> None:
    """Every column that the program asks for, and the one row that it cannot do without."""
    for table in Table.metadata.sorted_tables:
        columns = ", ".join(column.name for column in table.columns)
        file.execute(f"SELECT {columns} FROM {table.name} LIMIT 1").fetchone()  # noqa: S608 - our own names
    if file.execute("SELECT count(*) FROM kiosk").fetchone() != (1,):
        raise _Broken("it does not say which file it is")
