from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from kiosk.server import tables as t
from kiosk.server.passwords import objection
from kiosk.server.users import LAST_ADMIN, NOBODY, TAKEN
from tests.server.conftest import House

EVA = {
    "email": "Eva@w1.example",
    "name": "Eva Lim",
    "role": "SUPERVISOR",
    "password": "needles in a haystack",
    "department": "SEWING",
}


def make(house: House, **other: Any) -> dict[str, Any]:
    answer = house.client.post("/api/users", json=EVA | other, headers=house.sign_in())
    assert answer.status_code == 201, answer.text
    shown: dict[str, Any] = answer.json()["data"]
    return shown


def ask(house: House, method: str, path: str, **body: Any) -> tuple[int, str]:
    answer = house.client.request(method, path, json=body or None, headers=house.sign_in())
    said = answer.json()
    return answer.status_code, said.get("error") or said.get("message") or ""


def is_open(house: House, headers: dict[str, str]) -> bool:
    return house.client.get("/api/auth/me", headers=headers).status_code == 200


def test_an_admin_lets_somebody_in(house: House) -> None:
    eva = make(house)
    assert (eva["email"], eva["role"], eva["is_active"]) == ("eva@w1.example", "SUPERVISOR", True)
    assert is_open(house, house.sign_in("eva@w1.example", EVA["password"]))
    assert ask(house, "POST", "/api/users", **EVA) == (409, TAKEN)


def test_no_answer_holds_a_password_or_a_hash(house: House) -> None:
    eva, headers = make(house), house.sign_in()
    for path in ("/api/users", f"/api/users/{eva['id']}", "/api/audit"):
        text = house.client.get(path, headers=headers).text
        assert "argon2" not in text
        assert "haystack" not in text
        assert "password_hash" not in text


def test_who_is_stopped_is_out_at_once(house: House) -> None:
    eva = make(house)
    headers = house.sign_in("eva@w1.example", EVA["password"])
    assert ask(house, "PUT", f"/api/users/{eva['id']}", is_active=False)[0] == 200
    assert not is_open(house, headers)
    answer = house.client.post("/api/auth/login", json={"email": "eva@w1.example", "password": EVA["password"]})
    assert answer.status_code == 401


def test_a_new_password_ends_what_the_old_one_began(house: House) -> None:
    eva = make(house)
    headers = house.sign_in("eva@w1.example", EVA["password"])
    assert ask(house, "POST", f"/api/users/{eva['id']}/password", password="threads on a spool")[0] == 200
    assert not is_open(house, headers)
    assert is_open(house, house.sign_in("eva@w1.example", "threads on a spool"))


def test_everybody_changes_their_own(house: House) -> None:
    make(house)
    headers = house.sign_in("eva@w1.example", EVA["password"])
    path, new = "/api/auth/password", "threads on a spool"
    wrong = house.client.post(path, json={"current": "not this one", "password": new}, headers=headers)
    assert wrong.status_code == 401
    right = house.client.post(path, json={"current": EVA["password"], "password": new}, headers=headers)
    assert right.status_code == 200
    assert not is_open(house, headers)
    assert is_open(house, house.sign_in("eva@w1.example", new))


def test_a_stolen_session_does_not_guess_the_password(house: House) -> None:
    headers = house.sign_in()
    body = {"current": "a guess", "password": "threads on a spool"}
    statuses = [house.client.post("/api/auth/password", json=body, headers=headers).status_code for _ in range(8)]
    assert statuses == [401] * 5 + [423] * 3


@pytest.mark.parametrize("change", [{"is_active": False}, {"role": "SUPERVISOR"}])
def test_the_last_admin_stays(house: House, change: dict[str, Any]) -> None:
    assert ask(house, "PUT", "/api/users/admin", **change) == (409, LAST_ADMIN)
    make(house, role="ADMIN")
    assert ask(house, "PUT", "/api/users/admin", **change)[0] == 200


