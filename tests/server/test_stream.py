"""The live stream over real sockets: the board at once, each change wherever it was committed, and no lasting gap."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic

import pytest
import requests
from sqlalchemy import text, update

from kiosk import wire
from kiosk.demo.premises import free_port
from kiosk.floor.board import Board
from kiosk.server import hub, stream
from kiosk.server import tables as t
from kiosk.sync.client import Server
from kiosk.trouble import Trouble
from tests.make import Pen
from tests.processes import serving
from tests.sync.central import Central, central_on
from tests.until import until

LISTENS = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'"
CUT_ALL = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


class Watcher:
    """Somebody before a screen: boards as they come, each within some seconds."""

    def __init__(self, address: str, token: str) -> None:
        self._boards = Server(address, token).boards()
        self._eyes = ThreadPoolExecutor(1)

    def next(self) -> Board:
        return self._eyes.submit(next, self._boards).result(10)

    def sees(self, is_so: Callable[[Board], bool]) -> Board:
        """The first board of which it is so."""
        return self._eyes.submit(lambda: next(filter(is_so, self._boards))).result(10)

    def goes(self) -> None:
        self._eyes.submit(self._boards.close).result(10)
        self._eyes.shutdown()


class Worker:
    """A kiosk that sends work."""

    def __init__(self, address: str, paired: wire.PairReply) -> None:
        self._server, self._pen = Server(address, paired.token), Pen(paired.device, paired.station)

    def sews(self, pieces: int) -> None:
        self._server.send([wire.body_of(self._pen.later(seconds=1).done("shoulders", pieces))])


def pieces(count: int) -> Callable[[Board], bool]:
    return lambda board: board.lines[0].pieces == count


@pytest.fixture(scope="module")
def place(postgres: str) -> Iterator[Central]:
    with central_on(postgres, "stream_room") as made:
        yield made


@pytest.fixture
def central(place: Central, monkeypatch: pytest.MonkeyPatch) -> Central:
    """Its boards are drawn when something happened, and not just because time goes by."""
    monkeypatch.setattr(hub, "REFRESH_S", 60)
    monkeypatch.setattr(hub, "AGAIN_S", 0.05)
    place.begin()
    return place


@pytest.fixture
def kiosk(central: Central) -> wire.PairReply:
    return central.pair()


@pytest.fixture
def watcher(central: Central, kiosk: wire.PairReply) -> Iterator[Watcher]:
    made = Watcher(central.address, kiosk.token)
    yield made
    made.goes()


def test_the_board_comes_at_once_and_after_every_commit(
    central: Central, kiosk: wire.PairReply, watcher: Watcher
) -> None:
    first = watcher.next()
    assert (first.at, first.lines[0].pieces) == (central.now, 0)
    worker = Worker(central.address, kiosk)
    for sewn in (5, 10, 15):
        worker.sews(5)
        assert watcher.sees(pieces(sewn)).lines[0].garments == 0


def test_everybody_sees_the_same(central: Central, kiosk: wire.PairReply, watcher: Watcher) -> None:
    others = [Watcher(central.address, kiosk.token) for _ in range(3)]
    Worker(central.address, kiosk).sews(7)
    assert len({watching.sees(pieces(7)).lines for watching in (watcher, *others)}) == 1
    for watching in others:
        watching.goes()


def test_who_was_sent_away_watches_no_longer(
    central: Central, kiosk: wire.PairReply, watcher: Watcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "ASKED_EVERY_S", 0)
    other = central.pair("s2")
    headers = central.sign_in()
    person = Watcher(central.address, headers["Authorization"].removeprefix("Bearer "))
    watcher.next(), person.next()
    central.revoke(kiosk.device)
    requests.post(central.address + "/api/auth/logout", headers=headers, timeout=10)
    Worker(central.address, other).sews(5)
    for sent_away in (watcher, person):
        with pytest.raises(StopIteration):
            sent_away.sees(pieces(5))
    person.goes()
    with pytest.raises(Trouble, match="HTTP 403"):
        Watcher(central.address, kiosk.token).next()


def test_a_proxy_is_told_to_hold_nothing_back(central: Central, kiosk: wire.PairReply) -> None:
    headers = {"Authorization": f"Bearer {kiosk.token}"}
    with requests.get(central.address + "/api/floor/stream", headers=headers, stream=True, timeout=10) as answer:
        assert (answer.headers["Cache-Control"], answer.headers["X-Accel-Buffering"]) == ("no-store", "no")


def test_a_commit_at_another_server_is_seen_and_that_one_stops_quickly_while_it_is_watched(
    central: Central, kiosk: wire.PairReply, watcher: Watcher, tmp_path: Path
) -> None:
    port = free_port()
    with serving(central.database, port, tmp_path / "server.log") as other:
        address = f"http://127.0.0.1:{port}"
        there = Watcher(address, kiosk.token)
        there.next()
        Worker(address, kiosk).sews(9)
        watcher.sees(pieces(9))
        told = monotonic()
        other.stop()
        assert monotonic() - told < 4
        there.goes()
    assert "Traceback" not in other.said()


def test_it_listens_again_when_its_connection_was_cut(
    central: Central, kiosk: wire.PairReply, watcher: Watcher
) -> None:
    watcher.next()
    before = listeners(central)
    with central.engine.connect() as connection:
        connection.execute(text(LISTENS.replace("SELECT pid", "SELECT pg_terminate_backend(pid)")))
    until(lambda: listeners(central) - before)
    Worker(central.address, kiosk).sews(3)
    watcher.sees(pieces(3))


def test_what_happened_while_nobody_could_tell_is_made_good(
    central: Central, kiosk: wire.PairReply, watcher: Watcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The words are lost with the connections; the next drawing is whole all the same."""
    monkeypatch.setattr(hub, "REFRESH_S", 0.3)
    watcher.next()
    worker = Worker(central.address, kiosk)
    with central.engine.connect() as connection:
        connection.execute(text(CUT_ALL))
    worker.sews(4)
    watcher.sees(pieces(4))


