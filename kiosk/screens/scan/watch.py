"""From single glances to what is worth saying: a word that changed with every picture could not be read."""

from dataclasses import dataclass, field, replace

from kiosk.camera.coach import Hint
from kiosk.camera.eye import Glance
from kiosk.camera.light import Light
from kiosk.screens.lane import Bug, Done, Failed
from kiosk.screens.scan.face import Eyesight
from kiosk.screens.scan.patience import Patience

CHOICE_S = 1.5
"""The question which code is meant outlasts a picture in which one of them was missed, and a finger's way to it."""


@dataclass(frozen=True, slots=True)
class Watch:
    """`lit`, `hinted`: what is said about the light, and to the hand. `crowded_s`: the monotonic second when several
    codes were last seen together. `settled`: codes about which a finger has decided. `is_blind`: the last glance
    failed for a reason nobody foresaw.
    """

    sight: Eyesight = field(default_factory=Eyesight)
    lit: Patience[Light] = field(default_factory=Patience)
    hinted: Patience[Hint] = field(default_factory=Patience)
    crowded_s: float = float("-inf")
    settled: frozenset[str] = frozenset()
    is_blind: bool = False

    def after(self, outcome: Done[Glance] | Failed) -> "Watch":
        """What the next glance changes."""
        if isinstance(outcome, Failed):
            return Watch(Eyesight(trouble=outcome.error), is_blind=isinstance(outcome.error, Bug))
        glance = outcome.value
        lit = self.lit.after(None if glance.light is Light.OK else glance.light, glance.at_s)
        # Where a code counted, the answer says more than any hint.
        hinted = Patience[Hint]() if glance.counted else self.hinted.after(glance.hint, glance.at_s)
        crowded_s = glance.at_s if glance.choose else self.crowded_s
        settled = self.settled if glance.at_s - crowded_s < CHOICE_S else frozenset[str]()
        codes = self._codes(glance, settled)
        sight = Eyesight(lit.word or Light.OK, hinted.word, glance.is_slow, codes)
        return Watch(sight, lit, hinted, crowded_s, settled)

    def chosen(self) -> "Watch":
        """A finger pointed at one of the codes: the question is not put again while they stay in view."""
        settled = frozenset(self.sight.codes)
        return replace(self, settled=settled, sight=replace(self.sight, codes=()))

    def _codes(self, glance: Glance, settled: frozenset[str]) -> tuple[str, ...]:
        """In the order of the first question, so that no button moves away under the finger."""
        before = self.sight.codes
        if glance.counted or settled >= set(glance.choose) != set():
            return ()
        if not glance.choose:
            return before if glance.at_s - self.crowded_s < CHOICE_S else ()
        return before if set(before) == set(glance.choose) else glance.choose
