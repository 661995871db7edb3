from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import jwt
import pytest
from fastapi import Request
from fastapi.testclient import TestClient
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from kiosk.floor.ids import WorkspaceId
from kiosk.server import tables as t
from kiosk.server.app import build as build_app
from kiosk.server.passwords import hash_password
from kiosk.server.settings import Settings
from kiosk.server.sign_in import AN_ADDRESS, address_of
from kiosk.server.throttle import Throttle, growing
from tests.make import MORNING
from tests.server.conftest import PASSWORD, SECRET, House
from tests.server.factory import build


def login(house: House, email: str, password: str) -> int:
    return house.client.post("/api/auth/login", json={"email": email, "password": password}).status_code


def test_the_right_password_opens_and_a_token_says_who_asks(house: House) -> None:
    answer = house.client.post("/api/auth/login", json={"email": " Admin@W1.example ", "password": PASSWORD})
    said = answer.json()
    assert (said["success"], said["expires_in"]) == (True, 900)
    assert said["user"]["workspaceId"] == "w1"
    claims = jwt.decode(said["access_token"], options={"verify_signature": False})
    assert {"userId", "email", "role", "workspaceId", "type"} <= claims.keys()
    assert "httponly" in answer.headers["set-cookie"].lower()


def test_me(house: House) -> None:
    said = house.client.get("/api/auth/me", headers=house.sign_in()).json()
    assert said["data"]["email"] == "admin@w1.example"
    assert "hash" not in str(said)


@pytest.mark.parametrize(("email", "password"), [("admin@w1.example", "no"), ("nobody@w1.example", PASSWORD)])
def test_one_sentence_for_every_wrong_answer(house: House, email: str, password: str) -> None:
    answer = house.client.post("/api/auth/login", json={"email": email, "password": password})
    assert answer.status_code == 401
    assert answer.json() == {
        "success": False,
        "error": "E-mail or password is wrong.",
        "message": "E-mail or password is wrong.",
    }


def test_wrong_tries_wait_longer_and_the_right_one_waits_too(house: House) -> None:
    for _ in range(5):
        assert login(house, "admin@w1.example", "no") == 401
    assert login(house, "admin@w1.example", PASSWORD) == 423
    house.later(seconds=31)
    assert login(house, "admin@w1.example", "no") == 401
    house.later(seconds=31)
    assert login(house, "admin@w1.example", PASSWORD) == 423
    house.later(seconds=30)
    assert login(house, "admin@w1.example", PASSWORD) == 200
    assert login(house, "admin@w1.example", "no") == 401


def test_a_race_of_tries_gives_none_extra(house: House) -> None:
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: login(house, "admin@w1.example", "no"), range(20)))
    assert sorted(answers) == [401] * 5 + [423] * 15


def answers(house: House, email: str) -> list[tuple[int, str, str | None]]:
    """To six wrong passwords, then one after half a minute and one at once."""
    said = []
    for wait_s in (0, 0, 0, 0, 0, 0, 31, 0):
        house.later(seconds=wait_s)
        answer = house.client.post("/api/auth/login", json={"email": email, "password": "no"})
        said.append((answer.status_code, answer.text, answer.headers.get("Retry-After")))
    return said


def test_nothing_tells_whether_there_is_an_account(house: House) -> None:
    ours = answers(house, "admin@w1.example")
    assert [status for status, _, _ in ours] == [401] * 5 + [423, 401, 423]
    assert answers(house, "nobody@w1.example") == ours
    with house.engine.connect() as connection:
        assert "nobody" not in str(connection.execute(select(t.Tries.sheet())).all())


def test_tries_count_in_every_server_process(house: House, database: str) -> None:
    other = build_app(Settings(database_url=database, secret=SECRET), clock=lambda: house.now)
    with TestClient(other) as second:
        both = (house, replace(house, client=second))
        assert [login(both[n % 2], "admin@w1.example", "no") for n in range(7)] == [401] * 5 + [423] * 2


def test_one_password_on_a_thousand_accounts(house: House) -> None:
    """Whoever sprays from one address is stopped, and nobody elsewhere is."""
    addresses = Throttle(house.doors(), "address", AN_ADDRESS)
    assert [addresses.count("testclient") for _ in range(99)] == [0] * 99
    assert login(house, "one-more@w1.example", "no") == 401
    assert login(house, "admin@w1.example", PASSWORD) == 429
    elsewhere = TestClient(house.client.app, client=("10.0.0.7", 1))
    assert login(replace(house, client=elsewhere), "admin@w1.example", PASSWORD) == 200
    house.later(minutes=10)
    assert login(house, "admin@w1.example", PASSWORD) == 200


