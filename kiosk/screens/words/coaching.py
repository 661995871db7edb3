"""What the live picture says to the hand that holds the ticket: short, because it is read while doing."""

from kiosk.camera.light import Light
from kiosk.screens.words.sentence import said, says

SENTENCES: dict[Light, str] = {
    #: on the live picture, short: what the hand should do now
    Light.OK: says("Hold the ticket in the frame"),
    Light.DARK: says("Too dark: more light, please"),
    Light.COVERED: says("Camera covered: uncover or wipe it"),
    Light.GLARING: says("Too bright: tilt it a little"),
}


def light(light: Light) -> str:
    return said(SENTENCES[light])


def closer() -> str:
    #: on the live picture: a code is in view, too small to read
    return said("Hold it closer")


def still() -> str:
    #: on the live picture: a code is in view, large enough, and cannot be read
    return said("Hold it still and flat")
