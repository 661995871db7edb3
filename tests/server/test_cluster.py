"""The private Postgres: it comes up whatever was done to it, and only its folder's owner gets in."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from subprocess import Popen, run

import pytest
from sqlalchemy import create_engine, text

from kiosk.server import cluster
from kiosk.server.cluster import LONGEST_SOCKET, Cluster
from kiosk.server.db import libpq_url
from kiosk.trouble import Reason, Trouble


@pytest.fixture
def made(place: Path) -> Iterator[Cluster]:
    """A cluster with a table `kept` of one row, not running."""
    one = Cluster(place / "pg", durable=False)
    engine = create_engine(one.start())
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE kept AS SELECT 7 AS number"))
    engine.dispose()
    one.stop()
    yield one
    one.stop(at_once=True)


def kept(url: str) -> int:
    engine = create_engine(url)
    with engine.connect() as connection:
        number = connection.scalar(text("SELECT number FROM kept"))
    engine.dispose()
    return int(number or 0)


def process(place: Path) -> int:
    return int((place / "pg" / "postmaster.pid").read_text().splitlines()[0])


def test_what_was_kept_is_there_again(made: Cluster) -> None:
    assert kept(made.start()) == 7


def test_it_listens_on_no_network(made: Cluster) -> None:
    engine = create_engine(made.start())
    with engine.connect() as connection:
        assert connection.scalar(text("SHOW listen_addresses")) == ""
    engine.dispose()


def test_nobody_else_gets_in(made: Cluster, place: Path) -> None:
    made.start()
    assert (place / "pg").stat().st_mode & 0o777 == 0o700


def test_killed_it_recovers(made: Cluster, place: Path) -> None:
    durable = Cluster(place / "pg")
    engine = create_engine(durable.start())
    with engine.begin() as connection:
        connection.execute(text("UPDATE kept SET number = 8"))
    os.kill(process(place), signal.SIGKILL)
    assert kept(durable.start()) == 8
    engine.dispose()


def test_left_running_it_is_taken_over(made: Cluster, place: Path) -> None:
    """Its owner was killed; the next one finds it at work, and is the one who ends it."""
    made.start()
    number = process(place)
    heir = Cluster(place / "pg", durable=False)
    assert kept(heir.start()) == 7
    assert process(place) == number
    heir.stop()
    assert not (place / "pg" / "postmaster.pid").exists()
    made.stop()


def test_its_number_is_another_programs_now(made: Cluster, place: Path) -> None:
    """As after a power cut, when the machine counts its processes from one again."""
    with Popen(["/bin/sleep", "60"]) as other:
        told = [str(other.pid), str(place / "pg"), "1", "5432", str(place / "pg" / "sockets"), "", "", "ready"]
        (place / "pg" / "postmaster.pid").write_text("\n".join(told) + "\n")
        assert kept(made.start()) == 7
        assert other.poll() is None
        other.kill()


def test_a_making_cut_short_is_made_anew(place: Path) -> None:
    (place / "pg.part").mkdir()
    (place / "pg.part" / "PG_VERSION").write_text("15\n")
    one = Cluster(place / "pg", durable=False)
    one.start()
    one.stop(at_once=True)
    assert not (place / "pg.part").exists()


@pytest.mark.parametrize("name", ["o'hara & co 100%?#+", "x" * LONGEST_SOCKET], ids=["odd", "long"])
def test_a_folder_of_any_name(place: Path, name: str) -> None:
    one = Cluster(place / name / "pg", durable=False)
    (place / name).mkdir(mode=0o711)
    (place / name).chmod(0o711)
    url = one.start()
    psql = cluster.binaries() / "psql"
    said = run([psql, libpq_url(url), "-Atc", "SELECT 7"], capture_output=True, check=True)
    assert said.stdout == b"7\n"
    sockets = Path((place / name / "pg" / "postmaster.pid").read_text().splitlines()[4])
    one.stop(at_once=True)
    assert sockets.parent == place / name / "pg" or not sockets.exists()


def test_stopped_twice(made: Cluster) -> None:
    made.start()
    made.stop()
    made.stop()


def test_a_folder_of_other_things_is_left_alone(place: Path) -> None:
    (place / "pg").mkdir()
    (place / "pg" / "letter.txt").write_text("dear Ana")
    with pytest.raises(Trouble) as trouble:
        Cluster(place / "pg").start()
    assert trouble.value.reason is Reason.DISK_FAILS
    assert (place / "pg" / "letter.txt").read_text() == "dear Ana"


def test_without_postgres(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_folder: Path, _pattern: str) -> Iterator[Path]:
        return iter(())

    monkeypatch.setattr(Path, "glob", none)
    monkeypatch.setenv("PATH", str(place))
    with pytest.raises(Trouble) as trouble:
        Cluster(place / "pg").start()
    assert trouble.value.reason is Reason.NO_POSTGRES


def test_what_postgres_says_is_told(made: Cluster, place: Path) -> None:
    (place / "pg" / "postgresql.conf").write_text("no_such_setting = 1\n")
    with pytest.raises(Trouble) as trouble:
        made.start()
    assert (trouble.value.reason, "log" in trouble.value.detail) == (Reason.POSTGRES_FAILS, True)
