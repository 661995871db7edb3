"""A wage sheet as an honest clerk would work it out by hand: from the bare facts, with a pencil and these rules.

It shares no line with the program. The rules, in the clerk's words:

1. A fact that was taken back never happened. The others are read in the order of the kiosks' clocks, a kiosk's own in
   the order of their numbers; those of a clock that was wrong (ahead of the server's by more than two minutes when they
   came in, or older than the bundle by as much) come last.
2. Of each operation a bundle pays no more pieces than it has: who comes first is paid, what is too much is lost.
3. Work is held while a supervisor has not spoken: done under a third (30 %) of its standard minutes; ahead of the work
   before it, and still ahead at the end; by a wrong clock. A yes pays it, a no never does.
4. Pieces that came back from inspection are held until they are mended; the last ones sewn come back first. Pieces that
   cannot be mended are lost to whose fault they are.
5. A piece pays the rate of the day on which it was sewn.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

Body = dict[str, Any]
TWO_MINUTES = timedelta(minutes=2)
TOO_LONG_MS = 16 * 3_600_000
HOLDING = ("TOO_FAST", "OUT_OF_ORDER", "CLOCK_OFF")


@dataclass(frozen=True)
class Came:
    """A fact's JSON, and when the server got it."""

    body: Body
    received: datetime

    @property
    def at(self) -> datetime:
        return datetime.fromisoformat(self.body["at"])

    @property
    def place(self) -> tuple[datetime, str, int, str]:
        return self.at, self.body["device"], self.body["number"], self.body["id"]


@dataclass(frozen=True)
class Step:
    """An operation as the office has it: `rates` by the moment from which they hold, oldest first."""

    minutes: Decimal
    rates: tuple[tuple[datetime, Decimal], ...]
    before: tuple[str, ...]

    def rate(self, moment: datetime) -> Decimal:
        found = [rate for since, rate in self.rates if since <= moment]
        return found[-1] if found else self.rates[0][1]


@dataclass
class Deed:
    body: Body
    at: datetime
    counted: int
    too_many: int
    sound: int
    back: int = 0
    lost: int = 0
    odd: set[str] = field(default_factory=set)


