"""A kiosk's disk fails, fills up, or gives back other bytes than were written: what was recorded is not lost."""

from pathlib import Path

import pytest

from tests.journeys.floor import Floor
from tests.journeys.house import B1, B2
from tests.journeys.seat import Harm
from tests.make import ANA, BEN
from tests.store.site import no_file_longer_than


def bad_header(folder: Path) -> None:
    _overwrite(folder / "kiosk.db", 0, 100)


def bad_first_page(folder: Path) -> None:
    _overwrite(folder / "kiosk.db", 0, 4096)


def bad_log(folder: Path) -> None:
    """Whatever was carried over last can be read no more by the database itself."""
    _overwrite(folder / "kiosk.db-wal", 0, 64)


def empty_file(folder: Path) -> None:
    """A file system that was mended with the log alone."""
    (folder / "kiosk.db").write_bytes(b"")


def _overwrite(file: Path, start: int, end: int) -> None:
    content = bytearray(file.read_bytes())
    content[start:end] = bytes(end - start)
    file.write_bytes(content)


@pytest.mark.parametrize("harm", [bad_header, bad_first_page])
def test_a_file_damaged_between_two_starts(floor: Floor, harm: Harm) -> None:
    one = floor.at("s1").shows(ANA, B1).goes_offline()
    one.shows(B1).says("20 of 20 sleeves").shows(BEN, B2).says("10 of 10 shoulders").keeps(4)
    one.starts_again(meanwhile=harm)
    assert one.kiosk.parts.file.set_aside_file
    assert one.kiosk.waiting >= 4
    one.shows(BEN).says("not recorded: not ready")
    one.comes_back().knows(B1, shoulders=20, sleeves=20).knows(B2, shoulders=10)
    one.shows(ANA, B1).says("20 of 20 hem")
    floor.at("s2").knows(B1, shoulders=20, sleeves=20, hem=20)
    floor.agrees()
    assert floor.central.flags() == []


@pytest.mark.parametrize("harm", [bad_header, bad_log, empty_file])
def test_a_file_damaged_when_the_power_went(floor: Floor, harm: Harm) -> None:
    one = floor.at("s1").goes_offline().shows(ANA, B1, B1).says("20 of 20 sleeves").keeps(3)
    one.loses_power(meanwhile=harm).keeps(3)
    one.comes_back().knows(B1, shoulders=20, sleeves=20)
    floor.at("s2").shows(BEN, B1).says("20 of 20 hem")
    floor.agrees()
    assert floor.central.flags() == []


def test_a_disk_that_takes_no_more_is_told_and_works_again(floor: Floor) -> None:
    one = floor.at("s1").shows(ANA)
    with no_file_longer_than((one.folder / "kiosk.db-wal").stat().st_size):
        one.shows(B1).says("not recorded: disk fails").keeps(0)
    one.knows(B1).shows(B1).says("20 of 20 shoulders")
    floor.at("s2").knows(B1, shoulders=20)
    floor.agrees()
    assert floor.office.facts() == ["signed-in", "work-done"]
