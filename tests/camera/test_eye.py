"""The eye before a reel of real pictures, turned by hand: the reader, the gate and the counting are the real ones."""

import logging
from collections.abc import Callable, Iterable

import numpy as np
import pytest

from kiosk.camera import reader
from kiosk.camera.coach import Hint
from kiosk.camera.eye import Eye, Glance
from kiosk.camera.light import Light
from kiosk.camera.pace import STILL_S
from kiosk.camera.sight import Sight
from kiosk.camera.webcam import Frame
from kiosk.trouble import Reason, Trouble
from tests.camera.pictures import BADGE, BUNDLE, Picture, blurred, laid, moved, printed, table

TICKET = laid(printed(BUNDLE), 300, 200)
CARD = laid(printed(BADGE), 800, 300)
EMPTY = table()


class Reel:
    """Pictures at 30 a second unless told; None is a wait in vain, a Trouble is raised."""

    def __init__(self, pictures: Iterable[Picture | Trouble | None], *, fps: float = 30) -> None:
        self._pictures = iter(pictures)
        self._number, self._at_s, self.fps = 0, 0.0, fps

    def newest(self, after: int = 0) -> Frame | None:
        assert after <= self._number
        self._number += 1
        self._at_s += 1 / self.fps
        picture = next(self._pictures)
        if isinstance(picture, Trouble):
            raise picture
        return None if picture is None else Frame(picture, self._number, self._at_s)


def eye_on(reel: Reel) -> Eye:
    """Whose readings cost nothing, so that none is put off on a busy machine."""
    return Eye(reel, spent_s=lambda: 0.0)


