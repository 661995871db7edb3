from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.screens.clock import WallClock

NOW = datetime(2026, 3, 2, 1, 5, tzinfo=UTC)
CLOCK = WallClock(lambda: NOW, ZoneInfo("Asia/Manila"))


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (NOW, "09:05"),
        (NOW - timedelta(hours=9), "00:05"),
        (NOW - timedelta(hours=10), "1 Mar 23:05"),
        (NOW + timedelta(hours=5, minutes=30), "14:35"),
    ],
)
def test_a_moment_as_the_factory_says_it(qapp: QApplication, moment: datetime, said: str) -> None:
    assert CLOCK.hour(moment) == said


def test_the_zone_may_come_later(qapp: QApplication) -> None:
    clock = WallClock(lambda: NOW)
    assert clock.hour(NOW) == "01:05"
    clock.zone = ZoneInfo("Asia/Dhaka")
    assert clock.hour(NOW) == "07:05"
