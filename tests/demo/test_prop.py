from dataclasses import replace

import numpy as np
import pytest

from kiosk.camera.reader import look, read
from kiosk.camera.sight import middle
from kiosk.demo import card, hand
from kiosk.demo.card import Showing
from kiosk.demo.prop import Pose, Prop

TICKET = Showing("B1/7K3MQ9TX2A/24/4F9K2C", "BUNDLE 0007", ("T-SHIRT", "Size M"), "ticket")
STRAIGHT = Pose(x=640, y=280, zoom=4, lean_deg=0, tilt_x_deg=0, tilt_y_deg=0)


@pytest.fixture(scope="module")
def prop() -> Prop:
    drawn = hand.draw(hand.TONES[0], hand.SLEEVES[0], seed=1)
    return Prop(card.draw(TICKET, seed=1), drawn, TICKET.kind, defocus_px=0.8)


def grey() -> hand.Picture:
    return np.full((720, 1280, 3), 120, np.uint8)


@pytest.mark.parametrize("lean_deg", [-18, 0, 18])
@pytest.mark.parametrize("tilt_deg", [-22, 22])
def test_a_held_card_is_read(prop: Prop, lean_deg: float, tilt_deg: float) -> None:
    picture = grey()
    prop.lay_on(picture, replace(STRAIGHT, lean_deg=lean_deg, tilt_x_deg=tilt_deg, tilt_y_deg=-tilt_deg))
    assert read(picture) == [TICKET.text]


def test_the_card_is_where_the_pose_says(prop: Prop) -> None:
    picture = grey()
    prop.lay_on(picture, STRAIGHT)
    (code,) = look(picture).read
    assert middle(code.outline) == (pytest.approx(640 - 24 * 4, abs=4), pytest.approx(280 - 2 * 4, abs=4))


def test_a_moving_card_is_smeared_beyond_reading(prop: Prop) -> None:
    picture = grey()
    prop.lay_on(picture, STRAIGHT, smear_px=45)
    assert read(picture) == []
    assert picture.std() > 10


def test_beside_the_picture_nothing_is_drawn(prop: Prop) -> None:
    picture = grey()
    prop.lay_on(picture, replace(STRAIGHT, pulled_mm=900))
    assert (picture == 120).all()
