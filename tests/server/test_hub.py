import asyncio

from kiosk.floor.ids import WorkspaceId
from kiosk.server.hub import Hub

NOWHERE = "host=127.0.0.1 port=1 connect_timeout=2"


def test_it_ends_at_whatever_moment_it_is_told() -> None:
    """While it connects, draws, or has just been woken; with nobody at the database."""

    async def once(turns: int) -> None:
        hub = Hub(NOWHERE, lambda workspace: f"board of {workspace}")
        hub.open()
        boards = hub.boards(WorkspaceId("w1"))
        watching = asyncio.ensure_future(anext(boards))
        for _ in range(turns):
            await asyncio.sleep(0)
        async with asyncio.timeout(10):
            await hub.close()
        watching.cancel()
        await asyncio.wait({watching})
        await boards.aclose()

    for turns in range(60):
        asyncio.run(once(turns))
