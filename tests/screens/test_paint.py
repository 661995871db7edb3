import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QApplication

from kiosk.screens import paint
from kiosk.screens.look import LEAST_TEXT_PX, font

SENTENCE = "Side seams waits for Set sleeves: 12 of 20 done by Ana at Station 4, since 09:41."


@pytest.fixture
def paper(qapp: QApplication) -> QImage:
    made = QImage(200, 60, QImage.Format.Format_RGB32)
    made.fill(QColor("white"))
    return made


def ink(paper: QImage) -> tuple[int, int]:
    """The first and last column with ink in it."""
    columns = [
        x for x in range(paper.width()) if any(paper.pixelColor(x, y).lightness() < 128 for y in range(paper.height()))
    ]
    return (columns[0], columns[-1]) if columns else (-1, -1)


@pytest.mark.parametrize(("width", "height"), [(400, 400), (400, 120), (200, 200)])
def test_text_shrinks_until_it_fits(qapp: QApplication, width: int, height: int) -> None:
    made = paint.fitted(SENTENCE, font(32), QRectF(0, 0, width, height))
    assert LEAST_TEXT_PX <= made.pixelSize() <= 32
    assert paint.height_of(SENTENCE, made, width) <= height


def test_text_that_fits_keeps_its_size_and_none_gets_unreadable(qapp: QApplication) -> None:
    assert paint.fitted("20", font(32), QRectF(0, 0, 400, 100)).pixelSize() == 32
    assert paint.fitted(SENTENCE, font(32), QRectF(0, 0, 40, 20)).pixelSize() == LEAST_TEXT_PX


def test_a_long_line_ends_inside_its_room(paper: QImage) -> None:
    painter = QPainter(paper)
    paint.line(painter, QRectF(10, 0, 100, 60), Qt.AlignmentFlag.AlignLeft, SENTENCE, font(24), QColor("black"))
    painter.end()
    first, last = ink(paper)
    assert first >= 10
    assert last <= 110


@pytest.mark.parametrize("digits", ["148", "0", "71"])
def test_a_large_numbers_ink_begins_at_the_edge(paper: QImage, digits: str) -> None:
    painter, made = QPainter(paper), font(60)
    wide = paint.number(painter, QRectF(20, 0, 180, 60), digits, made, QColor("black"))
    painter.end()
    assert abs(ink(paper)[0] - 20) <= 1
    assert wide <= QFontMetricsF(made).horizontalAdvance(digits)


def test_markup_in_text_is_text(paper: QImage) -> None:
    plain = paper.copy()
    for picture, words in ((paper, "<b>x</b>"), (plain, "x")):
        painter = QPainter(picture)
        paint.text(painter, QRectF(0, 0, 200, 60), 0, words, font(24), QColor("black"))
        painter.end()
    assert ink(paper)[1] > ink(plain)[1]
