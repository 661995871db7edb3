import errno
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from kiosk.store.disk import flush_folder, named
from kiosk.trouble import Reason, Trouble


@pytest.mark.parametrize(
    ("number", "reason"),
    [(errno.ENOSPC, Reason.DISK_FULL), (errno.EIO, Reason.DISK_FAILS), (errno.EROFS, Reason.DISK_FAILS)],
)
def test_the_system_s_refusals_have_names(number: int, reason: Reason) -> None:
    with pytest.raises(Trouble) as trouble, named():
        raise OSError(number, "the disk says no")
    assert trouble.value.reason is reason


def test_a_full_file_is_a_full_disk(tmp_path: Path) -> None:
    file = sqlite3.connect(tmp_path / "small.db")
    file.execute("PRAGMA max_page_count = 2")
    file.execute("CREATE TABLE t (x)")
    with pytest.raises(Trouble) as trouble, named():
        file.execute("INSERT INTO t VALUES (zeroblob(100000))")
    file.close()
    assert trouble.value.reason is Reason.DISK_FULL


@pytest.mark.parametrize("content", [b"no database, but long enough to be taken for one by its size" * 20])
def test_a_foreign_file_is_a_failing_disk_to_whoever_reads_it(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "foreign.db").write_bytes(content)
    engine = create_engine(f"sqlite:///{tmp_path / 'foreign.db'}")
    with pytest.raises(Trouble) as trouble, named(), engine.connect() as connection:
        connection.execute(text("SELECT * FROM t"))
    engine.dispose()
    assert trouble.value.reason is Reason.DISK_FAILS


def test_our_own_mistakes_pass_as_they_are(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'any.db'}")
    with pytest.raises(OperationalError, match="no such table"), named(), engine.connect() as connection:
        connection.execute(text("SELECT * FROM nowhere"))
    engine.dispose()


def test_a_folder_s_names_can_be_flushed(tmp_path: Path) -> None:
    flush_folder(tmp_path)
    with pytest.raises(FileNotFoundError):
        flush_folder(tmp_path / "not there")
