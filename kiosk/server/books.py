"""The books of pay: whoever writes in them does so alone. Facts that come in meanwhile neither wait nor slip in."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import BigInteger, Connection, bindparam, cast, func, select
from sqlalchemy.exc import DBAPIError

from kiosk.floor.ids import WorkspaceId
from kiosk.server.doors import Doors
from kiosk.server.sorry import Refusal

BUSY = "Somebody else is writing in the books of pay just now. Look what changed, and try again."

_TRY = select(func.pg_try_advisory_xact_lock(cast(func.hashtextextended(bindparam("key"), 0), BigInteger)))


@contextmanager
def books(doors: Doors, workspace: WorkspaceId) -> Iterator[Connection]:
    """Committed when the block ends well. Raises Refusal 409 for whoever comes second. What is read is of one moment:
    a fact taken in later is as late as one that comes tomorrow, and makes its difference in the next period.
    """
    try:
        with doors.alone(workspace) as connection:
            if not connection.scalar(_TRY, {"key": f"{workspace} books of pay"}):
                raise Refusal(409, BUSY)
            yield connection
    except DBAPIError as wrong:
        if getattr(wrong.orig, "sqlstate", None) == "40001":
            raise Refusal(409, BUSY) from None
        raise
