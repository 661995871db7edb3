"""Pay periods. A closed one is never written again: what changes afterwards is an adjustment in the open one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from kiosk.floor.ids import FactId, WorkerId
from kiosk.floor.pay import Line, State

SPLITS = (1, 16)
"""Days of the month on which a period begins: the 1st to the 15th, the 16th to the end."""


@dataclass(frozen=True, slots=True)
class Period:
    """Both days are in it."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Settled:
    """A line as it was paid."""

    fact: FactId
    worker: WorkerId | None
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What a deed of a closed period is worth now, less what was paid for it; below zero where too much was."""

    fact: FactId
    worker: WorkerId | None
    amount: Decimal


def state_of(line: Line, paid: Decimal | None) -> State:
    """As it reads once periods are closed. `paid` is what they paid for it, None where none of them held it. What
    changed since is accrued again, until the next close pays the difference.
    """
    return State.SETTLED if line.state is State.ACCRUED and paid == line.amount else line.state


def period_of(day: date, splits: tuple[int, ...] = SPLITS) -> Period:
    """The period in which a day lies. `splits`: days of the month, rising, the first is 1."""
    begins = max(split for split in splits if split <= day.day)
    later = [split for split in splits if split > begins]
    if later:
        return Period(day.replace(day=begins), day.replace(day=later[0] - 1))
    next_month = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return Period(day.replace(day=begins), next_month - timedelta(days=1))


def settle(lines: Iterable[Line]) -> tuple[Settled, ...]:
    """The lines of a period as they are paid at its close. What is held then is paid later, as an adjustment."""
    return tuple(Settled(line.fact, line.worker, line.amount) for line in lines)


def adjustments(settled: Iterable[Settled], now: Iterable[Line]) -> tuple[Adjustment, ...]:
    """What the facts of a closed period say now, against what was paid for them. A deed that came late, or that was
    taken back, or held then and free now, makes a difference; anything else makes none.
    """
    paid = {one.fact: one for one in settled}
    owed = {line.fact: line for line in now}
    found = []
    for fact in sorted(paid.keys() | owed.keys()):
        amount = _amount(owed, fact) - (paid[fact].amount if fact in paid else Decimal(0))
        if amount:
            found.append(Adjustment(fact, (owed.get(fact) or paid[fact]).worker, amount))
    return tuple(found)


def _amount(lines: Mapping[FactId, Line], fact: FactId) -> Decimal:
    return lines[fact].amount if fact in lines else Decimal(0)
