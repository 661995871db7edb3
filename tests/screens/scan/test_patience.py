from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kiosk.screens.scan.patience import ARRIVES_S, CALM_S, STAYS_S, Patience

Words = list[tuple[float, str | None]]


def said(wanted: Words) -> Words:
    """Each word with the second from which it was said."""
    patience, told = Patience[str](), list[tuple[float, str | None]]()
    for at_s, word in wanted:
        patience = patience.after(word, at_s)
        if not told or told[-1][1] != patience.word:
            told.append((at_s, patience.word))
    return told


def wanting(word: str | None, from_s: float, to_s: float, step_s: float = 0.05) -> Words:
    return [(from_s + n * step_s, word) for n in range(round((to_s - from_s) / step_s))]


def words(told: Words) -> list[str | None]:
    return [word for _, word in told]


def test_a_hand_on_its_way_is_told_nothing() -> None:
    assert words(said([*wanting("still", 0, ARRIVES_S - 0.05), *wanting(None, ARRIVES_S, 3)])) == [None]


def test_what_lasts_is_said_and_then_stays_long_enough_to_be_read() -> None:
    told = said([*wanting("closer", 0, 1), *wanting(None, 1, 5)])
    assert words(told) == [None, "closer", None]
    assert told[2][0] - told[1][0] >= STAYS_S


def test_another_trouble_is_said_after_the_first_was_read() -> None:
    told = said([*wanting("closer", 0, 1), *wanting("tilt", 1, 5)])
    assert words(told) == [None, "closer", "tilt"]
    assert told[2][0] - told[1][0] >= STAYS_S


def test_a_single_good_picture_is_no_end_of_the_trouble() -> None:
    flickering = [(n * 0.05, None if n % 4 == 0 else "still") for n in range(80)]
    assert words(said(flickering)) == [None, "still"]
    assert words(said([(n * 0.05, "still" if n % 12 == 0 else None) for n in range(200)])) == [None]
    assert CALM_S < 12 * 0.05


@given(
    st.lists(
        st.tuples(st.floats(1 / 60, 0.4), st.sampled_from([None, "closer", "still", "tilt", "dark"])), max_size=200
    )
)
def test_no_word_flickers(row: list[tuple[float, str | None]]) -> None:
    now_s, wanted = 0.0, list[tuple[float, str | None]]()
    for wait_s, word in row:
        now_s += wait_s
        wanted.append((now_s, word))
    told = said(wanted)
    for (from_s, word), (to_s, _) in pairwise(told):
        assert word is None or to_s - from_s >= STAYS_S - 1e-9
