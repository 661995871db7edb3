"""The film as the kiosk sees it: each showing is read and counted once, in order, whatever the seed made of it."""

from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest

from kiosk.camera.reader import read
from kiosk.camera.steady import GONE_S, Steady
from kiosk.demo import video
from kiosk.demo.video import Cue, Showing, film, frames, plan

FPS = 15


def badge(n: int) -> Showing:
    return Showing(f"W1/0A12BC34D{n}/9QK2M4", "Ana Cruz", ("Operator · Line 2", f"No. 104{n}"), "badge")


def ticket(n: int) -> Showing:
    lines = ("T-SHIRT · Navy", "Size M · 24 pieces", "Order 4711")
    return Showing(f"B1/7K3MQ9TX{n}A/24/4F9K2C", f"BUNDLE {n:04}", lines, "ticket")


SHIFT = [badge(1), *map(ticket, (1, 2, 2, 3)), badge(2), *map(ticket, (4, 5, 5)), badge(3), ticket(6), ticket(4)]


def counted(path: Path) -> list[tuple[str, float]]:
    """Texts that count and when, with the film's own time."""
    capture, steady, found, n = cv2.VideoCapture(str(path)), Steady(), [], 0
    while True:
        good, picture = capture.read()
        if not good:
            capture.release()
            return found
        seen = steady.after(read(np.asarray(picture, np.uint8)), n / FPS)
        steady, n = seen.steady, n + 1
        if seen.counted is not None:
            found.append((seen.counted, n / FPS))


@pytest.mark.parametrize("seed", [1, 20, 300])
def test_every_showing_is_counted_once_in_order_while_it_can_be_read(seed: int, tmp_path: Path) -> None:
    cues = film(tmp_path / "hands.avi", SHIFT, seed=seed)
    assert [cue.text for cue in cues] == [showing.text for showing in SHIFT]
    found = counted(tmp_path / "hands.avi")
    assert [text for text, _ in found] == [showing.text for showing in SHIFT]
    for (_, at_s), cue in zip(found, cues, strict=True):
        assert cue.from_s - video.ENTER_S < at_s < cue.to_s


@pytest.mark.parametrize("seed", range(40))
def test_the_plan_keeps_its_times(seed: int) -> None:
    turns = plan(SHIFT, seed=seed)
    assert turns[0].enters_s == pytest.approx(1.0)
    for turn in turns:
        assert 0.899 < turn.cue.to_s - turn.cue.from_s < 1.601
    for before, after in pairwise(turns):
        is_same = before.showing.text == after.showing.text
        assert after.cue.from_s - before.cue.to_s > 0.5
        assert after.enters_s - before.left_s > (GONE_S if is_same else 0)


def test_a_badge_brings_in_another_hand() -> None:
    people = [turn.person for turn in plan(SHIFT, seed=5)]
    assert len({person.tone for person in people}) == 3
    assert people[0] == people[4] != people[5]


def test_the_table_is_empty_at_both_ends() -> None:
    turns = plan([ticket(1)], seed=4)
    pictures = list(frames(turns, seed=4, fps=FPS))
    differs = [float(cv2.absdiff(picture, pictures[0]).mean()) for picture in pictures]
    assert len(pictures) == round((turns[-1].left_s + 1.5) * FPS)
    assert max(differs[: round(0.95 * FPS)]) < 5
    assert max(differs[-round(1.4 * FPS) :]) < 5
    assert max(differs) > 10


def test_the_same_seed_gives_the_same_film() -> None:
    first, again = ([*frames(plan(SHIFT[:2], seed=9), seed=9, fps=6, size=(640, 360))] for _ in range(2))
    assert all(np.array_equal(one, other) for one, other in zip(first, again, strict=True))
    other_seed = next(frames(plan(SHIFT[:2], seed=10), seed=10, fps=6, size=(640, 360)))
    assert not np.array_equal(first[0], other_seed)


def test_pictures_have_the_size_asked_for() -> None:
    picture = next(frames((), seed=1, fps=FPS, size=(800, 600)))
    assert picture.shape == (600, 800, 3)
    assert picture.dtype == np.uint8


def test_progress_is_told_and_the_film_is_as_long_as_said(tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    cues = film(tmp_path / "f.avi", [ticket(1)], seed=2, size=(320, 180), progress=lambda *now: heard.append(now))
    total = heard[0][1]
    assert heard == [(n, total) for n in range(1, total + 1)]
    capture = cv2.VideoCapture(str(tmp_path / "f.avi"))
    assert capture.get(cv2.CAP_PROP_FPS) == FPS
    assert capture.get(cv2.CAP_PROP_FRAME_COUNT) == total
    capture.release()
    assert isinstance(cues[0], Cue)


def test_a_film_without_showings_is_an_empty_table(tmp_path: Path) -> None:
    assert film(tmp_path / "f.avi", [], seed=2, size=(320, 180)) == ()
    assert counted(tmp_path / "f.avi") == []


def test_where_no_film_can_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="no film can be written"):
        film(tmp_path / "no such folder" / "f.avi", [ticket(1)], seed=1)
    assert list(tmp_path.iterdir()) == []
