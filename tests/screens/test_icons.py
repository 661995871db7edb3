import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from kiosk.screens import icons
from kiosk.screens.icons import Icon
from kiosk.screens.resources import resource


def test_every_icon_has_its_file_and_no_file_is_left_over() -> None:
    assert {file.stem for file in resource("icons").glob("*.svg")} == {icon.value for icon in Icon}


def drawn(icon: Icon, colour: str, opacity: float = 1.0) -> QImage:
    picture = QImage(48, 32, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    ink = QColor(colour)
    ink.setAlphaF(opacity)
    painter = QPainter(picture)
    icons.draw(painter, icon, QRectF(0, 0, 48, 32), ink)
    painter.end()
    return picture


def colours(picture: QImage) -> set[str]:
    return {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}


@pytest.mark.parametrize("icon", Icon)
def test_it_is_drawn_in_the_colour_asked_for(qapp: QApplication, icon: Icon) -> None:
    assert "#ff0000" in colours(drawn(icon, "#ff0000"))


def test_it_stays_a_square_in_the_middle(qapp: QApplication) -> None:
    picture = drawn(Icon.STILL, "#000000")
    sides = {picture.pixelColor(x, y).name() for x in (*range(8), *range(40, 48)) for y in range(32)}
    assert sides == {"#ffffff"}


def test_faint_ink_draws_a_faint_icon(qapp: QApplication) -> None:
    assert "#000000" not in colours(drawn(Icon.CHECK, "#000000", 0.5))
