"""A run's worth: what was sewn at which rate, and a new rate that changes nothing of it."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from kiosk.floor.ids import run_id, run_operation_id
from kiosk.server import tables as t
from tests.make import MORNING, SHOULDERS, Pen, bundle
from tests.server.conftest import House
from tests.server.test_intake import send

RUN = run_operation_id(run_id(bundle().id, 1), SHOULDERS.id)
PATH = f"/api/sewing/runs/{RUN}/piece-rates"


@pytest.fixture
def sewn(house: House) -> House:
    """Eight of twenty shoulders, in twice their minutes."""
    done = Pen(now=MORNING + timedelta(minutes=16)).done("shoulders", 8, began=MORNING)
    send(house.engine, done)
    house.later(minutes=20)
    return house


def worth(house: House) -> tuple[dict[str, Any], dict[str, Any]]:
    answer = house.client.get(PATH, headers=house.sign_in())
    assert answer.status_code == 200, answer.text
    return answer.json()["piece_rate"], answer.json()["payroll"]


def test_every_key_the_front_end_reads_and_its_number(sewn: House) -> None:
    rate = float(SHOULDERS.standards[-1].piece_rate or 0)
    minutes = float(SHOULDERS.standards[-1].smv_min)
    assert worth(sewn) == (
        {
            "operation_name": "Shoulders",
            "standard_minutes": minutes,
            "base_rate": rate,
            "pieces_completed": 8,
            "pieces_target": 20,
            "time_worked_minutes": 16,
            "efficiency_percentage": round(100 * 8 * minutes / 16, 2),
            "earned_amount": 8 * rate,
            "potential_amount": 20 * rate,
            "quality_deduction": 0,
            "total_earnings": 8 * rate,
            "bonus_multiplier": 1,
        },
        {
            "base_earnings": 8 * rate,
            "quality_penalty": 0,
            "total_gross": 8 * rate,
            "net_pay": 8 * rate,
            "efficiency_bonus": 0,
            "overtime_bonus": 0,
            "deductions": 0,
        },
    )


def test_a_new_rate_holds_from_now_on(sewn: House) -> None:
    old = float(SHOULDERS.standards[-1].piece_rate or 0)
    answer = sewn.client.put(PATH, json={"base_rate": 9.125, "reason": "agreed"}, headers=sewn.sign_in())
    assert answer.status_code == 200, answer.text
    sewn.later(minutes=1)
    send(sewn.engine, Pen("kiosk-2", now=sewn.now).done("shoulders", 2), device="kiosk-2", now=sewn.now)
    rates, _ = worth(sewn)
    assert rates["base_rate"] == 9.125
    assert rates["earned_amount"] == 8 * old + 2 * 9.125


@pytest.mark.parametrize("rate", [-1, "much", None, 10**9])
def test_a_rate_that_is_none(sewn: House, rate: object) -> None:
    assert sewn.client.put(PATH, json={"base_rate": rate}, headers=sewn.sign_in()).status_code == 400


def test_a_run_that_is_none(house: House) -> None:
    assert house.client.get("/api/sewing/runs/none/piece-rates", headers=house.sign_in()).status_code == 404


@pytest.mark.parametrize(("role", "look", "edit"), [("QC", 403, 403), ("SUPERVISOR", 200, 403)])
def test_who_may(sewn: House, role: str, look: int, edit: int) -> None:
    with sewn.engine.begin() as connection:
        connection.execute(update(t.User).values(role=role))
    headers = sewn.sign_in()
    assert sewn.client.get(PATH, headers=headers).status_code == look
    assert sewn.client.put(PATH, json={"base_rate": 1}, headers=headers).status_code == edit
