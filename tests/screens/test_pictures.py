"""Every face of every screen, drawn and compared pixel by pixel with the picture that was looked at and found good.

A stored picture shows a face twice: light above, dark below. When one differs, what was drawn and where it differs lie
in `tests/screens/failed/`. After a change that was meant, look at the new pictures and keep them:

    KIOSK_DRAW=1 ./run test tests/screens/test_pictures.py
"""

import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFontDatabase, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.camera.eye import Eye
from kiosk.camera.sight import Code
from kiosk.floor.board import Board
from kiosk.floor.ids import LineId
from kiosk.screens import look
from kiosk.screens.board.face import face_of as board_face_of
from kiosk.screens.board.view import BoardView
from kiosk.screens.board.view_model import BoardViewModel
from kiosk.screens.cutting.face import face_of as cutting_face_of
from kiosk.screens.cutting.view import CuttingView
from kiosk.screens.cutting.view_model import CuttingViewModel
from kiosk.screens.day.face import face_of as day_face_of
from kiosk.screens.day.view import DayView
from kiosk.screens.day.view_model import DayViewModel
from kiosk.screens.link import StripViewModel
from kiosk.screens.look import DARK, LIGHT, Colours
from kiosk.screens.matters.face import face_of as matters_face_of
from kiosk.screens.matters.view import MattersView
from kiosk.screens.matters.view_model import MattersViewModel
from kiosk.screens.place import Place
from kiosk.screens.scan.face import face_of
from kiosk.screens.scan.view import ScanView
from kiosk.screens.window import Window
from kiosk.screens.words import troubles
from kiosk.station.board import Shown
from kiosk.station.cutting import CutDesk
from kiosk.station.day import DayDesk
from kiosk.station.link import Link
from kiosk.station.matters import MattersDesk
from kiosk.trouble import Reason, Trouble
from tests.screens.cutting.scenes import SCENES as LAYS
from tests.screens.day.scenes import CLOCK as DAYS_CLOCK
from tests.screens.day.scenes import SCENES as DAYS
from tests.screens.desk import Kiosk
from tests.screens.frame import CODE, frame
from tests.screens.hand_lane import HandLane
from tests.screens.matters.scenes import SCENES as MATTERS
from tests.screens.scan.glances import glance
from tests.screens.scan.reel import Reel
from tests.screens.scan.screen import screen_of
from tests.screens.scenes import (
    BOARD,
    CALLS,
    CLOCK,
    LINES,
    OFFLINE,
    OLD_BOARD,
    ONLINE,
    QUIET,
    SCENES,
    SET_ASIDE,
    SHOWN_CODE,
    STATION,
    TWO_CODES,
)
from tests.screens.settle import settle

HERE = Path(__file__).parent
KEPT, FAILED = HERE / "pictures", HERE / "failed"
USUAL = QSize(1280, 800)
EXACT = 100
"""The quality at which a WebP loses nothing; it takes less than half of a PNG."""

MOST_BYTES = 8_000_000
"""Whoever clones the project fetches them all."""

OTHER_CODE = ((760, 300), (860, 300), (860, 400), (760, 400))

Draw = Callable[[Colours], QImage]


@pytest.fixture(autouse=True)
def fresh_fonts(qapp: QApplication) -> None:
    """Large letters come out a shade different when other sizes were drawn before them; so nothing was."""
    QFontDatabase.removeAllApplicationFonts()
    look.prepare(qapp)


@pytest.fixture
def draw_scan(qtbot: QtBot, kiosk: Kiosk) -> Callable[..., QImage]:
    def draw(scene: str, colours: Colours, size: QSize = USUAL, link: Link = ONLINE) -> QImage:
        view_model = screen_of(kiosk, Eye(Reel()), HandLane(), HandLane(), CLOCK)
        view = ScanView(view_model, mirror=False)
        window = _window(qtbot, colours, size, link)
        window.add(Place.SCAN, view)
        codes = {
            "choose": (Code(TWO_CODES[0], CODE), Code(TWO_CODES[1], OTHER_CODE)),
            "done": (Code(SHOWN_CODE, CODE),),
        }
        codes |= {"waits": codes["done"], "glare": (Code(None, CODE),)}
        view.picture.show_glance(glance(picture=frame(), outlines=codes.get(scene, ())))
        settle()
        view.show_face(face_of(SCENES[scene], CLOCK))
        return _grabbed(window)

    return draw


