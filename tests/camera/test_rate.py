import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.camera.rate import AWAY_S, WATCHED_S, Rate


def rate(*spans: tuple[float, float]) -> Rate:
    """Pictures at so many a second, for so many seconds each."""
    made, number, at_s = Rate(), 0, 10.0
    for fps, for_s in spans:
        for _ in range(round(fps * for_s)):
            number, at_s = number + 1, at_s + 1 / fps
            made.note(number, at_s)
    return made


@pytest.mark.parametrize(
    ("spans", "is_slow"),
    [
        ([(30, 1)], False),
        ([(30, 5)], False),
        ([(15, 5)], False),
        ([(5, 5)], True),
        ([(30, 5), (5, 3)], True),
        ([(5, 5), (30, 3)], False),
        ([], False),
    ],
)
def test_slow(spans: list[tuple[float, float]], is_slow: bool) -> None:
    assert rate(*spans).is_slow is is_slow


@given(fps=st.floats(1, 120), step=st.integers(1, 3))
def test_pictures_that_nobody_looked_at_count_too(fps: float, step: int) -> None:
    made = Rate()
    for number in range(0, round(fps * 8) + 8, step):
        made.note(number, number / fps)
    assert made.fps == (pytest.approx(fps) if step / fps < AWAY_S else 0)


def test_a_camera_that_was_away_begins_anew() -> None:
    made = rate((30, 5))
    made.note(151, 10 + 5 + AWAY_S + 1)
    assert made.fps == 0
    assert not made.is_slow
    made.note(152, 10 + 5 + AWAY_S + 1 + WATCHED_S)
    assert made.is_slow
