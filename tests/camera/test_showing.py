import pytest

from kiosk.camera.showing import GONE_S, Showing


@pytest.mark.parametrize(
    ("told", "new"),
    [
        ([("a", 0.0)], ["a"]),
        ([("a", n * 0.5) for n in range(120)], ["a"]),
        ([("a", 0.0), ("a", GONE_S)], ["a", "a"]),
        ([("a", 0.0), ("b", 0.1), ("a", 0.2)], ["a", "b", "a"]),
        ([("a", 0.0), ("a", 0.3), ("b", 0.4), ("b", 0.5)], ["a", "b"]),
    ],
)
def test_each_showing_is_told_once(told: list[tuple[str, float]], new: list[str]) -> None:
    showing = Showing()
    assert [text for text, at_s in told if showing.is_new(text, at_s)] == new
