from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.floor import Floor
from tests.journeys.house import open_house
from tests.sync.central import Central, central_on


@pytest.fixture(scope="session")
def house(postgres: str) -> Iterator[Central]:
    with central_on(postgres, "journeys") as made:
        yield made


@pytest.fixture
def floor(house: Central, tmp_path: Path) -> Iterator[Floor]:
    """A morning with bundles b1 and b2 cut, and no kiosk anywhere yet."""
    open_house(house)
    made = Floor(house, tmp_path)
    yield made
    made.close()
