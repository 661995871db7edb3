"""The programs themselves over loopback: a film of hands, a kiosk, a server, a database; killed, and started again."""

import json
import os
import pty
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.demo.premises import free_port
from kiosk.demo.video import Showing, film
from kiosk.settings import Paths
from tests.journeys.house import B1, B2
from tests.journeys.shop import Shop, ended, shop_in
from tests.make import ANA, BEN
from tests.processes import Program, running
from tests.sync.central import Central
from tests.sync.kiosk import badge, ticket
from tests.until import until

SHOWN = (
    Showing(badge(ANA), "ANA REYES", ("No. 1001",), "badge"),
    Showing(ticket(B1), "BUNDLE 1", ("T-SHIRT", "20 pieces"), "ticket"),
    Showing(badge(BEN), "BEN CRUZ", ("No. 1002",), "badge"),
    Showing(ticket(B2), "BUNDLE 2", ("T-SHIRT", "10 pieces"), "ticket"),
)
"""Each time that the film is seen, each bundle is done with one operation more."""

FACTS = 5
"""Of all these showings: where Ben comes, Ana goes."""

FILM_S = 40
"""Within which even a busy machine has shown the film, and the kiosk has found the server again."""


@pytest.fixture
def shop(empty_database: str, tmp_path: Path) -> Iterator[Shop]:
    with shop_in(tmp_path, empty_database) as made:
        yield made


def test_nothing_is_lost_or_doubled_when_both_are_killed(shop: Shop, tmp_path: Path) -> None:
    hands = tmp_path / "hands.avi"
    film(hands, SHOWN, seed=7)
    with shop.serves() as server:
        assert shop.pairs() == "Paired. This kiosk stands at Station s1.\n"
        with shop.runs(hands) as kiosk:
            until(lambda: len(shop.central()) >= 2, FILM_S)
            server.kill()
            until(lambda: len(shop.recorded()) > len(shop.central()), FILM_S)
            kiosk.kill()
    before = shop.recorded()
    assert shop.central().items() < before.items()
    with shop.runs(hands) as kiosk, shop.serves() as server:
        until(lambda: len(shop.central()) >= len(before) + FACTS, FILM_S)
        until(lambda: shop.waiting() == 0)
        assert kiosk.stop() == 0
        assert server.stop() == -signal.SIGTERM  # as it was asked to
    assert before.items() <= shop.central().items()
    assert shop.central() == shop.recorded()
    assert sorted(shop.central().values()) == list(range(1, len(before) + FACTS + 1))
    told, held, shown = shop.pieces()
    assert told == held == shown >= 2 * B1.pieces + B2.pieces
    assert "Traceback" not in shop.logs()


# ---- a kiosk that cannot do what it should says so, and ends when it is asked to


@pytest.fixture
def paired(house: Central, tmp_path: Path) -> Paths:
    """A kiosk's folder, paired by the program itself with a server that was there a moment ago."""
    house.begin()
    paths = Paths(tmp_path / "kiosk")
    ended(["pair", "--data-dir", str(paths.data), house.address, house.new_code()], tmp_path / "pair.log")
    told = json.loads(paths.pairing.read_text())
    paths.pairing.write_text(json.dumps(told | {"server": f"http://127.0.0.1:{free_port()}"}))
    return paths


def tells(kiosk: Program, *words: str) -> None:
    until(lambda: all(word in kiosk.said() for word in words) or not kiosk.is_running)
    assert kiosk.is_running, kiosk.said()


def ends_with(kiosk: Program, status: int) -> None:
    assert kiosk.stop() == status
    assert "Traceback" not in kiosk.said()


def test_without_a_camera_and_without_a_server_it_opens(paired: Paths, tmp_path: Path) -> None:
    with running(paired.data, tmp_path / "kiosk.log", camera="9") as kiosk:
        tells(kiosk, "offline: no_server", "Camera 9 cannot be opened")
        ends_with(kiosk, 0)


def test_a_serial_scanner_goes_the_cameras_road_and_may_be_unplugged(paired: Paths, tmp_path: Path) -> None:
    line, log = tmp_path / "scanner", tmp_path / "kiosk.log"
    with running(paired.data, log, "9", "--scanner", str(line)) as kiosk:
        tells(kiosk, "scanner cannot be opened", "Camera 9 cannot be opened")
        scanner, kiosks = pty.openpty()
        line.symlink_to(os.ttyname(kiosks))
        tells(kiosk, "scanner is back")
        os.write(scanner, f"{badge(ANA)}\r{ticket(B1)}\r".encode())
        until(lambda: _waiting(paired) == 2)
        line.unlink()
        os.close(scanner)
        os.close(kiosks)
        tells(kiosk, "scanner has gone")
        ends_with(kiosk, 0)


def _waiting(paired: Paths) -> int:
    """Facts that the kiosk has recorded, and nobody has taken from it."""
    with closing(sqlite3.connect(f"file:{paired.file}?mode=ro", uri=True)) as file:
        return int(file.execute("SELECT count(*) FROM outbox").fetchone()[0])


def test_a_second_one_on_the_same_folder_says_so_and_is_in_nobodys_way(paired: Paths, tmp_path: Path) -> None:
    with (
        running(paired.data, tmp_path / "first.log", camera="9") as first,
        running(paired.data, tmp_path / "second.log", camera="9") as second,
    ):
        both = (first, second)
        until(lambda: any("file_in_use" in kiosk.said() for kiosk in both))
        late, early = sorted(both, key=lambda kiosk: "file_in_use" not in kiosk.said())
        tells(early, "offline: no_server")
        ends_with(late, 1)
        ends_with(early, 0)


def test_one_that_was_never_paired_says_so(tmp_path: Path) -> None:
    with running(tmp_path / "nothing", tmp_path / "kiosk.log", camera="9") as kiosk:
        tells(kiosk, "the kiosk cannot work: not_paired")
        ends_with(kiosk, 1)
    assert not (tmp_path / "nothing").exists()


def test_pairing_with_nobody_ends_in_one_sentence(tmp_path: Path) -> None:
    asked = ["pair", "--data-dir", str(tmp_path / "kiosk"), f"http://127.0.0.1:{free_port()}", "12345678"]
    said = ended(asked, tmp_path / "pair.log", status=1)
    assert said == "Error: The server does not answer. Check its address and the network.\n"
