"""What the live picture says to the hand that holds the ticket: short, because it is read while doing."""

from kiosk.camera.coach import Hint
from kiosk.camera.light import Light
from kiosk.screens.words.sentence import said, says

SENTENCES: dict[Light, str] = {
    #: on the live picture, short: what the hand should do now
    Light.OK: says("Hold the ticket in the frame"),
    Light.DARK: says("Too dark: more light, please"),
    Light.COVERED: says("Camera covered: uncover or wipe it"),
    Light.GLARING: says("Too bright: tilt it a little"),
}


HINTS: dict[Hint, str] = {
    #: on the live picture, short: why the code in view cannot be read, as what to do about it
    Hint.LIGHT: says("Too dark: more light, please"),
    #: a lamp is mirrored on the ticket
    Hint.TILT: says("Tilt it: there is glare on it"),
    #: the code is too small to read
    Hint.CLOSER: says("Hold it closer"),
    #: the code is blurred
    Hint.STILL: says("Hold it still"),
    #: the code is crumpled, covered, or leans away
    Hint.FLAT: says("Hold it flat, with nothing on it"),
}


def light(light: Light) -> str:
    return said(SENTENCES[light])


def hint(hint: Hint) -> str:
    return said(HINTS[hint])


def slow() -> str:
    #: on the live picture: the camera sends few pictures a second, as it does in the dark or on a poor cable
    return said("Camera slow: hold it longer")


def scanner() -> str:
    #: on the live picture: the code scanner was unplugged, the camera works
    return said("Scanner lost: check its cable")
