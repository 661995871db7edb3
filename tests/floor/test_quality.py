"""DHU and RFT, by the worked figures of the trade."""

from dataclasses import replace
from decimal import Decimal

import pytest

from kiosk.floor.codes import DefectCard, defect_text, read
from kiosk.floor.quality import DEFECTS, Light, Quality, at_fault, inline_light, quality_of
from tests.make import HEM, SHOULDERS, SLEEVES, Pen, defect


@pytest.mark.parametrize(
    ("checked", "defects", "dhu"),
    [(250, 35, "14.00"), (200, 60, "30.00"), (10, 25, "250.00"), (3, 1, "33.33")],
)
def test_defects_per_hundred_units(checked: int, defects: int, dhu: str) -> None:
    assert Quality(checked=checked, defects=defects).dhu == Decimal(dhu)


def test_right_first_time() -> None:
    assert Quality(checked=450, defective=50).rft == Decimal("88.89")


def test_nothing_checked_says_nothing() -> None:
    assert (Quality().dhu, Quality().rft) == (None, None)


def test_a_mended_piece_is_inspected_once() -> None:
    """Twenty looked at, four sent back, those four looked at again, of which one comes back once more."""
    pen = Pen()
    seen = quality_of([pen.found(defect(pieces=4)), pen.found(defect(pieces=1), checked=4), pen.found(checked=1)])
    assert (seen.checked, seen.defective, seen.defects) == (20, 4, 5)
    assert seen.rft == Decimal("80.00")


def test_samples_are_looks_of_their_own() -> None:
    pen = Pen()
    seen = quality_of([pen.found(defect(pieces=2), checked=7, is_sample=True), pen.found()])
    assert (seen.checked, seen.defective) == (25, 2)


def test_sums_of_bundles_add_up() -> None:
    one, other = Quality(20, 1, 0, 2), Quality(10, 3, 1, 3)
    assert one + other == Quality(30, 4, 1, 5)


@pytest.mark.parametrize(("defective", "light"), [(0, Light.GREEN), (1, Light.YELLOW), (2, Light.RED), (7, Light.RED)])
def test_the_light_of_seven_pieces(defective: int, light: Light) -> None:
    assert inline_light(defective) is light


def test_a_defect_is_whose_it_is_only_when_that_is_sure() -> None:
    made = replace(SLEEVES, defects=("OPEN-SEAM", "PUCKER")), replace(HEM, defects=("OPEN-SEAM",))
    assert at_fault("PUCKER", (SHOULDERS, *made)) == SLEEVES.id
    assert at_fault("OPEN-SEAM", (SHOULDERS, *made)) is None
    assert at_fault("STAIN", (SHOULDERS, *made)) is None


def test_every_known_defect_can_stand_on_a_card() -> None:
    assert [read(defect_text(code)) for code in DEFECTS] == [DefectCard(code) for code in DEFECTS]
