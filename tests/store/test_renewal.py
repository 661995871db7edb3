"""A renewal may be cut short after any of its steps; the next start completes it."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.store import renewal
from tests.make import MORNING, bundle
from tests.store.site import Site, whole_factory


@pytest.fixture
def damaged(path: Path) -> Path:
    """A file with three facts in it and a broken header, its log beside it."""
    site = Site(path)
    site.mirror.apply(whole_factory(bundle()))
    site.ledger.record([site.pen.done(op) for op in ("shoulders", "sleeves", "hem")])
    log = path.with_name("kiosk.db-wal").read_bytes()
    site.file.close()
    path.write_bytes(b"broken" + path.read_bytes()[6:])
    path.with_name("kiosk.db-wal").write_bytes(log)
    return path


def names(path: Path) -> set[str]:
    return {each.name for each in path.parent.iterdir() if not each.name.endswith((".lock", "-wal", "-shm"))}


def opened_with_three_facts(path: Path) -> Path | None:
    site = Site(path)
    assert site.waiting() == [1, 2, 3]
    assert site.file.salvaged == 3
    assert site.ledger.next_number() == 4
    aside = site.file.set_aside_file
    site.file.close()
    return aside


def test_the_damaged_file_is_set_aside_with_its_log(damaged: Path) -> None:
    content = damaged.read_bytes()
    aside = opened_with_three_facts(damaged)
    assert aside is not None
    assert aside.name == "kiosk.db.damaged-20260302T010000.000000Z"
    assert aside.read_bytes() == content
    assert aside.with_name(aside.name + "-wal").exists()
    assert names(damaged) == {"kiosk.db", aside.name}


def test_cut_short_while_the_new_file_is_made(damaged: Path) -> None:
    damaged.with_name("kiosk.db.making").write_bytes(b"half a file")
    assert opened_with_three_facts(damaged)


def test_cut_short_before_the_damaged_file_is_moved(damaged: Path) -> None:
    renewal.prepare(damaged, MORNING)
    assert renewal.is_prepared(damaged)
    assert opened_with_three_facts(damaged)
    assert not renewal.is_prepared(damaged)


@pytest.mark.parametrize("parts", [["-wal"], ["-wal", ""]])
def test_cut_short_while_the_damaged_file_is_moved(damaged: Path, parts: list[str]) -> None:
    renewal.prepare(damaged, MORNING)
    whole = next(damaged.parent.glob("*.made-*"))
    aside = damaged.with_name(whole.name.replace("made", "damaged"))
    for part in parts:
        damaged.with_name(damaged.name + part).rename(aside.with_name(aside.name + part))
    assert opened_with_three_facts(damaged) == aside


def test_cut_short_by_the_lock_s_mark_as_well(damaged: Path) -> None:
    """The mark of the program that crashed must not make the new file look like one that lost its log."""
    renewal.prepare(damaged, MORNING)
    damaged.with_name("kiosk.db.lock").write_bytes(b"open")
    assert opened_with_three_facts(damaged)
    again = Site(damaged)
    assert again.file.set_aside_file is None
    again.file.close()


def test_two_files_set_aside_at_one_moment_are_both_kept(damaged: Path) -> None:
    kept = damaged.with_name("copy")
    shutil.copy(damaged, kept)
    first = opened_with_three_facts(damaged)
    shutil.copy(kept, damaged)
    second = opened_with_three_facts(damaged)
    assert first != second
    assert {first, second} <= set(damaged.parent.iterdir())


def test_facts_that_the_file_does_not_know_are_added_once(site: Site) -> None:
    facts = [site.pen.done("shoulders")]
    site.ledger.record(facts)
    strange = Site(site.path.parent / "other" / "kiosk.db")
    strange.ledger.record([strange.pen.later(minutes=1).done("sleeves") for _ in range(3)])
    with strange.file.reading() as connection:
        rows = [dict(row) for row in connection.exec_driver_sql("SELECT * FROM own_facts").mappings()]
    strange.file.close()
    rows = [row | {"at": MORNING + timedelta(minutes=1)} for row in rows]
    with site.file.writing() as connection:
        assert renewal.add_unsent(connection, rows) == 3
        assert renewal.add_unsent(connection, rows) == 0
    assert len(site.outbox.batch(10)) == 4
    assert site.ledger.next_number() == 5
