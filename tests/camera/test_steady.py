from collections.abc import Iterable
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kiosk.camera.steady import FORGOTTEN_S, GONE_S, HELD_S, Steady

Glances = Iterable[tuple[float, tuple[str, ...]]]


def counted(glances: Glances) -> list[str]:
    steady, all_counted = Steady(), []
    for now_s, texts in glances:
        seen = steady.after(texts, now_s)
        steady = seen.steady
        if seen.counted is not None:
            all_counted.append(seen.counted)
    return all_counted


def held(text: str, from_s: float, to_s: float, step_s: float = 1 / 15) -> list[tuple[float, tuple[str, ...]]]:
    return [(from_s + n * step_s, (text,)) for n in range(max(round((to_s - from_s) / step_s), 0))]


def empty(from_s: float, to_s: float, step_s: float = 1 / 15) -> list[tuple[float, tuple[str, ...]]]:
    return [(now_s, ()) for now_s, _ in held("", from_s, to_s, step_s)]


def test_one_glance_is_not_enough() -> None:
    assert counted([(0.0, ("a",))]) == []
    assert counted([(0.0, ("a",)), *empty(0.1, 0.9), (0.9, ("a",))]) == []


def test_two_glances_count_at_once() -> None:
    seen = Steady().after(["a"], 5.0).steady.after(["a"], 5.03)
    assert seen.counted == "a"
    assert seen.choose == ()


def test_a_glance_that_missed_between_does_no_harm() -> None:
    assert counted([(0.0, ("a",)), (0.1, ()), (0.2, ("a",))]) == ["a"]


def test_two_codes_that_take_turns_in_being_read_are_not_steady() -> None:
    assert counted([(0.1 * n, ("ab"[n % 2],)) for n in range(50)]) == []


def test_two_in_view_are_to_be_chosen_from() -> None:
    seen = Steady().after(("b", "a", "b"), 0.0)
    assert seen.choose == ("b", "a")
    assert seen.counted is None


def test_the_one_that_stays_counts_once_the_other_is_gone() -> None:
    both = [(0.1 * n, ("a", "b")) for n in range(10)]
    assert counted([*both, *held("a", 1.0, 1.0 + GONE_S - 0.1)]) == []
    assert counted([*both, *held("a", 1.0, 3.0)]) == ["a"]


def test_what_has_counted_does_not_count_again_because_another_came_by() -> None:
    assert counted([*held("a", 0, 1), (1.0, ("a", "b")), *held("a", 1.1, 4)]) == ["a"]


def test_a_different_code_shown_quickly_after_counts() -> None:
    assert counted([*held("a", 0, 1), *held("b", 1.05, 1.5), *held("c", 1.5, 2)]) == ["a", "b", "c"]


def test_the_same_code_shown_again_counts_when_it_was_gone_long_enough() -> None:
    gone_s = 1.0 + GONE_S
    assert counted([*held("a", 0, 1), *empty(1.0, gone_s), *held("a", gone_s, 3)]) == ["a", "a"]


def test_a_pause_in_the_pictures_is_no_proof_that_the_code_was_gone() -> None:
    assert counted([*held("a", 0, 1), *held("a", 4.0, 6.0)]) == ["a"]
    assert counted([*held("a", 0, 1), *held("a", 1.1 + FORGOTTEN_S, FORGOTTEN_S + 2)]) == ["a", "a"]


def test_what_stays_unread_at_its_place_is_still_held() -> None:
    def readings(unread_s: float) -> list[str]:
        steady, all_counted = Steady(), []
        for n in range(round((unread_s + 2) * 15)):
            is_read = n < 15 or n / 15 > 1 + unread_s
            seen = steady.after(("a",) if is_read else (), n / 15, held=() if is_read else ("a",))
            steady = seen.steady
            all_counted += [seen.counted] if seen.counted else []
        return all_counted

    assert readings(HELD_S - 1) == ["a"], "tilted for a while, it is one showing"
    assert readings(HELD_S + GONE_S + 0.5) == ["a", "a"], "some pattern on the table keeps no ticket from counting"


def test_what_a_finger_decided_does_not_count_when_it_stays_alone() -> None:
    steady = Steady().after(("a", "b"), 0.0).steady.settled()
    assert steady.counted == ("a", "b")
    for n in range(1, 60):
        seen = steady.after(("a",), n / 15)
        assert seen.counted is None
        steady = seen.steady
    again = [(steady.picture_s or 0) + n / 15 for n in range(1, 40)]
    for now_s in again[:15]:
        steady = steady.after((), now_s).steady
    assert steady.after(("b",), again[15]).steady.after(("b",), again[16]).counted == "b"


@given(step_s=st.floats(1 / 60, 1 / 5), missed=st.integers(2, 400))
def test_a_ticket_held_for_a_minute_counts_once_also_where_the_reader_flickers(step_s: float, missed: int) -> None:
    glances = held("a", 0, 60, step_s)
    assert counted((now_s, () if n % missed == 1 else texts) for n, (now_s, texts) in enumerate(glances)) == ["a"]


