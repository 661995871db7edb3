"""The people's list: filtered as the front end asks, and never with a secret in it."""

import json
from typing import Any

import pytest
from sqlalchemy import update

from kiosk.server import tables as t
from tests.server.conftest import House


def get(house: House, path: str = "", **query: str | int) -> Any:
    return house.client.get(f"/api/employees{path}", params=query, headers=house.sign_in())


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({}, 2),
        ({"department": "Sewing"}, 2),
        ({"department": "SEWING", "status": "ACTIVE"}, 2),
        ({"department": "Cutting"}, 0),
        ({"status": "inactive"}, 0),
        ({"position": "operator"}, 2),
        ({"search": "reyes"}, 1),
        ({"search": "_"}, 0),
        ({"limit": 1}, 1),
    ],
)
def test_filters(house: House, query: dict[str, Any], count: int) -> None:
    assert len(get(house, **query).json()["data"]) == count


def test_no_secret_is_ever_in_it(house: House) -> None:
    with house.engine.begin() as connection:
        connection.execute(update(t.Employee).values(pin_hash="$argon2id$secret"))
    for answer in (get(house), get(house, "/ana")):
        said = json.dumps(answer.json())
        assert "argon2" not in said
        assert "hash" not in said
        assert "00000000" not in said, "a badge's code opens a kiosk"
    one = get(house, "/ana").json()["data"]
    assert (one["name"], one["has_pin"], one["has_badge"], one["status"]) == ("Ana Reyes", True, True, "ACTIVE")


@pytest.mark.parametrize(("path", "query", "status"), [("/nobody", {}, 404), ("", {"status": "flying"}, 400)])
def test_bad_questions(house: House, path: str, query: dict[str, str], status: int) -> None:
    answer = get(house, path, **query)
    assert (answer.status_code, answer.json()["error"][-1]) == (status, ".")


def test_who_may_not(house: House) -> None:
    with house.engine.begin() as connection:
        connection.execute(update(t.User).values(role="OPERATOR"))
    assert get(house).status_code == 403
    assert house.client.get("/api/employees").status_code == 401
