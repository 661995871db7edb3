import stat
from pathlib import Path

import pytest

from kiosk.floor.ids import DeviceId, StationId, WorkspaceId
from kiosk.store.pairing import Pairing, load, save
from kiosk.trouble import Reason, Trouble

PAIRING = Pairing("https://luna.example", DeviceId("d1"), "a secret token", WorkspaceId("w1"), StationId("s1"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "pairing.json"


def test_it_comes_back_as_it_was_saved(path: Path) -> None:
    assert load(path) is None
    save(path, PAIRING)
    assert load(path) == PAIRING


def test_its_owner_alone_may_read_it(path: Path) -> None:
    save(path, PAIRING)
    save(path, PAIRING)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["pairing.json"]


def test_the_token_is_not_in_what_a_log_may_show() -> None:
    assert "secret" not in repr(PAIRING)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b'{"server": "x"}', b'{"server": 1}', b"\xff\xfe\x00"])
def test_what_cannot_be_understood_has_to_be_paired_again(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    assert load(path) is None
    save(path, PAIRING)
    assert load(path) == PAIRING


def test_a_pairing_cut_short_leaves_the_old_one(path: Path) -> None:
    save(path, PAIRING)
    path.with_name("pairing.json.part").write_text('{"server": "ht')
    assert load(path) == PAIRING
    save(path, PAIRING)
    assert load(path) == PAIRING


def test_a_folder_in_its_place_is_trouble(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(Trouble) as trouble:
        load(path)
    assert trouble.value.reason is Reason.DISK_FAILS
    with pytest.raises(Trouble):
        save(path, PAIRING)
