"""A state that lasts is logged once when it begins and once when it ends."""

import logging

LASTS_S = 3.0
"""What is shorter is a hand that came too close."""

_log = logging.getLogger(__name__)


class Notice:
    """`begins` and `ends` are what the log says."""

    def __init__(self, begins: str, ends: str) -> None:
        self._begins, self._ends = begins, ends
        self._since_s: float | None = None
        self._is_told = False

    def note(self, is_so: bool, at_s: float) -> None:
        """At a picture's monotonic second."""
        if is_so == self._is_told:
            self._since_s = None
            return
        self._since_s = at_s if self._since_s is None else self._since_s
        if at_s - self._since_s >= LASTS_S:
            self._since_s, self._is_told = None, is_so
            _log.log(*((logging.WARNING, self._begins) if is_so else (logging.INFO, self._ends)))
