"""Wage rules and holidays: added from a day on, never under a day that was paid."""

from datetime import UTC, datetime
from typing import Any

import pytest

from kiosk.floor.facts import SignedIn, SignedOut
from tests.make import Pen
from tests.server.conftest import House
from tests.server.payday import FIRST_HALF, Office


@pytest.fixture
def office(house: House) -> Office:
    house.now = datetime(2026, 4, 16, 2, 0, tzinfo=UTC)
    return Office(house)


def test_the_latest_rules_come_first_and_say_all_of_themselves(office: Office) -> None:
    office.rules()
    office.rules(since="2026-04-20", region="NCR", daily_minimum="695.00", rest_weekdays=[7, 7], bonus_from="110")
    newest, oldest = office.get("rules")["data"]
    assert (oldest["rules"]["since"], oldest["rules"]["daily_minimum"]) == ("2020-01-01", None)
    assert newest["created_by"] == "admin"
    assert newest["rules"] == {
        "since": "2026-04-20",
        "region": "NCR",
        "daily_minimum": "695.0000",
        "full_hours": "8.0000",
        "overtime": "1.2500",
        "overtime_off": "1.3000",
        "rest_day": "1.3000",
        "holiday": "2.0000",
        "rest_weekdays": [7],
        "night": "0.1000",
        "night_from": "22:00:00",
        "night_until": "06:00:00",
        "bonus_from": "110.0000",
        "bonus": "0.0000",
        "is_exempt": False,
    }


BAD: dict[str, dict[str, Any]] = {
    "no day": {"since": "never"},
    "below zero": {"daily_minimum": "-1"},
    "not a number": {"daily_minimum": "NaN"},
    "endless": {"overtime": "Infinity"},
    "an eighth weekday": {"rest_weekdays": [8]},
    "less for overtime": {"overtime": "0.5"},
    "no hours": {"full_hours": "0"},
    "a night without an end": {"night_from": "22:00", "night_until": "22:00"},
    "a night by another clock": {"night_from": "22:00Z"},
    "too fine": {"daily_minimum": "1.00001"},
}


@pytest.mark.parametrize("said", BAD.values(), ids=BAD)
def test_bad_rules_are_refused(office: Office, said: dict[str, Any]) -> None:
    answer = office.post("rules", {"since": "2026-01-01"} | said)
    assert (answer.status_code, answer.json()["error"].endswith(".")) == (400, True)
    assert office.get("rules")["data"] == []


@pytest.mark.parametrize("day", ["2026-03-15", "2026-03-01", "2019-01-01"])
def test_no_rule_and_no_holiday_under_a_day_that_was_paid(office: Office, day: str) -> None:
    office.rules()
    office.close(FIRST_HALF)
    for path, told in (("rules", {"since": day}), ("holidays", {"day": day, "name": "Feast"})):
        answer = office.post(path, told)
        assert (answer.status_code, answer.json()["error"]) == (
            409,
            "Pay is closed up to 2026-03-15: take a later day.",
        )
    assert office.post("rules", {"since": "2026-03-16"}).status_code == 201


def test_rules_are_not_overwritten(office: Office) -> None:
    office.rules()
    assert "none is overwritten" in office.post("rules", {"since": "2020-01-01"}).json()["error"]


def test_holidays_of_a_year(office: Office) -> None:
    for day, name in (("2026-04-09", "Day of Valor"), ("2026-05-01", "Labor Day"), ("2027-01-01", "New Year")):
        assert office.post("holidays", {"day": day, "name": name}).status_code == 201
    assert office.post("holidays", {"day": "2026-05-01", "name": "Again"}).status_code == 409
    gone = [office.house.client.delete("/api/pay/holidays/2026-05-01", headers=office.headers()) for _ in range(2)]
    assert [answer.status_code for answer in gone] == [200, 404]
    assert office.get("holidays", year=2026)["data"] == [{"day": "2026-04-09", "name": "Day of Valor"}]
    assert office.ask("holidays", year=99999).status_code == 400


@pytest.mark.parametrize(
    ("day", "kind", "premium"), [("2026-03-02", "HOLIDAY", "20.0000"), ("2026-03-03", "REST_DAY", "6.0000")]
)
def test_a_day_pays_by_its_kind(office: Office, day: str, kind: str, premium: str) -> None:
    office.rules(rest_weekdays=[1, 2])
    office.post("holidays", {"day": "2026-03-02", "name": "Feast"})
    pen = Pen(now=datetime.fromisoformat(f"{day}T00:00:00Z"))
    office.send(SignedIn(pen.stamp()), pen.later(hours=1).done("shoulders"), SignedOut(pen.later(hours=1).stamp()))
    (one,) = office.get("workers/ana/days", first_day=day, last_day=day)["data"]
    assert (one["kind"], one["wage"]["premium"]) == (kind, premium)
