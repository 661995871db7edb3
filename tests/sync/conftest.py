"""A server on a real database, a faulty line before it, and a kiosk at the line's end."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.make import bundle
from tests.sync.central import Central, central_on
from tests.sync.kiosk import Kiosk
from tests.sync.line import Line

B1, B2 = bundle("b1"), bundle("b2", 30)


@pytest.fixture(scope="session")
def house(postgres: str) -> Iterator[Central]:
    with central_on(postgres, "sync_room") as made:
        yield made


@pytest.fixture
def central(house: Central) -> Central:
    house.begin(B1, B2)
    return house


@pytest.fixture
def line(central: Central) -> Iterator[Line]:
    made = Line(central.address)
    yield made
    made.close()


@pytest.fixture
def kiosk(central: Central, line: Line, tmp_path: Path) -> Iterator[Kiosk]:
    """At station 1, paired, and with the factory's lists."""
    made = Kiosk(tmp_path, line.address, central.pair(), lambda: central.now)
    made.round()
    line.passed.clear()
    yield made
    made.close()
