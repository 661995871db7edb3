"""The file opens to something that works, whatever it finds."""

import os
import random
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk import wire
from kiosk.floor.bundle_facts import WorkDone
from kiosk.floor.facts import Fact
from kiosk.store.file import KioskFile
from kiosk.store.schema import OURS, Schema
from kiosk.trouble import Reason, Trouble
from kiosk.wire import BundleSheet, Verdict
from tests.make import MORNING, T_SHIRT, bundle
from tests.store.site import Site, bundles, receipt, sheet, told, whole_factory

BUNDLES = bundles(20)

Worked = tuple[Path, Path, list[WorkDone]]
"""A folder as a crash leaves it, one as a clean end does, and the facts that were recorded."""

Case = tuple[str, str, str]
"""Which of the folders, which file in it, and what befalls that."""


def test_a_new_file_is_made_in_a_folder_of_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "data" / "kiosk.db"
    site = Site(path)
    assert (site.file.salvaged, site.file.set_aside_file) == (0, None)
    assert site.ledger.next_number() == 1
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.with_name("kiosk.db-wal").stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    site.file.close()
    assert {each.name for each in path.parent.iterdir()} == {"kiosk.db", "kiosk.db.lock"}


def test_what_was_recorded_is_there_at_the_next_start(site: Site) -> None:
    site.ledger.record([site.pen.done("shoulders")])
    again = site.reopen()
    assert again.done(bundle()) == {"shoulders": 20}
    assert again.waiting() == [1]
    assert again.ledger.next_number() == 2
    assert (again.file.salvaged, again.file.set_aside_file) == (0, None)
    again.file.close()


def test_a_second_program_is_refused_and_harms_nothing(site: Site) -> None:
    with pytest.raises(Trouble) as trouble:
        KioskFile.open(site.path, clock=lambda: MORNING)
    assert trouble.value.reason is Reason.FILE_IN_USE
    site.ledger.record([site.pen.done("shoulders")])
    assert site.done(bundle()) == {"shoulders": 20}


def test_a_newer_release_s_file_is_left_alone(site: Site) -> None:
    site.ledger.record([site.pen.done("shoulders")])
    site.file.close()
    before = site.path.read_bytes()
    for _ in range(2):
        with pytest.raises(Trouble) as trouble:
            KioskFile.open(site.path, clock=lambda: MORNING, schema=Schema("0000", OURS.history))
        assert trouble.value.reason is Reason.FILE_TOO_NEW
    assert site.path.read_bytes() == before


@contextmanager
def as_nobody() -> Iterator[None]:
    """Without the right to write everywhere, which the superuser has."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_folder_that_cannot_be_written_is_trouble_and_nothing_is_set_aside(site: Site) -> None:
    site.ledger.record([site.pen.done("shoulders")])
    site.file.close()
    with tempfile.TemporaryDirectory() as folder:
        for each in site.path.parent.iterdir():
            shutil.copy(each, folder)
        for each in Path(folder).iterdir():
            each.chmod(0o444)
        Path(folder).chmod(0o555)
        before = sorted(Path(folder).iterdir())
        with as_nobody(), pytest.raises(Trouble) as trouble:
            KioskFile.open(Path(folder) / "kiosk.db", clock=lambda: MORNING)
        assert trouble.value.reason is Reason.DISK_FAILS
        assert sorted(Path(folder).iterdir()) == before
        Path(folder).chmod(0o755)


def test_a_file_without_the_log_it_had_is_set_aside(site: Site, tmp_path: Path) -> None:
    """Its latest commits are gone without a trace in the file itself: only the lock's mark tells."""
    site.ledger.record([site.pen.done("shoulders")])
    with site.ledger._recorder.transaction() as sql:
        sql.execute("UPDATE kiosk SET cursor = 'carried over'")
    site.ledger._recorder._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    site.ledger.record([site.pen.done("sleeves")])
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for name in ("kiosk.db", "kiosk.db.lock"):
        shutil.copy(site.path.with_name(name), crashed)
    again = Site(crashed / "kiosk.db")
    assert again.file.set_aside_file is not None
    assert (again.file.salvaged, again.waiting()) == (1, [1])
    assert again.mirror.cursor() == ""
    again = again.reopen()
    assert again.file.set_aside_file is None
    again.file.close()


def test_a_log_that_was_hit_costs_no_fact(site: Site, tmp_path: Path) -> None:
    """SQLite reads a log up to the first frame that is not whole, and says nothing of those behind it."""
    facts = [site.pen.later(minutes=1).done(op) for op in ("shoulders", "sleeves", "hem")]
    for fact in facts:
        site.ledger.record([fact])
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for name in ("kiosk.db", "kiosk.db.lock", "kiosk.db-wal"):
        shutil.copy(site.path.with_name(name), crashed)
    log = bytearray((crashed / "kiosk.db-wal").read_bytes())
    log[log.index(facts[0].stamp.id.encode())] ^= 1
    (crashed / "kiosk.db-wal").write_bytes(log)
    again = Site(crashed / "kiosk.db")
    assert again.file.salvaged
    assert again.waiting() == [1, 2, 3]
    assert again.ledger.next_number() == 4
    again.file.close()