def test_two_admins_do_not_stop_each_other(house: House) -> None:
    eva = make(house, role="ADMIN")
    headers = [house.sign_in(), house.sign_in("eva@w1.example", EVA["password"])]
    paths = [f"/api/users/{eva['id']}", "/api/users/admin"]

    def stop(n: int) -> int:
        return house.client.put(paths[n], json={"is_active": False}, headers=headers[n]).status_code

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(stop, range(2)))
    with house.engine.connect() as connection:
        assert connection.scalars(select(t.User.id).where(t.User.is_active)).all()


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "/api/users/nobody", {}, 404),
        ("PUT", "/api/users/nobody", {"name": "X"}, 404),
        ("POST", "/api/users/nobody/password", {"password": "threads on a spool"}, 404),
        ("POST", "/api/users", EVA | {"email": "no address"}, 400),
        ("POST", "/api/users", EVA | {"role": "KING"}, 400),
        ("POST", "/api/users", EVA | {"name": ""}, 400),
        ("POST", "/api/users", EVA | {"password": "short"}, 422),
        ("POST", "/api/users", EVA | {"email": "eva\u0000@w1.example"}, 400),
    ],
)
def test_nonsense_is_one_sentence(house: House, method: str, path: str, body: dict[str, Any], status: int) -> None:
    got, said = ask(house, method, path, **body)
    assert got == status
    assert said.endswith(".")
    assert status != 404 or said == NOBODY


def test_only_an_admin(house: House) -> None:
    make(house)
    headers = house.sign_in("eva@w1.example", EVA["password"])
    for method, path in (
        ("GET", "/api/users"),
        ("POST", "/api/users"),
        ("PUT", "/api/users/admin"),
        ("GET", "/api/audit"),
    ):
        body = None if method == "GET" else EVA
        assert house.client.request(method, path, json=body, headers=headers).status_code == 403


def test_what_an_admin_did_stands_in_the_trail(house: House) -> None:
    eva = make(house)
    house.later(minutes=1)
    ask(house, "PUT", f"/api/users/{eva['id']}", name="Eva Santos")
    (newest, *_) = house.client.get("/api/audit", params={"subject": eva["id"]}, headers=house.sign_in()).json()["data"]
    assert (newest["act"], newest["user"]) == ("changed a user", "Admin")
    assert newest["detail"] == {"name": ["Eva Lim", "Eva Santos"]}


def test_the_trail_is_read_page_by_page(house: House) -> None:
    for _ in range(7):
        house.sign_in()
        house.later(minutes=1)
    headers, seen, cursor = house.sign_in(), list[str](), ""
    while True:
        page = house.client.get("/api/audit", params={"limit": 3, "cursor": cursor}, headers=headers).json()
        seen += [entry["id"] for entry in page["data"]]
        cursor = page["next"] or ""
        if not cursor:
            break
    assert len(seen) == len(set(seen)) == 8
    since = {"since": house.now.isoformat(), "act": "signed in"}
    assert len(house.client.get("/api/audit", params=since, headers=headers).json()["data"]) == 1
    elsewhere = house.client.get("/api/audit", params={"since": "yesterday"}, headers=headers)
    assert elsewhere.status_code == 400


@pytest.mark.parametrize(
    ("password", "is_good"),
    [
        ("needles in a haystack", True),
        ("ñandú über straße 9", True),
        ("short", False),
        ("123456789012", False),
        ("abcdefghijkl", False),
        ("aaaaaaaaaaaa", False),
        ("Password1234", False),
        ("eva@w1.example", False),
        ("x" * 300, False),
    ],
)
def test_which_password_is_one(password: str, is_good: bool) -> None:
    assert (objection(password, "eva@w1.example") is None) == is_good


@given(st.text(min_size=12, max_size=200), st.emails())
def test_no_password_breaks_the_rules_own_program(password: str, email: str) -> None:
    said = objection(password, email)
    assert said is None or said.endswith(".")