def glances(pictures: list[Picture | None]) -> list[Glance]:
    eye = eye_on(Reel(pictures))
    return [eye.glance() for _ in pictures]


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Counts what is really read."""
    counted: list[int] = []
    look: Callable[[Picture], Sight] = reader.look

    def counting(picture: Picture) -> Sight:
        counted.append(1)
        return look(picture)

    monkeypatch.setattr(reader, "look", counting)
    return counted


def test_a_showing_counts_once() -> None:
    seen = glances([EMPTY, *[TICKET] * 30, *[EMPTY] * 25, *[TICKET] * 3])
    assert [glance.counted for glance in seen if glance.counted] == [BUNDLE, BUNDLE]
    assert seen[2].counted == BUNDLE


def test_what_is_in_view_is_outlined() -> None:
    first, second = glances([EMPTY, TICKET])
    assert first.outlines == ()
    assert second.picture is TICKET
    assert [code.text for code in second.outlines] == [BUNDLE]


def test_two_in_view_are_to_be_chosen_from() -> None:
    both = laid(printed(BADGE), 800, 300, on=TICKET)
    seen = glances([both] * 10)
    assert {glance.counted for glance in seen} == {None}
    assert all(set(glance.choose) == {BUNDLE, BADGE} for glance in seen)


def test_what_a_finger_decided_about_does_not_count_when_it_stays_alone() -> None:
    both = laid(printed(BADGE), 800, 300, on=TICKET)
    eye = eye_on(Reel([*[both] * 5, *[TICKET] * 60, *[EMPTY] * 30, *[TICKET] * 2]))
    for _ in range(5):
        eye.glance()
    eye.settle()
    assert {eye.glance().counted for _ in range(60)} == {None}
    assert [eye.glance().counted for _ in range(32)][-1] == BUNDLE


def test_a_held_ticket_that_a_thumb_covers_for_a_while_is_one_showing() -> None:
    covered = TICKET.copy()
    covered[280:330, 330:400] = 60
    assert reader.look(covered).texts == ()
    assert reader.look(covered).unread
    seen = glances([EMPTY, *[TICKET] * 10, *[covered] * 40, *[TICKET] * 10])
    assert [glance.counted for glance in seen if glance.counted] == [BUNDLE]


def test_an_unchanged_picture_with_nothing_in_view_is_read_only_now_and_then(reads: list[int]) -> None:
    glances([EMPTY] * 60)
    assert len(reads) == pytest.approx(2 / STILL_S, abs=1)


def test_a_ticket_that_comes_into_focus_where_it_lies_is_read() -> None:
    out_of_focus = blurred(TICKET, 9)
    assert not reader.look(out_of_focus).read
    seen = glances([EMPTY, *[out_of_focus] * 30, *[TICKET] * 12])
    assert [glance.counted for glance in seen if glance.counted] == [BUNDLE]


def test_a_still_picture_is_told() -> None:
    seen = glances([EMPTY, EMPTY, EMPTY, TICKET, TICKET, EMPTY, EMPTY])
    assert [glance.is_still for glance in seen] == [False, True, True, False, False, False, True]


def test_a_ticket_that_lies_still_is_read_each_time(reads: list[int]) -> None:
    glances([EMPTY, *[TICKET] * 9])
    assert len(reads) == 10


def test_waiting_in_vain_shows_the_last_picture_and_counts_nothing() -> None:
    seen = glances([TICKET, TICKET, None, None])
    assert [glance.counted for glance in seen] == [None, BUNDLE, None, None]
    assert seen[3].picture is TICKET
    assert seen[3].at_s == seen[1].at_s


def test_before_the_first_picture_it_waits_on() -> None:
    assert eye_on(Reel([None, None, TICKET])).glance().picture is TICKET


def test_trouble_passes_through_and_the_next_glance_sees_again() -> None:
    eye = eye_on(Reel([TICKET, Trouble(Reason.CAMERA_LOST), TICKET]))
    eye.glance()
    with pytest.raises(Trouble) as caught:
        eye.glance()
    assert caught.value.reason is Reason.CAMERA_LOST
    assert eye.glance().counted == BUNDLE


def test_light_is_told() -> None:
    covered = np.full_like(EMPTY, 6)
    assert [glance.light for glance in glances([EMPTY, covered])] == [Light.OK, Light.COVERED]


def test_a_code_that_is_too_small_should_come_closer() -> None:
    torn = printed(BUNDLE, module_px=3)
    torn[40:75, 40:75] = 200
    small = laid(torn, 600, 300)
    assert reader.look(small).unread, "located, and not read"
    hints = [glance.hint for glance in glances([EMPTY, *[small] * 3, *[TICKET] * 12])]
    assert hints[:4] == [None, Hint.CLOSER, Hint.CLOSER, Hint.CLOSER]
    assert hints[-1] is None


def test_health_counts() -> None:
    eye = Eye(Reel([TICKET, TICKET, EMPTY, CARD, *[CARD] * 80]))
    for _ in range(4):
        eye.glance()
    health = eye.health
    assert (health.glances, health.reads, health.misses) == (4, 1, 0)
    assert (health.width, health.height, health.fps) == (1280, 720, 0.0)
    assert 0 < health.decode_ms < 1000
    for _ in range(80):
        eye.glance()
    assert eye.health.fps == pytest.approx(30)


def test_a_camera_that_becomes_slow_is_said_and_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    reel = Reel([EMPTY] * 400)
    eye = eye_on(reel)
    assert not any(eye.glance().is_slow for _ in range(100))
    reel.fps = 4
    slow = [eye.glance().is_slow for _ in range(60)]
    assert not slow[0]
    assert all(slow[12:])
    reel.fps = 30
    assert not [eye.glance().is_slow for _ in range(240)][-1]
    assert [record.getMessage() for record in caplog.records] == [
        "The camera sends few pictures",
        "The camera sends pictures as it should again",
    ]


def test_a_covered_camera_is_said_at_once_and_logged_once_when_it_lasts(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    black = np.zeros_like(EMPTY)
    seen = glances([*[EMPTY] * 10, *[black] * 20, *[EMPTY] * 10, *[black] * 150, *[EMPTY] * 150])
    assert [glance.light for glance in seen[9:11]] == [Light.OK, Light.COVERED]
    assert seen[-1].light is Light.OK
    assert [record.getMessage() for record in caplog.records] == [
        "The camera is covered or in the dark",
        "The camera sees again",
    ]


SIZES = [(720, 1280), (480, 640), (1080, 1920), (8, 8), (9, 2000), (2160, 3840)]


def test_a_camera_may_change_its_size_at_any_time() -> None:
    """As a stream does that is started anew, in the midst of a showing too."""
    rng = np.random.default_rng(3)
    others = [rng.integers(0, 255, (*size, 3)).astype(np.uint8) for size in SIZES]
    reel = [picture for other in others for picture in (TICKET, TICKET, TICKET, other, other)]
    seen = glances([*reel, *[EMPTY] * 30, TICKET, TICKET])
    assert seen[1].counted == BUNDLE
    assert seen[-1].counted == BUNDLE
    assert [glance.picture.shape[:2] for glance in seen[3::5][: len(SIZES)]] == SIZES


def thumbed(picture: Picture) -> Picture:
    thumb = picture.copy()
    thumb[325:420, 290:372] = 120
    return thumb


UNREAD = [blurred(TICKET, 5), moved(TICKET, 19, 30), thumbed(TICKET)]
"""The ticket in the hand, as no reader reads it."""


@pytest.mark.parametrize("seed", range(4))
def test_a_ticket_in_a_restless_hand_for_a_minute_is_one_scan(seed: int) -> None:
    """It trembles, and is out of focus, moved or under a thumb for up to two seconds at a time."""
    rng = np.random.default_rng(seed)
    pictures: list[Picture | None] = [EMPTY, TICKET, TICKET]
    while len(pictures) < 600:
        for kind in (UNREAD[rng.integers(len(UNREAD))], TICKET):
            for _ in range(rng.integers(1, 20)):
                dx, dy = rng.integers(-2, 3, 2)
                pictures.append(np.roll(kind, (dy, dx), (0, 1)))
    eye = eye_on(Reel(pictures, fps=10))
    seen = [eye.glance() for _ in pictures]
    assert sum(not glance.outlines for glance in seen) > 50, "it was often not read"
    assert [glance.counted for glance in seen if glance.counted] == [BUNDLE]
    assert eye.health.reads == 1


@pytest.mark.parametrize("fps", [5, 10, 30, 60])
def test_two_workers_in_quick_succession_are_two(fps: float) -> None:
    each = round(0.8 * fps)
    reel: list[Picture | None] = [EMPTY, *[TICKET] * each, *[CARD] * each, *[TICKET] * each]
    eye = eye_on(Reel(reel, fps=fps))
    assert [counted for _ in reel if (counted := eye.glance().counted)] == [BUNDLE, BADGE, BUNDLE]
