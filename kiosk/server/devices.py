"""Kiosks: paired once with a code that an admin was shown, then known by a token of their own, until revoked."""

import hashlib
import secrets
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Request
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, Field
from sqlalchemy import Connection, Row, func, insert, select, update

from kiosk import wire
from kiosk.floor.access import Act
from kiosk.floor.bundles import Department
from kiosk.floor.ids import DeviceId, StationId, WorkspaceId
from kiosk.server import tables as t
from kiosk.server.audit import note
from kiosk.server.device import Device
from kiosk.server.doors import Doors
from kiosk.server.let_in import LetIn
from kiosk.server.sessions import Person
from kiosk.server.sign_in import address_of, person, require
from kiosk.server.sorry import Refusal
from kiosk.server.throttle import Throttle, most
from kiosk.server.walls import NO_FACTORY, factory_of_code, factory_of_kiosk

CODE_LIVES = timedelta(minutes=10)
SEEN_EVERY = timedelta(minutes=1)
GUESSES = 20
"""Wrong pairing codes of one address within a code's life."""
GUESSES_OF_ALL = 500
"""And from everywhere: of 10**8 codes no crowd of guessers gets near one, and no single one stops the others."""

BAD_CODE = "This pairing code is not valid."
OLD_CODE = "This pairing code was used already, or is too old. Ask for a new one."


class NewCode(BaseModel):
    station_id: str = Field(max_length=80)


class NewName(BaseModel):
    name: str = Field(max_length=80, pattern=r"\S")


def device(doors: Doors, let_in: LetIn) -> Callable[..., Awaitable[Device]]:
    """The dependency that knows a kiosk by its Bearer token: 401 for none of ours, 403 for a revoked one."""

    async def read(
        authorization: Annotated[str, Header()] = "", x_kiosk_version: Annotated[str, Header()] = ""
    ) -> Device:
        token, version = _hash(authorization.removeprefix("Bearer ")), x_kiosk_version[:40]
        known = let_in.find(token, version)
        return known if known is not None else await run_in_threadpool(look_up, token, version)

    def look_up(token: bytes, version: str) -> Device:
        with doors.transaction(NO_FACTORY) as connection:
            factory = factory_of_kiosk(connection, token)
        if factory is None:
            raise Refusal(401, "This kiosk is not paired.")
        with doors.transaction(factory) as connection:
            known = _known(connection, doors.clock(), token, version)
        let_in.keep(token, version, known)
        return known

    return read


def routes(doors: Doors, let_in: LetIn) -> APIRouter:
    router = APIRouter(prefix="/api/devices", tags=["kiosks"])
    signed = Depends(person(doors))
    guesses = Throttle(doors, "pairing", most(GUESSES, CODE_LIVES))
    all_guesses = Throttle(doors, "pairing of all", most(GUESSES_OF_ALL, CODE_LIVES))

    @router.post("/pairing-codes", status_code=201)
    def new_code(asked: NewCode, who: Annotated[Person, signed]) -> dict[str, object]:
        """Eight digits, good for one kiosk within ten minutes. They are shown this once."""
        require(who, Act.PAIR_KIOSK)
        with doors.transaction(who.workspace) as connection:
            return _new_code(connection, doors, who, asked.station_id)

    @router.post("/pair")
    def pair(asked: wire.PairRequest, request: Request) -> wire.PairReply:
        """401 for a code nobody was shown, 410 for one that was used or is too old."""
        address = address_of(request)
        guesses.check(address)
        all_guesses.check("")
        code = _hash(asked.code.strip())
        with doors.transaction(NO_FACTORY) as connection:
            factory = factory_of_code(connection, code)
        if factory is None:
            raise Refusal(401, BAD_CODE)
        with doors.transaction(factory) as connection:
            reply = _pair(connection, doors, factory, asked, code)
        guesses.give_back(address)
        all_guesses.give_back("")
        return reply

    @router.get("")
    def all_kiosks(who: Annotated[Person, signed]) -> dict[str, object]:
        require(who, Act.PAIR_KIOSK)
        with doors.transaction(who.workspace) as connection:
            return {"success": True, "data": _listed(connection, who.workspace)}

    @router.put("/{id}")
    def rename(id: str, asked: NewName, who: Annotated[Person, signed]) -> dict[str, object]:  # noqa: A002 - the word in the path
        """Where it stands was said when it was paired: to move it, pair it again there."""
        require(who, Act.PAIR_KIOSK)
        with doors.transaction(who.workspace) as connection:
            _rename(connection, doors, who, id, asked.name.strip())
        return {"success": True}

    @router.post("/{id}/revoke")
    def revoke(id: str, who: Annotated[Person, signed]) -> dict[str, object]:  # noqa: A002 - the word in the path
        require(who, Act.PAIR_KIOSK)
        with doors.transaction(who.workspace) as connection:
            _revoke(connection, doors, who, id)
        let_in.forget()
        return {"success": True}

    return router


