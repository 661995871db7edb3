"""Typing at the cutter's keypad, as a table."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.floor.tabling import Told
from kiosk.screens.cutting import form
from kiosk.screens.cutting.form import Field, Numbers
from tests.screens.cutting.scenes import LAY, OTHER, table


def keys(numbers: Numbers, typed: str) -> Numbers:
    for sign in typed:
        numbers = form.erased(numbers) if sign == "<" else form.typed(numbers, sign)
    return numbers


@pytest.mark.parametrize(
    ("field", "typed", "shown"),
    [
        (Field.PLIES, "12", "12"),
        (Field.PLIES, "012", "12"),
        (Field.PLIES, "1.2", "12"),
        (Field.PLIES, "<", ""),
        (Field.PLIES, "99<", "9"),
        (Field.PLIES, "123456789", "1234567"),
        (Field.SPOILT, "0", "0"),
        (Field.SPOILT, "99", "99"),
        (Field.USED, "37.5", "37.5"),
        (Field.USED, ".5", "0.5"),
        (Field.USED, "1.2.3", "1.23"),
        (Field.WASTE, "00.75", "0.75"),
    ],
)
def test_what_is_typed(field: Field, typed: str, shown: str) -> None:
    assert keys(form.chosen(form.blank(table(LAY)), field), typed)[field] == shown


def test_all_that_is_left_is_offered() -> None:
    assert form.told(form.blank(table(LAY))) == Told(plies=30, units=90)
    assert form.told(form.blank(table(OTHER))) is None, "nobody knows how many pieces a ply has"


def test_pieces_follow_from_plies_until_somebody_says_otherwise() -> None:
    numbers = keys(form.blank(table(LAY)), "12")
    assert numbers[Field.UNITS] == "36"
    numbers = keys(form.chosen(numbers, Field.UNITS), "35")
    numbers = keys(form.chosen(numbers, Field.PLIES), "13")
    assert numbers[Field.UNITS] == "35"


def test_weights_may_be_left_out() -> None:
    numbers = keys(form.chosen(form.blank(table(LAY)), Field.USED), "37.5")
    assert form.told(numbers) == Told(plies=30, units=90, fabric_used_kg=Decimal("37.5"))


@given(st.lists(st.tuples(st.sampled_from(Field), st.text("0123456789.<", max_size=12)), max_size=8))
def test_whatever_is_typed_is_numbers_or_nothing(typed: list[tuple[Field, str]]) -> None:
    numbers = form.blank(table(LAY))
    for field, signs in typed:
        numbers = keys(form.chosen(numbers, field), signs)
    told = form.told(numbers)
    assert told is None or (told.plies > 0 and told.units > 0 and told.defective >= 0)
    assert form.form_face(numbers).can_record == (told is not None)
