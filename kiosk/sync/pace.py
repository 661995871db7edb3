"""When to try again, and how much to send at once. Pure."""

from dataclasses import dataclass, replace

from kiosk.wire import BATCH

FIRST_WAIT_S = 1.0
LONGEST_WAIT_S = 300.0
CALM_S = 2.0
"""Between two rounds while the line is up: how old another kiosk's work may be here."""

SLOW_S = 2.0
QUICK_S = 0.5
SMALLEST_BATCH = 8


@dataclass(frozen=True, slots=True)
class Pace:
    """`failures` in a row; `batch`: facts in one request, fewer on a slow line."""

    failures: int = 0
    batch: int = BATCH

    def sent(self, took_s: float) -> "Pace":
        if took_s > SLOW_S:
            return replace(self, batch=max(SMALLEST_BATCH, self.batch // 2))
        return replace(self, batch=min(BATCH, self.batch * 2)) if took_s < QUICK_S else self

    def failed(self) -> "Pace":
        """A batch that did not get through is halved as well: the line may be too slow for it."""
        return Pace(self.failures + 1, max(SMALLEST_BATCH, self.batch // 2))

    def went_well(self) -> "Pace":
        return replace(self, failures=0)

    def wait_s(self, dice: float, wish_s: float | None = None) -> float:
        """Seconds to the next round. `dice` in [0, 1) spreads many kiosks; `wish_s`: Retry-After, at least."""
        if not self.failures:
            return CALM_S
        longest: float = min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** min(self.failures - 1, 10))
        return max(wish_s or 0.0, FIRST_WAIT_S, longest * (0.5 + dice / 2))
