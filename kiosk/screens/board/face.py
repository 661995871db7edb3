"""Everything the floor board shows, as a value; and plain functions that make it from a board and the hour."""

from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from operator import attrgetter

from kiosk.floor.board import Board, CallCell, HourCell, LineBoard, OperationCell, StationCell
from kiosk.floor.ids import LineId
from kiosk.screens.clock import WallClock
from kiosk.screens.icons import Icon
from kiosk.screens.look import Mood
from kiosk.screens.words import board as words
from kiosk.screens.words import numbers, trade
from kiosk.screens.words.sentence import Sentence
from kiosk.station.board import FRESH, Shown


@dataclass(frozen=True, slots=True)
class Fresh:
    """How old the numbers are, and whose. `is_stale`: too old to act on."""

    icon: Icon = Icon.CLOCK
    words: str = ""
    mood: Mood = Mood.NOTE
    is_stale: bool = False


@dataclass(frozen=True, slots=True)
class LineTile:
    """One line in three numbers. `mood` agrees with the word and the icon of its pace."""

    line: LineId
    name: str
    garments: str
    of_target: str
    icon: Icon
    pace: str
    mood: Mood
    efficiency: str
    people: str


@dataclass(frozen=True, slots=True)
class HourBar:
    """`made` and `target` in garments."""

    hour: str
    made: int
    target: int


@dataclass(frozen=True, slots=True)
class OperationRow:
    name: str
    pieces: str
    waiting: str
    bottleneck: str


@dataclass(frozen=True, slots=True)
class StationTile:
    """`bundle` and `seen` are empty where nothing is known."""

    name: str
    pieces: str
    worker: str
    has_worker: bool
    bundle: str
    seen: str


@dataclass(frozen=True, slots=True)
class CallFace:
    """What is needed where, and how long somebody has waited for it."""

    words: str
    age: str


@dataclass(frozen=True, slots=True)
class LineFace:
    line: LineId
    hours: tuple[HourBar, ...]
    operations: tuple[OperationRow, ...]
    stations: tuple[StationTile, ...]
    provenance: str


@dataclass(frozen=True, slots=True)
class Face:
    """`empty` stands in place of everything else. `line` is the one shown at length."""

    shift: str = ""
    fresh: Fresh = Fresh()
    tiles: tuple[LineTile, ...] = ()
    line: LineFace | None = None
    calls: tuple[CallFace, ...] = ()
    empty: Sentence | None = None


def face_of(shown: Shown | None, chosen: LineId | None, clock: WallClock) -> Face:
    """`shown` is None before the first answer; `chosen` the line to show at length, else the first."""
    if shown is None:
        return Face()
    board = shown.board
    if board is None:
        return Face(empty=Sentence(*words.nothing_known()))
    shift = words.shift(board.shift, clock.hour(board.starts_at), clock.hour(board.ends_at))
    fresh = _fresh(board.at, clock, live=shown.live)
    if not board.lines:
        return Face(shift, fresh, empty=Sentence(*words.no_lines()))
    line = next((line for line in board.lines if line.line == chosen), board.lines[0])
    tiles = tuple(_tile(line) for line in board.lines)
    return Face(shift, fresh, tiles, _line(line, clock), tuple(_call(call, clock) for call in board.calls))


def first_line(board: Board, own: LineId | None) -> LineId | None:
    """The kiosk's own line where the board has it, else the first."""
    lines = [line.line for line in board.lines]
    return own if own in lines else next(iter(lines), None)


def _fresh(at: datetime, clock: WallClock, *, live: bool) -> Fresh:
    old = clock.now() - at
    age = words.age(max(0, int(old.total_seconds())))
    if old > FRESH:
        return Fresh(Icon.CLOCK, words.stale(age), Mood.ASK, is_stale=True)
    if not live:
        return Fresh(Icon.WIFI_OFF, words.alone(age))
    return Fresh(Icon.WIFI, words.live(age), Mood.RIGHT)


def _tile(line: LineBoard) -> LineTile:
    ahead = line.garments - line.target
    icon, mood = _PACES[(ahead > 0) - (ahead < 0)]
    known = line.target > 0
    return LineTile(
        line=line.line,
        name=line.name,
        garments=numbers.number(line.garments),
        of_target=words.of_target(line.target) if known else words.garments(line.garments),
        icon=icon if known else Icon.HOURGLASS,
        pace=words.pace(ahead) if known else words.no_pace(),
        mood=mood if known else Mood.NOTE,
        efficiency=words.efficiency(numbers.percent(line.efficiency)),
        people=words.people(line.present),
    )


_PACES = {1: (Icon.UP, Mood.RIGHT), 0: (Icon.EVEN, Mood.RIGHT), -1: (Icon.DOWN, Mood.ASK)}


def _line(line: LineBoard, clock: WallClock) -> LineFace:
    return LineFace(
        line=line.line,
        hours=tuple(_hour(cell, clock) for cell in sorted(line.hours, key=attrgetter("hour"))),
        operations=tuple(_operation(cell) for cell in line.operations),
        stations=tuple(_station(cell, clock) for cell in line.stations),
        provenance=words.provenance(line.scans, line.offline, line.by_hand, line.confirmed),
    )


def _call(cell: CallCell, clock: WallClock) -> CallFace:
    waited = max(0, int((clock.now() - cell.at).total_seconds()))
    place = " · ".join(name for name in (cell.line, cell.station) if name)
    return CallFace(words.call(trade.call(cell.needs), place) if place else trade.call(cell.needs), words.age(waited))


def _hour(cell: HourCell, clock: WallClock) -> HourBar:
    return HourBar(clock.hour(cell.hour), cell.garments, cell.target)


def _operation(cell: OperationCell) -> OperationRow:
    minutes = numbers.number(int(cell.waiting_min.quantize(Decimal(1), ROUND_HALF_UP)))
    return OperationRow(
        name=cell.name,
        pieces=numbers.number(cell.pieces),
        waiting=words.waiting(cell.waiting, minutes) if cell.waiting else words.none_waiting(),
        bottleneck=words.bottleneck() if cell.is_bottleneck else "",
    )


def _station(cell: StationCell, clock: WallClock) -> StationTile:
    return StationTile(
        name=cell.name,
        pieces=numbers.number(cell.pieces),
        worker=cell.worker or words.nobody(),
        has_worker=bool(cell.worker),
        bundle=cell.bundle,
        seen=clock.hour(cell.seen_at) if cell.seen_at else words.not_seen(),
    )
