"""The floor board: every screen shows the same numbers, a kiosk's window as much as the server's page."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from kiosk.floor import progress
from kiosk.floor.bundles import Department
from kiosk.floor.calls import Call
from kiosk.floor.facts import CallKind
from kiosk.floor.ids import LineId, OperationId, StationId
from kiosk.floor.people import Station
from kiosk.floor.route import Operation
from kiosk.floor.shift import WorkingDay
from kiosk.floor.tally import Queue, Slot, Tally, Waiting, total


@dataclass(frozen=True, slots=True)
class Seen:
    """The latest that is known of a station. `worker` is empty where nobody is signed in."""

    station: StationId
    at: datetime
    worker: str = ""
    bundle: str = ""


@dataclass(frozen=True, slots=True)
class HourCell:
    hour: datetime
    garments: int
    target: int


@dataclass(frozen=True, slots=True)
class OperationCell:
    """`waiting` pieces may be sewn now; the operation with most minutes waiting is the bottleneck."""

    name: str
    pieces: int
    waiting: int
    waiting_min: Decimal
    is_bottleneck: bool = False


@dataclass(frozen=True, slots=True)
class StationCell:
    name: str
    worker: str = ""
    bundle: str = ""
    seen_at: datetime | None = None
    pieces: int = 0


@dataclass(frozen=True, slots=True)
class CallCell:
    """A station waits for help since `at`; `line` is empty outside of the lines."""

    station: str
    line: str
    needs: CallKind
    at: datetime


@dataclass(frozen=True, slots=True)
class LineBoard:
    """One line's shift so far. `pieces` counts each operation, `garments` what left the last one; `target` is what the
    people present owed by now; `offline`, `by_hand` and `confirmed` say of how many `scans` that is true.
    """

    line: LineId
    name: str
    pieces: int
    garments: int
    target: int
    efficiency: Decimal | None
    present: int
    scans: int
    offline: int
    by_hand: int
    confirmed: int
    hours: tuple[HourCell, ...] = ()
    operations: tuple[OperationCell, ...] = ()
    stations: tuple[StationCell, ...] = ()


@dataclass(frozen=True, slots=True)
class Board:
    """`at`: when these numbers were true. `calls` are open, the longest first. `zone`: the factory's, by whose
    clock the moments are to be shown; empty where the board is not told to others.
    """

    at: datetime
    shift: str
    starts_at: datetime
    ends_at: datetime
    lines: tuple[LineBoard, ...] = ()
    calls: tuple[CallCell, ...] = ()
    zone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """What a board is made of: the shift's tallies, the work that waits, the stations and what was seen of each, and
    the open calls.
    """

    day: WorkingDay
    lines: Mapping[LineId, str]
    stations: Iterable[Station]
    operations: Mapping[OperationId, Operation]
    tallies: Mapping[Slot, Tally]
    waiting: Mapping[Queue, Waiting]
    seen: Mapping[StationId, Seen]
    calls: Iterable[Call] = ()


def board(floor: Floor, now: datetime) -> Board:
    by_name = sorted(floor.lines.items(), key=lambda line: _as_people_count(line[1]))
    lines = tuple(_line(floor, line, name, now) for line, name in by_name)
    return Board(now, floor.day.shift, floor.day.starts_at, floor.day.ends_at, lines, _calls(floor))


def _line(floor: Floor, line: LineId, name: str, now: datetime) -> LineBoard:
    slots = {slot: tally for slot, tally in floor.tallies.items() if slot.line == line}
    cells = _stations(floor, line, slots)
    present = sum(bool(cell.worker) for cell in cells)
    sum_ = total(slots.values())
    smv = _garment_smv(floor, slots)
    return LineBoard(
        line=line,
        name=name,
        pieces=sum_.pieces,
        garments=sum_.garments,
        target=progress.line_target(present, _minutes(floor.day.starts_at, min(now, floor.day.ends_at)), smv),
        efficiency=progress.efficiency(sum_.timed_earned_min, sum_.worked_ms),
        present=present,
        scans=sum_.scans,
        offline=sum_.offline,
        by_hand=sum_.by_hand,
        confirmed=sum_.confirmed,
        hours=_hours(floor, slots, present, smv, now),
        operations=_operations(floor, line, slots),
        stations=cells,
    )


def _stations(floor: Floor, line: LineId, slots: Mapping[Slot, Tally]) -> tuple[StationCell, ...]:
    mine = (s for s in floor.stations if s.line == line and s.department is Department.SEWING)
    by_name = sorted(mine, key=lambda station: _as_people_count(station.name))
    return tuple(_station(floor, station, slots) for station in by_name)


def _station(floor: Floor, station: Station, slots: Mapping[Slot, Tally]) -> StationCell:
    seen = floor.seen.get(station.id)
    pieces = total(tally for slot, tally in slots.items() if slot.station == station.id).pieces
    if seen is None:
        return StationCell(station.name, pieces=pieces)
    return StationCell(station.name, seen.worker, seen.bundle, seen.at, pieces)


def _calls(floor: Floor) -> tuple[CallCell, ...]:
    stations = {station.id: station for station in floor.stations}
    longest = sorted(floor.calls, key=lambda call: (call.raised_at, call.id))
    return tuple(_call(floor, stations.get(call.station) if call.station else None, call) for call in longest)


def _call(floor: Floor, station: Station | None, call: Call) -> CallCell:
    line = station.line if station else call.line
    return CallCell(
        station.name if station else "", floor.lines.get(line, "") if line else "", call.needs, call.raised_at
    )


def _garment_smv(floor: Floor, slots: Iterable[Slot]) -> Decimal:
    """Of the products sewn on the line this shift, the mean of their garment minutes; 0 before the first scan."""
    sewn = {floor.operations[slot.operation].product_type for slot in slots if slot.operation in floor.operations}
    every = [op for op in floor.operations.values() if op.product_type in sewn and op.until is None]
    return sum((op.standards[-1].smv_min for op in every), Decimal(0)) / max(1, len(sewn))


def _hours(
    floor: Floor, slots: Mapping[Slot, Tally], present: int, smv: Decimal, now: datetime
) -> tuple[HourCell, ...]:
    """Every hour of the shift that has begun, and any later one that still saw work."""
    begun = {floor.day.starts_at + timedelta(hours=n) for n in range(round(floor.day.hours))}
    worked = {slot.hour for slot in slots}
    hours = sorted({hour.replace(minute=0, second=0, microsecond=0) for hour in begun if hour <= now} | worked)
    cells = []
    for hour in hours:
        garments = total(tally for slot, tally in slots.items() if slot.hour == hour).garments
        from_, to = max(hour, floor.day.starts_at), min(hour + timedelta(hours=1), floor.day.ends_at, now)
        cells.append(HourCell(hour, garments, progress.line_target(present, _minutes(from_, to), smv)))
    return tuple(cells)


def _operations(floor: Floor, line: LineId, slots: Mapping[Slot, Tally]) -> tuple[OperationCell, ...]:
    queued = {queue.operation: share for queue, share in floor.waiting.items() if queue.line == line and share.pieces}
    known = {slot.operation for slot in slots} | set(queued)
    most = max((share.minutes for share in queued.values()), default=Decimal(0))
    operations = sorted((floor.operations[op] for op in known if op in floor.operations), key=_in_sequence)
    return tuple(
        OperationCell(
            name=op.name,
            pieces=total(tally for slot, tally in slots.items() if slot.operation == op.id).pieces,
            waiting=queued.get(op.id, Waiting()).pieces,
            waiting_min=queued.get(op.id, Waiting()).minutes,
            is_bottleneck=most > 0 and queued.get(op.id, Waiting()).minutes == most,
        )
        for op in operations
    )


def _as_people_count(name: str) -> list[tuple[int, str]]:
    """Station 2 before Station 10."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d+)", name)]


def _minutes(from_: datetime, to: datetime) -> float:
    return max(0.0, (to - from_).total_seconds() / 60)


def _in_sequence(op: Operation) -> tuple[str, int, str]:
    return op.product_type, op.sequence, op.id
