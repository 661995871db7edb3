"""One showing of a code counts once, however long it is held, and however often the reader misses it meanwhile.

All spans are of time that was watched. Where pictures come slowly, or none come for a moment, nobody knows whether the
code was taken away: such a pause says little, and a code on both sides of it was there all the while.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

GLANCES = 2
"""As often a code must be read before it counts: a single picture may deceive."""
GONE_S = 0.7
"""A code that was not read for so long was taken away, and counts anew."""
WATCHED_S = 0.25
"""A pause between two pictures counts as watched up to here: at 5 pictures a second each is watched to the next."""
FORGOTTEN_S = 30.0
"""A camera that was away for so long left time for anything: what was in view before is forgotten."""
HELD_S = 10.0
"""So long a code counts as held where it was read last and something code-like stays unread: a tilt, a thumb."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """A code in view: how often it was read with no other beside it, whether it counted, when it was last read, and
    when it was last there at all, in watched seconds.
    """

    text: str
    glances: int
    has_counted: bool
    read_s: float
    last_s: float


@dataclass(frozen=True, slots=True)
class Steady:
    """What was in view lately. `picture_s`: the last picture's monotonic second. `watched_s`: the time watched so far.
    `crowded_s`: when, in watched seconds, two codes were last seen together. Both None before the first.
    """

    shown: tuple[_Shown, ...] = ()
    picture_s: float | None = None
    watched_s: float = 0.0
    crowded_s: float | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(code.text for code in self.shown)

    @property
    def counted(self) -> tuple[str, ...]:
        """The codes whose showing has counted and lasts."""
        return tuple(code.text for code in self.shown if code.has_counted)

    def after(self, texts: Iterable[str], now_s: float, *, held: Collection[str] = ()) -> "Seen":
        """What the next picture changes. `texts` are the codes read in it, `now_s` its monotonic second; `held` are
        codes at whose place something code-like is, unread.

        Two different codes together count neither of them: the person is asked which, and shows one alone. It counts
        as soon as the other has been gone for `GONE_S`, so that taking both away, one a little later, counts none.
        """
        before = self._at(now_s)
        seen = tuple(dict.fromkeys(texts))
        kept = _in_view(before, seen, held)
        if len(seen) > 1:
            crowded = replace(before, shown=_none_steady(kept.values()), crowded_s=before.watched_s)
            return Seen(crowded, choose=seen)
        if not seen:
            return Seen(replace(before, shown=tuple(kept.values())))
        return _alone(before, kept, seen[0])

    def settled(self) -> "Steady":
        """A finger has decided about all that is in view: none of it counts again before it was gone."""
        return replace(self, shown=tuple(replace(code, has_counted=True) for code in self.shown))

    def _at(self, now_s: float) -> "Steady":
        """At the next picture, whatever is in it."""
        pause_s = 0.0 if self.picture_s is None else max(now_s - self.picture_s, 0.0)
        if pause_s > FORGOTTEN_S:
            return Steady(picture_s=now_s)
        watched_s = self.watched_s + min(pause_s, WATCHED_S)
        is_over = self.crowded_s is None or watched_s - self.crowded_s >= GONE_S
        return Steady(self.shown, now_s, watched_s, None if is_over else self.crowded_s)


@dataclass(frozen=True, slots=True)
class Seen:
    """The state after a picture; the text that counts now, if any; the texts among which to choose, if two or more."""

    steady: Steady
    counted: str | None = None
    choose: tuple[str, ...] = ()


def _in_view(before: Steady, seen: Iterable[str], held: Collection[str]) -> dict[str, _Shown]:
    """What is still in view, by its text."""
    now_s = before.watched_s
    kept = {code.text: code for code in before.shown if now_s - code.last_s < GONE_S}
    for text in held:
        if text in kept and now_s - kept[text].read_s < HELD_S:
            kept[text] = replace(kept[text], last_s=now_s)
    for text in seen:
        code = kept.get(text, _Shown(text, 0, has_counted=False, read_s=now_s, last_s=now_s))
        kept[text] = replace(code, read_s=now_s, last_s=now_s)
    return kept


def _alone(before: Steady, kept: dict[str, _Shown], text: str) -> Seen:
    """One code in the picture: it grows steadier, every other has to begin again."""
    code = replace(kept[text], glances=kept[text].glances + 1)
    counts = not code.has_counted and before.crowded_s is None and code.glances >= GLANCES
    others = _none_steady(other for other in kept.values() if other.text != text)
    shown = (*others, replace(code, has_counted=code.has_counted or counts))
    return Seen(replace(before, shown=shown), counted=text if counts else None)


def _none_steady(codes: Iterable[_Shown]) -> tuple[_Shown, ...]:
    return tuple(replace(code, glances=0) for code in codes)
