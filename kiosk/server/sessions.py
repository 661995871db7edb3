"""Sessions: begun by a password, renewed by a refresh token that is good once, ended by time, by hand or by theft.

A token is a signed claim; what it claims is looked up each time, so a session that ended opens nothing.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import jwt
from sqlalchemy import ColumnElement, Connection, Row, and_, delete, insert, select, update

from kiosk.floor.access import Role
from kiosk.floor.ids import UserId, WorkspaceId
from kiosk.server import tables as t
from kiosk.server.audit import note
from kiosk.server.doors import Doors

ACCESS = timedelta(minutes=15)
REFRESH = timedelta(days=7)
"""A session that is not renewed for so long is idle, and over."""
LONGEST = timedelta(days=30)
"""Then the password is asked for again, however busy the session is."""

ENDED = "ended a session"
SWEEP = 20


class NoSession(Exception):
    """The token is none of ours, or its session is over."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks."""

    id: UserId
    email: str
    role: Role
    workspace: WorkspaceId
    session: str


@dataclass(frozen=True, slots=True)
class Pair:
    access: str
    refresh: str


@dataclass(frozen=True, slots=True)
class _Said:
    """What a token says: of which session it is, and as which of its refresh tokens."""

    factory: WorkspaceId
    session: str
    number: str


def begin(connection: Connection, doors: Doors, user: Row[t.User]) -> Pair:
    _sweep(connection, user.workspace_id, doors.clock())
    session, newest, now = doors.new_id(), doors.new_id(), doors.clock()
    row = {"workspace_id": user.workspace_id, "id": session, "user_id": user.id, "refresh_hash": _hash(newest)}
    connection.execute(insert(t.Session).values(row | {"began_at": now, "renewed_at": now}))
    return _pair(doors, user, session, newest)


def person_of(doors: Doors, token: str) -> Person:
    """Who is behind an access token, with the role that they have now. Raises NoSession."""
    said = _read(doors, token, "access")
    with doors.transaction(said.factory) as connection:
        found = _found(connection, said)
    if found is None or not _is_live(found, doors.clock()):
        raise NoSession
    return Person(found.id, found.email, Role(found.role), said.factory, said.session)


def renew(doors: Doors, token: str) -> tuple[Pair, Row[t.User]]:
    """A new pair, and the user; the old refresh token is dead from now on. An old one that comes again ends the
    session. Raises NoSession.
    """
    said = _read(doors, token, "refresh")
    with doors.transaction(said.factory) as connection:
        renewed = _renewed(connection, doors, said)
    if renewed is None:
        raise NoSession
    return renewed


def _renewed(connection: Connection, doors: Doors, said: _Said) -> tuple[Pair, Row[t.User]] | None:
    found, now = _found(connection, said, hold=True), doors.clock()
    if found is None or not _is_live(found, now):
        return None
    if found.refresh_hash != _hash(said.number):
        end(connection, doors, said.factory, said.session)
        detail = {"why": "an old refresh token came again"}
        note(connection, doors, said.factory, act=ENDED, user=found.id, subject=said.session, detail=detail)
        return None
    newest = doors.new_id()
    ours = _is(said.factory, said.session)
    connection.execute(update(t.Session).where(ours).values(refresh_hash=_hash(newest), renewed_at=now))
    return _pair(doors, found, said.session, newest), found


def end(connection: Connection, doors: Doors, workspace: WorkspaceId, session: str) -> UserId | None:
    """Whose it was; None where there is no such session, or no longer."""
    ours = _is(workspace, session) & t.Session.ended_at.is_(None)
    ended = update(t.Session).where(ours).values(ended_at=doors.clock()).returning(t.Session.user_id)
    user = connection.scalar(ended)
    return UserId(user) if user is not None else None


def live(now: datetime) -> ColumnElement[bool]:
    """Which rows are of sessions that still open something."""
    fresh = and_(t.Session.renewed_at > now - REFRESH, t.Session.began_at > now - LONGEST)
    return and_(t.Session.ended_at.is_(None), fresh)


def _sweep(connection: Connection, workspace: str, now: datetime) -> None:
    """Sessions that cannot open anything any more go, a few at each signing in; the audit trail remembers them. What
    others hold is left to the next.
    """
    old = (t.Session.workspace_id == workspace) & (t.Session.began_at < now - LONGEST)
    some = select(t.Session.id).where(old).limit(SWEEP).with_for_update(skip_locked=True).scalar_subquery()
    connection.execute(delete(t.Session).where(t.Session.workspace_id == workspace, t.Session.id.in_(some)))


def _is_live(found: Row[Any], now: datetime) -> bool:
    fresh = found.renewed_at > now - REFRESH and found.began_at > now - LONGEST
    return bool(fresh and found.ended_at is None and found.is_active)


def _found(connection: Connection, said: _Said, *, hold: bool = False) -> Row[Any] | None:
    """The session with its user. `hold`: nobody else renews or ends it until the transaction ends."""
    user, session = t.User.sheet(), t.Session
    theirs = and_(user.c.workspace_id == session.workspace_id, user.c.id == session.user_id)
    query = select(user, session.refresh_hash, session.renewed_at, session.began_at, session.ended_at)
    query = query.join(session, theirs).where(_is(said.factory, said.session))
    return connection.execute(query.with_for_update(of=t.Session.sheet()) if hold else query).one_or_none()


def _is(workspace: WorkspaceId, session: str) -> ColumnElement[bool]:
    return and_(t.Session.workspace_id == workspace, t.Session.id == session)


def _pair(doors: Doors, user: Row[Any], session: str, newest: str) -> Pair:
    claims = {"userId": user.id, "email": user.email, "role": user.role, "workspaceId": user.workspace_id}
    claims |= {"sessionId": session}
    now = doors.clock()
    return Pair(
        access=_signed(doors, claims | {"type": "access", "exp": now + ACCESS}),
        refresh=_signed(doors, claims | {"type": "refresh", "exp": now + REFRESH, "jti": newest}),
    )


def _signed(doors: Doors, claims: dict[str, Any]) -> str:
    return jwt.encode(claims, doors.secret, algorithm="HS256")


def _read(doors: Doors, token: str, kind: str) -> _Said:
    """Its end is judged by our own clock. Raises NoSession."""
    must = ["exp", "type", "workspaceId", "sessionId", *(["jti"] if kind == "refresh" else [])]
    try:
        said: dict[str, Any] = jwt.decode(
            token, doors.secret, algorithms=["HS256"], options={"require": must, "verify_exp": False}
        )
        is_over = float(said["exp"]) <= doors.clock().timestamp()
    except (jwt.InvalidTokenError, ValueError, TypeError):
        raise NoSession from None
    if is_over or said["type"] != kind:
        raise NoSession
    return _Said(WorkspaceId(str(said["workspaceId"])), str(said["sessionId"]), str(said.get("jti", "")))


def _hash(newest: str) -> bytes:
    return hashlib.sha256(newest.encode()).digest()
