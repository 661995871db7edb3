import pytest

from kiosk.screens.look import FONT_FILES
from kiosk.screens.resources import resource


@pytest.mark.parametrize("name", [*FONT_FILES, "OFL.txt"])
def test_fonts_come_with_their_licence(name: str) -> None:
    assert resource("fonts", name).stat().st_size > 1000


def test_the_fonts_stay_small() -> None:
    assert sum(file.stat().st_size for file in resource("fonts").iterdir()) < 2_000_000


def test_what_is_missing_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"missing resource: icons/none\.svg"):
        resource("icons", "none.svg")
