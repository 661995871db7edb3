"""Each word for its trouble, on generated pictures; none for good ones, and none for what was always there."""

import cv2
import numpy as np
import pytest

from kiosk.camera import reader
from kiosk.camera.coach import Coach, Hint, hint_for
from kiosk.camera.motion import small_copy
from kiosk.camera.sight import Outline, Sight
from tests.camera.pictures import (
    BADGE,
    BUNDLE,
    Picture,
    blurred,
    darkened,
    laid,
    moved,
    printed,
    shining,
    table,
    ticket,
    tilted,
    turned,
)

TICKET = laid(ticket(), 450, 250)
CARD = laid(ticket(BADGE, module_px=5), 560, 280)


UNREADABLE = Sight()
"""Nothing in it could be read, or located."""


def small(module_px: float) -> Picture:
    """Held so far away that a module is so large, through a webcam's lens."""
    scale = module_px / 6
    return blurred(laid(np.asarray(cv2.resize(ticket(), None, fx=scale, fy=scale), np.uint8), 600, 300), 1.2)


def covered(picture: Picture) -> Picture:
    """A thumb lies on a third of the code."""
    thumb = picture.copy()
    thumb[290:420, 480:545] = 130
    return thumb


def hint(*pictures: Picture, before: Picture | None = None, sight: Sight = UNREADABLE) -> Hint | None:
    """What the last picture says to a hand that came to an empty table, 5 pictures a second."""
    coach, said = Coach(), None
    for n, picture in enumerate((table() if before is None else before, *pictures)):
        said = coach.hint(picture, small_copy(picture), sight, n / 5)
    return said


TROUBLES = [
    *[(Hint.STILL, f"moved by {px} px, {way}°", moved(TICKET, px, way)) for px in (15, 21, 31) for way in (0, 30, 90)],
    *[(Hint.STILL, f"out of focus, {sigma} px", blurred(TICKET, sigma)) for sigma in (4.5, 6, 8)],
    *[(Hint.STILL, f"card moved by {px} px", moved(CARD, px, 45)) for px in (13, 17, 25)],
    *[(Hint.TILT, f"lamp of {radius} px", shining(TICKET, 540, 340, radius)) for radius in (30, 50, 80)],
    *[(Hint.TILT, f"lamp on the card, {radius} px", shining(CARD, 620, 360, radius)) for radius in (30, 50)],
    *[(Hint.LIGHT, f"light of {share}", darkened(TICKET, share)) for share in (0.05, 0.04)],
    *[(Hint.CLOSER, f"modules of {px} px", small(px)) for px in (1, 1.3)],
    *[(Hint.FLAT, f"leaning by {degrees}°", tilted(printed(BUNDLE), degrees)) for degrees in (76, 80)],
    (Hint.FLAT, "under a thumb", covered(TICKET)),
]


@pytest.mark.parametrize(("word", "picture"), [row[::2] for row in TROUBLES], ids=[row[1] for row in TROUBLES])
def test_each_trouble_has_its_word(word: Hint, picture: Picture) -> None:
    assert hint(picture) is word


SQUARE = ((474, 274), (624, 274), (624, 424), (474, 424))


@pytest.mark.parametrize(
    ("word", "picture"),
    [
        (Hint.STILL, moved(TICKET, 21, 30)),
        (Hint.STILL, blurred(TICKET, 5)),
        (Hint.TILT, shining(TICKET, 540, 340, 40)),
        (Hint.LIGHT, darkened(TICKET, 0.1)),
        (Hint.FLAT, covered(TICKET)),
    ],
)
def test_where_a_reader_located_the_code_that_place_is_judged(word: Hint, picture: Picture) -> None:
    assert hint(picture, sight=Sight(unread=(SQUARE,))) is word


GOOD = {
    "ticket": TICKET,
    "card": CARD,
    "on white": laid(printed(BUNDLE), 300, 200),
    "turned": turned(printed(BUNDLE), 30),
    "tilted": tilted(printed(BUNDLE), 50),
    "a little blurred": blurred(TICKET, 1.5),
    "a little moved": moved(TICKET, 5, 30),
    "at dusk": darkened(TICKET, 0.3),
    "small": laid(ticket(module_px=4), 500, 300),
    "two": laid(ticket(BADGE, module_px=5), 860, 280, on=TICKET),
    "empty": table(),
    "dark table": table(40),
}


@pytest.mark.parametrize("picture", GOOD.values(), ids=GOOD.keys())
def test_a_good_picture_has_none(picture: Picture) -> None:
    assert hint(picture, sight=reader.look(picture)) is None


def test_what_was_always_there_is_no_ticket() -> None:
    pattern = table()
    pattern[200:520, 300:900] = (
        np.random.default_rng(1).integers(0, 2, (40, 75)).repeat(8, 0).repeat(8, 1)[..., None] * 180
    )
    assert hint(*[pattern] * 5, before=pattern) is None
    coach = Coach()
    hints = []
    for n, picture in enumerate((table(), *[pattern] * 90)):
        hints.append(coach.hint(picture, small_copy(picture), UNREADABLE, float(n)))
    assert hints[1] is not None, "it came in"
    assert hints[-1] is None, "it stayed"


def test_what_is_near_the_edge_is_not_being_shown() -> None:
    assert hint(blurred(laid(ticket(module_px=4), 10, 10), 5)) is None


@pytest.mark.parametrize(
    "outline",
    [
        ((0, 0), (0, 0), (0, 0), (0, 0)),
        ((-50, -50), (20, -50), (20, 20), (-50, 20)),
        ((1270, 700), (1400, 700), (1400, 900), (1270, 900)),
        ((2000, 2000), (2100, 2000), (2100, 2100), (2000, 2100)),
    ],
)
def test_an_outline_beyond_the_picture_does_no_harm(outline: Outline) -> None:
    assert hint_for(table(), outline) in Hint


@pytest.mark.parametrize("size", [(8, 8), (9, 400), (720, 9), (2160, 3840)])
def test_any_size_of_picture_will_do(size: tuple[int, int]) -> None:
    noise = np.random.default_rng(2).integers(0, 255, (*size, 3)).astype(np.uint8)
    hint(noise, before=np.zeros((*size, 3), np.uint8))