@pytest.fixture
def draw_board(qtbot: QtBot, kiosk: Kiosk) -> Callable[..., QImage]:
    def draw(board: Board | None, colours: Colours, size: QSize = USUAL, *, live: bool = True) -> QImage:
        view = BoardView(BoardViewModel(kiosk.board_desk, store=HandLane(), clock=CLOCK))
        window = _window(qtbot, colours, size, ONLINE if live else OFFLINE)
        window.add(Place.BOARD, view)
        view.show_face(board_face_of(Shown(board, live), LineId("l2"), CLOCK))
        return _grabbed(window)

    return draw


def _window(qtbot: QtBot, colours: Colours, size: QSize, link: Link) -> Window:
    strip = StripViewModel(CLOCK)
    strip.placed(STATION)
    strip.told(link)
    window = Window(strip, colours)
    strip.setParent(window)
    qtbot.addWidget(window)
    window.resize(size)
    window.show()
    return window


def _grabbed(window: Window) -> QImage:
    settle()
    return window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


@pytest.mark.parametrize("scene", SCENES)
def test_the_scan_screen(draw_scan: Callable[..., QImage], scene: str) -> None:
    link = OFFLINE if scene in {"done", "nobody"} else ONLINE
    _compare(f"scan-{scene}", lambda colours: draw_scan(scene, colours, link=link))


@pytest.mark.parametrize(
    ("scene", "size"), [("ready", QSize(800, 1280)), ("waits", QSize(1024, 600)), ("pieces", QSize(1024, 600))]
)
def test_the_scan_screen_in_other_sizes(draw_scan: Callable[..., QImage], scene: str, size: QSize) -> None:
    name = f"scan-{scene}-{size.width()}x{size.height()}"
    _compare(name, lambda colours: draw_scan(scene, colours, size, SET_ASIDE))


Screen = tuple[Place, Callable[[Kiosk], QWidget], Callable[[str], object], Iterable[str]]

SCREENS: dict[str, Screen] = {
    "matters": (
        Place.MATTERS,
        lambda k: MattersView(MattersViewModel(MattersDesk(k.scan_desk, k.ledger), store=HandLane(), clock=CLOCK)),
        lambda scene: matters_face_of(MATTERS[scene], CLOCK),
        MATTERS,
    ),
    "cutting": (
        Place.CUTTING,
        lambda k: CuttingView(CuttingViewModel(CutDesk(k.scan_desk, k.ledger), store=HandLane(), clock=CLOCK)),
        lambda scene: cutting_face_of(LAYS[scene], CLOCK),
        LAYS,
    ),
    "day": (
        Place.DAY,
        lambda k: DayView(DayViewModel(DayDesk(k.scan_desk, k.ledger), store=HandLane(), clock=DAYS_CLOCK)),
        lambda scene: day_face_of(DAYS[scene], DAYS_CLOCK),
        DAYS,
    ),
}
"""By name: where it is, its view, the face of a scene, and the scenes."""

UPRIGHT = QSize(800, 1280)
DRAWN = [(name, scene, USUAL) for name, (_, _, _, scenes) in SCREENS.items() for scene in scenes]
DRAWN += [("matters", "seen", UPRIGHT), ("cutting", "form", UPRIGHT), ("day", "held", UPRIGHT)]


def _file(name: str, scene: str, size: QSize) -> str:
    return f"{name}-{scene}" if size == USUAL else f"{name}-{scene}-{size.width()}x{size.height()}"


@pytest.mark.parametrize(("name", "scene", "size"), DRAWN, ids=[_file(*one) for one in DRAWN])
def test_every_other_screen(qtbot: QtBot, kiosk: Kiosk, name: str, scene: str, size: QSize) -> None:
    place, made, face_of_scene, _ = SCREENS[name]

    def draw(colours: Colours) -> QImage:
        view: Any = made(kiosk)
        window = _window(qtbot, colours, size, ONLINE)
        window.add(place, view)
        view.show_face(face_of_scene(scene))
        return _grabbed(window)

    _compare(_file(name, scene, size), draw)


