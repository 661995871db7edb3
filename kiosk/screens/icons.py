"""Our own small set of line icons, drawn in whatever colour the text beside them has."""

from enum import StrEnum
from functools import cache

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtSvg import QSvgRenderer

from kiosk.screens.resources import resource


class Icon(StrEnum):
    """Each is a file of that name in `resources/icons`."""

    AGAIN = "again"
    ALERT = "alert"
    BACK = "back"
    BACKSPACE = "backspace"
    BADGE = "badge"
    BELL = "bell"
    BOARD = "board"
    BUNDLE = "bundle"
    CAMERA_OFF = "camera-off"
    CHECK = "check"
    CLOCK = "clock"
    CLOSER = "closer"
    COIN = "coin"
    CROSS = "cross"
    DOWN = "down"
    EVEN = "even"
    EYE = "eye"
    FORWARD = "forward"
    GAUGE = "gauge"
    HAND = "hand"
    HOURGLASS = "hourglass"
    KEYBOARD = "keyboard"
    KEYPAD = "keypad"
    MERGE = "merge"
    MOON = "moon"
    PAUSE = "pause"
    PENCIL = "pencil"
    PERSON = "person"
    PLAY = "play"
    QUESTION = "question"
    SIGN_OUT = "sign-out"
    SPLIT = "split"
    STILL = "still"
    SUN = "sun"
    TICKET = "ticket"
    TWO_TICKETS = "two-tickets"
    UNDO = "undo"
    UNPLUGGED = "unplugged"
    UP = "up"
    WIFI = "wifi"
    WIFI_OFF = "wifi-off"
    WRENCH = "wrench"


def draw(painter: QPainter, icon: Icon, box: QRectF, colour: QColor) -> None:
    """As large as a square in the middle of `box` allows."""
    side = min(box.width(), box.height())
    square = QRectF(0, 0, side, side)
    square.moveCenter(box.center())
    before = painter.opacity()
    painter.setOpacity(before * colour.alphaF())
    _renderer(icon, colour.name()).render(painter, square)
    painter.setOpacity(before)


@cache
def _renderer(icon: Icon, colour: str) -> QSvgRenderer:
    drawing = resource("icons", f"{icon}.svg").read_text("utf-8").replace("currentColor", colour)
    return QSvgRenderer(QByteArray(drawing.encode()))
