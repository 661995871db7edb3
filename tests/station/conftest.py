"""A station with a real file behind it, where a test does what a person can do."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.station.post import Post


@pytest.fixture
def post(tmp_path: Path) -> Iterator[Post]:
    made = Post(tmp_path / "kiosk.db")
    yield made
    made.site.file.close()
