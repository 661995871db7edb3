import numpy as np
import pytest

from kiosk.camera.light import Light, light_of
from kiosk.camera.motion import small_copy
from tests.camera.pictures import BUNDLE, Picture, laid, printed, table

SCENE = laid(printed(BUNDLE), 300, 200)


def dimmed(share: float) -> Picture:
    return (SCENE * share).astype(np.uint8)


@pytest.mark.parametrize(
    ("picture", "light"),
    [
        (SCENE, Light.OK),
        (dimmed(0.5), Light.OK),
        (dimmed(0.3), Light.DARK),
        (dimmed(0.05), Light.COVERED),
        (table(0), Light.COVERED),
        (table(60), Light.COVERED),
        (table(150), Light.OK),
        (table(250), Light.GLARING),
    ],
    ids=["day", "evening", "dusk", "night", "cap", "finger", "empty white table", "into the lamp"],
)
def test_light(picture: Picture, light: Light) -> None:
    assert light_of(small_copy(picture)) is light
