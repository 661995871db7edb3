from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import jwt
import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from kiosk.floor.ids import WorkspaceId
from kiosk.server import tables as t
from kiosk.server.passwords import hash_password
from tests.make import MORNING
from tests.server.conftest import PASSWORD, House
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
    claims = {"userId": "admin", "email": "e", "role": "ADMIN", "workspaceId": "w1", "type": "access"}
    soon = MORNING + timedelta(days=4000)
    forged = [
        "",
        "nonsense",
        jwt.encode(claims | {"exp": soon}, "another secret, of 32 characters too", algorithm="HS256"),
        jwt.encode(claims | {"exp": soon}, "", algorithm="none"),
        jwt.encode(claims, "a secret of at least 32 characters", algorithm="HS256"),
        jwt.encode(claims | {"exp": MORNING}, "a secret of at least 32 characters", algorithm="HS256"),
        jwt.encode(claims | {"type": "refresh", "exp": soon}, "a secret of at least 32 characters", algorithm="HS256"),
    ]
    for token in forged:
        assert house.client.get("/api/auth/me", headers={"Authorization": f"Bearer {token}"}).status_code == 401


def test_every_try_is_in_the_audit_trail_without_the_password(house: House) -> None:
    login(house, "admin@w1.example", "wrong-but-close")
    house.sign_in()
    with house.engine.connect() as connection:
        rows = connection.execute(select(t.AuditEntry)).all()
    assert [row.act for row in rows] == ["wrong password", "signed in"]
    assert "wrong-but-close" not in str(rows)