def test_opening_loads_no_migrations(site: Site) -> None:
    site.file.close()
    code = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from kiosk.store.file import KioskFile
KioskFile.open(Path(sys.argv[1]), clock=lambda: datetime.now(UTC)).close()
assert "alembic" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code, str(site.path)], check=True)


# ---- whatever bits flip


def _worked(path: Path) -> tuple[Site, list[WorkDone]]:
    """A file with confirmed, sent and unsent facts, still open."""
    site = Site(path)
    site.mirror.apply(whole_factory(*BUNDLES))
    facts = [site.pen.later(seconds=30).done(op.id, of=of.id) for op in T_SHIRT for of in BUNDLES]
    for fact in facts:
        site.ledger.record([fact])
    site.outbox.settle(receipt(Verdict.TAKEN, *facts[:15]))
    site.mirror.apply(told(*_server_knows(facts), cursor="2"))
    return site, facts


def _server_knows(facts: list[WorkDone]) -> list[BundleSheet]:
    return [sheet(of, *([fact] if n < 10 else [])) for n, (of, fact) in enumerate(zip(BUNDLES, facts, strict=False))]


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Worked:
    crashed, clean = tmp_path_factory.mktemp("crashed"), tmp_path_factory.mktemp("clean")
    site, facts = _worked(clean / "kiosk.db")
    for each in clean.iterdir():
        shutil.copy(each, crashed)
    site.file.close()
    return crashed, clean, facts


def _harm(file: Path, dice: random.Random, kind: str) -> int:
    """How many facts at most this can make unreadable in every copy."""
    content = bytearray(file.read_bytes())
    match kind:
        case "bits":
            count = dice.choice([1, 2, 4, 40])
            for _ in range(count):
                content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
        case "header":
            count = 1
            content[dice.randrange(100)] ^= 1 << dice.randrange(8)
        case "block":
            count = 60
            at = dice.randrange(len(content)) // 512 * 512
            content[at : at + 512] = dice.randbytes(512)
        case "cut":
            count = 60
            del content[dice.randrange(len(content)) :]
        case _:
            count = 60
            content[:] = bytes(len(content))
    file.write_bytes(content)
    return count


def _opens_and_works(folder: Path, facts: list[WorkDone], unreadable: int) -> None:
    site = Site(folder / "kiosk.db")
    bodies = {fact.stamp.id: wire.body_of(fact) for fact in facts}
    waiting = site.outbox.batch(wire.BATCH)
    assert all(bodies[body["id"]] == body for body in waiting), "a fact was altered"
    assert site.file.set_aside_file is None or site.file.salvaged == len(waiting)
    numbers = [body["number"] for body in waiting]
    assert numbers == sorted(set(numbers))
    site.mirror.apply(whole_factory(*_server_knows(facts), cursor="3"))
    counted = {done.fact.stamp.id for of in BUNDLES for op in site.known(of).run.operations for done in op.counted}
    assert len(bodies.keys() - counted) <= unreadable, "a fact was lost that could be read"
    number = site.ledger.next_number()
    fresh: Fact = site.pen.done("hem", of=BUNDLES[0].id)
    while fresh.stamp.number < number:
        fresh = site.pen.done("hem", of=BUNDLES[0].id)
    site.ledger.record([fresh])
    assert site.outbox.batch(wire.BATCH)[-1]["id"] == fresh.stamp.id
    site.file.close()
    Site(folder / "kiosk.db").file.close()


CASES = [("clean", "kiosk.db", kind) for kind in ("bits", "header", "block", "cut", "zero bytes")] + [
    ("crashed", "kiosk.db", "block"),
    ("crashed", "kiosk.db", "cut"),
    ("crashed", "kiosk.db-wal", "bits"),
    ("crashed", "kiosk.db-wal", "block"),
    ("crashed", "kiosk.db-wal", "cut"),
]


def _campaign(worked: Worked, tmp_path: Path, case: Case, seeds: range) -> None:
    crashed, clean, facts = worked
    for seed in seeds:
        folder = tmp_path / str(seed)
        shutil.copytree(crashed if case[0] == "crashed" else clean, folder)
        unreadable = _harm(folder / case[1], random.Random(seed), case[2])
        _opens_and_works(folder, facts, unreadable)
        shutil.rmtree(folder)


@pytest.mark.parametrize("case", CASES, ids=" ".join)
def test_a_damaged_file_opens_to_one_that_works(worked: Worked, tmp_path: Path, case: Case) -> None:
    _campaign(worked, tmp_path, case, range(6))


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("case", CASES, ids=" ".join)
def test_a_damaged_file_opens_to_one_that_works_many_times(worked: Worked, tmp_path: Path, case: Case) -> None:
    _campaign(worked, tmp_path, case, range(1000, 1200))
