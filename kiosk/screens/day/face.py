"""Everything the own day's screen shows, as a value; and plain functions that make it from what is known."""

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.floor import progress
from kiosk.floor.answers import No, Refused
from kiosk.floor.ids import FactId
from kiosk.floor.pay import State
from kiosk.floor.slip import Slip, SlipLine
from kiosk.screens.clock import WallClock
from kiosk.screens.day.wage_face import WageFace, wage_of
from kiosk.screens.icons import Icon
from kiosk.screens.lane import Bug
from kiosk.screens.words import board, labels, matters, numbers, refusals, trade, troubles
from kiosk.screens.words import day as words
from kiosk.screens.words.labels import Label
from kiosk.station.day import OwnDay
from kiosk.trouble import Trouble


@dataclass(frozen=True, slots=True)
class Scene:
    """What the screen knows. `day` is None until it was looked up; `chosen`: the deed of the line that was tapped;
    `said`: what came of the last tap on a button, None before one; `trouble`: why the day could not be looked up.
    """

    day: OwnDay | None = None
    chosen: FactId | None = None
    is_online: bool = True
    said: No | Trouble | Bug | Label | None = None
    wants_receipt: bool = False
    trouble: Trouble | Bug | None = None


@dataclass(frozen=True, slots=True)
class StatFace:
    icon: Icon
    number: str
    words: str


@dataclass(frozen=True, slots=True)
class RowFace:
    """A line of the list. `held` is what may be paid yet; empty where nothing is."""

    id: str
    icon: Icon
    hour: str
    title: str
    pieces: str
    detail: str
    amount: str
    held: str
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class DetailFace:
    """What was tapped, in whole sentences, and what may be said of it."""

    title: str
    lines: tuple[str, ...]
    can_dispute: bool = False
    can_withdraw: bool = False


@dataclass(frozen=True, slots=True)
class DayFace:
    """`known` says that there may be more, empty while the server is in reach. `wage` and `hint` stand where no detail
    is.
    """

    name: str = ""
    shift: str = ""
    known: str = ""
    stats: tuple[StatFace, ...] = ()
    rows: tuple[RowFace, ...] = ()
    detail: DetailFace | None = None
    wage: WageFace | None = None
    hint: str = ""
    said: str = ""


def face_of(scene: Scene, clock: WallClock) -> DayFace:
    day = scene.day
    if day is None:
        return DayFace(said=_said(scene, clock))
    chosen = day.slip.line(scene.chosen) if scene.chosen else None
    return DayFace(
        name=day.worker.name,
        shift=_shift(day.slip, clock),
        known="" if scene.is_online else Label.AS_FAR_AS_KNOWN.said,
        stats=_stats(day.slip, day.currency),
        rows=tuple(_row(line, day.currency, clock, is_chosen=line is chosen) for line in day.slip.lines),
        detail=_detail(chosen, day.currency, clock) if chosen else None,
        wage=None if chosen else wage_of(day, clock, wants_receipt=scene.wants_receipt),
        hint=Label.TAP_LINE.said if day.slip.lines else Label.NOTHING_YET.said,
        said=_said(scene, clock),
    )


def _shift(slip: Slip, clock: WallClock) -> str:
    day, until = slip.day, slip.attendance.left_at
    shift = board.shift(day.shift, clock.hour_alone(day.starts_at), clock.hour_alone(day.ends_at))
    return words.shift(shift, clock.hour_alone(until)) if until else shift


def _stats(slip: Slip, currency: str) -> tuple[StatFace, ...]:
    return (
        StatFace(Icon.BUNDLE, numbers.number(slip.pieces), Label.PIECES_DONE.said),
        StatFace(Icon.COIN, numbers.money(slip.pay, currency), Label.PIECE_PAY.said),
        StatFace(Icon.HOURGLASS, numbers.money(slip.held, currency), Label.HELD_BACK.said),
        StatFace(Icon.GAUGE, numbers.percent(slip.efficiency), Label.EFFICIENCY.said),
        StatFace(Icon.GAUGE, numbers.percent(slip.performance), Label.PERFORMANCE.said),
        StatFace(Icon.CLOCK, _minutes(slip.worked_ms), Label.TIME_WORKED.said),
        StatFace(Icon.PAUSE, _minutes(slip.attendance.idle_ms), Label.PAUSES.said),
    )


def _minutes(span_ms: int) -> str:
    return labels.minutes(round(progress.minutes(span_ms)))


_ICONS = {State.ACCRUED: Icon.CHECK, State.HELD: Icon.HOURGLASS, State.REFUSED: Icon.CROSS, State.SETTLED: Icon.CHECK}


def _row(line: SlipLine, currency: str, clock: WallClock, *, is_chosen: bool) -> RowFace:
    pay = line.pay
    reasons = [words.short(part.why, part.pieces) for part in line.parts]
    disputed = [words.disputed()] if pay.is_disputed else []
    return RowFace(
        id=line.id,
        icon=Icon.QUESTION if pay.is_disputed else _ICONS[pay.state],
        hour=clock.hour_alone(pay.at),
        title=line.operation.name,
        pieces=numbers.pieces(_claimed(line)),
        detail=" · ".join((*disputed, *reasons, line.bundle.code)),
        amount=numbers.money(pay.amount, currency),
        held=labels.held(numbers.money(pay.held_amount, currency)) if pay.held_amount else "",
        is_chosen=is_chosen,
    )


def _claimed(line: SlipLine) -> int:
    return line.pay.good + line.pay.held + line.pay.lost


def _detail(line: SlipLine, currency: str, clock: WallClock) -> DetailFace:
    return DetailFace(
        title=matters.deed(line.operation.name, numbers.pieces(_claimed(line))),
        lines=(words.where(trade.bundle(line.bundle.code), clock.hour_alone(line.pay.at)), *_reckoned(line, currency)),
        can_dispute=line.dispute is None,
        can_withdraw=bool(line.said),
    )


def _reckoned(line: SlipLine, currency: str) -> tuple[str, ...]:
    """How its pay came about, what is missing and why, and what the worker said of it."""
    pay, lines = line.pay, []
    if pay.rate is not None and pay.good:
        lines.append(words.pays(pay.good, numbers.rate(pay.rate, currency), numbers.money(pay.amount, currency)))
    lines += _reasons(line)
    if pay.held_amount:
        lines.append(words.may_pay(numbers.money(pay.held_amount, currency)))
    if line.dispute is not None:
        answer = line.dispute.settled
        waits = words.dispute_waits()
        said = words.dispute_answered(is_accepted=answer.is_accepted, reason=answer.reason) if answer else waits
        lines.append(said)
    return tuple(lines)


def _reasons(line: SlipLine) -> Iterator[str]:
    """What waits for a supervisor does so as a whole, whatever the reasons are."""
    held = [part for part in line.parts if part.why in words.HELD]
    if held:
        why = " ".join(words.because(part.why, part.pieces) for part in held)
        yield f"{words.waits(held[0].pieces)} {why}"
    yield from (words.because(part.why, part.pieces) for part in line.parts if part not in held)


def _said(scene: Scene, clock: WallClock) -> str:
    match scene.said:
        case None:
            return troubles.sentence(scene.trouble).says if scene.trouble else ""
        case Label() as label:
            return label.said
        case Trouble() as trouble:
            return f"{Label.NOT_RECORDED.said}. {troubles.sentence(trouble).says}"
        case Bug() as bug:
            return f"{Label.NOT_RECORDED.said}. {troubles.sentence(bug).todo}"
        case no:
            return refusals.sentence(Refused(no=no), clock).says
