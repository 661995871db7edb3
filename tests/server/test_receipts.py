"""Receipts: every line with its reason, the sum that was paid, and a text that only this factory can have written."""

from datetime import UTC, datetime
from typing import Any

import pytest

from kiosk.floor.flags import FlagKind
from tests.make import MORNING, Pen
from tests.server.conftest import House
from tests.server.payday import FIRST_HALF, SECOND_HALF, Office


@pytest.fixture
def office(house: House) -> Office:
    house.now = datetime(2026, 4, 16, 2, 0, tzinfo=UTC)
    return Office(house)


def receipt(office: Office, **of: str) -> dict[str, Any]:
    return dict(office.get("workers/ana/receipt", **of)["data"])


def check(office: Office, text: str) -> dict[str, Any]:
    answer = office.post("receipts/check", {"text": text})
    assert answer.status_code == 200, answer.text
    return dict(answer.json()["data"])


def test_a_closed_period_says_what_it_paid_whatever_came_since(office: Office) -> None:
    office.rules()
    pen = Pen()
    done, fast = pen.done("shoulders", 12), pen.later(minutes=2).done("shoulders", 8, began=MORNING)
    office.send(done, fast, pen.later(minutes=1).disputed(done))
    first = office.close(FIRST_HALF)["id"]
    before = receipt(office, period=first)
    assert (before["total"], before["adjusted"], before["disputed"]) == ("12.0000", "0.0000", [done.stamp.id])
    assert [(one["amount"], one["line"]["state"]) for one in before["lines"]] == [
        ("12.0000", "SETTLED"),
        ("0.0000", "HELD"),
    ]
    office.send(pen.settled(fast, FlagKind.TOO_FAST), pen.later(minutes=1).back(done))
    coming = receipt(office)
    second = receipt(office, period=office.close(SECOND_HALF)["id"])
    assert {name: coming[name] for name in ("days", "total", "adjusted")} == {
        name: second[name] for name in ("days", "total", "adjusted")
    }
    assert (second["total"], second["adjusted"]) == ("-4.0000", "-4.0000")
    assert sorted(one["amount"] for one in second["lines"]) == ["-12.0000", "8.0000"]
    after = receipt(office, period=first)
    assert (after["total"], after["days"]) == (before["total"], before["days"])
    assert [one["amount"] for one in after["lines"]] == ["12.0000", "0.0000"]


def test_a_day_says_what_it_is_worth_by_now(office: Office) -> None:
    office.rules(daily_minimum="695.00")
    office.send(Pen().done("shoulders"))
    day = receipt(office, day="2026-03-02")
    assert (day["period"], day["total"]) == (None, "434.3800")  # five hours to the end of the shift: 434.375
    assert day["text"].startswith("P1/1001/20260302/20260302/434.38/202604160200/")
    assert receipt(office, day="2026-03-03")["total"] == "0.0000"


def test_without_a_wage_rule_nothing_is_told(office: Office) -> None:
    office.send(Pen().done("shoulders"))
    assert [receipt(office, day="2026-03-02")[name] for name in ("total", "text")] == [None, None]


def test_the_office_checks_what_it_is_shown(office: Office) -> None:
    office.rules()
    pen = Pen()
    done = pen.done("shoulders")
    office.send(done)
    text = receipt(office)["text"]
    assert len(text) < 80
    said = check(office, text)
    assert (said["is_genuine"], said["worker"]["id"], said["total"], said["stands"]) == (
        True,
        "ana",
        "20.0000",
        "20.0000",
    )
    office.send(pen.later(minutes=1).back(done))
    assert check(office, text)["stands"] is None  # nobody has worked, so no period is open
    office.send(Pen().done("shoulders", 5))
    assert [check(office, text)[name] for name in ("total", "stands")] == ["20.0000", "5.0000"]


FORGED = {
    "more": lambda text: text.replace("/20.00/", "/90.00/"),
    "another's": lambda text: text.replace("P1/1001/", "P1/1002/"),
    "cut off": lambda text: text[:-1],
    "nothing": lambda _: "",
    "a ticket": lambda _: "B1/0123456789/20/ABCDEF",
    "odd": lambda _: "P1/\u0663/\u0664",
}


@pytest.mark.parametrize("forge", FORGED.values(), ids=FORGED)
def test_what_we_never_told_is_not_genuine(office: Office, forge: Any) -> None:
    office.rules()
    office.send(Pen().done("shoulders"))
    text = receipt(office, day="2026-03-02")["text"]
    said = check(office, forge(text))
    assert said.pop("is_genuine") is False
    assert set(said.values()) == {None}


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("workers/nobody/receipt", {"day": "2026-03-02"}, 404),
        ("workers/ana/receipt", {"period": "none"}, 404),
        ("workers/ana/receipt", {"day": "2026-03-02", "period": "none"}, 422),
        ("workers/ana/receipt", {"day": "yesterday"}, 400),
        ("workers/ana/receipt", {"day": "9999-12-31"}, 400),
        ("workers/ana/receipt", {}, 404),
    ],
)
def test_bad_questions(office: Office, path: str, query: dict[str, str], status: int) -> None:
    answer = office.ask(path, **query)
    assert (answer.status_code, answer.json()["error"].endswith(".")) == (status, True), answer.text