def test_tries_of_nobody_are_forgotten_after_a_day(house: House) -> None:
    accounts = Throttle(house.doors(), "account", growing)
    for n in range(5):
        accounts.count(f"nobody-{n}")
    house.later(days=1, seconds=1)
    accounts.count("somebody")
    with house.engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(t.Tries)) == 1


@pytest.mark.parametrize(
    ("host", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:0db8:0001:0002"),
        ("2001:db8:1:2::9", "2001:0db8:0001:0002"),
        ("testclient", "testclient"),
    ],
)
def test_whom_an_address_stands_for(host: str, counted: str) -> None:
    assert address_of(Request({"type": "http", "client": (host, 1), "headers": []})) == counted


def test_a_user_who_left_cannot_sign_in_nor_stay(house: House) -> None:
    headers = house.sign_in()
    with house.engine.begin() as connection:
        connection.execute(update(t.User).values(is_active=False))
    assert login(house, "admin@w1.example", PASSWORD) == 401
    assert house.client.get("/api/auth/me", headers=headers).status_code == 401


def test_one_email_in_two_factories(house: House) -> None:
    """The password tells which one is meant, and a wrong one counts in both."""
    build(house.engine, workspace=WorkspaceId("w2"))
    with house.engine.begin() as connection:
        other = update(t.User).where(t.User.workspace_id == "w2")
        connection.execute(other.values(email="admin@w1.example", password_hash=hash_password("the other factory")))
    ours, theirs = (
        house.client.post("/api/auth/login", json={"email": "admin@w1.example", "password": password}).json()
        for password in (PASSWORD, "the other factory")
    )
    assert (ours["user"]["workspaceId"], theirs["user"]["workspaceId"]) == ("w1", "w2")
    for _ in range(5):
        assert login(house, "admin@w1.example", "neither") == 401
    assert login(house, "admin@w1.example", PASSWORD) == 423


def test_an_email_is_kept_as_it_is_looked_up(house: House) -> None:
    with pytest.raises(IntegrityError, match="lower_email"), house.engine.begin() as connection:
        connection.execute(update(t.User).values(email="Admin@W1.example"))


def test_tokens_that_are_none(house: House) -> None:
    token = house.sign_in()["Authorization"].removeprefix("Bearer ")
    claims = jwt.decode(token, options={"verify_signature": False}) | {"exp": MORNING + timedelta(days=4000)}
    forged = {
        "nothing": "",
        "nonsense": "nonsense",
        "another secret": jwt.encode(claims, "another secret, of 32 characters too", algorithm="HS256"),
        "unsigned": jwt.encode(claims, "", algorithm="none"),
        "another session": jwt.encode(claims | {"sessionId": "s"}, SECRET, algorithm="HS256"),
        "another factory": jwt.encode(claims | {"workspaceId": "w2"}, SECRET, algorithm="HS256"),
        "an end that is no number": jwt.encode(claims | {"exp": [1]}, SECRET, algorithm="HS256"),
        "past": jwt.encode(claims | {"exp": MORNING}, SECRET, algorithm="HS256"),
        "refresh": jwt.encode(claims | {"type": "refresh"}, SECRET, algorithm="HS256"),
        **{f"no {name}": jwt.encode(_without(claims, name), SECRET, algorithm="HS256") for name in MUST},
    }
    told = {
        why: house.client.get("/api/auth/me", headers={"Authorization": f"Bearer {token}"}).status_code
        for why, token in forged.items()
    }
    assert told == dict.fromkeys(forged, 401)
    good = jwt.encode(claims, SECRET, algorithm="HS256")
    assert house.client.get("/api/auth/me", headers={"Authorization": f"Bearer {good}"}).status_code == 200


MUST = ("exp", "type", "workspaceId", "sessionId")


def _without(claims: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in claims.items() if key != name}


def test_every_try_is_in_the_audit_trail_without_the_password(house: House) -> None:
    login(house, "admin@w1.example", "wrong-but-close")
    house.sign_in()
    with house.engine.connect() as connection:
        rows = connection.execute(select(t.AuditEntry)).all()
    assert [row.act for row in rows] == ["wrong password", "signed in"]
    assert "wrong-but-close" not in str(rows)
