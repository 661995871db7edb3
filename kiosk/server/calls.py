"""The fold of calls, kept in their table."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete
from sqlalchemy.dialects.postgresql import insert

from kiosk.floor.calls import Call, fold_call
from kiosk.floor.facts import About, Fact, subject_of
from kiosk.floor.ids import WorkspaceId
from kiosk.server import tables as t
from kiosk.server.derive import Row
from kiosk.server.subjects import facts_about, lock

_CALLS = t.Call.sheet()


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
