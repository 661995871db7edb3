"""Signing in by e-mail and password, and who is behind a Bearer token. Shapes: the existing front end's."""

import logging
from collections.abc import Callable
from datetime import timedelta
from ipaddress import IPv6Address, ip_address
from typing import Annotated, Any

from fastapi import APIRouter, Cookie, Depends, Header, Request, Response
from pydantic import BaseModel, Field
from sqlalchemy import Row, select, update

from kiosk.floor.access import Act, may
from kiosk.floor.ids import WorkspaceId
from kiosk.server import sessions
from kiosk.server import tables as t
from kiosk.server.audit import note
from kiosk.server.doors import Doors
from kiosk.server.passwords import is_right
from kiosk.server.sessions import ACCESS, REFRESH, NoSession, Pair, Person
from kiosk.server.sorry import Refusal
from kiosk.server.throttle import Throttle, growing, most
from kiosk.server.walls import NO_FACTORY, factories_of_email

log = logging.getLogger(__name__)

WRONG = "E-mail or password is wrong."
AGAIN = "Sign in again."
AN_ADDRESS = most(100, timedelta(minutes=10))
"""Wrong ones of one address, whomever they were for. All of a factory may stand behind one."""


class Login(BaseModel):
    email: str = Field(max_length=200)
    password: str = Field(max_length=200, repr=False)


class Refresh(BaseModel):
    refresh_token: str = Field(max_length=2000, repr=False)


Signed = Callable[..., Person]


def person(doors: Doors) -> Signed:
    """The dependency that reads `Authorization: Bearer …`."""

    def read(authorization: Annotated[str, Header()] = "") -> Person:
        try:
            return sessions.person_of(doors, authorization.removeprefix("Bearer "))
        except NoSession:
            raise Refusal(401, AGAIN) from None

    return read


def require(who: Person, act: Act) -> None:
    if not may(who.role, act):
        raise Refusal(403, f"Your role may not {act}.")


def routes(doors: Doors) -> APIRouter:
    router = APIRouter(prefix="/api/auth", tags=["sign-in"])
    signed = Depends(person(doors))
    accounts, addresses = Throttle(doors, "account", growing), Throttle(doors, "address", AN_ADDRESS)

    @router.post("/login")
    def login(asked: Login, request: Request, response: Response) -> dict[str, object]:
        """Five tries are free; then each wrong one waits longer, whoever made it and whether or not there is such an
        account.
        """
        email, address = asked.email.strip().lower(), address_of(request)
        addresses.check(address)
        if left := accounts.count(email):
            log.warning("A sign-in from %s has to wait %s s.", address, left)
            raise Refusal(423, f"Too many wrong tries. Try again in {left} seconds.", retry_after_s=left)
        user = _user(doors, email, asked.password)
        if user is None:
            raise Refusal(401, WRONG)
        accounts.forgive(email)
        addresses.give_back(address)
        return _opened(request, response, _begun(doors, user), user)

    @router.post("/refresh")
    def refresh(
        request: Request,
        response: Response,
        asked: Refresh | None = None,
        refresh_token: Annotated[str, Cookie(max_length=2000)] = "",
    ) -> dict[str, object]:
        """A new pair for a refresh token, which is good once: when it comes again, the whole session ends."""
        try:
            renewed = sessions.renew(doors, asked.refresh_token if asked else refresh_token)
        except NoSession:
            raise Refusal(401, AGAIN) from None
        return _opened(request, response, *renewed)

    @router.post("/logout")
    def logout(who: Annotated[Person, signed], response: Response) -> dict[str, object]:
        """Both tokens open nothing any more."""
        with doors.transaction(who.workspace) as connection:
            sessions.end(connection, doors, who.workspace, who.session)
            note(connection, doors, who.workspace, act="signed out", user=who.id, subject=who.session)
        response.delete_cookie("auth_token")
        response.delete_cookie("refresh_token", path=router.prefix)
        return {"success": True, "message": "Signed out."}

    @router.get("/me")
    def me(who: Annotated[Person, signed]) -> dict[str, object]:
        with doors.transaction(who.workspace) as connection:
            theirs = (t.User.workspace_id == who.workspace) & (t.User.id == who.id)
            user = connection.execute(select(t.User).where(theirs)).one()
        return {"success": True, "data": _shown(user) | {"isActive": user.is_active, "lastLoginAt": user.last_login_at}}

    return router


def address_of(request: Request) -> str:
    """Where a request comes from, as the proxy tells; of an IPv6 address the network, of which one house has all."""
    host = request.client.host if request.client else ""
    try:
        ip = ip_address(host)
    except ValueError:
        return host
    if not isinstance(ip, IPv6Address):
        return host
    return str(ip.ipv4_mapped) if ip.ipv4_mapped else ip.exploded[:19]


def _user(doors: Doors, email: str, password: str) -> Row[t.User] | None:
    """Whose password it is. A wrong one is noted with everybody who has this e-mail.

    One person may work for two factories under one e-mail: the password tells which is meant. Passwords are slow to
    check, so no row is held meanwhile.
    """
    users = [user for factory in _factories(doors, email) if (user := _user_there(doors, factory, email))]
    right = next((user for user in users if is_right(password, user.password_hash)), None)
    if not users:
        is_right(password, None)
    if right is None:
        for user in users:
            with doors.transaction(user.workspace_id) as connection:
                note(connection, doors, user.workspace_id, act="wrong password", user=user.id)
    return right


def _factories(doors: Doors, email: str) -> list[WorkspaceId]:
    with doors.transaction(NO_FACTORY) as connection:
        return factories_of_email(connection, email)


def _user_there(doors: Doors, factory: WorkspaceId, email: str) -> Row[t.User] | None:
    theirs = (t.User.workspace_id == factory) & (t.User.email == email) & t.User.is_active
    with doors.transaction(factory) as connection:
        return connection.execute(select(t.User).where(theirs)).one_or_none()


def _begun(doors: Doors, user: Row[t.User]) -> Pair:
    """Raises Refusal 401 where the user was disabled, or the password changed, while it was checked."""
    with doors.transaction(user.workspace_id) as connection:
        same = (t.User.workspace_id == user.workspace_id) & (t.User.id == user.id)
        still = same & t.User.is_active & (t.User.password_hash == user.password_hash)
        seen = update(t.User).where(still).values(last_login_at=doors.clock()).returning(t.User.id)
        if connection.execute(seen).first() is None:
            raise Refusal(401, WRONG)
        pair = sessions.begin(connection, doors, user)
        note(connection, doors, WorkspaceId(user.workspace_id), act="signed in", user=user.id)
    return pair


def _opened(request: Request, response: Response, pair: Pair, user: Row[Any]) -> dict[str, object]:
    how: dict[str, Any] = {"httponly": True, "samesite": "lax", "secure": request.url.scheme == "https"}
    response.set_cookie("auth_token", pair.access, max_age=int(ACCESS.total_seconds()), **how)
    whole = int(REFRESH.total_seconds())
    response.set_cookie("refresh_token", pair.refresh, max_age=whole, path="/api/auth", **how)
    return {
        "success": True,
        "access_token": pair.access,
        "refresh_token": pair.refresh,
        "expires_in": int(ACCESS.total_seconds()),
        "user": _shown(user),
    }


def _shown(user: Row[Any]) -> dict[str, object]:
    return {
        "id": user.id,
        "email": user.email,
        "name": user.name,
        "role": user.role,
        "position": user.position,
        "department": user.department,
        "workspaceId": user.workspace_id,
    }
