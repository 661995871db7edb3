"""When a word to the hand is said, and how long it stays: one that changed with every picture could not be read."""

from dataclasses import dataclass, replace
from typing import Generic, TypeVar

W = TypeVar("W")

ARRIVES_S = 0.6
"""A hand on its way to the camera is blurred, small and aslant for a moment; that needs no word."""
CALM_S = 0.4
"""A trouble is over when nothing was the matter for so long."""
STAYS_S = 1.5
"""So long it takes to read a word and to do what it says."""


@dataclass(frozen=True)  # no slots: Python 3.11 cannot make a generic one that has them
class Patience(Generic[W]):
    """`word` is what is said, None while nothing is the matter. `said_s`: since when. `wrong_s`, `fine_s`: since when
    something, or nothing, was the matter; all are monotonic seconds.
    """

    word: W | None = None
    said_s: float = float("-inf")
    wrong_s: float | None = None
    fine_s: float | None = None

    def after(self, wanted: W | None, at_s: float) -> "Patience[W]":
        """What the next picture changes; `wanted` is what it alone would say."""
        now = self._noted(wanted is not None, at_s)
        has_stayed = self.word is None or at_s - self.said_s >= STAYS_S
        if not has_stayed or wanted == self.word:
            return now
        since_s, waits_s = (now.fine_s, CALM_S) if wanted is None else (now.wrong_s, ARRIVES_S)
        if since_s is None or at_s - since_s < waits_s:
            return now
        return replace(now, word=wanted, said_s=at_s)

    def _noted(self, is_wrong: bool, at_s: float) -> "Patience[W]":
        if is_wrong:
            return replace(self, wrong_s=at_s if self.wrong_s is None else self.wrong_s, fine_s=None)
        fine_s = at_s if self.fine_s is None else self.fine_s
        return replace(self, wrong_s=None if at_s - fine_s >= CALM_S else self.wrong_s, fine_s=fine_s)
