import numpy as np
import pytest

from kiosk.camera.closer import Cut, Rung, at_most, cut_out, to
from kiosk.camera.ladder import LADDER
from kiosk.camera.picture import Grey
from kiosk.camera.places import Effort
from kiosk.camera.scan import scan
from kiosk.camera.sight import Code, Outline
from tests.camera.pictures import BUNDLE, laid, printed

TICKET = np.ascontiguousarray(laid(printed(BUNDLE), 300, 200)[..., 0])
PLACE: Outline = ((324, 224), (474, 224), (474, 374), (324, 374))


def read(grey: Grey) -> tuple[Code, ...]:
    return scan(grey).read


@pytest.mark.parametrize("rung", LADDER, ids=lambda rung: rung.name)
def test_each_rung_reads_a_good_ticket_and_tells_its_place_in_the_pictures_pixels(rung: Rung) -> None:
    cut = Cut(TICKET) if rung.is_wide else cut_out(TICKET, PLACE)
    assert cut is not None
    (code,) = rung.look(cut)
    assert code.text == BUNDLE
    xs, ys = sorted(x for x, _ in code.outline), sorted(y for _, y in code.outline)
    assert xs == pytest.approx([324, 324, 474, 474], abs=14)
    assert ys == pytest.approx([224, 224, 374, 374], abs=14)


@pytest.mark.parametrize("turn_deg", [0, 22, 45, 90, 200])
@pytest.mark.parametrize("size", [to(200), to(450), at_most(1200)], ids=["smaller", "larger", "as it is"])
def test_what_is_turned_and_sized_is_told_where_it_was(turn_deg: float, size: object) -> None:
    cut = cut_out(TICKET, PLACE)
    assert cut is not None
    (code,) = Rung("", size, lambda grey: grey, read, Effort.FAIR, turn_deg=turn_deg).look(cut)
    for (x, y), (wanted_x, wanted_y) in zip(code.outline, PLACE, strict=True):
        assert abs(x - wanted_x) <= 4
        assert abs(y - wanted_y) <= 4


@pytest.mark.parametrize(
    "place",
    [
        ((-900, -900), (-800, -900), (-800, -800), (-900, -800)),
        ((5000, 5000), (5100, 5000), (5100, 5100), (5000, 5100)),
    ],
    ids=["above and left", "below and right"],
)
def test_a_place_beside_the_picture_is_none(place: Outline) -> None:
    assert cut_out(TICKET, place) is None


def test_a_place_over_the_edge_is_cut_at_the_edge() -> None:
    cut = cut_out(TICKET, ((-20, 600), (100, 600), (100, 900), (-20, 900)))
    assert cut is not None
    assert (cut.left, cut.top) == (0, 547)
    assert cut.grey.shape[0] == 720 - 547
