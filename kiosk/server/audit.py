"""The audit trail: who did what, when. Never a secret, never a password, not even a wrong one."""

from typing import Any

from sqlalchemy import Connection, insert

from kiosk.floor.ids import WorkspaceId
from kiosk.server import tables as t
from kiosk.server.doors import Doors


def note(
    connection: Connection,
    doors: Doors,
    workspace: WorkspaceId,
    *,
    act: str,
    user: str | None = None,
    device: str | None = None,
    subject: str | None = None,
    detail: dict[str, Any] | None = None,
) -> None:
    connection.execute(
        insert(t.AuditEntry.sheet()).values(
            workspace_id=workspace,
            id=doors.new_id(),
            at=doors.clock(),
            user_id=user,
            device_id=device,
            act=act,
            subject=subject,
            detail=detail,
        )
    )
