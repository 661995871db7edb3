"""From single glances to what is worth saying: a word that changed with every picture could not be read."""

from dataclasses import dataclass, field, replace

from kiosk.camera.eye import Glance
from kiosk.screens.lane import Bug, Done, Failed
from kiosk.screens.scan.face import Eyesight

STUCK_S = 0.8
"""A code may stay unread so long while the hand arrives."""

CHOICE_S = 1.5
"""The question which code is meant outlasts a picture in which one of them was missed, and a finger's way to it."""


@dataclass(frozen=True, slots=True)
class Watch:
    """`unread_s`, `crowded_s`: the monotonic seconds since when a code stays unread, and when several were last seen
    together. `settled`: codes about which a finger has decided. `is_blind`: the last glance failed for a reason nobody
    foresaw.
    """

    sight: Eyesight = field(default_factory=Eyesight)
    unread_s: float | None = None
    crowded_s: float = float("-inf")
    settled: frozenset[str] = frozenset()
    is_blind: bool = False

    def after(self, outcome: Done[Glance] | Failed) -> "Watch":
        """What the next glance changes."""
        if isinstance(outcome, Failed):
            return Watch(Eyesight(trouble=outcome.error), is_blind=isinstance(outcome.error, Bug))
        glance = outcome.value
        unread_s = self._unread_since(glance)
        crowded_s = glance.at_s if glance.choose else self.crowded_s
        settled = self.settled if glance.at_s - crowded_s < CHOICE_S else frozenset[str]()
        sight = Eyesight(
            light=glance.light,
            is_far=glance.is_far,
            is_stuck=unread_s is not None and glance.at_s - unread_s >= STUCK_S,
            codes=self._codes(glance, settled),
        )
        return Watch(sight, unread_s, crowded_s, settled)

    def chosen(self) -> "Watch":
        """A finger pointed at one of the codes: the question is not put again while they stay in view."""
        settled = frozenset(self.sight.codes)
        return replace(self, settled=settled, sight=replace(self.sight, codes=()))

    def _unread_since(self, glance: Glance) -> float | None:
        if not any(code.text is None for code in glance.outlines):
            return None
        return glance.at_s if self.unread_s is None else self.unread_s

    def _codes(self, glance: Glance, settled: frozenset[str]) -> tuple[str, ...]:
        """In the order of the first question, so that no button moves away under the finger."""
        before = self.sight.codes
        if glance.counted or settled >= set(glance.choose) != set():
            return ()
        if not glance.choose:
            return before if glance.at_s - self.crowded_s < CHOICE_S else ()
        return before if set(before) == set(glance.choose) else glance.choose
