"""The clock on the wall: this moment, and any moment as the factory's people say it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo

from PySide6.QtCore import QDate, QLocale, QTime

HOUR = "HH:mm"
"""Twenty-four hours, in every language: a shift's 6:30 is never taken for the evening's."""


@dataclass(slots=True)
class WallClock:
    """`now` gives aware moments. `zone` is the factory's; it may come later than the first screen."""

    now: Callable[[], datetime]
    zone: tzinfo = UTC

    def hour(self, moment: datetime) -> str:
        """'09:41', and with the day when that was not today: '23 Nov 16:40'."""
        local, today = moment.astimezone(self.zone), self.now().astimezone(self.zone)
        said = self.hour_alone(moment)
        if local.date() == today.date():
            return said
        day = QLocale().toString(QDate(local.year, local.month, local.day), "d MMM")
        return f"{day} {said}"

    def hour_alone(self, moment: datetime) -> str:
        """'23:40', where it is plain of which day: within a shift, for one."""
        local = moment.astimezone(self.zone)
        return QLocale().toString(QTime(local.hour, local.minute), HOUR)

    def day(self, day: date) -> str:
        """'2 March 2026', in the language of the screen."""
        return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)
