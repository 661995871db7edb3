"""The frames that the reader is measured on: the same from axis, severity and seed, and true about what they hold."""

import numpy as np
import pytest

from tests.bench.camera import seeds_of
from tests.bench.frames.ground import HEIGHT, WIDTH
from tests.bench.frames.shop import AXES, EMPTY_AXES, SEVERITIES, frame


@pytest.mark.parametrize("axis", AXES)
def test_a_frame_follows_from_axis_severity_and_seed(axis: str) -> None:
    one, again, other = frame(axis, 3, 5), frame(axis, 3, 5), frame(axis, 3, 6)
    assert one.picture.shape == (HEIGHT, WIDTH, 3)
    assert one.picture.dtype == np.uint8
    assert np.array_equal(one.picture, again.picture)
    assert one.texts == again.texts
    assert not np.array_equal(one.picture, other.picture)


@pytest.mark.parametrize("axis", AXES)
def test_a_frame_tells_its_tickets(axis: str) -> None:
    tickets = {"several": 4, **dict.fromkeys(EMPTY_AXES, 0)}.get(axis, 1)
    assert len(frame(axis, 3, 1).texts) == tickets


@pytest.mark.parametrize("frames", [80, 2_000, 20_000])
def test_a_campaign_has_the_frames_asked_for_and_a_quarter_hold_no_ticket(frames: int) -> None:
    counts = {axis: seeds_of(axis, frames) * len(SEVERITIES) for axis in AXES}
    assert sum(counts.values()) >= frames
    assert sum(counts[axis] for axis in EMPTY_AXES) >= frames / 4
