"""The server's composition root: the only place that knows every room of it."""

import asyncio
import logging
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import DataError, DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from uuid_utils.compat import uuid7

from kiosk import __version__, wire
from kiosk.floor.ids import WorkspaceId
from kiosk.server import (
    bundles,
    cutting,
    devices,
    employees,
    holidays,
    meters,
    operations,
    own_password,
    pages,
    periods,
    pins,
    receipts,
    run_acts,
    run_pay,
    runs,
    schema,
    sign_in,
    signed_in,
    stream,
    sync,
    trail,
    users,
    wage_rules,
    worker_days,
)
from kiosk.server.board import board_of
from kiosk.server.dashboard import routes as dashboards
from kiosk.server.db import connect, libpq_url
from kiosk.server.doors import Doors
from kiosk.server.gate import NAME, Gate
from kiosk.server.hub import Hub
from kiosk.server.intake import Sent, take
from kiosk.server.let_in import LetIn
from kiosk.server.log import answered, begin
from kiosk.server.partitions import Months
from kiosk.server.replica import PATIENCE_S, Replica
from kiosk.server.settings import Settings, settings
from kiosk.server.sorry import Refusal, answer, refused
from kiosk.server.tray import Tray
from kiosk.server.walls import NO_FACTORY

log = logging.getLogger(__name__)

SWITCH_S = 0.0005
"""How soon a thread that comes back from the database gets its turn; Python's own 5 ms are many round trips."""


def create() -> FastAPI:
    """For uvicorn: the server as its environment wants it."""
    sys.setswitchinterval(SWITCH_S)
    begin()
    return build(settings(), clock=lambda: datetime.now(UTC))


def build(told: Settings, *, clock: Callable[[], datetime]) -> FastAPI:
    engine = connect(told.database_url)
    replica = Replica(connect(told.read_url, patience_s=PATIENCE_S)) if told.read_url else None
    doors = Doors(engine=engine, clock=clock, new_id=lambda: str(uuid7()), secret=told.secret, replica=replica)
    tray = Tray(lambda workspace, sent: _taken(doors, workspace, sent))
    let_in = LetIn(clock)
    hub = Hub(libpq_url(told.listen_url or told.database_url), lambda workspace: _drawn(doors, workspace))
    months = Months(engine, clock)

    @asynccontextmanager
    async def life(_app: FastAPI) -> AsyncIterator[None]:
        tray.open()
        hub.open()
        months.open()
        yield
        await asyncio.to_thread(months.close)
        await asyncio.to_thread(tray.close)
        await hub.close()
        engine.dispose()
        if replica:
            replica.close()

    app = FastAPI(title="Floor Kiosk", version=__version__, lifespan=life, docs_url=None, redoc_url=None)
    app.add_middleware(Gate, tell=_told)
    app.include_router(sign_in.routes(doors))
    app.include_router(signed_in.routes(doors))
    app.include_router(users.routes(doors))
    app.include_router(own_password.routes(doors))
    app.include_router(trail.routes(doors))
    app.include_router(devices.routes(doors, let_in))
    app.include_router(pins.routes(doors))
    app.include_router(operations.routes(doors))
    app.include_router(employees.routes(doors))
    app.include_router(cutting.routes(doors))
    app.include_router(bundles.routes(doors, hub.touched))
    app.include_router(runs.routes(doors))
    app.include_router(run_pay.routes(doors, hub.touched))
    app.include_router(run_acts.routes(doors, hub.touched))
    app.include_router(dashboards.routes(doors))
    app.include_router(wage_rules.routes(doors))
    app.include_router(holidays.routes(doors))
    app.include_router(periods.routes(doors))
    app.include_router(worker_days.routes(doors))
    app.include_router(receipts.routes(doors))
    app.include_router(sync.routes(doors, let_in, tray, hub.touched))
    app.include_router(stream.routes(doors, let_in, hub))
    app.include_router(pages.routes())
    app.include_router(meters.routes(told.metrics_token))
    _health(app, doors)
    _apologies(app)
    return app


def _told(name: str, method: str, door: str, status: int, seconds: float) -> None:
    answered(name, method, door, status, seconds)
    meters.answered(method, door, status, seconds)


def _taken(doors: Doors, workspace: WorkspaceId, sent: Sequence[Sent]) -> list[wire.Judged]:
    with doors.transaction(workspace) as connection:
        return take(connection, workspace, sent, doors.clock())


def _drawn(doors: Doors, workspace: WorkspaceId) -> str:
    with doors.snapshot(workspace) as connection:
        return wire.BOARD.dump_json(board_of(connection, workspace, doors.clock())).decode()


def _health(app: FastAPI, doors: Doors) -> None:
    @app.get("/healthz", tags=["health"])
    def alive() -> dict[str, str]:
        return {"status": "alive", "version": __version__}

    @app.get("/readyz", tags=["health"])
    def ready() -> dict[str, str]:
        """Ready is: the database answers and its tables are those of this version, or newer ones that suit it too."""
        with doors.transaction(NO_FACTORY):
            stands, needed = schema.standing(doors.engine), schema.head()
        if not stands.fits(needed):
            remedy = "Run: kiosk migrate" if (stands.revision or "") < needed else "Install the newer version."
            raise Refusal(503, f"The database stands at {stands.revision}, and this version needs {needed}. {remedy}")
        return {"status": "ready", "schema": str(stands.revision)}


def _apologies(app: FastAPI) -> None:
    """Every error answers in one shape, with the right status and no internals."""
    app.add_exception_handler(Refusal, refused)

    @app.exception_handler(RequestValidationError)
    async def malformed(_request: Request, wrong: RequestValidationError) -> JSONResponse:
        place = ".".join(str(part) for part in wrong.errors()[0]["loc"][1:])
        return answer(400, f"Something is missing or wrong: {place[:80] or 'the request'}.")

    @app.exception_handler(HTTPException)
    async def plain(_request: Request, wrong: HTTPException) -> JSONResponse:
        return answer(wrong.status_code, str(wrong.detail))

    @app.exception_handler(SQLAlchemyError)
    async def database(request: Request, wrong: SQLAlchemyError) -> JSONResponse:
        """The database is away, full or restarting: nothing was committed, and the same request may come again."""
        if isinstance(wrong, DataError):
            return answer(400, "The request holds something that cannot be kept as text or number.")
        passing = isinstance(wrong, PoolTimeout) or (isinstance(wrong, DBAPIError) and not _is_ours(wrong))
        if not passing:
            return await bug(request, wrong)
        log.warning("%s %s %s: %s", request.state.name, request.method, request.url.path, wrong.args[:1])
        return answer(503, "The database does not answer. Nothing was lost; try again.", 2)

    @app.exception_handler(Exception)
    async def bug(request: Request, wrong: Exception) -> JSONResponse:
        """The answer goes out past the gate, so it is named here."""
        name = request.state.name
        log.error("%s %s %s", name, request.method, request.url.path, exc_info=wrong)
        sorry = answer(500, f"Something went wrong on the server. Its log tells what, under {name}.")
        sorry.headers[NAME] = name
        return sorry


def _is_ours(wrong: DBAPIError) -> bool:
    """Statements that the database rejects are our bugs; what it cannot do just now is not."""
    state = getattr(wrong.orig, "sqlstate", None) or ""
    return state[:2] in {"23", "42"}
