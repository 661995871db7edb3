"""The kiosk's composition root: the only place that knows every room of it."""

import logging
import platform
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from threading import Event
from zoneinfo import ZoneInfo

import requests
import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from uuid_utils.compat import uuid7

from kiosk.camera.devices import Wishes
from kiosk.camera.eye import Eye
from kiosk.camera.scanner import Scanner
from kiosk.camera.webcam import Webcam
from kiosk.floor.ids import FactId
from kiosk.floor.people import Station
from kiosk.screens import look
from kiosk.screens.board.view import BoardView
from kiosk.screens.board.view_model import BoardViewModel
from kiosk.screens.clock import WallClock
from kiosk.screens.cutting.view import CuttingView
from kiosk.screens.cutting.view_model import CuttingViewModel
from kiosk.screens.day.view import DayView
from kiosk.screens.day.view_model import DayViewModel
from kiosk.screens.lane import Done, Failed, Lanes
from kiosk.screens.language import speak
from kiosk.screens.link import StripViewModel
from kiosk.screens.live import LiveBoards
from kiosk.screens.matters.view import MattersView
from kiosk.screens.matters.view_model import MattersViewModel
from kiosk.screens.place import Place
from kiosk.screens.rounds import Rounds
from kiosk.screens.scan.inquiry import Inquiry
from kiosk.screens.scan.view import ScanView
from kiosk.screens.scan.view_model import ScanViewModel
from kiosk.screens.scanner import ScannerCodes
from kiosk.screens.sounds import Sounds, system_player
from kiosk.screens.wedge import Wedge
from kiosk.screens.window import Window
from kiosk.screens.words import troubles
from kiosk.settings import Paths, Settings
from kiosk.station.board import BoardDesk
from kiosk.station.cutting import CutDesk
from kiosk.station.day import DayDesk
from kiosk.station.link import LinkDesk
from kiosk.station.matters import MattersDesk
from kiosk.station.scan import ScanDesk
from kiosk.station.spot import Doors
from kiosk.store import pairing as pairings
from kiosk.store.file import KioskFile
from kiosk.store.ledger import Ledger
from kiosk.store.mirror import Mirror
from kiosk.store.outbox import Outbox
from kiosk.store.pairing import Pairing
from kiosk.sync import client
from kiosk.sync.client import Server
from kiosk.sync.courier import Courier
from kiosk.sync.live import Live
from kiosk.trouble import Reason, Trouble

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts below the window: what a kiosk without a screen would have as well."""

    file: KioskFile
    ledger: Ledger
    outbox: Outbox
    courier: Courier
    scan: ScanDesk
    board: BoardDesk
    matters: MattersDesk
    cutting: CutDesk
    day: DayDesk
    link: LinkDesk
    live: Live


def parts(paths: Paths, paired: Pairing, http: requests.Session, clock: Clock) -> Parts:
    """Opens the kiosk's file. Raises Trouble where it cannot be worked with."""
    file = KioskFile.open(paths.file, clock=clock)
    ledger, outbox = Ledger(file), Outbox(file)
    courier = Courier(Server(paired.server, paired.token, http=http), outbox, Mirror(file), clock)
    began = time.monotonic()
    doors = Doors(
        device=paired.device,
        station=paired.station,
        clock=clock,
        uptime_ms=lambda: round(1000 * (time.monotonic() - began)),
        next_id=lambda: FactId(str(uuid7())),
        is_online=lambda: courier.line.is_up,
    )
    live = Live(Server(paired.server, paired.token))
    scan, board = ScanDesk(ledger, doors), BoardDesk(ledger, clock)
    matters, cutting, day = MattersDesk(scan, ledger), CutDesk(scan, ledger), DayDesk(scan, ledger)
    link = LinkDesk(outbox, courier)
    return Parts(file, ledger, outbox, courier, scan, board, matters, cutting, day, link, live)


