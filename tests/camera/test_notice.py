import logging

import pytest

from kiosk.camera.notice import LASTS_S, Notice


def told(caplog: pytest.LogCaptureFixture, *spans: tuple[bool, float]) -> list[tuple[int, str]]:
    caplog.set_level(logging.INFO)
    notice, at_s = Notice("dark", "light"), 0.0
    for is_so, for_s in spans:
        for _ in range(round(for_s * 10)):
            notice.note(is_so, at_s)
            at_s += 0.1
    return [(record.levelno, record.getMessage()) for record in caplog.records]


def test_what_lasts_is_told_once_at_each_end(caplog: pytest.LogCaptureFixture) -> None:
    assert told(caplog, (False, 5), (True, 60), (False, 60)) == [(logging.WARNING, "dark"), (logging.INFO, "light")]


def test_what_passes_is_not_told(caplog: pytest.LogCaptureFixture) -> None:
    assert told(caplog, *[(True, LASTS_S / 2), (False, LASTS_S / 2)] * 20) == []


def test_a_short_end_is_none(caplog: pytest.LogCaptureFixture) -> None:
    assert told(caplog, (True, 5), *[(False, 1), (True, 1)] * 10) == [(logging.WARNING, "dark")]
