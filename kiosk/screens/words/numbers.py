"""Numbers and counted things as the language of the screen has them."""

from decimal import ROUND_HALF_UP, Decimal

from PySide6.QtCore import QLocale

from kiosk.screens.words.sentence import counted

_SIGNS = {"PHP": "₱", "VND": "₫", "USD": "$", "EUR": "€", "INR": "₹"}


def number(count: int) -> str:
    return QLocale().toString(count)


def percent(value: Decimal | None) -> str:
    """Whole percent; a dash where nothing is known yet."""
    if value is None:
        return "–"
    return number(int(value.quantize(Decimal(1), ROUND_HALF_UP))) + QLocale().percent()


def money(amount: Decimal, currency: str) -> str:
    """To the hundredth, halves up: for showing only. A currency without a sign of its own is shown by its code."""
    hundredths = int((amount * 100).quantize(Decimal(1), ROUND_HALF_UP))
    whole, rest = divmod(hundredths, 100)
    return f"{_SIGNS.get(currency, currency + ' ')}{number(whole)}{QLocale().decimalPoint()}{rest:02}"


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
