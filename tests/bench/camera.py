"""Reading tickets off the shop floor's frames: ours beside zxing-cpp alone, pyzbar alone, and both together.

`read` has all the time that a still picture may take, `live` the little that a film leaves. Every frame follows from
its axis, severity and seed (`frames/shop.py`), so that a figure can be had again. Run it on one core
(`taskset -c 1 ./run bench camera`) for milliseconds that mean something.
"""

import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from itertools import chain
from math import ceil

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray
from pyzbar import pyzbar

from kiosk.camera import reader
from kiosk.camera.closer import Cut, Rung
from kiosk.camera.ladder import LADDER
from kiosk.camera.sight import Code
from tests.bench.figure import line, percentile
from tests.bench.frames.shop import AXES, EMPTY_AXES, SEVERITIES, Frame, frame

FRAMES = 2000
"""Three or four minutes on one core; the full campaign has 20,000."""
EMPTY_SHARE = 0.25

Grey = NDArray[np.uint8]


@dataclass
class Cell:
    """What was read of the frames of an axis and severity; severity 0 stands for all of them together."""

    axis: str
    severity: int = 0
    frames: int = 0
    codes: int = 0
    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    ms: dict[str, list[float]] = field(default_factory=dict)

    def add(self, taken: Frame, ladder: Sequence[Rung]) -> None:
        self.frames += 1
        self.codes += len(taken.texts)
        grey = np.asarray(cv2.cvtColor(taken.picture, cv2.COLOR_BGR2GRAY), np.uint8)
        found = {
            "zxing": self._timed("zxing", lambda: _zxing(grey)),
            "pyzbar": self._timed("pyzbar", lambda: _pyzbar(grey)),
            "live": self._timed("live", lambda: reader.look(taken.picture).texts),
            "read": self._timed("read", lambda: _read(taken.picture, ladder)),
        }
        found["both"] = found["zxing"] | found["pyzbar"]
        self.right.update({name: len(texts & taken.texts) for name, texts in found.items()})
        self.wrong.update({name: len(texts - taken.texts) for name, texts in found.items()})

    def told(self) -> str:
        names = ("zxing", "pyzbar", "both", "live", "read")
        said = {"bench": "camera", "axis": self.axis, "severity": self.severity, "frames": self.frames}
        shares = {name: round(self.right[name] / self.codes, 3) for name in names} if self.codes else {}
        times = {f"{name}_ms": round(percentile(took, 50), 2) for name, took in self.ms.items()}
        return json.dumps(
            said | {"codes": self.codes} | shares | {"wrong": self.wrong["read"] + self.wrong["live"]} | times
        )

    def _timed(self, name: str, look: Callable[[], Iterable[str]]) -> set[str]:
        start = time.perf_counter()
        texts = set(look())
        self.ms.setdefault(name, []).append(1000 * (time.perf_counter() - start))
        return texts


def measure(frames: int = FRAMES) -> Iterator[str]:
    cells = [Cell(axis, severity) for axis in AXES for severity in SEVERITIES]
    ladder = [TimedRung(**{part.name: getattr(rung, part.name) for part in fields(rung)}) for rung in LADDER]
    for cell in cells:
        for seed in range(seeds_of(cell.axis, frames)):
            cell.add(frame(cell.axis, cell.severity, seed), ladder)
        yield cell.told()
    axes = {axis: total(axis, (cell for cell in cells if cell.axis == axis)) for axis in AXES}
    yield from (whole.told() for whole in axes.values())
    yield total("all", cells).told()
    yield from (rung.told() for rung in ladder)
    yield _median("empty frame, median", axes["none"], "<= 2 ms")
    yield _median("easy frame, median", axes["easy"], "<= 3 ms")


@dataclass(frozen=True, slots=True)
class TimedRung(Rung):
    """A rung that notes what each of its looks took and whether it read anything."""

    ms: list[float] = field(default_factory=list)
    reads: list[int] = field(default_factory=list)

    def look(self, cut: Cut) -> list[Code]:
        start = time.perf_counter()
        found = Rung.look(self, cut)
        self.ms.append(1000 * (time.perf_counter() - start))
        self.reads.append(len(found))
        return found

    def told(self) -> str:
        said = {"bench": "camera", "step": self.name, "looks": len(self.ms), "read": sum(self.reads)}
        spent = sum(self.ms)
        return json.dumps(
            said
            | {
                "ms": round(percentile(self.ms or [0], 50), 2),
                "read_a_second": round(1000 * sum(self.reads) / spent, 1) if spent else 0,
            }
        )


def seeds_of(axis: str, frames: int) -> int:
    """How many of so many frames fall to each severity of an axis; a quarter of all hold no ticket."""
    is_empty = axis in EMPTY_AXES
    axes = len(EMPTY_AXES) if is_empty else len(AXES) - len(EMPTY_AXES)
    return ceil(frames * (EMPTY_SHARE if is_empty else 1 - EMPTY_SHARE) / axes / len(SEVERITIES))


def total(name: str, cells: Iterable[Cell]) -> Cell:
    whole = Cell(name)
    for cell in cells:
        whole.frames += cell.frames
        whole.codes += cell.codes
        whole.right += cell.right
        whole.wrong += cell.wrong
        whole.ms = {key: list(chain(whole.ms.get(key, ()), took)) for key, took in cell.ms.items()}
    return whole


def _median(figure: str, cell: Cell, target: str) -> str:
    value, limit = percentile(cell.ms["read"], 50), percentile(cell.ms["zxing"], 50)
    return line("camera", figure, value, "ms", limit=limit, of="zxing-cpp alone, grey given", target=target)


def _read(picture: NDArray[np.uint8], ladder: Sequence[Rung]) -> Sequence[str]:
    """What `reader.read` does, its steps noted."""
    return reader.look(picture, budget_ms=reader.STILL_MS, ladder=ladder).texts


def _zxing(grey: Grey) -> list[str]:
    found = zxingcpp.read_barcodes(grey, formats=zxingcpp.BarcodeFormat.QRCode, text_mode=zxingcpp.TextMode.Plain)
    return [code.text for code in found]


def _pyzbar(grey: Grey) -> list[str]:
    return [code.data.decode(errors="replace") for code in pyzbar.decode(grey, symbols=[pyzbar.ZBarSymbol.QRCODE])]
