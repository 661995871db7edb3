"""What the front end reads of the dashboards: every key, of its type, whether or not there is anything to show."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from kiosk.server import tables as t
from tests.make import BEN, MORNING, Pen, defect
from tests.server.conftest import House
from tests.server.test_intake import send

TILES = {
    "active_runs": int,
    "todays_completed": int,
    "operators_working": int,
    "avg_efficiency": int,
    "pending_bundles": int,
    "total_pieces_today": int,
}
OVERVIEW = {
    "time_range": str,
    "summary": {
        "total_orders": int,
        "active_orders": int,
        "completed_orders": int,
        "total_revenue": float,
        "pending_invoices": int,
        "active_employees": int,
    },
    "production": dict.fromkeys(
        ("cutting_efficiency", "printing_efficiency", "sewing_efficiency", "overall_efficiency"), float
    ),
    "recent_activity": dict.fromkeys(("orders_today", "shipments_today", "qc_inspections_today"), int),
    "trends": dict.fromkeys(("orders_growth", "revenue_growth", "efficiency_trend"), float),
    "alerts": {
        "overdue_orders": int,
        "low_inventory_items": int,
        "pending_approvals": int,
        "upcoming_deadlines": [
            {"order_number": str, "client": str, "brand": str, "delivery_date": str, "days_remaining": int}
        ],
    },
    "overview": {
        "active_orders": [{"status": str, "_count": {"id": int}}],
        "production_stats": [{"status": str, "_count": int, "_avg": {"actual_hours": float}}],
        "machine_utilization": [],
    },
    "quality": {
        "metrics": [{"status": str, "stage": str, "_count": int}],
        "pass_rate": {"passed": int, "total": int},
    },
}
MAYBE = (str, type(None))
FLOOR = {
    "floor_stations": [
        {
            "station_id": str,
            "name": str,
            "type": str,
            "status": str,
            "current_run": MAYBE,
            "current_inspection": MAYBE,
            "operator": MAYBE,
            "inspector": MAYBE,
            "efficiency": float,
            "pass_rate": float,
            "units_today": int,
            "inspections_today": int,
        }
    ],
    "departments": [
        {
            "name": str,
            "active_runs": int,
            "active_inspections": int,
            "employees_count": int,
            "efficiency": float,
            "pass_rate": float,
            "status": str,
        }
    ],
    "overall_status": {
        "total_active_stations": int,
        "total_stations": int,
        "overall_efficiency": float,
        "units_produced_today": int,
        "shift": str,
        "shift_start": str,
        "shift_end": str,
    },
    "alerts": [{"level": str, "station": str, "message": str, "timestamp": str}],
    "bundles": [
        {
            "id": str,
            "qr_code": str,
            "order_number": str,
            "client": str,
            "status": str,
            "current_stage": str,
            "department": str,
            "assigned_to": MAYBE,
            "progress": {"cutting": int, "printing": int, "sewing": int},
        }
    ],
    "work_orders": [],
    "employees": [{"name": str, "department": str, "position": str, "status": str, "current_task": MAYBE}],
}
DOORS = {
    "/api/sewing/dashboard": (TILES, None),
    "/api/dashboard/overview": (OVERVIEW, "generated_at"),
    "/api/dashboard/floor-status": (FLOOR, "last_updated"),
}


def fits(value: Any, shape: Any) -> bool:
    if isinstance(shape, dict):
        return value.keys() == shape.keys() and all(fits(value[key], part) for key, part in shape.items())
    if isinstance(shape, list):
        return isinstance(value, list) and all(fits(one, shape[0]) for one in value)
    return isinstance(value, shape)


@pytest.fixture
def busy(house: House) -> House:
    """Ana sewed twenty pieces in twice their minutes, Ben has begun, and an inspector found two bad ones."""
    ana = Pen(now=MORNING + timedelta(minutes=40))
    ben = Pen("kiosk-3", "s2", now=MORNING + timedelta(minutes=40))
    send(house.engine, ana.done("shoulders", 20, began=MORNING))
    send(house.engine, ben.done("sleeves", 5, worker=BEN), device="kiosk-3")
    found = Pen("kiosk-2", "qc", now=MORNING + timedelta(minutes=50)).found(defect(pieces=2))
    send(house.engine, found, device="kiosk-2")
    with house.engine.begin() as connection:
        connection.execute(update(t.SewingRun).values(created_at=MORNING))
        connection.execute(update(t.Order).values(due=MORNING.date() + timedelta(days=3)))
    house.later(hours=1)
    return house


def data(house: House, door: str, **query: str) -> Any:
    answer = house.client.get(door, params=query, headers=house.sign_in())
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


@pytest.mark.parametrize("door", DOORS)
def test_every_key_is_there_when_much_happened_and_when_nothing_did(busy: House, door: str) -> None:
    shape, moment = DOORS[door]
    for _ in range(2):
        answer = busy.client.get(door, headers=busy.sign_in()).json()
        assert answer["success"] is True
        assert moment is None or answer[moment].endswith("Z")
        assert fits(answer["data"], shape)
        busy.later(days=40)


def test_the_six_tiles(busy: House) -> None:
    assert data(busy, "/api/sewing/dashboard") == {
        "active_runs": 1,
        "todays_completed": 1,
        "operators_working": 2,
        "avg_efficiency": 50,
        "pending_bundles": 0,
        "total_pieces_today": 25,
    }


def test_tomorrow_is_another_day(busy: House) -> None:
    """By the factory's clock: what stands unfinished stays, what was done is yesterday's."""
    busy.later(days=1)
    tiles = data(busy, "/api/sewing/dashboard")
    assert (tiles["active_runs"], tiles["todays_completed"], tiles["total_pieces_today"]) == (1, 0, 0)
    assert (tiles["operators_working"], tiles["avg_efficiency"]) == (0, 0)


def test_the_overview(busy: House) -> None:
    said = data(busy, "/api/dashboard/overview", range="7d")
    assert said["time_range"] == "7d"
    assert said["production"]["sewing_efficiency"] == 50
    assert said["quality"] == {
        "metrics": [{"status": "FAILED", "stage": "QC", "_count": 1}],
        "pass_rate": {"passed": 18, "total": 20},
    }
    assert said["alerts"]["upcoming_deadlines"] == [
        {
            "order_number": "PO-1",
            "client": "Client",
            "brand": "Client",
            "delivery_date": "2026-03-05",
            "days_remaining": 3,
        }
    ]
    assert said["overview"]["production_stats"] == [{"status": "IN_PROGRESS", "_count": 1, "_avg": {"actual_hours": 0}}]
    busy.later(days=8)
    later = data(busy, "/api/dashboard/overview", range="7d")
    assert (later["production"]["sewing_efficiency"], later["quality"]["pass_rate"]["total"]) == (0, 0)
    assert later["alerts"]["overdue_orders"] == 1
    assert data(busy, "/api/dashboard/overview", range="30d")["production"]["sewing_efficiency"] == 50


def test_the_floor(busy: House) -> None:
    said = data(busy, "/api/dashboard/floor-status")
    stations = {one["station_id"]: one for one in said["floor_stations"]}
    assert (stations["s1"]["operator"], stations["s1"]["units_today"], stations["s1"]["status"]) == (
        "Ana Reyes",
        20,
        "ACTIVE",
    )
    assert (stations["qc"]["type"], stations["qc"]["pass_rate"], stations["qc"]["inspections_today"]) == (
        "QUALITY_CONTROL",
        90,
        1,
    )
    (bundle,) = said["bundles"]
    assert (bundle["id"], bundle["progress"]["cutting"]) == ("b1", 100)
    people = {one["name"]: (one["status"], one["current_task"]) for one in said["employees"]}
    assert people["Ben Cruz"] == ("working", "Station s2")
    overall = said["overall_status"]
    assert (overall["shift"], overall["shift_start"], overall["shift_end"]) == ("MORNING", "06:00", "14:00")
    assert overall["total_stations"] == 3


def test_a_range_that_is_none(house: House) -> None:
    answer = house.client.get("/api/dashboard/overview", params={"range": "10y"}, headers=house.sign_in())
    assert (answer.status_code, answer.json()["error"]) == (400, "Ask for a range of 7d, 30d or 90d.")


@pytest.mark.parametrize(
    ("role", "statuses"), [("OPERATOR", [403] * 3), ("QC", [200, 403, 403]), ("SUPERVISOR", [200] * 3)]
)
def test_who_may_look(house: House, role: str, statuses: list[int]) -> None:
    with house.engine.begin() as connection:
        connection.execute(update(t.User).values(role=role))
    headers = house.sign_in()
    assert [house.client.get(door, headers=headers).status_code for door in DOORS] == statuses
