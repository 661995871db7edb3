"""The whole reading pipeline: a picture in, every distinct text in view out.

First one pass of zxing-cpp, which is all that an easy picture costs. Where it located a code that it could not read, or
read nothing and something code-like is in view, the rungs of the ladder are climbed until all is read or time is up.
"""

import time
from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from kiosk.camera.closer import Cut, Rung, cut_out
from kiosk.camera.ladder import LADDER
from kiosk.camera.picture import Grey, grey_of
from kiosk.camera.places import Effort, Place, all_of, busy_places
from kiosk.camera.scan import scan
from kiosk.camera.sight import Code, Sight, covers, middle, sight

STILL_MS, LIVE_MS = 1500.0, 25.0
"""A picture that is the only one may take long; of a film the next one may be better."""
_FINE_S = 0.001
_spent_s = time.thread_time if time.get_clock_info("thread_time").resolution < _FINE_S else time.perf_counter
"""What this thread itself computed, where the system counts it finely: a busy machine reads later, but no worse."""
GUESSES = 3
"""No more places than these that nobody located are looked at in one picture."""
LARGE = 1920 * 1088
"""Pixels of the largest picture of a film. What is larger is a photograph, and always looked at in every way."""
CROWD = 3
"""In a film, a code or two that were read are all that a hand shows. Where so many were, there may be more that nobody
located, as there may be in a picture that is the only one.
"""


def read(frame: NDArray[np.generic], *, budget_ms: float = STILL_MS) -> list[str]:
    """Every distinct text in view, once. `frame`: any array (see `grey_of`); no picture gives an empty list.

    No further step is begun once `budget_ms` of computing are over; the first pass is always made.
    """
    return list(look(frame, budget_ms=budget_ms).texts)


def look(frame: NDArray[np.generic], *, budget_ms: float = LIVE_MS, ladder: Sequence[Rung] = LADDER) -> Sight:
    """What `read` gives, with outlines, and with the places of codes that stayed unread. Never raises."""
    until_s = _spent_s() + budget_ms / 1000
    grey = grey_of(frame)
    if grey is None:
        return Sight()
    first = scan(grey)
    is_enough = 0 < len(first.read) < CROWD and budget_ms <= LIVE_MS
    if is_enough and not first.unread:
        return first
    located = [Place(outline, Effort.LONG) for outline in first.unread]
    climb = _Climb(grey, first, located + ([] if is_enough else _guesses(grey, first)))
    climb.up(ladder, until_s)
    return sight(climb.found, list(first.unread))


def _guesses(grey: Grey, first: Sight) -> list[Place]:
    """Where nothing is read or located yet."""
    known = [middle(code.outline) for code in first.codes]
    busy = [place for place in busy_places(grey) if not any(covers(place.outline, spot) for spot in known)]
    if not busy and not known and grey.size > LARGE:
        return [all_of(grey, Effort.FAIR)]
    return [place for n, place in enumerate(busy[:GUESSES]) if place.worth > Effort.BRIEF or (n == 0 and not known)]


class _Climb:
    """The search through one picture: what was found, and which places are still to be read."""

    def __init__(self, grey: Grey, first: Sight, places: Iterable[Place]) -> None:
        self.found: list[Code] = list(first.read)
        self._whole = Cut(grey)
        cuts = ((place, cut_out(grey, place.outline)) for place in places)
        self._left = [(place, cut) for place, cut in cuts if cut]

    def up(self, ladder: Sequence[Rung], until_s: float) -> None:
        steps = chain.from_iterable(((rung, cut) for cut in self._cuts(rung)) for rung in ladder)
        for rung, cut in steps:
            if _spent_s() > until_s:
                return
            self._take(rung.look(cut))

    def _cuts(self, rung: Rung) -> list[Cut]:
        worth = [cut for place, cut in self._left if rung.effort <= place.worth]
        return worth if not rung.is_wide else [self._whole] * bool(worth)

    def _take(self, codes: list[Code]) -> None:
        self.found += codes
        for code in codes:
            spot = middle(code.outline)
            self._left = [(place, cut) for place, cut in self._left if not covers(place.outline, spot)]
