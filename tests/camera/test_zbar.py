import logging
import sys
from collections.abc import Iterator

import numpy as np
import pytest

from kiosk.camera import zbar
from kiosk.camera.reader import read
from kiosk.camera.scan import scan
from kiosk.camera.sight import box
from tests.camera.pictures import BUNDLE, Picture, laid, printed, table, tilted


def edge_on() -> list[Picture]:
    """Tickets held almost edge on, of which zxing-cpp reads nothing."""
    pictures = [tilted(printed(BUNDLE, module_px=8), degrees) for degrees in np.arange(71, 76, 0.5)]
    greys = [np.ascontiguousarray(picture[..., 0]) for picture in pictures]
    return [grey for grey in greys if not scan(grey).texts]


@pytest.fixture
def without_zbar(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(sys.modules, "pyzbar", None)
    zbar._decoder.cache_clear()
    yield
    zbar._decoder.cache_clear()


def test_a_ticket_held_almost_edge_on_is_read_by_zbar() -> None:
    assert BUNDLE in [code.text for picture in edge_on() for code in zbar.read(picture)]


def test_where_it_read_is_told() -> None:
    (code,) = zbar.read(np.ascontiguousarray(laid(printed(BUNDLE), 40, 60, on=table(width=400, height=400))[..., 0]))
    left, top, right, bottom = box(code.outline)
    assert (40, 60) < (left, top) < (75, 95)
    assert right - left == pytest.approx(25 * 6, abs=12)
    assert bottom - top == pytest.approx(25 * 6, abs=12)


def test_a_text_may_hold_a_nul() -> None:
    assert [code.text for code in zbar.read(printed("a\0b"))] == ["a\0b"]


def test_what_is_no_utf8_is_left_out() -> None:
    assert zbar._text(b"\xc3\x28") == ""
    assert zbar._text("é".encode()) == "é"


@pytest.mark.usefixtures("without_zbar")
def test_without_its_library_reading_goes_on_and_the_log_says_so_once(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    assert [zbar.read(picture) for picture in edge_on()] == [()] * len(edge_on())
    assert read(laid(printed(BUNDLE), 300, 200)) == [BUNDLE]
    assert [record.message.partition(",")[0] for record in caplog.records] == ["zbar is not installed"]
