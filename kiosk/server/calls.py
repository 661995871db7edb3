"""The fold of calls, kept in their table."""

from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping, delete, select
from sqlalchemy.dialects.postgresql import insert

from kiosk.floor.calls import Call, fold_call
from kiosk.floor.facts import About, CallKind, Fact, subject_of
from kiosk.floor.ids import WorkspaceId
from kiosk.server import tables as t
from kiosk.server.derive import Row
from kiosk.server.subjects import facts_about, lock

_CALLS = t.Call.sheet()

LISTED = 100


def fold_calls(connection: Connection, workspace: WorkspaceId, fresh: Sequence[Fact]) -> None:
    """Writes what follows from `fresh`, which stand in `facts` already."""
    subjects = {subject for fact in fresh if (subject := subject_of(fact)).about is About.CALL}
    if not subjects:
        return
    lock(connection, workspace, subjects)
    folded = {subject: fold_call(facts) for subject, facts in facts_about(connection, workspace, subjects).items()}
    gone = [subject.id for subject, call in folded.items() if call is None]
    if gone:
        connection.execute(delete(_CALLS).where(_CALLS.c.workspace_id == workspace, _CALLS.c.id.in_(gone)))
    if rows := [row_of(workspace, call) for call in folded.values() if call]:
        put = insert(_CALLS)
        changed = {name: put.excluded[name] for name in rows[0] if name not in {"workspace_id", "id"}}
        connection.execute(put.on_conflict_do_update(index_elements=["workspace_id", "id"], set_=changed), rows)


def open_calls(connection: Connection, workspace: WorkspaceId) -> list[Call]:
    """Those nobody has come for, the longest first; no more of them than anybody can look through."""
    call = t.Call
    query = select(_CALLS).where(call.workspace_id == workspace, call.answered_at.is_(None))
    return [_call_of(row) for row in connection.execute(query.order_by(call.raised_at).limit(LISTED)).mappings()]


def _call_of(row: RowMapping) -> Call:
    return Call(
        id=row["id"],
        needs=CallKind(row["kind"]),
        note=row["note"],
        station=row["station_id"],
        line=row["line_id"],
        raised_at=row["raised_at"],
        raised_by=row["raised_by"],
    )


def row_of(workspace: WorkspaceId, call: Call) -> Row:
    return {
        "workspace_id": workspace,
        "id": call.id,
        "station_id": call.station,
        "line_id": call.line,
        "kind": call.needs.value,
        "note": call.note,
        "raised_at": call.raised_at,
        "raised_by": call.raised_by,
        "answered_at": call.answered_at,
        "answered_by": call.answered_by,
    }
