"""What the live picture says to the hand that holds the ticket: short, because it is read while doing."""

from PySide6.QtCore import QCoreApplication

from kiosk.camera.light import Light
from kiosk.screens.words.sentence import CONTEXT, says

translate = QCoreApplication.translate

SENTENCES: dict[Light, str] = {
    #: on the live picture, short: what the hand should do now
    Light.OK: says("words", "Hold the ticket in the frame"),
    Light.DARK: says("words", "Too dark: more light, please"),
    Light.COVERED: says("words", "Camera covered: uncover or wipe it"),
    Light.GLARING: says("words", "Too bright: tilt it a little"),
}


def light(light: Light) -> str:
    return translate(CONTEXT, SENTENCES[light])


def closer() -> str:
    #: on the live picture: a code is in view, too small to read
    return translate("words", "Hold it closer")


def still() -> str:
    #: on the live picture: a code is in view, large enough, and cannot be read
    return translate("words", "Hold it still and flat")
