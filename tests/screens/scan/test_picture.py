"""The live picture: where things of the camera's picture come to lie on the widget, mirrored or not."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from kiosk.camera.sight import Code
from kiosk.screens.icons import Icon
from kiosk.screens.look import LIGHT, Look, Mood
from kiosk.screens.scan.face import Face, Verdict, face_of
from kiosk.screens.scan.picture import IDLE_S, Picture
from tests.screens.scan.glances import glance
from tests.screens.scenes import CLOCK, READY, SCENES

HALVES = np.zeros((720, 1280, 3), dtype=np.uint8)
HALVES[:, :640] = (255, 0, 0)  # blue on the left: BGR
HALVES[:, 640:] = (0, 0, 255)


@pytest.fixture(params=[False, True], ids=["plain", "mirrored"])
def mirror(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def picture(qtbot: QtBot, mirror: bool) -> Picture:
    made = Picture(mirror=mirror)
    qtbot.addWidget(made)
    made.resize(760, 600)
    made.dress(Look())
    made.show_face(face_of(READY, CLOCK))
    return made


def drawn(picture: Picture) -> QImage:
    return picture.grab().toImage()


def test_colours_and_sides_are_right(picture: Picture, mirror: bool) -> None:
    picture.show_glance(glance(picture=HALVES))
    image = drawn(picture)
    left, right = image.pixelColor(60, 300), image.pixelColor(700, 300)
    assert (left, right) == ((QColor("red"), QColor("blue")) if mirror else (QColor("blue"), QColor("red")))


def test_a_slice_of_a_larger_picture_is_drawn_as_it_is(picture: Picture, mirror: bool) -> None:
    wide = np.zeros((720, 2000, 3), dtype=np.uint8)
    wide[:, 200:1480] = HALVES
    picture.show_glance(glance(picture=wide[:, 200:1480]))
    blue = drawn(picture).pixelColor(700 if mirror else 60, 300)
    assert blue == QColor("blue")


@pytest.mark.parametrize("size", [(760, 600), (760, 300), (300, 600)])
def test_it_fills_its_room_and_keeps_the_middle(picture: Picture, size: tuple[int, int]) -> None:
    picture.resize(*size)
    middle = picture._placed(1280, 720).map(QPointF(640, 360))
    corners = [picture._placed(1280, 720).map(QPointF(x, y)) for x in (0, 1280) for y in (0, 720)]
    assert (round(middle.x()), round(middle.y())) == (size[0] // 2, size[1] // 2)
    assert min(corner.x() for corner in corners) <= 0.01
    assert max(corner.x() for corner in corners) >= size[0] - 0.01
    assert min(corner.y() for corner in corners) <= 0.01
    assert max(corner.y() for corner in corners) >= size[1] - 0.01


PLACE = ((700, 300), (800, 300), (800, 400), (700, 400))


@pytest.mark.parametrize(
    ("text", "verdict", "stroke"),
    [
        ("B1", None, LIGHT.veil),
        ("B1", Verdict("W1", Mood.WRONG, Icon.CROSS, "No"), LIGHT.veil),
        ("B1", Verdict("B1", Mood.RIGHT, Icon.CHECK, "Recorded"), LIGHT.right),
        ("B1", Verdict("B1", Mood.NOTE, Icon.CHECK, "Noted"), LIGHT.note),
        ("B1", Verdict("B1", Mood.ASK, Icon.HOURGLASS, "Not yet"), LIGHT.ask),
        ("B1", Verdict("B1", Mood.WRONG, Icon.CROSS, "Not recorded"), LIGHT.wrong),
        (None, Verdict("B1", Mood.RIGHT, Icon.CHECK, "Recorded"), LIGHT.ask),
    ],
    ids=["unanswered", "another's", "accepted", "noted", "refused", "failed", "unread"],
)
def test_a_code_is_outlined_where_it_is_with_its_verdict(
    picture: Picture, text: str | None, verdict: Verdict | None, stroke: str
) -> None:
    picture.show_face(replace(face_of(READY, CLOCK), verdict=verdict))
    picture.show_glance(glance(picture=HALVES, outlines=(Code(text, PLACE),)))
    image = drawn(picture)
    mapped = picture._placed(1280, 720).map(QPointF(700, 300))
    assert image.pixelColor(round(mapped.x()), round(mapped.y())) == QColor(stroke), "the outline's colour"
    middle = picture._placed(1280, 720).map(QPointF(750, 350))
    has_mark = text is None or (verdict is not None and verdict.text == text)
    inks = {
        image.pixelColor(round(middle.x()) + dx, round(middle.y()) + dy).name()
        for dx in range(-25, 26)
        for dy in (-18, 0, 8)
    }
    assert (len(inks) > 1) is has_mark, "an icon and a word, never the colour alone"


def test_a_mark_at_the_edge_stays_on_the_picture(picture: Picture, mirror: bool) -> None:
    edge = ((20, 300), (120, 300), (120, 400), (20, 400))
    verdict = Verdict("B1", Mood.RIGHT, Icon.CHECK, "Recorded")
    picture.show_face(replace(face_of(READY, CLOCK), verdict=verdict))
    picture.show_glance(glance(picture=HALVES, outlines=(Code("B1", edge),)))
    inside = 740 if mirror else 20
    assert drawn(picture).pixelColor(inside, 292) == QColor(LIGHT.right)


def test_a_picture_in_which_nothing_stirs_is_drawn_anew_only_now_and_then(picture: Picture) -> None:
    still = [glance(n / 30, picture=HALVES, is_still=n > 0) for n in range(31)]
    kept = list[float]()
    for each in still:
        picture.show_glance(each)
        assert picture._glance
        kept.append(picture._glance.at_s)
    assert 3 <= len(set(kept)) <= 1 + 1 / IDLE_S
    assert max(each.at_s - at_s for each, at_s in zip(still, kept, strict=True)) < IDLE_S
    picture.show_glance(glance(1.05, picture=HALVES))
    assert picture._glance
    assert picture._glance.at_s == 1.05, "what stirs is shown at once"


def test_an_outline_does_not_outlast_its_code(picture: Picture) -> None:
    picture.show_glance(glance(1.0, picture=HALVES, outlines=(Code("B1", PLACE),)))
    picture.show_glance(glance(1.03, picture=HALVES, is_still=True))
    assert picture._glance
    assert picture._glance.outlines == ()


def test_its_corners_are_round(picture: Picture) -> None:
    picture.show_glance(glance(picture=HALVES))
    assert drawn(picture).pixelColor(0, 0) == QColor(LIGHT.ground)


def test_an_answer_frames_it(picture: Picture) -> None:
    picture.show_glance(glance(picture=HALVES))
    picture.show_face(face_of(SCENES["done"], CLOCK))
    assert drawn(picture).pixelColor(380, 5) == QColor(LIGHT.right)
    picture.show_face(face_of(SCENES["waits"], CLOCK))
    assert drawn(picture).pixelColor(380, 5) == QColor(LIGHT.ask)


@pytest.mark.parametrize("scene", ["camera-lost", "starting"])
def test_without_a_picture_it_says_why(picture: Picture, scene: str) -> None:
    picture.show_glance(glance(picture=HALVES))
    face: Face = face_of(SCENES[scene], CLOCK)
    picture.show_face(face)
    assert face.no_picture
    assert picture.accessibleName() == face.no_picture.word
    assert drawn(picture).pixelColor(60, 300) == QColor(LIGHT.card)
    picture.show_face(replace(face, no_picture=None))
    assert drawn(picture).pixelColor(60, 300) != QColor(LIGHT.card)


def test_before_the_first_glance_there_is_nothing_to_draw(picture: Picture) -> None:
    assert drawn(picture).pixelColor(60, 300) == QColor(LIGHT.card)
