"""How fast pictures come: a camera in the dark, or on a poor cable, sends few."""

from collections import deque

WATCHED_S = 2.0
AWAY_S = 3.0
"""After such a pause the camera was away, and counting begins anew."""
SLOW_FPS = 8.0
"""Below this a hand waits for its second glance longer than it likes."""


class Rate:
    """Over the last `WATCHED_S`, by the pictures' own numbers and seconds, however many of them were looked at."""

    def __init__(self) -> None:
        self._came: deque[tuple[int, float]] = deque()

    def note(self, number: int, at_s: float) -> None:
        if self._came and at_s - self._came[-1][1] >= AWAY_S:
            self._came.clear()
        self._came.append((number, at_s))
        while len(self._came) > 2 and at_s - self._came[1][1] >= WATCHED_S:
            self._came.popleft()

    @property
    def fps(self) -> float:
        """Pictures a second; 0.0 until it was watched long enough."""
        (first, from_s), (last, to_s) = (self._came[0], self._came[-1]) if self._came else ((0, 0.0), (0, 0.0))
        return (last - first) / (to_s - from_s) if to_s - from_s >= WATCHED_S else 0.0

    @property
    def is_slow(self) -> bool:
        return 0 < self.fps < SLOW_FPS
