"""Facts in: kept as they came and folded, in one transaction that is committed before the answer.

The server does not argue with the floor. A fact is set aside only when no kiosk of ours can have made it, or when its
id was already used for another one; a rule that it breaks is a flag.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.sql.dml import ReturningInsert

from kiosk import wire
from kiosk.floor.facts import Fact, bundle_of, subject_of
from kiosk.floor.ids import BundleId, DeviceId, FactId, WorkspaceId
from kiosk.server import many
from kiosk.server import tables as t
from kiosk.server.calls import fold_calls
from kiosk.server.derive import Row, unknown_flag
from kiosk.server.fold import fold
from kiosk.server.lays import fold_lays
from kiosk.server.subjects import lines_of, touch
from kiosk.wire import Body, Judged, Malformed, UnknownKind, Verdict


@dataclass(frozen=True, slots=True)
class Sent:
    """A fact as it came in, and the kiosk that sent it."""

    device: DeviceId
    body: object


@dataclass
class _Batch:
    """What was read of a batch: facts to take, by id, with their bodies, and the verdicts already certain."""

    facts: dict[FactId, tuple[Fact, Body]] = field(default_factory=dict)
    verdicts: dict[int, Judged] = field(default_factory=dict)
    places: dict[FactId, list[int]] = field(default_factory=dict)


def take(connection: Connection, workspace: WorkspaceId, sent: Sequence[Sent], now: datetime) -> list[Judged]:
    """A verdict for each, in order. The caller commits before it answers."""
    batch = _read(sent)
    fresh = _insert(connection, workspace, batch, now)
    known = _stand(connection, workspace, [id_ for id_ in batch.facts if id_ not in fresh])
    for id_, places in batch.places.items():
        same = id_ in fresh or known.get(id_) == batch.facts[id_][1]
        for place in places:
            batch.verdicts[place] = _judged(id_, first=place == places[0] and id_ in fresh, same=same)
    facts = [batch.facts[id_][0] for id_ in sorted(fresh)]
    unknown = fold(connection, workspace, facts, now)
    fold_lays(connection, workspace, facts, now)
    fold_calls(connection, workspace, facts)
    touch(connection, workspace, lines_of(facts), now)
    _flag_unknown(connection, workspace, facts, unknown)
    _set_aside(connection, workspace, sent, batch.verdicts, now)
    return [batch.verdicts[place] for place in range(len(sent))]


def _read(sent: Sequence[Sent]) -> _Batch:
    batch = _Batch()
    for place, one in enumerate(sent):
        id_ = str(one.body.get("id", ""))[:64] if isinstance(one.body, dict) else ""
        try:
            fact = wire.fact_of(one.body)
        except Malformed as wrong:
            batch.verdicts[place] = Judged(id=id_, verdict=Verdict.SET_ASIDE, reason=str(wrong))
        except UnknownKind:
            batch.verdicts[place] = Judged(id=id_, verdict=Verdict.LATER)
        else:
            _place(batch, place, fact, one)
    return batch


def _place(batch: _Batch, place: int, fact: Fact, one: Sent) -> None:
    id_, body = fact.stamp.id, one.body
    if fact.stamp.device != one.device or not isinstance(body, dict):
        reason = "it says that another kiosk made it"
        batch.verdicts[place] = Judged(id=id_, verdict=Verdict.SET_ASIDE, reason=reason)
    elif id_ in batch.facts and batch.facts[id_][1] != body:
        batch.verdicts[place] = _judged(id_, first=False, same=False)
    else:
        batch.facts.setdefault(id_, (fact, body))
        batch.places.setdefault(id_, []).append(place)


def _judged(id_: FactId, *, first: bool, same: bool) -> Judged:
    if not same:
        return Judged(id=id_, verdict=Verdict.SET_ASIDE, reason="its id was already used for another fact")
    return Judged(id=id_, verdict=Verdict.TAKEN if first else Verdict.KNOWN)


def _insert(connection: Connection, workspace: WorkspaceId, batch: _Batch, now: datetime) -> set[FactId]:
    """The ids that are new here. In the order of their ids, so that two batches never wait for each other in a ring."""
    if not batch.facts:
        return set()
    rows = [_row(workspace, *batch.facts[id_], now) for id_ in sorted(batch.facts)]
    kept = many.run(connection, _keeping, t.Fact.sheet(), rows)
    return {FactId(str(id_)) for id_ in kept.scalars()} if kept else set()


def _keeping(table: Table, names: tuple[str, ...]) -> ReturningInsert[Any]:
    return many.inserting(table, names).on_conflict_do_nothing().returning(table.c.id)


def _row(workspace: WorkspaceId, fact: Fact, body: Body, now: datetime) -> Row:
    stamp = fact.stamp
    return {
        "workspace_id": workspace,
        "id": stamp.id,
        "kind": wire.kind_of(fact),
        "device_id": stamp.device,
        "number": stamp.number,
        "station_id": stamp.station,
        "user_id": stamp.user,
        "employee_id": stamp.worker,
        "subject": str(subject_of(fact)),
        "at": stamp.at,
        "uptime_ms": stamp.uptime_ms,
        "received_at": now,
        "body": body,
    }


def _stand(connection: Connection, workspace: WorkspaceId, ids: Sequence[FactId]) -> dict[FactId, Body]:
    """The bodies under which these ids are already known."""
    if not ids:
        return {}
    query = select(t.Fact.id, t.Fact.body).where(t.Fact.workspace_id == workspace, t.Fact.id.in_(ids))
    return {FactId(str(id_)): body for id_, body in connection.execute(query)}


def _flag_unknown(
    connection: Connection, workspace: WorkspaceId, fresh: Iterable[Fact], unknown: Collection[BundleId]
) -> None:
    of = [(bundle, fact) for fact in fresh if (bundle := bundle_of(fact)) in unknown and bundle]
    if of:
        rows = [unknown_flag(workspace, bundle, fact)[1] for bundle, fact in of]
        connection.execute(upsert(t.Flag.sheet()).on_conflict_do_nothing(), rows)


def _set_aside(
    connection: Connection,
    workspace: WorkspaceId,
    sent: Sequence[Sent],
    verdicts: Mapping[int, Judged],
    now: datetime,
) -> None:
    """What is set aside stays visible here as well, in text as it came, once however often it is sent."""
    rows = []
    for place, judged in sorted(verdicts.items()):
        if judged.verdict is Verdict.SET_ASIDE:
            device, body = sent[place].device, sent[place].body
            text = json.dumps(body, sort_keys=True).replace("\\u0000", "\\\\u0000")  # JSONB keeps no NUL
            row = {"workspace_id": workspace, "device_id": device, "fact_id": judged.id, "reason": judged.reason}
            made_of = hashlib.sha256(f"{device} {text}".encode()).hexdigest()
            rows.append(row | {"id": made_of, "received_at": now, "body": json.loads(text)})
    if rows:
        connection.execute(upsert(t.FactSetAside.sheet()).on_conflict_do_nothing(), rows)