class Page:
    """One bundle's."""

    def __init__(self, pieces: int, made: datetime, steps: Mapping[str, Step]) -> None:
        self.wanted, self.made, self.steps = pieces, made, steps
        self.sewn: dict[str, int] = dict.fromkeys(steps, 0)
        self.open: dict[str, int] = dict.fromkeys(steps, 0)
        self.deeds: dict[str, list[Deed]] = {step: [] for step in steps}
        self.found: dict[str, dict[str, Any]] = {}
        self.early: dict[str, list[Body]] = defaultdict(list)
        self.words: dict[tuple[str, str], tuple[bool, datetime | None]] = {}

    def read(self, came: Iterable[Came]) -> "Page":
        told = sorted({one.body["id"]: one for one in came}.values(), key=lambda one: one.place)
        undone = {one.body["fact"] for one in told if one.body["kind"] == "taken-back"}
        stands = [one for one in told if one.body["kind"] != "taken-back" and one.body["id"] not in undone]
        wrong = {one.body["id"] for one in stands if self._is_wrong_clock(one)}
        for one in [*(c for c in stands if c.body["id"] not in wrong), *(c for c in stands if c.body["id"] in wrong)]:
            self._take(one, is_wrong_clock=one.body["id"] in wrong)
        return self

    def _is_wrong_clock(self, one: Came) -> bool:
        return one.at - one.received > TWO_MINUTES or one.at < self.made - TWO_MINUTES

    def _take(self, one: Came, *, is_wrong_clock: bool) -> None:
        body = one.body
        if body["kind"] == "work-done":
            self._sew(one, is_wrong_clock=is_wrong_clock)
        elif body["kind"] == "defects-found" and not body["is_sample"]:
            self._inspect(body)
        elif body["kind"] == "rework-done":
            self._mend(body)
        elif body["kind"] == "flag-settled":
            true_at = datetime.fromisoformat(body["true_at"]) if body["true_at"] else None
            self.words[body["fact"], body["flag"]] = body["is_accepted"], true_at

    def _sew(self, one: Came, *, is_wrong_clock: bool) -> None:
        body, step = one.body, self.steps[one.body["operation"]]
        name = body["operation"]
        ahead = min([self.wanted, *(self.sewn[needed] for needed in step.before)])
        ready = max(0, ahead - self.sewn[name])
        counted = max(0, min(body["pieces"], self.wanted - self.sewn[name]))
        deed = Deed(body, one.at, counted, body["pieces"] - counted, counted)
        if is_wrong_clock:
            deed.odd.add("CLOCK_OFF")
        if counted > ready:
            deed.odd.add("OUT_OF_ORDER")
        if 0 < self._worked_ms(body, one.at) < step.minutes * counted * Decimal("0.3") * 60_000:
            deed.odd.add("TOO_FAST")
        self.deeds[name].append(deed)
        self.sewn[name] += counted

    def _worked_ms(self, body: Body, at: datetime) -> int:
        began = min(datetime.fromisoformat(body["began"]), at) if body["began"] else at
        span = (at - began) // timedelta(milliseconds=1)
        return max(0, span - body["paused_ms"]) if span <= TOO_LONG_MS else 0

    def _inspect(self, body: Body) -> None:
        rejected = min(body["rejected"], self.wanted)
        left = min(body["defective"] - body["rejected"], self.wanted - rejected)
        mine: dict[str, int] = defaultdict(int)
        page: dict[str, Any] = {"open": left, "mine": mine}
        spoilt = rejected
        for defect in body["defects"]:
            name = defect["operation"]
            if name is None:
                continue
            gone = min(spoilt, defect["rejected"])
            back = max(0, min(left, defect["pieces"] - defect["rejected"], self.sewn[name] - self.open[name]))
            self._lose(name, gone)
            self._send_back(name, back)
            mine[name] += back
            left, spoilt = left - back, spoilt - gone
        self.found[body["id"]] = page
        self._reject(rejected)
        for early in self.early.pop(body["id"], []):
            self._mend(early)

    def _reject(self, pieces: int) -> None:
        fewer = self.wanted - pieces
        for name, sewn in self.sewn.items():
            gone = pieces if sewn >= self.wanted else max(0, sewn - fewer)
            self.sewn[name] -= min(gone, sewn)
        self.wanted = fewer

    def _lose(self, name: str, pieces: int) -> None:
        for deed in reversed(self.deeds[name]):
            gone = min(pieces, deed.sound)
            deed.sound, deed.lost, pieces = deed.sound - gone, deed.lost + gone, pieces - gone

    def _send_back(self, name: str, pieces: int) -> None:
        self.open[name] += pieces
        for deed in reversed(self.deeds[name]):
            back = min(pieces, deed.sound)
            deed.sound, deed.back, pieces = deed.sound - back, deed.back + back, pieces - back

    def _mend(self, body: Body) -> None:
        page = self.found.get(body["found"])
        if page is None:
            self.early[body["found"]].append(body)
            return
        left = pieces = min(body["pieces"], page["open"])
        for name in sorted(page["mine"], key=lambda name: name != body["operation"]):
            mended = min(left, page["mine"][name])
            page["mine"][name], left = page["mine"][name] - mended, left - mended
            self.open[name] -= mended
            for deed in self.deeds[name]:
                good = min(mended, deed.back)
                deed.sound, deed.back, mended = deed.sound + good, deed.back - good, mended - good
        page["open"] -= pieces

    def wages(self) -> Iterable[tuple[str, Decimal, Decimal]]:
        """Worker, money earned, money held; a line for each deed."""
        for name, deeds in self.deeds.items():
            ahead = self.sewn[name] > min([self.sewn[one] for one in self.steps[name].before], default=self.sewn[name])
            for deed in deeds:
                good, held = self._paid(deed, is_ahead=ahead)
                rate = self.steps[name].rate(self._moment(deed))
                yield deed.body["worker"], good * rate, held * rate

    def _moment(self, deed: Deed) -> datetime:
        _, true_at = self.words.get((deed.body["id"], "CLOCK_OFF"), (False, None))
        return true_at or deed.at

    def _paid(self, deed: Deed, *, is_ahead: bool) -> tuple[int, int]:
        said = {kind: self.words.get((deed.body["id"], kind)) for kind in (*HOLDING, "EXCESS")}
        if any(word is not None and not word[0] for kind, word in said.items() if kind in HOLDING):
            return 0, 0
        odd = deed.odd - (set() if is_ahead else {"OUT_OF_ORDER"})
        extra = deed.too_many if said["EXCESS"] and said["EXCESS"][0] else 0
        sound = deed.sound + extra
        if any(said[kind] is None for kind in odd):
            return 0, sound + deed.back
        return sound, deed.back


def wages(pages: Iterable[Page]) -> dict[str, tuple[Decimal, Decimal]]:
    """What each worker has earned, and what of it waits."""
    earned: dict[str, Decimal] = defaultdict(Decimal)
    held: dict[str, Decimal] = defaultdict(Decimal)
    for page in pages:
        for worker, money, waits in page.wages():
            earned[worker] += money
            held[worker] += waits
    return {worker: (earned[worker], held[worker]) for worker in earned}
