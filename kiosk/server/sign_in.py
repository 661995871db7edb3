"""Signing in by e-mail and password, and who is behind a Bearer token. Shapes: the existing front end's."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

import jwt
from fastapi import APIRouter, Depends, Header, Response
from pydantic import BaseModel, Field
from sqlalchemy import Connection, Row, select, update

from kiosk.floor.access import Act, Role, may, wait_s
from kiosk.floor.ids import UserId, WorkspaceId
from kiosk.server import tables as t
from kiosk.server.audit import note
from kiosk.server.doors import Doors
from kiosk.server.passwords import is_right
from kiosk.server.sorry import Refusal

ACCESS = timedelta(minutes=15)
WRONG = "E-mail or password is wrong."


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks."""

    id: UserId
    email: str
    role: Role
    workspace: WorkspaceId


class Login(BaseModel):
    email: str = Field(max_length=200)
    password: str = Field(max_length=200)


Signed = Callable[..., Person]


def person(doors: Doors) -> Signed:
    """The dependency that reads `Authorization: Bearer …`."""

    def read(authorization: Annotated[str, Header()] = "") -> Person:
        try:
            return _who(doors, authorization.removeprefix("Bearer "))
        except (jwt.InvalidTokenError, KeyError, ValueError):
            raise Refusal(401, "Sign in again.") from None

    return read


def _who(doors: Doors, token: str) -> Person:
    """Raises what jwt raises, KeyError or ValueError. The token's end is judged by our own clock."""
    said = jwt.decode(token, doors.secret, algorithms=["HS256"], options={"require": ["exp"], "verify_exp": False})
    if said["type"] != "access" or not doors.clock().timestamp() < float(said["exp"]):
        raise ValueError("no access token, or no longer")
    return Person(said["userId"], said["email"], Role(said["role"]), said["workspaceId"])


def require(who: Person, act: Act) -> None:
    if not may(who.role, act):
        raise Refusal(403, f"Your role may not {act}.")


def routes(doors: Doors) -> APIRouter:
    router = APIRouter(prefix="/api/auth", tags=["sign-in"])

    @router.post("/login")
    def login(asked: Login, response: Response) -> dict[str, object]:
        """Five tries are free; then each wrong one waits longer, whoever made it."""
        with doors.transaction() as connection:
            user, refusal = _try(connection, asked, doors)
        if refusal is not None or user is None:
            raise refusal or Refusal(401, WRONG)
        token = _token(doors, user)
        response.set_cookie("auth_token", token, max_age=int(ACCESS.total_seconds()), httponly=True, samesite="lax")
        return {
            "success": True,
            "access_token": token,
            "expires_in": int(ACCESS.total_seconds()),
            "user": _shown(user),
        }

    @router.get("/me")
    def me(who: Annotated[Person, Depends(person(doors))]) -> dict[str, object]:
        with doors.transaction() as connection:
            user = connection.execute(
                select(t.User).where(t.User.workspace_id == who.workspace, t.User.id == who.id, t.User.is_active)
            ).one_or_none()
        if user is None:
            raise Refusal(401, "Sign in again.")
        return {"success": True, "data": _shown(user) | {"isActive": True, "lastLoginAt": user.last_login_at}}

    return router


def _try(connection: Connection, asked: Login, doors: Doors) -> tuple[Row[t.User] | None, Refusal | None]:
    """The user, or why not. The count of wrong tries is written either way, so it is not raised from here.

    One person may work for two factories under one e-mail: the password tells which is meant.
    """
    query = select(t.User).where(t.User.email == asked.email.strip().lower(), t.User.is_active)
    users = connection.execute(query.order_by(t.User.workspace_id).with_for_update()).all()
    now = doors.clock()
    free = [user for user in users if not _still_waits(user, now)]
    if users and not free:
        left = min(_still_waits(user, now) for user in users)
        return None, Refusal(423, f"Too many wrong tries. Try again in {left} seconds.", retry_after_s=left)
    right = next((user for user in free if is_right(asked.password, user.password_hash)), None)
    if not users:
        is_right(asked.password, None)
    for user in [right] if right else free:
        _count(connection, doors, user, right=right is not None)
    return (right, None) if right else (None, Refusal(401, WRONG))


def _count(connection: Connection, doors: Doors, user: Row[t.User], *, right: bool) -> None:
    now = doors.clock()
    wrong = {"wrong_tries": user.wrong_tries + 1, "last_wrong_at": now}
    tries = {"wrong_tries": 0, "last_login_at": now} if right else wrong
    ours = (t.User.workspace_id == user.workspace_id) & (t.User.id == user.id)
    connection.execute(update(t.User).where(ours).values(tries))
    act = "signed in" if right else "wrong password"
    note(connection, doors, WorkspaceId(user.workspace_id), act=act, user=user.id)


def _still_waits(user: Row[t.User], now: datetime) -> int:
    if user.last_wrong_at is None:
        return 0
    over_at: datetime = user.last_wrong_at + timedelta(seconds=wait_s(user.wrong_tries))
    return max(0, round((over_at - now).total_seconds()))


def _token(doors: Doors, user: Row[t.User]) -> str:
    claims = {"userId": user.id, "email": user.email, "role": user.role, "workspaceId": user.workspace_id}
    return jwt.encode(claims | {"type": "access", "exp": doors.clock() + ACCESS}, doors.secret, algorithm="HS256")


def _shown(user: Row[t.User]) -> dict[str, object]:
    return {
        "id": user.id,
        "email": user.email,
        "name": user.name,
        "role": user.role,
        "position": user.position,
        "department": user.department,
        "workspaceId": user.workspace_id,
    }
