"""Days as a worker may have them, told by hand so that every number in a picture is known."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from kiosk.floor.attendance import Attendance
from kiosk.floor.flags import Flag, FlagKind, Settled
from kiosk.floor.ids import FactId
from kiosk.floor.pay import Line, Why
from kiosk.floor.people import Worker
from kiosk.floor.receipts import Told, text_of
from kiosk.floor.route import Operation
from kiosk.floor.slip import Part, Slip, SlipLine
from kiosk.floor.terms import Terms
from kiosk.floor.wages import WageRules
from kiosk.screens.clock import WallClock
from kiosk.screens.day.face import Scene
from kiosk.screens.words.labels import Label
from kiosk.station.day import OwnDay, Receipt
from kiosk.trouble import Reason, Trouble
from tests.make import CALENDAR, KEY, WORKSPACE, Pen
from tests.screens.scenes import ANA, BUNDLE, LONG_NAMED, SEAMS, SLEEVES, at

NOON = datetime(2026, 3, 2, 4, 10, tzinfo=UTC)
CLOCK = WallClock(lambda: NOON, ZoneInfo("Asia/Manila"))
CODES = ("K7Q2M9X4TD", "3F8Z0PQRWN", "0JX5T2VB8M", "WQ41NN7RGC", "Y81MMZ7RGC")
COLLAR = replace(SEAMS, name="Attach collar with stay tape and topstitch")


def line(
    number: int,
    minute: int,
    good: int = 20,
    held: int = 0,
    lost: int = 0,
    parts: Sequence[Part] = (),
    *,
    rate: str | None = "1.25",
    of: Operation = SLEEVES,
    dispute: Flag | None = None,
) -> SlipLine:
    """`minute`: after six in the morning."""
    id_, moment = FactId(f"f{number}"), at(6) + timedelta(minutes=minute)
    is_open = dispute is not None and dispute.settled is None
    pen = Pen(now=moment)
    bundle = replace(BUNDLE, code=CODES[number % len(CODES)])
    return SlipLine(
        pay=Line(
            fact=id_,
            worker=ANA.id,
            bundle=bundle.id,
            operation=of.id,
            at=moment,
            good=good,
            held=held,
            lost=lost,
            rate=Decimal(rate) if rate else None,
            earned_min=Decimal(good + held) * Decimal("1.1"),
            reasons=tuple(part.why for part in parts),
            is_disputed=is_open,
        ),
        bundle=bundle,
        operation=of,
        pieces=good + held,
        parts=tuple(parts),
        dispute=dispute,
        said=(replace(pen.disputed(pen.done("sleeves")), fact=id_),) if is_open else (),
    )


def objection(number: int, answer: Settled | None = None) -> Flag:
    return Flag(FactId(f"f{number}"), FlagKind.DISPUTED, at(9), settled=answer)


NO = Settled(is_accepted=False, at=at(10), reason="Counted again with Ana: 20 pieces.")
LINES = (
    line(9, 240, 17, 3, parts=[Part(Why.OPEN_REWORK, 3)]),
    line(8, 221, 0, 20, parts=[Part(Why.TOO_FAST, 20)], of=COLLAR),
    line(7, 205, 0, 0, 20, [Part(Why.EXCESS, 20)]),
    line(6, 180, 12, rate="1.2375"),
    line(5, 171, 18, 0, 2, [Part(Why.SPOILT, 2)], dispute=objection(5)),
    line(4, 140, 0, 8, parts=[Part(Why.UNCONFIRMED, 8)]),
    line(3, 100, 0, 20, parts=[Part(Why.NO_RATE, 20)], rate=None),
    line(2, 62, 20, dispute=objection(2, NO)),
    line(1, 30, 20),
)
ATTENDED = Attendance(
    came_at=at(6), left_at=at(10), attended_ms=225 * 60_000, idle_ms=18 * 60_000, accepted_ms=12 * 60_000
)
NOBODY_CAME = Attendance()
RULES = WageRules(since=date(2026, 1, 1), daily_minimum=Decimal(695))


def day(
    lines: Sequence[SlipLine], worker: Worker = ANA, attendance: Attendance = ATTENDED, *, has_rules: bool = True
) -> OwnDay:
    today = replace(CALENDAR.day_of(NOON), shift="Morning")
    terms = Terms(calendar=CALENDAR, currency="PHP", rules=[RULES] if has_rules else [])
    wage = terms.wage(today.date, [line.pay for line in lines], attendance, is_exempt=False) if has_rules else None
    told = Told(worker.number, today.date, today.date, wage.total, NOON) if wage else None
    receipt = Receipt(told, text_of(told, WORKSPACE, KEY)) if told else None
    return OwnDay(worker, Slip(day=today, lines=tuple(lines), attendance=attendance, wage=wage), receipt=receipt)


DAY = day(LINES)
OVERTIME = Attendance(came_at=at(4), left_at=at(14), spans=((at(4), at(14)),), attended_ms=600 * 60_000)
"""Two hours of the night, and two beyond the eighth."""

LONG = day([line(n, 400 - 9 * n) for n in range(40)], LONG_NAMED)

SCENES = {
    "plain": Scene(DAY),
    "receipt": Scene(DAY, wants_receipt=True),
    "overtime": Scene(day(LINES, attendance=OVERTIME)),
    "no-rules": Scene(day(LINES, has_rules=False)),
    "held": Scene(DAY, LINES[0].id),
    "too-fast": Scene(DAY, LINES[1].id, is_online=False),
    "disputed": Scene(DAY, LINES[4].id, said=Label.WORD_RECORDED),
    "answered": Scene(DAY, LINES[7].id),
    "not-recorded": Scene(DAY, LINES[8].id, said=Trouble(Reason.DISK_FULL)),
    "empty": Scene(day((), attendance=NOBODY_CAME)),
    "forty": Scene(LONG, LONG.slip.lines[3].id),
    "nobody": Scene(),
}
"""Every kind of face the own day's screen has."""
