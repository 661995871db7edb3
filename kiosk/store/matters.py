"""What of this kiosk's facts waits for a supervisor's word, and what was done on one bundle."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, select, union

from kiosk.floor.facts import About, Fact, standing
from kiosk.floor.history import fold_life
from kiosk.floor.ids import BundleId, StationId
from kiosk.floor.matters import Matter, Open, of_people, of_run
from kiosk.store import reference, rows
from kiosk.store import tables as t
from kiosk.store.sheets import bundles_among, sheets

LOOKS_BACK = timedelta(hours=36)
"""Older pauses are for the office, which knows every kiosk's."""


def waiting(connection: Connection, now: datetime) -> Open:
    """Everything, oldest first."""
    found = [*_of_bundles(connection, _worked_on(connection), now), *_of_people(connection, now - LOOKS_BACK)]
    found.sort(key=lambda matter: (matter.at, matter.fact))
    return _named(connection, Open(matters=tuple(found)))


def of_bundle(connection: Connection, id_: BundleId, now: datetime) -> Open:
    """What waits of this one bundle, and every deed on it that stands, newest first."""
    sheet = sheets(connection, [id_]).get(id_)
    if sheet is None:
        return Open()
    run = sheet.run(now)
    life = fold_life(sheet.bundle, run, sheet.facts)
    deeds = tuple(reversed(standing(sheet.facts)))
    found = Open(matters=of_run(run, life, sheet.facts), deeds=deeds, bundle=sheet.bundle, life=life)
    return _named(connection, found)


def _worked_on(connection: Connection) -> list[BundleId]:
    subjects = connection.scalars(union(select(t.ConfirmedFact.subject), select(t.OwnFact.subject)))
    return bundles_among(subjects)


def _of_bundles(connection: Connection, ids: Collection[BundleId], now: datetime) -> Iterable[Matter]:
    for sheet in sheets(connection, ids).values():
        run = sheet.run(now)
        yield from of_run(run, fold_life(sheet.bundle, run, sheet.facts), sheet.facts)


def _of_people(connection: Connection, since: datetime) -> tuple[Matter, ...]:
    about = f"{About.PERSON}:"
    paused = [
        _facts(connection.scalars(select(table.body).where(table.subject.startswith(about), table.at >= since)))
        for table in (t.ConfirmedFact, t.OwnFact)
    ]
    people = {fact.stamp.worker for facts in paused for fact in facts if fact.stamp.worker}
    others = [
        _facts(connection.scalars(select(table.body).where(table.worker.in_(people), table.at >= since)))
        for table in (t.ConfirmedFact, t.OwnFact)
    ]
    return of_people([fact for facts in (*paused, *others) for fact in facts])


def _facts(bodies: Iterable[str]) -> list[Fact]:
    return [fact for body in bodies if (fact := rows.fact_of(body))]


def _named(connection: Connection, found: Open) -> Open:
    stamps = [deed.stamp for deed in found.deeds]
    workers = {matter.worker for matter in found.matters} | {stamp.worker for stamp in stamps}
    stations = {matter.station for matter in found.matters} | {stamp.station for stamp in stamps}
    operations = {id_ for deed in found.deeds if (id_ := getattr(deed, "operation", None))}
    return replace(
        found,
        people=reference.worker_names(connection, {id_ for id_ in workers if id_}),
        stations=reference.station_names(connection, {id_ for id_ in stations if id_} | _last_seen(found)),
        operations={id_: op.name for id_, op in reference.operations(connection, operations).items()},
    )


def _last_seen(found: Open) -> set[StationId]:
    return {found.life.station} if found.life and found.life.station else set()
