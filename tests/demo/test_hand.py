import numpy as np
import pytest

from kiosk.demo.hand import PX_PER_MM, REACH_MM, SLEEVES, TONES, Tone, draw


@pytest.mark.parametrize("tone", TONES)
def test_a_hand_of_every_tone_looks_like_its_tone(tone: Tone) -> None:
    hand = draw(tone, SLEEVES[0], seed=1)
    aside, above, _ = REACH_MM
    palm = hand.colours[round((above + 70) * PX_PER_MM), round((aside + 15) * PX_PER_MM)]
    assert np.abs(palm - np.array(tone.plain)).max() < 45


def test_the_thumb_is_a_part_of_the_hand_and_reaches_over_the_pinch() -> None:
    hand = draw(TONES[0], SLEEVES[0], seed=1)
    assert (hand.thumb <= hand.whole + 0.01).all()
    assert hand.thumb[: round(REACH_MM[1] * PX_PER_MM)].max() == 1
    assert hand.whole[-1].max() == 1, "the arm comes from below"


def test_a_left_hand_is_the_right_one_mirrored_under_the_same_lamp() -> None:
    right = draw(TONES[0], SLEEVES[0], seed=1)
    left = draw(TONES[0], SLEEVES[0], seed=1, is_left=True)
    assert np.array_equal(left.whole, right.whole[:, ::-1])
    assert not np.allclose(left.colours, right.colours[:, ::-1], atol=5)
