"""The live board's hub, one in each process: told of work, it tells all processes; told by any, it draws the board anew
once and hands it to everybody who watches. A missed word does no harm: boards are whole, and drawn again soon anyway.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

import psycopg

from kiosk.floor.ids import WorkspaceId

log = logging.getLogger(__name__)

CHANNEL = "floor"
REFRESH_S = 3.0
"""A board is drawn again this often though nothing happened: its target moves with the clock."""

AGAIN_S = 1.0
INSIST_S = 0.5


@dataclass
class _Watched:
    """A workspace that somebody watches: its latest board as JSON, and how often it was drawn."""

    drawn: int = 0
    board: str = ""
    news: asyncio.Condition = field(default_factory=asyncio.Condition)
    watchers: int = 0


class Hub:
    """`dsn` is psycopg's; `draw` gives a workspace's board as JSON and may take its time: it runs in a thread."""

    def __init__(self, dsn: str, draw: Callable[[WorkspaceId], str]) -> None:
        self._dsn = dsn
        self._draw = draw
        self._watched: dict[WorkspaceId, _Watched] = {}
        self._changed: set[WorkspaceId] = set()
        self._wake = asyncio.Event()
        self._to_tell: set[WorkspaceId] = set()
        self._tell = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._work: asyncio.Task[None] | None = None

    def open(self) -> None:
        """On the loop that runs."""
        self._loop = asyncio.get_running_loop()
        self._work = self._loop.create_task(self._run())

    async def close(self) -> None:
        """Ends its work. Asked again and again, because on Python 3.11 a wait that ends at the moment it is cancelled
        (`asyncio.wait_for`, which psycopg uses) forgets that it was.
        """
        while self._work is not None and not self._work.done():
            self._work.cancel()
            await asyncio.wait({self._work}, timeout=INSIST_S)

    async def _run(self) -> None:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._again(self._listening))
            tasks.create_task(self._again(self._telling))
            tasks.create_task(self._drawing())

    def touched(self, workspace: WorkspaceId) -> None:
        """Work was recorded. From any thread; returns at once. Words that pile up while one is told go as one."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._note, workspace)

    async def boards(self, workspace: WorkspaceId) -> AsyncIterator[str]:
        """The board at once, then each time it was drawn anew, for as long as the watcher stays."""
        watched = self._watched.setdefault(workspace, _Watched())
        watched.watchers += 1
        self._wake_for(workspace)
        seen = 0
        try:
            while True:
                async with watched.news:
                    while watched.drawn == seen:
                        await watched.news.wait()
                    seen, board = watched.drawn, watched.board
                yield board
        finally:
            watched.watchers -= 1
            if not watched.watchers:
                self._watched.pop(workspace, None)

    def _note(self, workspace: WorkspaceId) -> None:
        self._to_tell.add(workspace)
        self._tell.set()

    def _wake_for(self, workspace: WorkspaceId) -> None:
        self._changed.add(workspace)
        self._wake.set()

    async def _again(self, work: Callable[[psycopg.AsyncConnection], Awaitable[None]]) -> None:
        """Keeps a connection at work; the database may go and come back."""
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(self._dsn, autocommit=True) as connection:
                    await work(connection)
            except psycopg.Error as wrong:
                log.warning("the live board lost the database: %s", type(wrong).__name__)
                await asyncio.sleep(AGAIN_S)

    async def _listening(self, connection: psycopg.AsyncConnection) -> None:
        """What was said while nobody listened is made good by drawing every watched board."""
        await connection.execute(f"LISTEN {CHANNEL}")
        self._changed.update(self._watched)
        self._wake.set()
        async for word in connection.notifies():
            self._wake_for(WorkspaceId(word.payload))

    async def _telling(self, connection: psycopg.AsyncConnection) -> None:
        while True:
            await self._tell.wait()
            self._tell.clear()
            workspaces, self._to_tell = self._to_tell, set()
            for workspace in workspaces:
                await connection.execute("SELECT pg_notify(%s, %s)", (CHANNEL, workspace))

    async def _drawing(self) -> None:
        while True:
            try:
                async with asyncio.timeout(REFRESH_S):
                    await self._wake.wait()
            except TimeoutError:
                self._changed.update(self._watched)
            self._wake.clear()
            changed, self._changed = self._changed & self._watched.keys(), set()
            for workspace in changed:
                await self._draw_one(workspace)

    async def _draw_one(self, workspace: WorkspaceId) -> None:
        try:
            board = await asyncio.to_thread(self._draw, workspace)
        except Exception:  # whatever went wrong, the other boards live on, and this one is tried again
            log.exception("a board could not be drawn")
            return
        if watched := self._watched.get(workspace):
            async with watched.news:
                watched.drawn += 1
                watched.board = board
                watched.news.notify_all()