BOARDS: dict[str, Board | None] = {
    "two-lines": BOARD,
    "old": OLD_BOARD,
    "one-quiet-line": replace(BOARD, lines=(QUIET,)),
    "many-lines": replace(BOARD, lines=(*LINES, QUIET, replace(QUIET, line=LineId("l4"), name="Line 4"))),
    "calls": replace(BOARD, calls=CALLS),
    "many-calls": replace(BOARD, calls=CALLS * 3),
    "nothing-known": None,
}


@pytest.mark.parametrize("board", BOARDS)
def test_the_board(draw_board: Callable[..., QImage], board: str) -> None:
    _compare(f"board-{board}", lambda colours: draw_board(BOARDS[board], colours))


@pytest.mark.parametrize("size", [QSize(800, 1280), QSize(1024, 600)])
def test_the_board_in_other_sizes(draw_board: Callable[..., QImage], size: QSize) -> None:
    name = f"board-{size.width()}x{size.height()}"
    _compare(name, lambda colours: draw_board(BOARD, colours, size, live=False))


def test_a_kiosk_that_cannot_work(qtbot: QtBot) -> None:
    def draw(colours: Colours) -> QImage:
        window = _window(qtbot, colours, USUAL, ONLINE)
        window.stop(troubles.sentence(Trouble(Reason.FILE_IN_USE)))
        return _grabbed(window)

    _compare("stopped", draw)


def test_no_picture_is_kept_that_nobody_draws() -> None:
    sizes = ("scan-ready-800x1280", "scan-waits-1024x600", "scan-pieces-1024x600", "board-800x1280", "board-1024x600")
    drawn = {*(f"scan-{scene}" for scene in SCENES), *(f"board-{board}" for board in BOARDS), *sizes, "stopped"}
    drawn |= {_file(*one) for one in DRAWN}
    kept = list(KEPT.glob("*.webp"))
    assert {file.stem for file in kept} == drawn
    assert sum(file.stat().st_size for file in kept) < MOST_BYTES


# ---- comparing


def _compare(name: str, draw: Draw) -> None:
    drawn, file = _stacked(draw(LIGHT), draw(DARK)), KEPT / f"{name}.webp"
    if os.environ.get("KIOSK_DRAW"):
        KEPT.mkdir(exist_ok=True)
        drawn.save(str(file), "WEBP", EXACT)
    kept = QImage(str(file)).convertToFormat(QImage.Format.Format_RGB32)
    if kept != drawn:
        FAILED.mkdir(exist_ok=True)
        drawn.save(str(FAILED / f"{name}.png"))
        _difference(kept, drawn).save(str(FAILED / f"{name}-diff.png"))
        pytest.fail(f"{name} looks different: see {FAILED}; if that was meant, see this module's docstring")


def _stacked(above: QImage, below: QImage) -> QImage:
    both = QImage(above.width(), above.height() + below.height(), QImage.Format.Format_RGB32)
    painter = QPainter(both)
    painter.drawImage(0, 0, above)
    painter.drawImage(0, above.height(), below)
    painter.end()
    return both


def _difference(kept: QImage, drawn: QImage) -> QImage:
    """Red where the two differ, pale elsewhere."""
    if kept.size() != drawn.size():
        return drawn
    before, now = _pixels(kept), _pixels(drawn)
    faded = (now.astype(np.uint16) // 4 + 190).astype(np.uint8)
    faded[(before != now).any(axis=2)] = (0, 0, 255, 255)
    height, width = faded.shape[:2]
    return QImage(faded.data, width, height, QImage.Format.Format_RGB32).copy()


def _pixels(picture: QImage) -> np.ndarray:
    flat = np.frombuffer(picture.constBits(), dtype=np.uint8)
    return flat.reshape(picture.height(), picture.width(), 4)


def test_a_difference_is_marked() -> None:
    before, now = QImage(4, 4, QImage.Format.Format_RGB32), QImage(4, 4, QImage.Format.Format_RGB32)
    before.fill(QColor("white"))
    now.fill(QColor("white"))
    now.setPixelColor(1, 2, QColor("#fefefe"))
    marked = _difference(before, now)
    red = [(x, y) for x in range(4) for y in range(4) if marked.pixelColor(x, y) == QColor("red")]
    assert red == [(1, 2)]
