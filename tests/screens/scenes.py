"""Moments at a kiosk, as the view-models know them: told by hand so that every number in a picture is known."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from kiosk.camera.coach import Hint
from kiosk.camera.light import Light
from kiosk.floor import quality
from kiosk.floor.access import Role
from kiosk.floor.answers import (
    Answer,
    Called,
    Done,
    Goodbye,
    Inspected,
    Inspecting,
    Joined,
    Mended,
    Moved,
    No,
    Parted,
    Paused,
    Proposed,
    Refused,
    Replaced,
    ShowTicket,
    Started,
    Undone,
    Welcome,
)
from kiosk.floor.board import Board, CallCell, HourCell, LineBoard, OperationCell, StationCell
from kiosk.floor.bundles import Bundle, BundleStatus, Department
from kiosk.floor.codes import Command
from kiosk.floor.desk import Looking, Noted
from kiosk.floor.facts import CallKind, IdleReason
from kiosk.floor.folding import fold_run
from kiosk.floor.ids import BundleId, LineId, StationId, WorkerId
from kiosk.floor.people import Station, Worker
from kiosk.screens.clock import WallClock
from kiosk.screens.lane import Bug
from kiosk.screens.scan.answers import Told, answer_face
from kiosk.screens.scan.face import Eyesight, Pad, Scene, Verdict
from kiosk.station.link import Link, LinkState
from kiosk.station.scan import Day, Entry
from kiosk.trouble import Reason, Trouble
from tests import make

NOW = datetime(2026, 3, 2, 2, 5, tzinfo=UTC)
CLOCK = WallClock(lambda: NOW, ZoneInfo("Asia/Manila"))


def at(hour: int, minute: int = 0) -> datetime:
    """Today, on the factory's clock."""
    return datetime(2026, 3, 2, hour, minute, tzinfo=ZoneInfo("Asia/Manila"))


ANA = Worker(id=WorkerId("ana"), name="Ana Reyes", number="1042")
LONG_NAMED = Worker(id=WorkerId("mc"), name="Maria Cristina Villanueva Delos Santos")
STATION = Station(
    id=StationId("s4"), name="Station 4", department=Department.SEWING, line=LineId("l2"), line_name="Line 2"
)
BUNDLE = Bundle(id=BundleId("b"), code="K7Q2M9X4TD", pieces=20, product_type="POLO", made_at=make.MORNING)
SLEEVES = replace(make.SLEEVES, name="Set sleeves")
SEAMS = replace(make.HEM, name="Side seams")

DAY = Day(
    ANA,
    pieces=148,
    bundles=8,
    pay=Decimal("1286.2450"),
    held=Decimal(40),
    efficiency=Decimal("92.35"),
    last=(
        Entry(at(9, 58), "K7Q2M9X4TD", "Set sleeves", 20),
        Entry(at(9, 41), "3F8Z0PQRWN", "Set sleeves", 20),
        Entry(at(9, 12), "0JX5T2VB8M", "Set sleeves", 12),
        Entry(at(8, 47), "WQ41NN7RGC", "Set sleeves", 20),
        Entry(at(8, 20), "Y81MMZ7RGC", "Set sleeves", 20),
    ),
)
NEW_DAY = Day(LONG_NAMED, pieces=0, bundles=0, efficiency=None)
LOOKED = Day(
    ANA,
    pieces=0,
    bundles=0,
    efficiency=None,
    checked=57,
    last=(Entry(at(9, 58), "K7Q2M9X4TD", None, 20), Entry(at(9, 12), "0JX5T2VB8M", None, 7)),
)
SEEING = Eyesight(light=Light.OK)
TWO_CODES = ("B1/K7Q2M9X4TD/20/ABC123", "W1/7QK2M9X4TD/ABC123")
WAITS = Refused(
    no=No.WAITS,
    bundle=BUNDLE,
    operation=SEAMS,
    waits_for=SLEEVES,
    done=12,
    who="Ana",
    where="Station 4",
    since=at(9, 41),
)

NOBODY = Scene(sight=SEEING)
READY = Scene(worker=ANA, day=DAY, sight=SEEING)


def told(what: Answer | Trouble | Bug, scene: Scene = READY) -> Scene:
    return replace(scene, told=Told(1, what))


SHOWN_CODE = "B1/K7Q2M9X4TD/20/ABC123"


