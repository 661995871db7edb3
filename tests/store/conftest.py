"""A site on a file of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.make import bundle
from tests.store.site import Site, whole_factory


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kiosk.db"


@pytest.fixture
def empty(path: Path) -> Iterator[Site]:
    """A new file that nobody has told anything."""
    site = Site(path)
    yield site
    site.file.close()


@pytest.fixture
def site(empty: Site) -> Site:
    """A file that knows the factory and one bundle, `b1`."""
    empty.mirror.apply(whole_factory(bundle()))
    return empty
