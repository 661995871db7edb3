from PySide6.QtGui import QColor, QPalette
from pytestqt.qtbot import QtBot

from kiosk.screens.caption import Caption
from kiosk.screens.look import DARK, Look, Text

LONG = "Maria Cristina Villanueva Delos Santos"


def test_a_long_name_pushes_nobody_out(qtbot: QtBot) -> None:
    caption = Caption(Text.TITLE)
    qtbot.addWidget(caption)
    caption.dress(Look())
    caption.setText(LONG)
    assert caption.minimumSizeHint().width() == 0
    caption.resize(120, 40)
    assert not caption.grab().isNull()


def test_wrapped_text_asks_for_its_lines(qtbot: QtBot) -> None:
    caption = Caption(Text.BODY, wraps=True)
    qtbot.addWidget(caption)
    caption.dress(Look())
    caption.setText(LONG)
    assert caption.heightForWidth(150) > 1.5 * caption.heightForWidth(1000)
    assert not caption.grab().isNull()


def test_it_wears_its_ink(qtbot: QtBot) -> None:
    caption = Caption(Text.SMALL, "soft")
    qtbot.addWidget(caption)
    caption.dress(Look(DARK, 1.5))
    assert caption.palette().color(QPalette.ColorRole.WindowText) == QColor(DARK.soft)
    assert caption.font().pixelSize() == 30