class Kiosk:
    """A kiosk at its window, not yet shown: the parts below joined to the screens."""

    def __init__(self, paired: Pairing, made: Parts, eye: Eye, clock: Clock, *, mirror: bool) -> None:
        self._made, self._paired, self._lanes, self._wall = made, paired, Lanes(), WallClock(clock)
        lanes, wall = self._lanes, self._wall
        self._strip, self._sounds, self.wedge = StripViewModel(wall), Sounds(system_player()), Wedge()
        inquiry = Inquiry(made.scan, made.link.ask, store=lanes.store, network=lanes.network)
        self.scan = ScanViewModel(made.scan, eye, inquiry, store=lanes.store, camera=lanes.camera, clock=wall)
        self._board = BoardViewModel(made.board, store=lanes.store, clock=wall)
        self._matters = MattersViewModel(made.matters, store=lanes.store, clock=wall)
        self._cutting = CuttingViewModel(made.cutting, store=lanes.store, clock=wall)
        self._day = DayViewModel(made.day, store=lanes.store, clock=wall)
        self._rounds = Rounds(made.link, network=lanes.network)
        self._scanner: Scanner | None = None
        self._live = LiveBoards(made.live.next, lane=lanes.watch)
        self.window = Window(self._strip)
        self.window.add(Place.SCAN, ScanView(self.scan, mirror=mirror))
        self.window.add(Place.BOARD, BoardView(self._board))
        self.window.add(Place.MATTERS, MattersView(self._matters))
        self.window.add(Place.CUTTING, CuttingView(self._cutting))
        self.window.add(Place.DAY, DayView(self._day))
        self._join()

    def _join(self) -> None:
        scan, board, rounds = self.scan, self._board, self._rounds
        matters, cutting, day = self._matters, self._cutting, self._day
        for screen in (scan, board, matters, cutting, day):
            screen.go.connect(self._went)
        for screen in (scan, matters, cutting, day):
            screen.recorded.connect(rounds.recorded)
        scan.cutting.connect(cutting.open)
        scan.supervising.connect(matters.open)
        matters.wants.connect(scan.command)
        scan.answered.connect(self._sounds.play)
        rounds.linked.connect(self._strip.told)
        rounds.linked.connect(day.linked)
        rounds.changed.connect(self._changed)
        self._live.told.connect(board.told)
        self.wedge.read.connect(scan.scanned)
        for part in (self._strip, self._sounds, self.wedge, scan, board, matters, cutting, day, rounds, self._live):
            part.setParent(self.window)
        self.window.closed.connect(QApplication.quit)

    def listen(self, scanner: Scanner) -> None:
        """To a serial scanner as well."""
        self._scanner, codes = scanner, ScannerCodes(scanner.next, lane=self._lanes.scanner)
        codes.setParent(self.window)
        codes.read.connect(self.scan.scanned)
        codes.lost.connect(self.scan.scanner_lost)
        codes.open()

    def open(self) -> None:
        self._ask_place()
        self._rounds.go()
        self.scan.start()

    def _went(self, place: Place) -> None:
        self.window.go(place)
        at_board = self.window.place is Place.BOARD
        for part in (self._board, self._live):
            part.open() if at_board else part.close()

    def _changed(self, kinds: frozenset[str]) -> None:
        self.scan.refresh()
        self._day.refresh()
        for place, screen in ((Place.MATTERS, self._matters), (Place.CUTTING, self._cutting)):
            if self.window.place is place:
                screen.refresh()
        if kinds & {"workspace", "lines", "stations"}:
            self._ask_place()

    def _ask_place(self) -> None:
        self._lanes.store.run(lambda: _place(self._made.ledger, self._paired), then=self._placed)

    def _placed(self, outcome: Done[tuple[Station | None, str]] | Failed) -> None:
        """The station and the factory's time zone, as soon as they are known."""
        station, zone = outcome.value if isinstance(outcome, Done) else (None, "UTC")
        if station is not None:
            self._wall.zone = ZoneInfo(zone)
            self._strip.placed(station)
            self.scan.placed(station)
            self._board.placed(station)

    def close(self) -> None:
        self.scan.stop()
        self._live.close()
        if self._scanner is not None:
            self._scanner.close()
        self._lanes.close()
        self._sounds.close()
        self._made.file.close()
        shiboken6.delete(self.window)  # with all its parts, here and now: at the interpreter's end Qt is gone already