def held(what: Answer) -> Scene:
    """The ticket that was answered is still before the camera."""
    scene = told(what)
    face = answer_face(Told(1, what), CLOCK)
    return replace(scene, verdict=Verdict(SHOWN_CODE, face.mood, face.icon, face.word))


def seeing(sight: Eyesight) -> Scene:
    return replace(READY, sight=sight)


TOO_SOON = Refused(no=No.PIN_WAITS, who=LONG_NAMED.name, wait_s=240)
NAMES = tuple(
    Worker(id=WorkerId(str(n)), name=name, number=str(1040 + n))
    for n, name in enumerate(
        (
            *("Ana Reyes", "Amelia Santos", "Analyn Bautista", "Benjie Cruz", "Carmela Ocampo", "Dilani Perera"),
            *("Divina Aquino", "Elena Ramos", "Emelita Dela Cruz", "Fatima Khatun", "Gloria Mendoza", "Hong Tran"),
            *("Imelda Garcia", "Jasmine Flores", "Josefina Castillo", "Kanya Sok", "Lorna Villanueva", "Luz Navarro"),
            *("Maria Cristina Villanueva Delos Santos", "Marisol Delos Santos", "Nimali Silva", "Rashida Begum"),
            *("Rosa Torres", "Thu Nguyen", "Wilma Pascual"),
        )
    )
)
RUN = fold_run(BUNDLE, make.T_SHIRT, (), now=NOW)
HAND = Looking(bundle=BUNDLE, run=RUN, most=20)
FOUND = replace(
    HAND,
    notes=(Noted("LOOSE-THREAD"), Noted("MISALIGNED-SEAM", is_spoilt=True), Noted("MISALIGNED-SEAM")),
)
SCENES = {
    "nobody": NOBODY,
    "ready": READY,
    "new": Scene(worker=LONG_NAMED, day=NEW_DAY, sight=SEEING),
    "welcome": told(Welcome(ANA)),
    "goodbye": told(Goodbye(ANA), NOBODY),
    "started": told(Started(BUNDLE, SLEEVES, 20)),
    "done": held(Done(BUNDLE, SLEEVES, 20, 20)),
    "part": told(Done(BUNDLE, SLEEVES, 12, 20)),
    "moved": told(Moved(BUNDLE, BundleStatus.IN_QC)),
    "put": told(Moved(BUNDLE, BundleStatus.IN_SEWING, "R-12")),
    "undone": told(Undone(20)),
    "proposed": told(Proposed(BUNDLE, SLEEVES, 8)),
    "mended": told(Mended(BUNDLE, SLEEVES, 3, 1)),
    "inspecting": replace(told(Inspecting(BUNDLE, 20)), hand=HAND),
    "defect": replace(told(Inspecting(BUNDLE, 20, 3, 1, "MISALIGNED-SEAM")), hand=FOUND),
    "same-piece": replace(
        told(Inspecting(BUNDLE, 20, 3, 1, "MISALIGNED-SEAM", same_piece=True)), hand=replace(FOUND, same_piece=True)
    ),
    "sampled": told(Inspected(BUNDLE, 7, 1, 0, quality.Light.YELLOW)),
    "inspected": told(Inspected(BUNDLE, 20, 3, 1)),
    "paused": told(Paused(IdleReason.MACHINE)),
    "called": told(Called(CallKind.NEEDLE)),
    "hold": told(ShowTicket(Command.HOLD)),
    "merge": told(ShowTicket(Command.MERGE, None, BUNDLE)),
    "parted": told(Parted(BUNDLE, 8, "7QK2M9X4TD", "B1/7QK2M9X4TD/8/ABC123")),
    "joined": told(Joined(BUNDLE, replace(BUNDLE, code="3F8Z0PQRWN"), 8)),
    "replaced": told(Replaced(BUNDLE, 2)),
    "propose": told(replace(WAITS, can_propose=True)),
    "inspector": replace(READY, worker=replace(ANA, role=Role.QC), day=LOOKED),
    "supervisor": replace(READY, worker=replace(ANA, role=Role.SUPERVISOR)),
    "waits": held(WAITS),
    "badge-first": told(Refused(no=No.BADGE_FIRST), NOBODY),
    "unknown": told(Refused(no=No.UNKNOWN_CODE)),
    "disk-full": told(Trouble(Reason.DISK_FULL)),
    "bug": told(Bug("K7Q2")),
    "choose": seeing(replace(SEEING, codes=TWO_CODES)),
    "glare": seeing(replace(SEEING, hint=Hint.TILT)),
    "dark-room": seeing(Eyesight(light=Light.DARK)),
    "camera-lost": seeing(Eyesight(trouble=Trouble(Reason.CAMERA_LOST))),
    "starting": Scene(),
    "pieces": replace(READY, pad=Pad.PIECES),
    "code": replace(NOBODY, pad=Pad.CODE),
    "help": replace(READY, pad=Pad.HELP),
    "names": replace(NOBODY, pad=Pad.NAME, names=NAMES),
    "few-names": replace(NOBODY, pad=Pad.NAME, names=NAMES[:7]),
    "no-names": replace(NOBODY, pad=Pad.NAME),
    "pin": replace(NOBODY, pad=Pad.PIN, asked=ANA),
    "wrong-pin": replace(
        told(Refused(no=No.PIN_WAITS, who=LONG_NAMED.name, wait_s=240), NOBODY), pad=Pad.PIN, asked=LONG_NAMED
    ),
}
"""Every kind of face the scan screen has."""

