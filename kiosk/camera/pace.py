"""When a picture is worth reading: what stirs at once, what lies still now and then, what was read in vain later."""

STILL_S = 0.3
"""A still picture is read so often: a lens that finds its focus changes no brightness that the small copy shows."""
REST = 2.0
"""After a reading that found nothing, no more begins for so many times as long as it took, so that a blurred ticket, or
a cloth that looks like one, leaves most of a core to the rest of the kiosk. Easy readings are over long before the next
picture comes.
"""


class Pace:
    """Spans are in seconds of the pictures' own clock."""

    def __init__(self) -> None:
        self._looked_s = float("-inf")
        self._rests_s = 0.0
        self._has_stirred = False

    def is_due(self, at_s: float, *, stirs: bool) -> bool:
        """`stirs`: something moved since the last picture, or is in view. What stirs while resting is not forgotten."""
        self._has_stirred |= stirs
        since_s = at_s - self._looked_s
        return since_s < 0 or since_s >= (self._rests_s if self._has_stirred else STILL_S)

    def looked(self, at_s: float, took_s: float, *, has_read: bool) -> None:
        self._looked_s, self._has_stirred = at_s, False
        self._rests_s = 0.0 if has_read else min(REST * took_s, STILL_S)
