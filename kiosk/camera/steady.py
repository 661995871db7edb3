"""One showing of a code counts once, however long it is held, and however often the reader misses it meanwhile."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

GLANCES = 2
"""As often a code must be read before it counts: a single picture may deceive."""
GONE_S = 0.7
"""A code that was not read for so long was taken away, and counts anew."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """A code in view: how often it was read with no other beside it, whether it counted, when it was last read."""

    text: str
    glances: int
    has_counted: bool
    last_s: float


@dataclass(frozen=True, slots=True)
class Steady:
    """What was in view lately. `crowded_s`: when last two codes were seen together, or None."""

    shown: tuple[_Shown, ...] = ()
    crowded_s: float | None = None

    def after(self, texts: Iterable[str], now_s: float) -> "Seen":
        """What the next picture changes. `texts` are the codes read in it, `now_s` its monotonic second.

        Two different codes together count neither of them: the person is asked which, and shows one alone. It counts
        as soon as the other has been gone for `GONE_S`, so that taking both away, one a little later, counts none.
        """
        seen = tuple(dict.fromkeys(texts))
        kept = {code.text: code for code in self.shown if now_s - code.last_s < GONE_S}
        for text in seen:
            before = kept.get(text, _Shown(text, 0, has_counted=False, last_s=now_s))
            kept[text] = replace(before, last_s=now_s)
        if len(seen) > 1:
            return Seen(Steady(_none_steady(kept.values()), now_s), choose=seen)
        crowded_s = None if self.crowded_s is None or now_s - self.crowded_s >= GONE_S else self.crowded_s
        if not seen:
            return Seen(Steady(tuple(kept.values()), crowded_s))
        return _alone(kept, seen[0], crowded_s)


@dataclass(frozen=True, slots=True)
class Seen:
    """The state after a picture; the text that counts now, if any; the texts among which to choose, if two or more."""

    steady: Steady
    counted: str | None = None
    choose: tuple[str, ...] = ()


def _alone(kept: dict[str, _Shown], text: str, crowded_s: float | None) -> Seen:
    """One code in the picture: it grows steadier, every other has to begin again."""
    code = replace(kept[text], glances=kept[text].glances + 1)
    counts = not code.has_counted and crowded_s is None and code.glances >= GLANCES
    others = _none_steady(other for other in kept.values() if other.text != text)
    shown = (*others, replace(code, has_counted=code.has_counted or counts))
    return Seen(Steady(shown, crowded_s), counted=text if counts else None)


def _none_steady(codes: Iterable[_Shown]) -> tuple[_Shown, ...]:
    return tuple(replace(code, glances=0) for code in codes)
