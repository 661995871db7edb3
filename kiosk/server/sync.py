"""The two roads' end at the server: facts in, changes out."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from kiosk import wire
from kiosk.floor import codes
from kiosk.floor.ids import DeviceId, WorkspaceId
from kiosk.server import meters
from kiosk.server.body import json_body
from kiosk.server.changes import Cursor, Reach, page
from kiosk.server.device import Device
from kiosk.server.devices import device
from kiosk.server.doors import Doors
from kiosk.server.intake import Sent
from kiosk.server.let_in import LetIn
from kiosk.server.sheets import sheet_called
from kiosk.server.sorry import Refusal
from kiosk.server.tray import Tray
from kiosk.server.turns import Turns

PATIENCE_S = 30
AGAIN_S = 5
"""What was handed in may yet be taken; it is known then when it comes again."""


def routes(doors: Doors, let_in: LetIn, tray: Tray, touched: Callable[[WorkspaceId], None]) -> APIRouter:
    """`touched` is told of a workspace whenever facts of it were committed."""
    router = APIRouter(prefix="/api/sync", tags=["sync"])
    known, turns = Depends(device(doors, let_in)), Turns()

    @router.post("/facts")
    async def facts(kiosk: Annotated[Device, known], body: Annotated[Any, Depends(json_body)]) -> wire.Receipt:
        """Up to 500 facts, a verdict for each. What is answered is committed."""
        handed = _handed(kiosk, [Sent(kiosk.id, one) for one in _facts(body)])
        try:
            verdicts = await asyncio.wait_for(asyncio.shield(handed), PATIENCE_S)
        except TimeoutError:
            raise Refusal(503, "The server is busy.", retry_after_s=AGAIN_S) from None
        touched(kiosk.workspace)
        meters.judged(verdicts)
        return wire.Receipt(verdicts=verdicts)

    def _handed(kiosk: Device, sent: Sequence[Sent]) -> asyncio.Future[list[wire.Judged]]:
        """Its turn ends with the batch, though the request gave up before."""
        turns.take(kiosk.id)
        try:
            handed = asyncio.wrap_future(tray.hand_in(kiosk.workspace, sent))
        except Refusal:
            turns.give_back(kiosk.id)
            raise
        meters.AT_WORK.inc()
        handed.add_done_callback(lambda _: done(kiosk.id))
        return handed

    def done(device_: DeviceId) -> None:
        meters.AT_WORK.dec()
        turns.give_back(device_)

    @router.get("/bundles")
    def bundle(kiosk: Annotated[Device, known], ticket: Annotated[str, Query(max_length=codes.LONGEST)]) -> wire.Asked:
        """What is known of a bundle out of the kiosk's reach whose ticket was shown there. 400 for another thing."""
        with doors.snapshot(kiosk.workspace) as connection:
            return wire.Asked(sheet=sheet_called(connection, kiosk.workspace, ticket))

    @router.get("/changes")
    def changes(kiosk: Annotated[Device, known], after: Annotated[str, Query(max_length=300)] = "") -> wire.Changes:
        """Rows that this kiosk lacks, and the cursor to ask with next."""
        try:
            cursor = Cursor.read(after)
        except ValueError:
            raise Refusal(400, "This cursor is none of ours. Ask without one.") from None
        with doors.snapshot(kiosk.workspace) as connection:
            return page(connection, kiosk.workspace, Reach(kiosk.department, kiosk.line), cursor)

    return router


def _facts(body: object) -> list[object]:
    raw = body.get("facts") if isinstance(body, dict) else None
    if not isinstance(raw, list):
        raise Refusal(400, "A batch is an object with a list of facts.")
    if len(raw) > wire.BATCH:
        raise Refusal(413, f"Send at most {wire.BATCH} facts at once.")
    return raw
