"""Sessions: renewed by a token that is good once, and ended in every way there is."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import select, update

from kiosk.floor.ids import WorkspaceId
from kiosk.server import tables as t
from tests.server.conftest import HASH, PASSWORD, House
from tests.server.factory import build

ADMIN = "admin@w1.example"
Said = dict[str, Any]


def signed_in(house: House, email: str = ADMIN) -> Said:
    """The pair of a new session. The client's own cookies are forgotten: each test says what it sends."""
    said: Said = house.client.post("/api/auth/login", json={"email": email, "password": PASSWORD}).json()
    house.client.cookies.clear()
    return said


def renewed(house: House, token: str) -> Any:
    answer = house.client.post("/api/auth/refresh", json={"refresh_token": token})
    house.client.cookies.clear()
    return answer


def bearer(said: Said) -> dict[str, str]:
    return {"Authorization": f"Bearer {said['access_token']}"}


def opens(house: House, said: Said) -> bool:
    status = house.client.get("/api/auth/me", headers=bearer(said)).status_code
    assert status in {200, 401}
    return status == 200


def sign_out(house: House, said: Said) -> None:
    assert house.client.post("/api/auth/logout", headers=bearer(said)).status_code == 200


def end_as_admin(house: House, said: Said) -> None:
    rows = house.client.get("/api/auth/sessions", headers=bearer(said)).json()["data"]
    oldest = rows[-1]
    assert (oldest["email"], "hash" in str(rows)) == (ADMIN, False)
    answer = house.client.post(f"/api/auth/sessions/{oldest['id']}/end", headers=bearer(signed_in(house)))
    assert answer.json() == {"success": True}


def change(house: House, **values: object) -> None:
    with house.engine.begin() as connection:
        connection.execute(update(t.User).where(t.User.email == ADMIN).values(values))


def disable_and_forgive(house: House, _said: Said) -> None:
    change(house, is_active=False)
    change(house, is_active=True)


def new_password(house: House, _said: Said) -> None:
    change(house, password_hash="another")
    change(house, password_hash=HASH)


def steal(house: House, said: Said) -> None:
    assert renewed(house, said["refresh_token"]).status_code == 200
    assert renewed(house, said["refresh_token"]).status_code == 401


ENDS: dict[str, Callable[[House, Said], None]] = {
    "signed out": sign_out,
    "by an admin": end_as_admin,
    "disabled, even if enabled again": disable_and_forgive,
    "a new password, even if the old one came back": new_password,
    "an old refresh token that came again": steal,
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_what_ends_a_session_kills_both_tokens(house: House, end: Callable[[House, Said], None]) -> None:
    said = signed_in(house)
    assert opens(house, said)
    end(house, said)
    assert not opens(house, said)
    assert renewed(house, said["refresh_token"]).status_code == 401
    assert opens(house, signed_in(house))


def test_a_renewed_pair_goes_on_where_the_old_one_ended(house: House) -> None:
    first = signed_in(house)
    house.later(minutes=15)
    assert not opens(house, first)
    answer = renewed(house, first["refresh_token"])
    second = answer.json()
    assert opens(house, second)
    assert second.keys() == first.keys() == {"success", "access_token", "refresh_token", "expires_in", "user"}
    cookies = answer.headers.get_list("set-cookie")
    assert [("Max-Age=900" in one, "Max-Age=604800" in one) for one in cookies] == [(True, False), (False, True)]
    assert all("HttpOnly" in one and "SameSite=lax" in one for one in cookies)


def test_the_cookie_renews_as_well(house: House) -> None:
    said = signed_in(house)
    house.client.cookies.set("refresh_token", said["refresh_token"], path="/api/auth")
    assert house.client.post("/api/auth/refresh").status_code == 200


def test_the_newest_of_a_stolen_family_is_dead_too(house: House) -> None:
    first = signed_in(house)
    second = renewed(house, first["refresh_token"]).json()
    third = renewed(house, second["refresh_token"]).json()
    other = signed_in(house)
    assert renewed(house, first["refresh_token"]).status_code == 401
    assert [opens(house, one) for one in (first, second, third, other)] == [False, False, False, True]
    assert renewed(house, third["refresh_token"]).status_code == 401
    with house.engine.connect() as connection:
        (detail,) = connection.scalars(select(t.AuditEntry.detail).where(t.AuditEntry.act == "ended a session"))
    assert detail == {"why": "an old refresh token came again"}


def test_a_race_of_one_refresh_token_renews_once(house: House) -> None:
    token = signed_in(house)["refresh_token"]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: renewed(house, token).status_code, range(8)))
    assert sorted(answers) == [200] + [401] * 7


def test_idle_for_a_week_is_over(house: House) -> None:
    said = signed_in(house)
    house.later(days=7)
    assert renewed(house, said["refresh_token"]).status_code == 401


def test_after_thirty_days_the_password_is_asked_for_again(house: House) -> None:
    said = signed_in(house)
    for _ in range(5):
        house.later(days=5, hours=23)
        said = renewed(house, said["refresh_token"]).json()
    house.later(hours=4, minutes=59)
    said = renewed(house, said["refresh_token"]).json()
    assert opens(house, said)
    house.later(minutes=1)
    assert not opens(house, said)
    assert renewed(house, said["refresh_token"]).status_code == 401


def test_a_token_of_one_kind_is_none_of_the_other(house: House) -> None:
    said = signed_in(house)
    assert renewed(house, said["access_token"]).status_code == 401
    assert not opens(house, {"access_token": said["refresh_token"]})
    assert opens(house, said)


@pytest.mark.parametrize("body", [None, {}, {"refresh_token": ""}, {"refresh_token": "x.y.z"}, {"refresh_token": 7}])
def test_a_refresh_without_a_token(house: House, body: object) -> None:
    assert house.client.post("/api/auth/refresh", json=body).status_code in {400, 401}


def test_a_role_taken_away_is_gone_at_once(house: House) -> None:
    said = signed_in(house)
    change(house, role="OPERATOR")
    assert house.client.get("/api/auth/sessions", headers=bearer(said)).status_code == 403
    assert house.client.get("/api/devices", headers=bearer(said)).status_code == 403


def test_another_factorys_sessions_are_not_there(house: House) -> None:
    build(house.engine, workspace=WorkspaceId("w2"))
    with house.engine.begin() as connection:
        connection.execute(update(t.User).where(t.User.workspace_id == "w2").values(password_hash=HASH))
    theirs, ours = signed_in(house, "admin@w2.example"), signed_in(house)
    rows = house.client.get("/api/auth/sessions", headers=bearer(ours)).json()["data"]
    assert {row["email"] for row in rows} == {ADMIN}
    with house.engine.connect() as connection:
        id_ = connection.scalar(select(t.Session.id).where(t.Session.workspace_id == "w2"))
    assert house.client.post(f"/api/auth/sessions/{id_}/end", headers=bearer(ours)).status_code == 404
    assert opens(house, theirs)


def test_no_token_is_kept(house: House) -> None:
    said = signed_in(house)
    with house.engine.connect() as connection:
        kept = str(connection.execute(select(t.Session.sheet())).all() + connection.execute(select(t.AuditEntry)).all())
    assert said["refresh_token"] not in kept
    assert said["access_token"] not in kept


def test_what_is_long_over_goes(house: House) -> None:
    for _ in range(3):
        signed_in(house)
        house.later(days=20)
    with house.engine.connect() as connection:
        assert len(connection.scalars(select(t.Session.began_at)).all()) == 2
