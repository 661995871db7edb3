"""The second wall between factories: what a transaction sees and writes is one factory's, whatever its statements say.

Each works as the role `kiosk_server`, which owns nothing and is held to the policy of every table (migration 0010); the
first wall is each query's own filter. Both settings end with the transaction, so connections may be pooled by anybody.
"""

from sqlalchemy import Connection
from sqlalchemy.exc import ProgrammingError

from kiosk.floor.ids import WorkspaceId
from kiosk.trouble import Reason, Trouble

NO_FACTORY = WorkspaceId("")
"""Before it is known which one is meant."""

_WITHIN = "SELECT set_config('role', 'kiosk_server', true), set_config('kiosk.workspace', %(factory)s, true)"


def shut_in(connection: Connection, factory: WorkspaceId) -> None:
    """For the rest of the transaction."""
    connection.exec_driver_sql(_WITHIN, {"factory": factory})


def see_all(connection: Connection) -> None:
    """For a program of the tables' owner. Who is no owner would see nothing, and take it for nothing being there.

    Raises Trouble(NOT_THE_OWNER).
    """
    connection.exec_driver_sql("SET LOCAL row_security = off")
    try:
        connection.exec_driver_sql("SELECT 1 FROM workspaces LIMIT 1")
    except ProgrammingError as wrong:
        raise Trouble(Reason.NOT_THE_OWNER, str(wrong.orig)) from None


def factory_of_kiosk(connection: Connection, token: bytes) -> WorkspaceId | None:
    """Whose kiosk has a token of this hash."""
    return _first(connection, "SELECT factory_of_kiosk(%(asked)s)", token)


def factory_of_code(connection: Connection, code: bytes) -> WorkspaceId | None:
    """Whose admin was shown a pairing code of this hash."""
    return _first(connection, "SELECT factory_of_code(%(asked)s)", code)


def factories_of_email(connection: Connection, email: str) -> list[WorkspaceId]:
    """Where somebody may sign in under this e-mail, in the order of their ids."""
    found = connection.exec_driver_sql("SELECT factories_of_email(%(asked)s)", {"asked": email})
    return [WorkspaceId(id_) for id_ in found.scalars()]


def _first(connection: Connection, query: str, asked: bytes) -> WorkspaceId | None:
    return next(iter(connection.exec_driver_sql(query, {"asked": asked}).scalars()), None)
