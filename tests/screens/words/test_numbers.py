from decimal import Decimal

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.screens.words import numbers


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [
        ("1286.2450", "PHP", "₱1,286.25"),
        ("0.005", "USD", "$0.01"),
        ("0", "EUR", "€0.00"),
        ("125000.4", "VND", "₫125,000"),
        ("125000.5", "VND", "₫125,001"),
        ("12.5", "XXX", "XXX 12.50"),
    ],
)
def test_money_to_its_smallest_unit(qapp: QApplication, amount: str, currency: str, said: str) -> None:
    assert numbers.money(Decimal(amount), currency) == said


@pytest.mark.parametrize(("amount", "said"), [("0.3350", "₱0.3350"), ("1.25", "₱1.25"), ("3", "₱3.00")])
def test_a_rate_has_four_places_where_they_say_something(qapp: QApplication, amount: str, said: str) -> None:
    assert numbers.rate(Decimal(amount), "PHP") == said
