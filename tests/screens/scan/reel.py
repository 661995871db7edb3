"""Pictures before the real eye, turned by hand."""

from collections.abc import Iterable

from kiosk.camera.webcam import Frame
from tests.camera.pictures import Picture, laid, printed, table

EMPTY = table(width=640, height=360)


def showing(text: str) -> Picture:
    return laid(printed(text, module_px=4), 200, 100, EMPTY)


class Reel:
    """At 30 pictures a second; after the last the table stays empty. What is no picture is raised."""

    def __init__(self, pictures: Iterable[Picture | Exception] = ()) -> None:
        self._pictures = list(pictures)
        self._number = 0

    def put(self, *pictures: Picture | Exception) -> None:
        self._pictures.extend(pictures)

    def newest(self, after: int = 0) -> Frame | None:
        assert after <= self._number
        self._number += 1
        picture = self._pictures.pop(0) if self._pictures else EMPTY
        if isinstance(picture, Exception):
            raise picture
        return Frame(picture, self._number, self._number / 30)
