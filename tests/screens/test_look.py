from dataclasses import fields
from itertools import pairwise

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from kiosk.screens.look import DARK, FAMILY, LIGHT, Colours, Look, Mood, Text, font, scale_for, wear

BOTH = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
GRAPHIC, LARGE, SMALL = 3.0, 3.0, 4.5
"""WCAG 2.2, level AA: contrast of graphics, of large text and of text."""


def brightness(name: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    colour = QColor(name)
    red, green, blue = (linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((brightness(one), brightness(other)))
    return (lighter + 0.05) / (darker + 0.05)


@BOTH
@pytest.mark.parametrize(
    ("ink", "paper"),
    [
        *((ink, paper) for ink in ("ink", "soft", "right_ink") for paper in ("ground", "card")),
        *(("ink", paper) for paper in ("plain", "pressed")),
        *((f"on_{fill}", fill) for fill in ("accent", "right", "note", "ask", "wrong", "veil")),
    ],
)
def test_text_can_be_read(colours: Colours, ink: str, paper: str) -> None:
    assert contrast(getattr(colours, ink), getattr(colours, paper)) >= SMALL


@BOTH
@pytest.mark.parametrize(("mark", "paper"), [("accent", "card"), ("accent", "ground"), ("right", "card")])
def test_marks_can_be_seen(colours: Colours, mark: str, paper: str) -> None:
    assert contrast(getattr(colours, mark), getattr(colours, paper)) >= GRAPHIC


@BOTH
def test_every_colour_is_one(colours: Colours) -> None:
    assert all(QColor(getattr(colours, field.name)).isValid() for field in fields(colours))


@pytest.mark.parametrize("mood", Mood)
def test_every_mood_has_its_colours(mood: Mood) -> None:
    look = Look()
    assert look.fill(mood).isValid()
    assert look.on_fill(mood).isValid()


@pytest.mark.parametrize(
    ("width", "height", "scale"),
    [
        (1280, 800, 1.0),
        (800, 1280, 1.0),
        (1920, 1080, 1.35),
        (1024, 600, 0.75),
        (640, 480, 0.7),
        (3840, 2160, 2.5),
    ],
)
def test_everything_grows_with_the_window(width: int, height: int, scale: float) -> None:
    assert scale_for(QSize(width, height)) == pytest.approx(scale)


@pytest.mark.parametrize("scale", [0.7, 1.0, 2.5])
def test_targets_and_text_never_get_too_small(scale: float) -> None:
    look = Look(scale=scale)
    assert look.target(64) >= 56
    assert look.target(96) >= 96
    assert all(look.font(kind).pixelSize() >= 18 for kind in Text)


def test_the_font_is_ours_in_three_weights(qapp: QApplication) -> None:
    made = [QFontInfo(font(24, kind.value[1])) for kind in (Text.BODY, Text.STRONG, Text.BIG)]
    assert {info.family() for info in made} == {FAMILY}
    assert [info.weight() for info in made] == [400, 600, 700]


def test_small_digits_stand_in_columns(qapp: QApplication) -> None:
    metrics = QFontMetricsF(font(24))
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("0000")


def test_kinds_of_text_are_told_apart(qapp: QApplication) -> None:
    heights = [kind.value[0] for kind in Text]
    assert all(above >= below for above, below in pairwise(heights))


class Guest(QLabel):
    look: Look | None = None

    def dress(self, look: Look) -> None:
        self.look = look


def test_everything_in_the_window_is_dressed(qapp: QApplication) -> None:
    root, look = QWidget(), Look(DARK, 1.35)
    child, grandchild = QWidget(root), Guest()
    grandchild.setParent(child)
    wear(root, look)
    assert grandchild.look is look
    assert root.palette().window().color() == QColor(DARK.ground)
