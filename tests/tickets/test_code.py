import numpy as np
import pytest

from kiosk.camera.reader import read
from kiosk.floor import codes
from kiosk.tickets.code import QUIET, modules_of
from tests.make import KEY

TEXTS = [
    codes.ticket_text("K7Q2M9X4TD", 9999, KEY),
    codes.badge_text("7QK2M9X4TD", KEY),
    codes.command_text(codes.Command.UNDO),
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_camera_reads_it_back(text: str) -> None:
    modules = np.array(modules_of(text))
    picture = np.where(np.pad(modules, QUIET), 0, 255).astype(np.uint8)
    assert read(np.kron(picture, np.ones((5, 5), np.uint8))) == [text]


@pytest.mark.parametrize("text", TEXTS)
def test_it_stays_within_25_modules(text: str) -> None:
    assert len(modules_of(text)) <= 25
