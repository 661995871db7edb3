"""So many within a span, then wait. Kept by this process alone: it slows a guesser, and forgets at a restart."""

from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta

from kiosk.server.sorry import Refusal


class Throttle:
    def __init__(self, most: int, span: timedelta, clock: Callable[[], datetime]) -> None:
        self._times: deque[datetime] = deque(maxlen=most)
        self._span = span
        self._clock = clock

    def check(self) -> None:
        """Raises Refusal 429 while the last `most` all lie within the span."""
        if len(self._times) == self._times.maxlen:
            left = self._times[0] + self._span - self._clock()
            if left > timedelta():
                seconds = round(left.total_seconds()) + 1
                raise Refusal(429, f"Too many wrong tries. Try again in {seconds} seconds.", retry_after_s=seconds)

    def count(self) -> None:
        self._times.append(self._clock())