def test_it_is_drawn_again_though_nothing_happened(
    central: Central, watcher: Watcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its target and its age move with the clock."""
    monkeypatch.setattr(hub, "REFRESH_S", 0.1)
    watcher.next()
    for _ in range(2):
        central.later(minutes=10)
        watcher.sees(lambda board: board.at == central.now)


def test_a_sign_of_life_comes_between_boards(
    central: Central, kiosk: wire.PairReply, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "HERE_EVERY_S", 0.1)
    headers = {"Authorization": f"Bearer {kiosk.token}"}
    with requests.get(central.address + "/api/floor/stream", headers=headers, stream=True, timeout=5) as answer:
        assert answer.headers["Content-Type"].startswith("text/event-stream")
        assert "no-" in answer.headers["Cache-Control"]
        lines = answer.iter_lines(chunk_size=1024)
        assert next(line for line in lines if line.startswith(b":")).startswith(b": ping")


def status(central: Central, headers: dict[str, str]) -> int:
    with requests.get(central.address + "/api/floor/stream", headers=headers, stream=True, timeout=5) as answer:
        return answer.status_code


@pytest.mark.parametrize("token", ["", "Bearer ", "Bearer nothing", "Bearer a.b.c", "Basic YWRtaW46eA=="])
def test_strangers_see_nothing(central: Central, token: str) -> None:
    assert status(central, {"Authorization": token} if token else {}) == 401


def test_a_removed_kiosk_sees_nothing(central: Central, kiosk: wire.PairReply) -> None:
    central.revoke(kiosk.device)
    assert status(central, {"Authorization": f"Bearer {kiosk.token}"}) in {401, 403}


@pytest.mark.parametrize(("role", "code"), [("OPERATOR", 403), ("QC", 403), ("SUPERVISOR", 200), ("ADMIN", 200)])
def test_people_see_it_by_their_role(central: Central, role: str, code: int) -> None:
    with central.engine.begin() as connection:
        connection.execute(update(t.User).values(role=role))
    assert status(central, central.sign_in()) == code


def listeners(central: Central) -> set[int]:
    with central.engine.connect() as connection:
        return set(connection.scalars(text(LISTENS)))