def _known(connection: Connection, now: datetime, token: bytes, version: str) -> Device:
    kiosk, station = t.Device, t.WorkStation
    at_station = (station.workspace_id == kiosk.workspace_id) & (station.id == kiosk.station_id)
    query = (
        select(kiosk.id, kiosk.workspace_id, kiosk.station_id, kiosk.revoked_at, kiosk.last_seen_at, kiosk.version)
        .add_columns(station.line_id, station.department)
        .join(station, at_station)
        .where(kiosk.token_hash == token)
    )
    found = connection.execute(query).one_or_none()
    if found is None:
        raise Refusal(401, "This kiosk is not paired.")
    if found.revoked_at is not None:
        raise Refusal(403, "This kiosk was removed by an admin.")
    version = version or found.version  # not every request tells it
    if found.last_seen_at is None or now - found.last_seen_at > SEEN_EVERY or found.version != version:
        _seen(connection, now, found, version)
    return Device(found.id, found.workspace_id, found.station_id, found.line_id, Department(found.department))


def _seen(connection: Connection, now: datetime, found: Row[Any], version: str | None) -> None:
    """With the number of the last fact that had come from there by then; a kiosk that has later ones holds them yet."""
    kiosk, fact = t.Device, t.Fact
    theirs = (fact.workspace_id == found.workspace_id) & (fact.device_id == found.id)
    last = select(func.coalesce(func.max(fact.number), 0)).where(theirs).scalar_subquery()
    ours = (kiosk.workspace_id == found.workspace_id) & (kiosk.id == found.id)
    connection.execute(update(kiosk).where(ours).values(last_seen_at=now, version=version, last_number=last))


def _new_code(connection: Connection, doors: Doors, who: Person, station: str) -> dict[str, object]:
    ours = (t.WorkStation.workspace_id == who.workspace) & (t.WorkStation.id == station)
    if connection.scalar(select(t.WorkStation.id).where(ours)) is None:
        raise Refusal(404, "There is no such station.")
    code = f"{secrets.randbelow(10**8):08}"
    expires_at = doors.clock() + CODE_LIVES
    connection.execute(
        insert(t.PairingCode).values(
            workspace_id=who.workspace,
            id=doors.new_id(),
            code_hash=_hash(code),
            station_id=station,
            created_by=who.id,
            expires_at=expires_at,
        )
    )
    note(connection, doors, who.workspace, act="made a pairing code", user=who.id, subject=station)
    return {"success": True, "code": code, "expires_at": expires_at}


def _pair(
    connection: Connection, doors: Doors, factory: WorkspaceId, asked: wire.PairRequest, hash_: bytes
) -> wire.PairReply:
    """Takes the code, once: whoever comes second finds it used. Raises Refusal 410."""
    code, now = t.PairingCode, doors.clock()
    is_it = (code.workspace_id == factory) & (code.code_hash == hash_)
    good = is_it & code.used_at.is_(None) & (code.expires_at > now)
    taken = update(code).where(good).values(used_at=now).returning(code.station_id)
    found = connection.scalar(taken)
    if found is None:
        raise Refusal(410, OLD_CODE)
    station = StationId(found)
    id_, token = DeviceId(doors.new_id()), secrets.token_urlsafe(32)
    connection.execute(
        insert(t.Device).values(
            workspace_id=factory,
            id=id_,
            name=asked.name or "Kiosk",
            station_id=station,
            token_hash=_hash(token),
            paired_at=now,
            version=asked.version,
        )
    )
    note(connection, doors, factory, act="paired", device=id_, subject=station)
    return wire.PairReply(device=id_, token=token, workspace=factory, station=station)


def _listed(connection: Connection, workspace: WorkspaceId) -> list[dict[str, object]]:
    kiosk, station = t.Device, t.WorkStation
    at_station = (station.workspace_id == kiosk.workspace_id) & (station.id == kiosk.station_id)
    query = (
        select(kiosk.id, kiosk.name, station.name.label("station"), kiosk.paired_at, kiosk.last_seen_at)
        .add_columns(kiosk.version, kiosk.last_number, kiosk.revoked_at)
        .join(station, at_station)
        .where(kiosk.workspace_id == workspace)
        .order_by(kiosk.name, kiosk.id)
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def _rename(connection: Connection, doors: Doors, who: Person, id_: str, name: str) -> None:
    ours = (t.Device.workspace_id == who.workspace) & (t.Device.id == id_)
    if connection.execute(update(t.Device).where(ours).values(name=name).returning(t.Device.id)).first() is None:
        raise Refusal(404, "There is no such kiosk.")
    note(connection, doors, who.workspace, act="renamed a kiosk", user=who.id, subject=id_, detail={"name": name})


def _revoke(connection: Connection, doors: Doors, who: Person, id_: str) -> None:
    ours = (t.Device.workspace_id == who.workspace) & (t.Device.id == id_) & t.Device.revoked_at.is_(None)
    revoked = update(t.Device).where(ours).values(revoked_at=doors.clock()).returning(t.Device.id)
    if connection.execute(revoked).first() is None:
        raise Refusal(404, "There is no such kiosk.")
    note(connection, doors, who.workspace, act="revoked a kiosk", user=who.id, subject=id_)


def _hash(secret: str) -> bytes:
    """Enough for what is long and random; a pairing code is short, and protected by its life and `Throttle`."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).digest()
