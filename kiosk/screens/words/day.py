"""A worker's own day in words: what a line pays, why the rest of it does not, and what came of an objection."""

from typing import assert_never

from kiosk.floor.pay import Why
from kiosk.screens.words import numbers
from kiosk.screens.words.sentence import counted, said, says

SHORT: dict[Why, str] = {
    #: why some pieces of a line do not pay, in two to four words: "3 to be mended"
    Why.OPEN_REWORK: says("{n} to be mended"),
    Why.UNCONFIRMED: says("{n} to be confirmed"),
    Why.OUT_OF_ORDER: says("{n} held: out of order"),
    Why.TOO_FAST: says("{n} held: too fast"),
    Why.CLOCK_OFF: says("{n} held: wrong clock"),
    Why.NOT_GENUINE: says("{n} held: ticket not genuine"),
    Why.NO_RATE: says("{n} without a rate"),
    Why.EXCESS: says("{n} too many"),
    Why.SPOILT: says("{n} rejected"),
    Why.REFUSED: says("{n} refused"),
}


def short(why: Why, pieces: int) -> str:
    return said(SHORT[why]).format(n=numbers.number(pieces))


def because(why: Why, pieces: int) -> str:
    """The same in whole sentences, and what may come of it; of pieces that are `HELD` only why."""
    match why:
        case Why.OPEN_REWORK:
            #: pieces that an inspector has sent back
            return counted("%Ln piece(s) came back to be mended, and will pay once that is done.", None, pieces)
        case Why.UNCONFIRMED:
            #: work that nobody scanned, and somebody else has reported
            return counted("Somebody saw %Ln piece(s) as your work. A supervisor has to confirm it.", None, pieces)
        case Why.NO_RATE:
            return counted("%Ln piece(s) will pay once the office has set a rate for this work.", None, pieces)
        case Why.EXCESS:
            #: pieces that a bundle did not need any more
            return counted("%Ln piece(s) do not count: the bundle did not need them any more.", None, pieces)
        case Why.SPOILT:
            return counted("%Ln piece(s) were rejected because of this work, and are not paid.", None, pieces)
        case Why.REFUSED:
            return counted("A supervisor looked at %Ln piece(s) and refused to pay.", None, pieces)
        case Why.OUT_OF_ORDER | Why.TOO_FAST | Why.CLOCK_OFF | Why.NOT_GENUINE:
            return said(HELD[why])
        case _:
            assert_never(why)


HELD: dict[Why, str] = {
    #: why a supervisor has to look at the work of a line
    Why.OUT_OF_ORDER: says("The work that comes first on this bundle was not recorded yet."),
    Why.TOO_FAST: says("The work took less than a third of the standard time."),
    Why.CLOCK_OFF: says("The kiosk's clock was wrong, so that nobody knows when it was."),
    Why.NOT_GENUINE: says("The ticket was not printed by this factory."),
}


def waits(pieces: int) -> str:
    #: before the reasons of `HELD`: pieces that a supervisor has to look at
    return counted("%Ln piece(s) will pay once a supervisor has agreed.", None, pieces)


def shift(shift_: str, until: str) -> str:
    #: which shift this is, and up to when its minutes are counted: "Morning · 06:00–14:00 · minutes up to 09:58"
    return said("{shift} · minutes up to {hour}").format(shift=shift_, hour=until)


def pays(good: int, rate: str, amount: str) -> str:
    #: how a line's pay is reckoned: "17 good pieces at ₱1.25 each: ₱21.25"
    return counted("%Ln good piece(s) at {rate} each: {amount}", None, good).format(rate=rate, amount=amount)


def may_pay(amount: str) -> str:
    #: money that is held back: "₱3.75 may be paid yet."
    return said("{amount} may be paid yet.").format(amount=amount)


def receipt(number: str, day: str, amount: str) -> str:
    #: beside the code of a receipt: the worker's number, the day, the money: "1001 · 2 March 2026 · ₱325.78"
    return said("{number} · {day} · {amount}").format(number=number, day=day, amount=amount)


def told_at(hour: str) -> str:
    #: up to when a receipt counts: "As known at 12:10"
    return said("As known at {hour}").format(hour=hour)


def where(bundle: str, hour: str) -> str:
    #: on which bundle, and when: "Bundle K7Q2M9X4TD, at 09:12"
    return said("{bundle}, at {hour}").format(bundle=bundle, hour=hour)


def disputed() -> str:
    #: a line that the worker does not agree with, in one or two words
    return said("Not agreed")


def dispute_waits() -> str:
    #: the worker does not agree with a line
    return said("You said that this is not right. A supervisor will look at it.")


def dispute_answered(*, is_accepted: bool, reason: str) -> str:
    if is_accepted:
        #: the answer to a worker who did not agree with a line
        answer = said("You said that this is not right, and a supervisor agreed.")
    else:
        #: the answer to a worker who did not agree with a line
        answer = said("You said that this is not right. A supervisor looked at it and did not agree.")
    return f"{answer} {reason}".strip()
