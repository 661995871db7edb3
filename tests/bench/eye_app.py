"""The real kiosk before a film, in a process of its own, so that its time and memory are its alone.

`python -m tests.bench.eye_app FOLDER FILM SECONDS` prints one line of JSON. With FOLDER `-` only the film is played.
"""

import json
import resource
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import requests
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from kiosk import main
from kiosk.camera.eye import Eye
from kiosk.camera.webcam import Webcam
from kiosk.screens import look
from kiosk.screens.language import speak
from kiosk.screens.look import Mood
from kiosk.screens.scan.answer import Answer
from kiosk.screens.scan.face import Face
from kiosk.settings import Paths, Settings
from kiosk.trouble import Trouble

SETTLES_S = 5.0
NOTED = 10_000
"""Frames whose moment is kept: in an hour of them the notes alone would be 16 MB, and look like a leak."""
PAGE_KB = resource.getpagesize() / 1024


class Spent:
    """The share of one core that the whole process took since this was made, and its memory then and now."""

    def __init__(self) -> None:
        self._since_s, self._cpu_s, self._mb = time.monotonic(), _cpu_s(), _mb()

    def told(self) -> dict[str, float]:
        share = (_cpu_s() - self._cpu_s) / (time.monotonic() - self._since_s)
        return {"cpu": 100 * share, "mb_first": self._mb, "mb_last": _mb()}


class Screen(QObject):
    """When each right answer stood on the screen: its number and the monotonic second after it was painted."""

    def __init__(self, window: QObject, answer: Answer) -> None:
        super().__init__(window)
        self.painted: dict[int, float] = {}
        self._number = 0
        answer.installEventFilter(self)

    def heard(self, face: Face) -> None:
        if face.answer is not None and face.answer.mood is Mood.RIGHT:
            self._number = face.answer.number

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.Paint and self._number not in self.painted:
            number = self._number
            QTimer.singleShot(0, lambda: self.painted.setdefault(number, time.monotonic()))
        return False


def play(film: str, seconds: float) -> dict[str, float]:
    """The film alone: what a camera costs before anybody looks."""
    webcam, after = Webcam(film, loop=True), 0
    end_s, spent = time.monotonic() + seconds, Spent()
    while time.monotonic() < end_s:
        frame = webcam.newest(after)
        after = frame.number if frame else after
    webcam.close()
    return spent.told()


def run(folder: Path, film: str, seconds: float) -> dict[str, object]:
    app = QApplication(sys.argv[:1])
    look.prepare(app)
    speak(app)
    webcam = Webcam(film, loop=True)
    eye = Eye(webcam)
    came = _note_frames(webcam)
    kiosk = main.build(app, Settings(), Paths(folder), eye, requests.Session(), lambda: datetime.now(UTC))
    window = kiosk.window
    screen = Screen(window, window.findChildren(Answer)[0])
    kiosk.scan.face_changed.connect(screen.heard)
    window.open(fullscreen=False)
    told: dict[str, object] = {}
    spent: list[Spent] = []
    QTimer.singleShot(round(1000 * SETTLES_S), lambda: spent.append(Spent()))
    QTimer.singleShot(round(1000 * (SETTLES_S + seconds)), app.quit)
    app.exec()
    told |= spent[0].told()
    told |= {"glances": eye.health.glances / (SETTLES_S + seconds), "decode_ms": eye.health.decode_ms}
    told |= {"reads": eye.health.reads, "painted": screen.painted, "came": came}
    kiosk.close()
    webcam.close()
    return told


def _note_frames(webcam: Webcam) -> dict[int, float]:
    """The monotonic second of every frame, also of those that the eye passes over."""
    came: dict[int, float] = {}

    def note() -> None:
        after = 0
        while True:
            try:
                frame = webcam.newest(after)
            except Trouble:
                return
            if frame is not None:
                after = frame.number
                if after <= NOTED:
                    came[after] = frame.at_s

    threading.Thread(target=note, name="bench", daemon=True).start()
    return came


def _cpu_s() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _mb() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE_KB / 1024


if __name__ == "__main__":
    folder, film, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])
    print(json.dumps(play(film, seconds) if folder == "-" else run(Path(folder), film, seconds)), flush=True)
