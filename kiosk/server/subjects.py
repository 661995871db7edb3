"""Facts by what they are about: all of a subject at once, and nobody else folding it meanwhile."""

from collections.abc import Collection, Container, Iterable, Mapping
from datetime import datetime

from sqlalchemy import ARRAY, BigInteger, Connection, Text, any_, bindparam, cast, func, select
from sqlalchemy.dialects.postgresql import insert

from kiosk import wire
from kiosk.floor.facts import About, Fact, Subject, subject_of
from kiosk.floor.ids import LineId, WorkspaceId
from kiosk.server import tables as t
from kiosk.server.derive import Taken

_LOCK = select(func.pg_advisory_xact_lock(cast(func.hashtextextended(bindparam("key"), 0), BigInteger)))

_TAKEN = select(t.Fact.subject, t.Fact.body, t.Fact.received_at).where(
    t.Fact.workspace_id == bindparam("of"), t.Fact.subject == any_(bindparam("subjects", type_=ARRAY(Text)))
)

_SHEETS = frozenset({About.PERSON, About.CALL})
"""What has no row of its own that kiosks mirror."""


def lock(connection: Connection, workspace: WorkspaceId, subjects: Collection[Subject]) -> None:
    """Until the transaction ends, in one order, so that two batches never wait for each other in a ring. For subjects
    without a row of their own to be locked.
    """
    for key in sorted(f"{workspace} {subject}" for subject in subjects):
        connection.execute(_LOCK, {"key": key})


def facts_about(
    connection: Connection, workspace: WorkspaceId, subjects: Collection[Subject]
) -> dict[Subject, list[Fact]]:
    """Every fact of each of them."""
    taken = taken_about(connection, workspace, subjects)
    return {subject: [one.fact for one in of_one] for subject, of_one in taken.items()}


def taken_about(
    connection: Connection, workspace: WorkspaceId, subjects: Collection[Subject], *, but: Container[str] = ()
) -> dict[Subject, list[Taken]]:
    """As `facts_about`, each with the moment at which it came; without the facts of some ids."""
    named = {str(subject): subject for subject in subjects}
    found: dict[Subject, list[Taken]] = {subject: [] for subject in subjects}
    wanted = {"of": workspace, "subjects": list(named)}
    for name, body, received_at in connection.execute(_TAKEN, wanted) if named else ():
        if body["id"] not in but:
            found[named[name]].append(Taken(wire.fact_kept(body), received_at))
    return found


def bodies_about(
    connection: Connection, workspace: WorkspaceId, subjects: Collection[Subject]
) -> dict[Subject, list[wire.Body]]:
    """Every fact of each of them, as kiosks are told it."""
    named = {str(subject): subject for subject in subjects}
    found: dict[Subject, list[wire.Body]] = {subject: [] for subject in subjects}
    query = select(t.Fact.subject, t.Fact.body).where(t.Fact.workspace_id == workspace, t.Fact.subject.in_(named))
    for name, body in connection.execute(query.order_by(t.Fact.id)) if named else ():
        found[named[name]].append(body)
    return found


def lines_of(fresh: Iterable[Fact]) -> dict[str, LineId | None]:
    """The people and calls that the facts are about, each with the line where it was told last."""
    return {str(subject_of(fact)): fact.stamp.line for fact in fresh if subject_of(fact).about in _SHEETS}


def touch(connection: Connection, workspace: WorkspaceId, told: Mapping[str, LineId | None], now: datetime) -> None:
    """So that the kiosks of these lines, or all where it is none, fetch what is new of a subject."""
    rows = [{"workspace_id": workspace, "id": id_, "line_id": told[id_], "received_at": now} for id_ in sorted(told)]
    if rows:
        put = insert(t.Subject.sheet())
        news = {name: put.excluded[name] for name in ("line_id", "received_at")}
        connection.execute(put.on_conflict_do_update(index_elements=["workspace_id", "id"], set_=news), rows)


def subjects_about(connection: Connection, workspace: WorkspaceId, about: About) -> list[str]:
    """The ids of everything of this kind that any fact is about."""
    prefix = f"{about}:"
    query = select(t.Fact.subject).where(t.Fact.workspace_id == workspace, t.Fact.subject.startswith(prefix))
    return [subject.removeprefix(prefix) for subject in connection.scalars(query.distinct())]
