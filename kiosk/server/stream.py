"""The live board for whoever watches: server-sent events, each a whole board, so that nothing missed stays missed."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Header
from fastapi.concurrency import run_in_threadpool
from sse_starlette import EventSourceResponse, ServerSentEvent

from kiosk.floor.access import Act
from kiosk.floor.ids import WorkspaceId
from kiosk.server.devices import device
from kiosk.server.doors import Doors
from kiosk.server.hub import Hub
from kiosk.server.let_in import LetIn
from kiosk.server.sign_in import person, require
from kiosk.server.sorry import Refusal

HERE_EVERY_S = 2
"""A watcher that hears nothing for some seconds knows the line is dead."""


def routes(doors: Doors, let_in: LetIn, hub: Hub) -> APIRouter:
    router = APIRouter(prefix="/api/floor", tags=["floor"])
    a_kiosk, a_person = device(doors, let_in), person(doors)

    async def watcher(authorization: Annotated[str, Header()] = "") -> WorkspaceId:
        """A paired kiosk, or a person who may see the board."""
        try:
            return (await a_kiosk(authorization)).workspace
        except Refusal:
            who = await run_in_threadpool(a_person, authorization)
        require(who, Act.SEE_BOARD)
        return who.workspace

    @router.get("/stream", response_class=EventSourceResponse)
    async def stream(workspace: Annotated[WorkspaceId, Depends(watcher)]) -> EventSourceResponse:
        """`data:` is a board as JSON, the first at once and then whenever it was drawn anew."""
        return EventSourceResponse(_events(hub, workspace), ping=HERE_EVERY_S)

    return router


async def _events(hub: Hub, workspace: WorkspaceId) -> AsyncIterator[ServerSentEvent]:
    async for board in hub.boards(workspace):
        yield ServerSentEvent(board, event="board")
