"""The tracker over the real reader: what it looks at, and that nothing is overlooked by looking at less."""

from collections.abc import Callable

import numpy as np
import pytest

from kiosk.camera import reader
from kiosk.camera.motion import small_copy
from kiosk.camera.sight import Sight
from kiosk.camera.track import WHOLE_S, Tracker
from tests.camera.pictures import BADGE, BUNDLE, Picture, laid, printed, table

TICKET = laid(printed(BUNDLE), 300, 200)
BOTH = laid(printed(BADGE), 800, 300, on=TICKET)
EMPTY = table()
STEP_S = 1 / 30


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, ...]]:
    """The size of everything that is read."""
    sizes: list[tuple[int, ...]] = []
    look: Callable[[Picture], Sight] = reader.look

    def noting(picture: Picture) -> Sight:
        sizes.append(picture.shape[:2])
        return look(picture)

    monkeypatch.setattr(reader, "look", noting)
    return sizes


def sights(pictures: list[Picture], counted: tuple[str, ...] = (BUNDLE,), step_s: float = STEP_S) -> list[Sight]:
    tracker = Tracker()
    return [
        tracker.look(picture, small_copy(picture), n * step_s, counted=counted) for n, picture in enumerate(pictures)
    ]


def test_a_held_ticket_is_looked_at_where_it_was(looks: list[tuple[int, ...]]) -> None:
    seen = sights([TICKET] * 60)
    wholes = looks.count((720, 1280))
    assert 60 * STEP_S / (WHOLE_S + STEP_S) <= wholes <= 60 * STEP_S / WHOLE_S + 1
    assert {code.text for sight in seen for code in sight.read} == {BUNDLE}
    first, *others = (np.array(sight.read[0].outline) for sight in seen)
    assert max(int(np.abs(first - outline).max()) for outline in others) <= 2, "outlines are in the whole's pixels"


@pytest.mark.parametrize("counted", [(), (BADGE,)])
def test_before_it_counted_the_whole_picture_is_read(looks: list[tuple[int, ...]], counted: tuple[str, ...]) -> None:
    sights([TICKET] * 10, counted)
    assert looks == [(720, 1280)] * 10


@pytest.mark.parametrize("alone", range(3, 12))
def test_a_second_ticket_is_noticed_at_once(alone: int) -> None:
    seen = sights([*[TICKET] * alone, BOTH])
    assert set(seen[-1].texts) == {BUNDLE, BADGE}


def test_a_second_ticket_that_fades_in_is_noticed_within_100_ms() -> None:
    faint = (EMPTY * 0.97 + BOTH * 0.03).astype(np.uint8)
    both = np.where(BOTH != TICKET, faint, TICKET)
    seen = sights([*[TICKET] * 5, *[both] * 2, *[BOTH] * 4])
    assert set(seen[5 + 2].texts) == {BUNDLE, BADGE}


def test_two_in_view_are_both_read_in_every_glance(looks: list[tuple[int, ...]]) -> None:
    seen = sights([BOTH] * 10, (BUNDLE, BADGE))
    assert all(set(sight.texts) == {BUNDLE, BADGE} for sight in seen)
    assert looks == [(720, 1280)] * 10


@pytest.mark.parametrize(
    "place", [(330, 210), (700, 400), (0, 0), (1080, 520)], ids=["a little", "far", "corner", "other corner"]
)
def test_a_ticket_that_moved_is_found_in_the_same_glance(place: tuple[int, int]) -> None:
    moved = laid(printed(BUNDLE), *place)
    seen = sights([*[TICKET] * 4, moved, TICKET])
    assert [sight.texts for sight in seen] == [(BUNDLE,)] * 6


def test_a_ticket_that_was_taken_away_or_exchanged_is_not_there() -> None:
    assert sights([*[TICKET] * 4, EMPTY])[-1].is_empty
    other = laid(printed(BADGE), 300, 200)
    assert sights([*[TICKET] * 4, other])[-1].texts == (BADGE,)
