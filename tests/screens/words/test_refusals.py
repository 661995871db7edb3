from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.floor.answers import No, Refused
from kiosk.floor.bundles import Department
from kiosk.screens.clock import WallClock
from kiosk.screens.words import refusals
from tests import make

NOW = datetime(2026, 3, 2, 2, 5, tzinfo=UTC)
CLOCK = WallClock(lambda: NOW, ZoneInfo("Asia/Manila"))
SINCE = datetime(2026, 3, 2, 1, 41, tzinfo=UTC)
WAITS = Refused(
    no=No.WAITS,
    bundle=make.bundle("b1", 20),
    operation=make.SLEEVES,
    waits_for=make.SHOULDERS,
    done=12,
    who="Ana",
    where="Station 4",
    since=SINCE,
)


@pytest.mark.parametrize(
    ("refused", "says"),
    [
        (WAITS, "Sleeves waits for Shoulders: 12 of 20 done by Ana at Station 4, since 09:41."),
        (replace(WAITS, where=""), "Sleeves waits for Shoulders: 12 of 20 done by Ana, since 09:41."),
        (replace(WAITS, who=""), "Sleeves waits for Shoulders: 12 of 20 done at Station 4, since 09:41."),
        (replace(WAITS, who="", where=""), "Sleeves waits for Shoulders: 12 of 20 done."),
        (replace(WAITS, done=0, since=None), "Sleeves waits for Shoulders: 0 of 20 done."),
        (replace(WAITS, no=No.ALREADY_DONE, done=20), "Sleeves: 20 of 20 done by Ana at Station 4, 09:41."),
        (replace(WAITS, no=No.ALREADY_DONE, since=None, done=20), "Sleeves: 20 of 20 done."),
        (replace(WAITS, who="{operation} %Ln"), "Sleeves waits for Shoulders: 12 of 20 done by {operation} %Ln at "
         "Station 4, since 09:41."),
        (Refused(no=No.LEFT_COMPANY, who="Ben Cruz"), "The badge of Ben Cruz is no longer in use."),
        (Refused(no=No.WRONG_DEPARTMENT, goes_to=Department.QC), "This bundle is now for Quality control."),
        (Refused(no=No.WRONG_DEPARTMENT), "Nothing is to be done on this bundle here."),
        (Refused(no=No.NOT_SEWN_HERE, operation=make.HEM), "Next on this bundle is Hem."),
        (Refused(no=No.NOT_SEWN_HERE), "No operation of this bundle is sewn at this station."),
        (Refused(no=No.NO_ROUTE, bundle=make.bundle()), "No sewing operations are set for T-SHIRT."),
        (Refused(no=No.BAD_COUNT, done=20), "It can be from 1 to 20."),
    ],
)  # fmt: skip
def test_a_refusal_explains_itself(qapp: QApplication, refused: Refused, says: str) -> None:
    assert refusals.sentence(refused, CLOCK).says == says


@pytest.mark.parametrize("no", No)
def test_no_name_is_left_open(qapp: QApplication, no: No) -> None:
    for refused in (Refused(no=no), replace(WAITS, no=no, goes_to=Department.PACKING)):
        sentence = refusals.sentence(refused, CLOCK)
        assert "{" not in sentence.word + sentence.says + sentence.todo
        assert sentence.says
