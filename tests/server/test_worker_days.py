"""A worker's days: when somebody was there, every line with its reason, and what is missing to pay it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import update

from kiosk.floor.facts import SignedIn, SignedOut
from kiosk.floor.flags import FlagKind
from kiosk.server import tables as t
from tests.make import BEN, MORNING, Pen, defect
from tests.server.conftest import House
from tests.server.payday import FIRST_HALF, Office

SIX = MORNING - timedelta(hours=3)
MARCH = {"first_day": "2026-03-01", "last_day": "2026-03-31"}


@pytest.fixture
def office(house: House) -> Office:
    house.now = datetime(2026, 4, 16, 2, 0, tzinfo=UTC)
    return Office(house)


def days(office: Office, worker: str = "ana") -> list[dict[str, Any]]:
    return list(office.get(f"workers/{worker}/days", **MARCH)["data"])


def states(day: dict[str, Any]) -> list[tuple[str, list[str], str]]:
    return [(line["state"], line["reasons"], line["amount"]) for line in day["lines"]]


def test_a_day_says_everything_of_itself(office: Office) -> None:
    office.rules(daily_minimum="695.00")
    pen = Pen(now=SIX)
    sewn = [pen.later(hours=2).done(op, began=pen.now - timedelta(hours=1)) for op in ("shoulders", "sleeves", "hem")]
    found = pen.later(minutes=5).found(defect(pieces=3, rejected=1, op="hem"))
    office.send(SignedIn(Pen(now=SIX).stamp()), *sewn, found, SignedOut(pen.later(minutes=115).stamp()))
    (day,) = days(office)
    assert (day["came_at"], day["attended_minutes"]) == ("2026-03-01T22:00:00Z", "480.00")
    assert states(day) == [
        ("ACCRUED", [], "20.0000"),
        ("ACCRUED", [], "40.0000"),
        ("HELD", ["OPEN_REWORK", "SPOILT"], "8.5000"),
    ]
    assert day["sums"] == {"accrued": "68.5000", "held": "1.0000", "settled": "0.0000"}
    assert day["wage"] == {
        "earned": "68.5000",
        "top_up": "626.5000",
        "overtime": "0.0000",
        "premium": "0.0000",
        "night": "0.0000",
        "bonus": "0.0000",
        "total": "695.0000",
    }
    assert (day["missing"], day["paid"], day["lines"][0]["operation"]) == ([], None, "Shoulders")


def test_a_supervisor_s_word_shows_nobody_present(office: Office) -> None:
    """Ana is away; what she sewed and nobody scanned is confirmed in her stead, and pays its pieces alone."""
    office.rules(daily_minimum="695.00")
    word = replace(Pen().done("shoulders"), confirmed_by=BEN.id)
    office.send(word)
    (day,) = days(office)
    assert (day["came_at"], day["attended_minutes"]) == (None, "0.00")
    assert (day["wage"]["earned"], day["wage"]["top_up"]) == ("20.0000", "0.0000")


def test_without_a_wage_rule_there_is_no_total(office: Office) -> None:
    office.send(Pen().done("shoulders"))
    (day,) = days(office)
    assert (day["wage"], day["missing"]) == (None, ["NO_WAGE_RULE"])
    assert day["sums"]["accrued"] == "20.0000"


def test_pieces_without_a_rate_are_held_and_said(office: Office) -> None:
    office.rules()
    with office.house.engine.begin() as connection:
        for table in (t.SewingOperation, t.SewingOperationStandard):
            connection.execute(update(table).values(piece_rate=None))
    office.send(Pen().done("shoulders"))
    (day,) = days(office)
    assert states(day) == [("HELD", ["NO_RATE"], "0.0000")]
    assert (day["wage"]["total"], day["missing"]) == ("0.0000", ["NO_MINIMUM", "NO_RATE"])


def test_after_the_close_what_was_paid_reads_settled(office: Office) -> None:
    office.rules()
    pen = Pen()
    done, fast = pen.done("shoulders", 12), pen.later(minutes=2).done("shoulders", 8, began=MORNING)
    office.send(done, fast)
    office.close(FIRST_HALF)
    (day,) = days(office)
    assert [line[0] for line in states(day)] == ["SETTLED", "HELD"]
    assert (day["sums"], day["paid"]) == ({"accrued": "0.0000", "held": "8.0000", "settled": "12.0000"}, "12.0000")
    office.send(pen.settled(fast, FlagKind.TOO_FAST), pen.later(minutes=1).back(done))
    (day,) = days(office)
    assert states(day) == [("ACCRUED", [], "8.0000"), ("REFUSED", ["TAKEN_BACK"], "0.0000")]
    assert day["sums"] == {"accrued": "-4.0000", "held": "0.0000", "settled": "12.0000"}


def test_a_night_shift_is_one_day(office: Office) -> None:
    office.rules()
    pen = Pen(now=datetime(2026, 3, 2, 14, 0, tzinfo=UTC))
    night = [SignedIn(pen.stamp()), pen.later(hours=1).done("shoulders"), pen.later(hours=4).done("sleeves")]
    office.send(*night, SignedOut(pen.later(hours=3).stamp()))
    (day,) = days(office)
    assert (day["day"], day["attended_minutes"], len(day["lines"])) == ("2026-03-02", "480.00", 2)


def test_overtime_and_bonus(office: Office) -> None:
    """Eight hours earn 20, so an hour of overtime is worth 3.125 at least; efficiency is a bonus of a tenth."""
    office.rules(bonus_from="1", bonus="0.10")
    pen = Pen(now=SIX)
    done = pen.later(hours=2).done("shoulders", began=SIX + timedelta(hours=1))
    office.send(SignedIn(Pen(now=SIX).stamp()), done, SignedOut(pen.later(hours=7).stamp()))
    (day,) = days(office)
    assert (day["wage"]["overtime"], day["wage"]["bonus"]) == ("3.1250", "2.0000")
    assert day["wage"]["total"] == "25.1300"  # 25.125, halves up


def test_a_clock_that_runs_ahead_shows_nobodys_presence(office: Office) -> None:
    office.rules(daily_minimum="695.00")
    office.house.now = MORNING
    pen = Pen(now=MORNING + timedelta(hours=3))
    office.send(SignedIn(Pen(now=MORNING).stamp()), SignedOut(pen.stamp()))
    office.house.now = MORNING + timedelta(hours=1)
    (day,) = days(office)
    assert day["attended_minutes"] == "60.00"


def test_only_the_workers_own_lines(office: Office) -> None:
    office.rules()
    office.send(Pen().done("shoulders", 12), Pen().done("shoulders", 8, worker=BEN))
    assert [line["good"] for line in days(office)[0]["lines"]] == [12]
    assert [line["good"] for line in days(office, "ben")[0]["lines"]] == [8]


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("workers/nobody/days", MARCH, 404),
        ("workers/ana/days", {"first_day": "2026-03-01"}, 400),
        ("workers/ana/days", {"first_day": "2026-03-02", "last_day": "2026-03-01"}, 422),
        ("workers/ana/days", {"first_day": "2026-03-01", "last_day": "2026-04-01"}, 422),
        ("workers/ana/days", {"first_day": "0001-01-01", "last_day": "0001-01-01"}, 400),
        ("workers/ana/days", {"first_day": "9999-12-31", "last_day": "9999-12-31"}, 400),
    ],
)
def test_bad_questions(office: Office, path: str, query: dict[str, str], status: int) -> None:
    answer = office.ask(path, **query)
    assert (answer.status_code, answer.json()["error"].endswith(".")) == (status, True), answer.text


def test_a_day_is_exact_to_the_last_place(office: Office) -> None:
    """A third of a day's floor is no round number: the parts are told to four places, the total to the centavo."""
    office.rules(daily_minimum="100.00", full_hours="7.5")
    pen = Pen(now=SIX)
    office.send(SignedIn(pen.stamp()), SignedOut(pen.later(minutes=100).stamp()))
    (day,) = days(office)
    assert Decimal(day["wage"]["top_up"]) == Decimal("22.2222")
    assert Decimal(day["wage"]["total"]) == Decimal("22.22")
