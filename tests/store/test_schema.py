"""An older file is backed up, brought up to date and filled anew; its rows stay."""

import shutil
import sqlite3
import stat
from pathlib import Path

import pytest

from kiosk.store import schema
from kiosk.store.file import KioskFile
from kiosk.store.schema import OURS, Schema
from kiosk.trouble import Reason, Trouble
from tests.make import MORNING, bundle
from tests.store.site import Site

AFTER = f"{int(OURS.revision) + 1:04}"
NEXT = '''"""The outbox learns when it was last tried."""

import sqlalchemy as sa
from alembic import op

revision = "{after}"
down_revision = "{now}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("own_facts", recreate="always") as table:
        table.add_column(sa.Column("tried_at", sa.Integer()))
    {more}


def downgrade() -> None:
    with op.batch_alter_table("own_facts", recreate="always") as table:
        table.drop_column("tried_at")
'''


def release(folder: Path, more: str = "") -> Schema:
    """The next release's history: ours, and one revision that builds a table anew under rows that point to it."""
    shutil.copytree(OURS.history, folder)
    (folder / "versions" / f"{AFTER}_tried_at.py").write_text(NEXT.format(more=more, now=OURS.revision, after=AFTER))
    return Schema(AFTER, folder)


@pytest.fixture
def old(site: Site) -> Path:
    """A file of this release with a cursor and two unsent facts."""
    site.ledger.record([site.pen.done("shoulders"), site.pen.done("sleeves")])
    site.file.close()
    return site.path


def test_rows_stay_and_everything_is_fetched_again(old: Path, tmp_path: Path) -> None:
    file = KioskFile.open(old, clock=lambda: MORNING, schema=release(tmp_path / "100 % new"))
    with file.reading() as connection:
        rows = connection.exec_driver_sql("SELECT number, tried_at FROM own_facts").all()
        assert [tuple(row) for row in rows] == [(1, None), (2, None)]
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == AFTER
        assert connection.exec_driver_sql("SELECT cursor, last_number FROM kiosk").one() == ("", 2)
        assert connection.exec_driver_sql("SELECT count(*) FROM outbox").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    assert (file.set_aside_file, file.salvaged) == (None, 0)
    file.close()


def test_the_backup_is_the_file_as_it_was(old: Path, tmp_path: Path) -> None:
    KioskFile.open(old, clock=lambda: MORNING, schema=release(tmp_path / "new")).close()
    backup = old.with_name(f"kiosk.db.before-{AFTER}")
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    restored = tmp_path / "restored" / "kiosk.db"
    restored.parent.mkdir()
    shutil.copy(backup, restored)
    site = Site(restored)
    assert site.done(bundle()) == {"shoulders": 20, "sleeves": 20}
    assert site.mirror.cursor() == "1"
    site.file.close()


def test_the_older_release_then_finds_it_too_new(old: Path, tmp_path: Path) -> None:
    KioskFile.open(old, clock=lambda: MORNING, schema=release(tmp_path / "new")).close()
    with pytest.raises(Trouble) as trouble:
        KioskFile.open(old, clock=lambda: MORNING)
    assert trouble.value.reason is Reason.FILE_TOO_NEW


def test_an_upgrade_that_fails_leaves_the_file_as_it_was(old: Path, tmp_path: Path) -> None:
    broken = release(tmp_path / "broken", more="raise RuntimeError('half way')")
    for _ in range(2):
        with pytest.raises(RuntimeError, match="half way"):
            KioskFile.open(old, clock=lambda: MORNING, schema=broken)
    file = sqlite3.connect(old)
    assert "tried_at" not in str(file.execute("SELECT sql FROM sqlite_master").fetchall())
    file.close()
    site = Site(old)
    assert site.done(bundle()) == {"shoulders": 20, "sleeves": 20}
    site.file.close()


def test_an_upgrade_that_cannot_be_backed_up_is_not_begun(old: Path, tmp_path: Path) -> None:
    old.with_name(f"kiosk.db.before-{AFTER}.part").mkdir()
    with pytest.raises(Trouble) as trouble:
        KioskFile.open(old, clock=lambda: MORNING, schema=release(tmp_path / "new"))
    assert trouble.value.reason is Reason.DISK_FAILS
    old.with_name(f"kiosk.db.before-{AFTER}.part").rmdir()
    site = Site(old)
    assert site.waiting() == [1, 2]
    site.file.close()


def test_an_installed_package_carries_its_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "kiosk"
    (package / "store").mkdir(parents=True)
    monkeypatch.setattr(schema, "__file__", str(package / "store" / "schema.py"))
    assert schema._history() == tmp_path / "migrations" / "store"
    carried = package / "_data" / "migrations" / "store"
    carried.mkdir(parents=True)
    assert schema._history() == carried
