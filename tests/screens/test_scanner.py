"""The real scanner on a real FIFO, its lane cranked by hand."""

import os
from pathlib import Path

from pytestqt.qtbot import QtBot

from kiosk.camera.scanner import Scanner
from kiosk.screens.scanner import ScannerCodes
from tests.camera.pictures import BADGE, BUNDLE
from tests.screens.hand_lane import HandLane


class Table:
    """A kiosk with a scanner on it; `now_s` is moved by the test."""

    def __init__(self, fifo: Path) -> None:
        self.now_s, self.fifo, self.lane = 100.0, fifo, HandLane()
        self.read, self.lost = list[str](), list[bool]()
        self.scanner = Scanner(str(fifo))
        self.codes = ScannerCodes(lambda: self.scanner.next(wait_s=0), lane=self.lane, monotonic_s=lambda: self.now_s)
        self.codes.read.connect(self.read.append)
        self.codes.lost.connect(self.lost.append)
        self.codes.open()

    def send(self, *texts: str) -> None:
        self.fifo.write_text("".join(f"{text}\r" for text in texts))
        for _ in texts:
            self.lane.crank()


def test_codes_come_one_after_the_other(qtbot: QtBot, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "codes")
    table = Table(tmp_path / "codes")
    table.lane.crank()
    table.codes.open()
    assert table.lane.waiting == 1, "the next code is asked for only when the last one came"
    table.send(BADGE, BUNDLE)
    assert table.read == [BADGE, BUNDLE]
    table.codes.close()
    table.lane.run_down()
    assert table.lane.waiting == 0
    assert table.lost == []


def test_a_ticket_that_lies_before_the_scanner_is_one_showing(qtbot: QtBot, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "codes")
    table = Table(tmp_path / "codes")
    table.lane.crank()
    for _ in range(100):
        table.send(BUNDLE)
        table.now_s += 0.5
    assert table.read == [BUNDLE]
    table.now_s += 1
    table.send(BUNDLE)
    assert table.read == [BUNDLE, BUNDLE]


def test_a_lost_scanner_is_told_when_it_goes_and_when_it_is_back(qtbot: QtBot, tmp_path: Path) -> None:
    table = Table(tmp_path / "codes")
    for _ in range(3):
        table.lane.crank()
    assert table.lost == [True]
    os.mkfifo(tmp_path / "codes")
    table.lane.crank()
    table.lane.crank()
    table.send(BADGE)
    assert table.lost == [True, False]
    assert table.read == [BADGE]
