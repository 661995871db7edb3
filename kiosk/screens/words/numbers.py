"""Numbers and counted things as the language of the screen has them."""

from decimal import ROUND_HALF_UP, Decimal

from PySide6.QtCore import QLocale

from kiosk.floor.wages import smallest_of
from kiosk.screens.words.sentence import counted

_SIGNS = {"PHP": "₱", "VND": "₫", "USD": "$", "EUR": "€", "INR": "₹"}


def number(count: int) -> str:
    return QLocale().toString(count)


def weight(kg: Decimal) -> str:
    """As exact as somebody told it."""
    return QLocale().toString(float(kg), "f", max(0, -int(kg.normalize().as_tuple().exponent)))


def percent(value: Decimal | None) -> str:
    """Whole percent; a dash where nothing is known yet."""
    if value is None:
        return "–"
    return number(int(value.quantize(Decimal(1), ROUND_HALF_UP))) + QLocale().percent()


def money(amount: Decimal, currency: str) -> str:
    """To the currency's smallest unit, halves up: for showing only. One without a sign of its own goes by its code."""
    return _amount(amount, currency, 0 if smallest_of(currency) == 1 else 2)


def rate(amount: Decimal, currency: str) -> str:
    """What one piece pays, to the four places that a rate has; the last two only where they say something."""
    return _amount(amount, currency, 2 if amount * 100 % 1 == 0 else 4)


def _amount(amount: Decimal, currency: str, places: int) -> str:
    whole, rest = divmod(int((amount * 10**places).quantize(Decimal(1), ROUND_HALF_UP)), 10**places)
    part = f"{QLocale().decimalPoint()}{rest:0{places}}" if places else ""
    return f"{_SIGNS.get(currency, currency + ' ')}{number(whole)}{part}"


def pieces(count: int) -> str:
    #: a count of pieces: "20 pieces"
    return counted("%Ln piece(s)", None, count)


def scans(count: int) -> str:
    #: a count of scans: "120 scans"
    return counted("%Ln scan(s)", None, count)


def seconds_ago(count: int) -> str:
    #: how old something is: "4 seconds ago"
    return counted("%Ln second(s) ago", None, count)


def minutes_ago(count: int) -> str:
    #: how old something is: "4 minutes ago"
    return counted("%Ln minute(s) ago", None, count)
