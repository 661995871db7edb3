"""The day's wage as it is shown, part by part, and its receipt."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kiosk.floor.wages import DayPay
from kiosk.screens.clock import WallClock
from kiosk.screens.words import day as words
from kiosk.screens.words import numbers
from kiosk.screens.words.labels import Label
from kiosk.station.day import OwnDay, Receipt


@dataclass(frozen=True, slots=True)
class WageFace:
    """The parts of the day's wage with their amounts, and what they make together. `receipt` is the text of its code
    while that is shown, with `about` beneath it; `can_receipt`: whether there is one to show.
    """

    parts: tuple[tuple[str, str], ...] = ()
    total: str = ""
    notes: tuple[str, ...] = ()
    can_receipt: bool = False
    receipt: str = ""
    about: tuple[str, ...] = ()


def wage_of(day: OwnDay, clock: WallClock, *, wants_receipt: bool) -> WageFace:
    wage = day.slip.wage
    if wage is None:
        return WageFace(notes=(Label.NO_WAGE_RULES.said,))
    total = numbers.money(wage.total, day.currency)
    receipt = day.receipt if wants_receipt else None
    return WageFace(
        parts=tuple((label.said, numbers.rate(amount, day.currency)) for label, amount in _parts(wage)),
        total=total,
        notes=tuple(_notes(wage, day.currency)),
        can_receipt=day.receipt is not None,
        receipt=receipt.text if receipt else "",
        about=_about(receipt, total, clock) if receipt else (),
    )


def _about(receipt: Receipt, total: str, clock: WallClock) -> tuple[str, ...]:
    told = receipt.told
    said = words.receipt(told.number, clock.day(told.last), total)
    return said, words.told_at(clock.hour(told.told_at)), Label.PHOTOGRAPH.said


def _parts(wage: DayPay) -> Iterator[tuple[Label, Decimal]]:
    yield Label.PIECE_PAY, wage.earned
    others = {
        Label.TOP_UP: wage.top_up,
        Label.OVERTIME: wage.overtime,
        Label.DAY_OFF: wage.premium,
        Label.NIGHT: wage.night,
        Label.BONUS: wage.bonus,
    }
    yield from ((label, amount) for label, amount in others.items() if amount)


def _notes(wage: DayPay, currency: str) -> Iterator[str]:
    if wage.held:
        yield words.may_pay(numbers.money(wage.held, currency))
    if not wage.is_minimum_known:
        yield Label.NO_MINIMUM.said
