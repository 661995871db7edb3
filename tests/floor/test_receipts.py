"""A receipt's text says exactly what it was told, to its own factory alone."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kiosk.floor.ids import WorkspaceId
from kiosk.floor.receipts import Told, read, text_of
from tests.make import KEY, MORNING, WORKSPACE

TOLD = st.builds(
    Told,
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zs", "Zl", "Zp"]), min_size=1, max_size=30),
    st.dates(date(1970, 1, 1), date(2199, 12, 31)),
    st.dates(date(1970, 1, 1), date(2199, 12, 31)),
    st.decimals(-(10**9), 10**9, places=2),
    st.just(MORNING),
)


@given(TOLD)
def test_a_text_is_read_back_by_its_own_factory_alone(told: Told) -> None:
    text = text_of(told, WORKSPACE, KEY)
    assert read(text, WORKSPACE, KEY) == told
    assert read(text, WorkspaceId("w2"), KEY) is None
    assert read(text, WORKSPACE, b"another key of thirty-two bytes") is None


def test_a_number_with_strokes_in_it_is_no_other_receipt() -> None:
    told = Told("A/20260101", date(2026, 1, 1), date(2026, 1, 2), Decimal("1.00"), MORNING)
    assert read(text_of(told, WORKSPACE, KEY), WORKSPACE, KEY) == told