@given(
    order=st.lists(st.sampled_from("abc"), min_size=1, max_size=8),
    step_s=st.floats(1 / 60, 1 / 5),
    lost=st.lists(st.booleans(), min_size=1, max_size=50),
    missed=st.lists(st.booleans(), min_size=1, max_size=50),
)
def test_each_showing_counts_once_at_any_rate(
    order: list[str], step_s: float, lost: list[bool], missed: list[bool]
) -> None:
    """Every other picture may be lost, and of those that came every other reading may miss: held for three seconds
    and away for two, each showing counts, the same code's too.
    """
    glances: list[tuple[float, tuple[str, ...]]] = []
    for n, text in enumerate(order):
        glances += [*held(text, 5.0 * n, 5.0 * n + 3, step_s), *empty(5.0 * n + 3, 5.0 * n + 5, step_s)]
    came = [glance for n, glance in enumerate(glances) if n % 2 == 0 or not lost[n % len(lost)]]
    assert (
        counted((s, () if n % 2 and missed[n % len(missed)] else texts) for n, (s, texts) in enumerate(came)) == order
    )


@given(lag_s=st.floats(0, 0.4), step_s=st.floats(1 / 60, 1 / 5), start_s=st.floats(0, 1e7))
def test_two_workers_in_quick_succession_are_two(lag_s: float, step_s: float, start_s: float) -> None:
    ana = held("ana", start_s, start_s + 1, step_s)
    ben = held("ben", ana[-1][0] + step_s + lag_s, ana[-1][0] + step_s + lag_s + 1, step_s)
    assert counted([*ana, *ben]) == ["ana", "ben"]


rates = st.floats(1 / 60, 0.3)
texts = st.text(min_size=1)


@given(text=texts, step_s=rates)
def test_a_showing_of_a_minute_counts_once(text: str, step_s: float) -> None:
    assert counted(held(text, 0, 60, step_s)) == [text]


@given(text=texts, gaps=st.lists(st.floats(0.001, GONE_S - 0.001), min_size=2, max_size=80))
def test_dropouts_that_are_short_do_not_count_twice(text: str, gaps: list[float]) -> None:
    now_s, glances = 100.0, []
    for gap_s in gaps:
        glances += [(now_s, (text,)), (now_s + gap_s / 2, ())]
        now_s += gap_s
    assert counted(glances) == [text]


@given(
    showings=st.lists(st.tuples(texts, st.floats(0.2, 2.0), st.floats(0.71, 2.0)), max_size=12),
    step_s=st.floats(1 / 60, 1 / 12),
)
def test_showings_with_pauses_between_count_each(showings: list[tuple[str, float, float]], step_s: float) -> None:
    now_s, glances = 0.0, []
    for text, held_s, pause_s in showings:
        glances += held(text, now_s, now_s + held_s, step_s)
        gone_s = (glances[-1][0] if glances else now_s) + step_s
        glances += empty(gone_s, gone_s + pause_s, step_s)
        now_s = gone_s + pause_s
    assert counted(glances) == [text for text, _, _ in showings]


@given(
    order=st.lists(texts, min_size=1, max_size=12).filter(lambda row: all(a != b for a, b in pairwise(row))),
    pause_s=st.floats(0, 0.5),
    step_s=st.floats(1 / 60, 1 / 15),
)
def test_different_codes_in_a_row_count_in_order(order: list[str], pause_s: float, step_s: float) -> None:
    """Each is held for a second, so one that returns was gone for longer than `GONE_S`."""
    now_s, glances = 0.0, []
    for text in order:
        glances += held(text, now_s, now_s + 1.0, step_s)
        now_s += 1.0 + pause_s
    assert counted(glances) == order


@given(
    pair=st.tuples(texts, texts).filter(lambda pair: pair[0] != pair[1]),
    order=st.lists(st.sampled_from([(0, 1), (1, 0)]), max_size=100),
    step_s=st.floats(0.001, 2.0),
)
def test_two_in_view_never_count(pair: tuple[str, str], order: list[tuple[int, int]], step_s: float) -> None:
    assert counted((n * step_s, (pair[a], pair[b])) for n, (a, b) in enumerate(order)) == []


@given(
    pair=st.tuples(texts, texts).filter(lambda pair: pair[0] != pair[1]),
    together_s=st.floats(0.1, 3.0),
    later_s=st.floats(0, GONE_S - 0.05),
)
def test_two_taken_away_one_a_little_later_count_none(pair: tuple[str, str], together_s: float, later_s: float) -> None:
    both = [(now_s, pair) for now_s, _ in held("", 0, together_s)]
    last_s, _ = both[-1]
    assert counted([*both, *held(pair[0], last_s + 1 / 15, last_s + later_s)]) == []


@given(st.lists(st.tuples(st.floats(0, 0.5), st.sets(st.sampled_from("abc"))), max_size=60))
def test_nothing_counts_that_was_not_read_twice_alone(row: list[tuple[float, set[str]]]) -> None:
    now_s, glances = 0.0, []
    for wait_s, seen in row:
        now_s += wait_s
        glances.append((now_s, tuple(sorted(seen))))
    for text in set(counted(glances)):
        assert sum(seen == (text,) for _, seen in glances) >= 2