ONLINE = Link(LinkState.ONLINE, at(6), 0, 0)
OFFLINE = Link(LinkState.OFFLINE, at(9, 41), 12, 0)
SET_ASIDE = Link(LinkState.OFFLINE, at(9, 41), 12, 3)


def line(id_: str, name: str, garments: int, target: int) -> LineBoard:
    return LineBoard(
        line=LineId(id_),
        name=name,
        pieces=454,
        garments=garments,
        target=target,
        efficiency=Decimal("87.4"),
        present=6,
        scans=120,
        offline=3,
        by_hand=1,
        confirmed=0,
        hours=tuple(
            HourCell(at(6 + n), made, due)
            for n, (made, due) in enumerate(((38, 45), (52, 50), (47, 50), (58, 50), (12, 9)))
        ),
        operations=OPERATIONS,
        stations=STATIONS,
    )


OPERATIONS = (
    OperationCell("Attach collar", 96, 4, Decimal("3.2")),
    OperationCell("Set sleeves", 88, 24, Decimal("18.4"), is_bottleneck=True),
    OperationCell("Side seams", 76, 12, Decimal("7.5")),
    OperationCell("Hem bottom", 70, 0, Decimal(0)),
    OperationCell("Buttonholes and buttons", 64, 6, Decimal("5.1")),
    OperationCell("Final check", 60, 0, Decimal(0)),
)
STATIONS = (
    StationCell("Station 1", "Ana Reyes", "K7Q2M9X4TD", at(9, 58), 148),
    StationCell("Station 2", "Benjie Cruz", "3F8Z0PQRWN", at(10, 2), 132),
    StationCell("Station 3", seen_at=at(9, 12), pieces=60),
    StationCell("Station 4", "Marisol Delos Santos", "0JX5T2VB8M", at(10, 4), 120),
    StationCell("Station 5", "Thu Nguyen", "WQ41NN7RGC", at(10, 1), 118),
    StationCell("Station 6"),
    StationCell("Station 7", "Rashida Begum", "Y81MMZ7RGC", at(10, 3), 99),
    StationCell("Station 8", "Dilani Perera", "6F8Z0PQRWN", at(9, 59), 97),
)
LINES = (line("l1", "Line 1", 207, 204), line("l2", "Line 2", 171, 204))
QUIET = LineBoard(
    line=LineId("l3"),
    name="Line 3",
    pieces=0,
    garments=0,
    target=0,
    efficiency=None,
    present=0,
    scans=0,
    offline=0,
    by_hand=0,
    confirmed=0,
)
BOARD = Board(NOW - timedelta(seconds=3), "Morning", at(6), at(14), LINES)
CALLS = (
    CallCell("Station 4", "Line 1", CallKind.MACHINE, NOW - timedelta(minutes=12)),
    CallCell("Cutting table", "", CallKind.MATERIAL, NOW - timedelta(minutes=3)),
    CallCell("Station 11", "Line 2", CallKind.NEEDLE, NOW - timedelta(seconds=20)),
)
OLD_BOARD = replace(BOARD, at=NOW - timedelta(seconds=45))
