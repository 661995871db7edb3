import numpy as np
import pytest

from kiosk.camera.held import Held, is_alike, patch
from kiosk.camera.sight import Code, Sight, placed
from tests.camera.pictures import BADGE, BUNDLE, Picture, laid, printed, table

TICKET = laid(printed(BUNDLE), 300, 200)
OUTLINE = ((324, 224), (474, 224), (474, 374), (324, 374))
READ = Sight(read=(Code(BUNDLE, OUTLINE),))


def stripes(width: int) -> Picture:
    """Cloth with a pattern."""
    cloth = table()
    cloth[:, (np.arange(1280) // width) % 2 == 0] = 30
    return cloth


def thumbed(grey: int) -> Picture:
    picture = TICKET.copy()
    picture[330:400, 300:370] = grey
    return picture


@pytest.mark.parametrize(
    ("picture", "is_there"),
    [
        (TICKET, True),
        (thumbed(90), True),
        (thumbed(160), True),
        (np.roll(TICKET, 3, axis=1), True),
        ((TICKET * 0.6).astype(np.uint8), True),
        (table(), False),
        (table(20), False),
        (stripes(12), False),
        (stripes(40), False),
        (laid(printed(BADGE), 300, 200), False),
        (np.zeros((10, 10, 3), np.uint8), False),
    ],
    ids=["same", "thumb", "pale thumb", "trembling", "shade", "table", "dark", "fine", "broad", "other code", "tiny"],
)
def test_what_is_still_there(picture: Picture, is_there: bool) -> None:
    held = Held()
    assert held.still(READ, TICKET, ()) == []
    assert held.still(Sight(), picture, (BUNDLE,)) == ([BUNDLE] if is_there else [])


def test_what_stays_unread_there_is_still_there_and_may_move_on() -> None:
    held = Held()
    held.still(READ, TICKET, ())
    for n in range(1, 10):
        moved = placed(OUTLINE, dx=30 * n)
        assert held.still(Sight(unread=(moved,)), table(), (BUNDLE,)) == [BUNDLE]


def test_what_is_read_is_not_merely_held() -> None:
    held = Held()
    held.still(READ, TICKET, ())
    assert held.still(READ, TICKET, (BUNDLE,)) == []


def test_a_plain_patch_is_like_nothing() -> None:
    plain = patch(np.full((720, 1280, 3), 90, np.uint8), OUTLINE)
    assert not is_alike(plain, plain)
    assert not is_alike(patch(table(), OUTLINE), plain)
