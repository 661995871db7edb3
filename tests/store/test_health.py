import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.store.health import Health, examine
from kiosk.store.tables import REVISION
from tests.make import bundle
from tests.store.site import Site, whole_factory


@pytest.fixture
def sound(path: Path) -> Path:
    """A closed file with rows in it."""
    site = Site(path)
    site.mirror.apply(whole_factory(bundle()))
    site.ledger.record([site.pen.done("shoulders"), site.pen.done("sleeves")])
    site.file.close()
    return path


def test_a_file_that_was_closed_is_sound_and_stays_as_it_was(sound: Path) -> None:
    before = sound.read_bytes()
    assert examine(sound, REVISION).health is Health.SOUND
    assert sound.read_bytes() == before


def test_nothing_is_missing_and_not_damaged(path: Path) -> None:
    assert examine(path, REVISION).health is Health.MISSING


def test_the_revision_is_told_from_its_number(sound: Path) -> None:
    assert examine(sound, "0000").health is Health.TOO_NEW
    behind = examine(sound, "9999")
    assert (behind.health, behind.detail) == (Health.BEHIND, REVISION)


def test_a_newer_file_is_not_judged_by_our_rules(sound: Path) -> None:
    _sql("UPDATE workers SET seal = 'sealed in another way'", "DROP TABLE outbox")(sound)
    assert examine(sound, "0000").health is Health.TOO_NEW
    assert examine(sound, REVISION).health is Health.DAMAGED


def _sql(*statements: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        file = sqlite3.connect(path)
        for statement in statements:
            file.execute(statement)
        file.commit()
        file.close()

    return change


def _bytes(change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(change(path.read_bytes())) and None


def _log_alone(path: Path) -> None:
    path.rename(path.with_name(path.name + "-wal"))


HARM: dict[str, Callable[[Path], None]] = {
    "empty": _bytes(lambda _: b""),
    "cut in half": _bytes(lambda content: content[: len(content) // 2]),
    "cut inside its header": _bytes(lambda content: content[:50]),
    "another kind of file": _bytes(lambda _: b"%PDF-1.7 " * 1000),
    "a bit of its header that lets it be read and never written": _bytes(
        lambda content: content[:18] + bytes([content[18] ^ 4]) + content[19:]
    ),
    "a bit in a fact": _bytes(lambda content: content.replace(b'"pieces":20', b'"pieces":21', 1)),
    "a bit in a worker's name": _bytes(lambda content: content.replace(b"Ana Reyes", b"Ana Rexes")),
    "a bit in the schema": _bytes(lambda content: content.replace(b"last_number INTEGER", b"last_numbar INTEGER")),
    "no text in the schema": _bytes(lambda content: content.replace(b"TABLE outbox", b"TABL\xc5 outbox")),
    "another program's tables": _sql("PRAGMA application_id = 7"),
    "a table dropped": _sql("DROP TABLE outbox"),
    "no word about itself": _sql("DELETE FROM kiosk"),
    "no revision": _sql("DELETE FROM alembic_version"),
    "a waiting row without its fact": _sql("DELETE FROM own_facts WHERE number = 1"),
    "a worker under another id": _sql("UPDATE workers SET id = 'eve' WHERE id = 'ana'"),
    "only its log": _log_alone,
}


@pytest.mark.parametrize("harm", HARM)
def test_damage_is_found(sound: Path, harm: str) -> None:
    HARM[harm](sound)
    assert examine(sound, REVISION).health is Health.DAMAGED


def test_an_index_that_does_not_fit_its_table_is_damage(sound: Path) -> None:
    content = sound.read_bytes()
    badge = b"00000000A1"
    places = [at for at in range(len(content)) if content.startswith(badge, at)]
    at = next(at for at in places if content[at - 1 : at] != b'"')
    sound.write_bytes(content[:at] + b"00000000A3" + content[at + len(badge) :])
    assert examine(sound, REVISION).health is Health.DAMAGED


def test_a_folder_in_its_place_is_the_disk_s_trouble_and_not_damage(path: Path) -> None:
    path.mkdir()
    with pytest.raises(OSError, match="directory"):
        examine(path, REVISION)