def build(app: QApplication, settings: Settings, paths: Paths, eye: Eye, http: requests.Session, clock: Clock) -> Kiosk:
    """The kiosk at its window, not yet shown. Raises Trouble: NOT_PAIRED, FILE_IN_USE, DISK_FULL …"""
    paired = pairings.load(paths.pairing)
    if paired is None:
        raise Trouble(Reason.NOT_PAIRED)
    kiosk = Kiosk(paired, parts(paths, paired, http, clock), eye, clock, mirror=settings.mirror)
    app.installEventFilter(kiosk.wedge)
    if settings.scanner is not None:
        kiosk.listen(Scanner(settings.scanner))
    kiosk.open()
    return kiosk


def run(settings: Settings, paths: Paths) -> int:
    """The kiosk until its window is closed or it is told to end. What stops it from working stands on the screen."""
    app = QApplication(sys.argv[:1])
    look.prepare(app)
    speak(app)
    _heed_signals(app)
    clock: Clock = lambda: datetime.now(UTC)  # noqa: E731 - one of the two places that ask the machine's clock
    webcam = Webcam(settings.camera, wishes=Wishes(exposure=settings.exposure, focus=settings.focus))
    kiosk: Kiosk | None = None
    try:
        kiosk = build(app, settings, paths, Eye(webcam), requests.Session(), clock)
        window = kiosk.window
        if settings.pictures is not None:
            _keep_pictures(kiosk, settings.pictures)
    except Trouble as trouble:
        log.warning("the kiosk cannot work: %s", trouble)
        window = _stopped(trouble, clock)
    window.open(fullscreen=settings.fullscreen)
    app.exec()
    if kiosk is not None:
        kiosk.close()
    webcam.close()
    return 0 if kiosk is not None else 1


def pair(paths: Paths, server: str, code: str, name: str) -> str:
    """Makes this kiosk known to a server and fetches what it needs to begin. Returns its station's name.

    Raises Trouble, WRONG_CODE among them; a failed pairing leaves an earlier one as it was.
    """
    reply = client.pair(server, code, name or platform.node())
    paired = Pairing(server, reply.device, reply.token, reply.workspace, reply.station)
    pairings.save(paths.pairing, paired)
    made = parts(paths, paired, requests.Session(), lambda: datetime.now(UTC))
    try:
        made.courier.round()
        station = made.ledger.station(paired.station)
    finally:
        made.file.close()
    return station.name if station else "its station"


def _place(ledger: Ledger, paired: Pairing) -> tuple[Station | None, str]:
    workspace = ledger.workspace()
    return ledger.station(paired.station), workspace.calendar.zone if workspace else "UTC"


def _stopped(trouble: Trouble, clock: Clock) -> Window:
    """A window that says why nothing can be done, and ends the program for its keeper to start it again."""
    window = Window(StripViewModel(WallClock(clock)))
    window.stop(troubles.sentence(trouble))
    window.try_again.connect(QApplication.quit)
    window.closed.connect(QApplication.quit)
    return window


def _heed_signals(app: QApplication) -> None:
    """A request to end (SIGTERM, SIGINT) closes the window. Python only hears of it while it runs: hence the timer,
    by which one that came while the window was still being made is heeded as well.
    """
    asked = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: asked.set())
    listening = QTimer(app, interval=200)
    listening.timeout.connect(lambda: app.quit() if asked.is_set() else None)
    listening.start()


def _keep_pictures(kiosk: Kiosk, folder: Path) -> None:
    """A picture of each answer, drawn just after it came."""
    folder.mkdir(parents=True, exist_ok=True)
    numbers = count(1)

    def keep(_mood: object) -> None:
        QTimer.singleShot(250, lambda: kiosk.window.save_picture(folder / f"scan-{next(numbers):02}.png"))

    kiosk.scan.answered.connect(keep)
