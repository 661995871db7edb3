import numpy as np
import pytest

from kiosk.camera.reader import read
from kiosk.demo.card import SIZES_MM, Showing, draw
from kiosk.demo.hand import PX_PER_MM

TICKET = Showing("B1/7K3MQ9TX2A/24/4F9K2C", "BUNDLE 0007", ("T-SHIRT · Navy", "Size M", "24 pieces"), "ticket")
BADGE = Showing("W1/0A12BC34DE/9QK2M4", "Ana Cruz", ("Operator", "No. 1042"), "badge")


@pytest.mark.parametrize("showing", [TICKET, BADGE], ids=lambda showing: showing.kind)
def test_a_printed_card_can_be_read(showing: Showing) -> None:
    card = draw(showing, seed=1)
    width, height = SIZES_MM[showing.kind]
    assert card.cover.shape == (height * PX_PER_MM, width * PX_PER_MM)
    assert read(card.colours.astype(np.uint8)) == [showing.text]


def test_the_corners_are_round_and_the_hole_is_open() -> None:
    card = draw(TICKET, seed=1)
    assert card.cover[0, 0] == 0
    assert card.cover[card.cover.shape[0] // 2, 0] > 0.9
    assert card.cover[6 * PX_PER_MM, 93 * PX_PER_MM] == 0


@pytest.mark.parametrize("text", ["X", "ASH-LONG-TICKET/" * 5, "ash://bundle/ckx8-12"])
def test_any_text_is_printed_on_the_card(text: str) -> None:
    card = draw(Showing(text, "A title that is far too long for its line", ("x" * 60,) * 6, "ticket"), seed=1)
    assert read(card.colours.astype(np.uint8)) == [text]
