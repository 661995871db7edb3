"""Of a device that tells the same code again and again while it is held: each showing once."""

GONE_S = 0.7
"""As for the camera: what was not told for so long was taken away."""


class Showing:
    """Hears each code in turn."""

    def __init__(self) -> None:
        self._text, self._last_s = "", float("-inf")

    def is_new(self, text: str, now_s: float) -> bool:
        """`now_s`: the monotonic second at which it was told."""
        was_gone = text != self._text or now_s - self._last_s >= GONE_S
        self._text, self._last_s = text, now_s
        return was_gone
