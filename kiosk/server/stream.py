"""The live board for whoever watches: server-sent events, each a whole board, so that nothing missed stays missed."""

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Header
from fastapi.concurrency import run_in_threadpool
from sse_starlette import EventSourceResponse, ServerSentEvent

from kiosk.floor.access import Act
from kiosk.floor.ids import WorkspaceId
from kiosk.server import meters
from kiosk.server.devices import device
from kiosk.server.doors import Doors
from kiosk.server.hub import Hub
from kiosk.server.let_in import LetIn
from kiosk.server.sign_in import person, require
from kiosk.server.sorry import Refusal

ASKED_EVERY_S = 30
"""How long a watcher is believed to be one still."""

HERE_EVERY_S = 2
"""A watcher that hears nothing for some seconds knows the line is dead."""


def routes(doors: Doors, let_in: LetIn, hub: Hub) -> APIRouter:
    router = APIRouter(prefix="/api/floor", tags=["floor"])
    a_kiosk, a_person = device(doors, let_in), person(doors)

    async def watcher(authorization: Annotated[str, Header()] = "") -> WorkspaceId:
        """A paired kiosk, or a person who may see the board. Raises Refusal."""
        try:
            return (await a_kiosk(authorization)).workspace
        except Refusal as refused:
            if refused.status == 403:  # a kiosk of ours, and removed
                raise
        who = await run_in_threadpool(a_person, authorization)
        require(who, Act.SEE_BOARD)
        return who.workspace

    @router.get("/stream", response_class=EventSourceResponse)
    async def stream(
        workspace: Annotated[WorkspaceId, Depends(watcher)], authorization: Annotated[str, Header()] = ""
    ) -> EventSourceResponse:
        """`data:` is a board as JSON, the first at once and then whenever it was drawn anew. The stream ends when the
        kiosk was removed, or the session or its token is over.
        """

        async def may_still_watch() -> bool:
            try:
                return await watcher(authorization) == workspace
            except Refusal:
                return False

        return EventSourceResponse(_events(hub.boards(workspace), may_still_watch), ping=HERE_EVERY_S)

    return router


async def _events(
    boards: AsyncIterator[str], may_still_watch: Callable[[], Awaitable[bool]]
) -> AsyncIterator[ServerSentEvent]:
    """A board is drawn every few seconds at least, so nobody who was sent away watches much longer than a minute."""
    asked_s = time.monotonic()
    with meters.counted(meters.WATCHERS):
        async for board in boards:
            if time.monotonic() - asked_s >= ASKED_EVERY_S:
                asked_s = time.monotonic()
                if not await may_still_watch():
                    return
            yield ServerSentEvent(board, event="board")
