"""The central database's history: up to this version's tables, or back."""

import logging
import time
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

log = logging.getLogger(__name__)

HISTORY = "server"

_SAID = "oldest server: "


TRIES = 30
"""How often a table in use is asked for, before whoever migrates is told. Each waits two seconds (`env.py`)."""

PAUSE_S = 1.0
"""Between them: the requests that waited behind us go first."""

_BUSY = {"55P03", "40P01"}
"""A lock that did not come in time, and one that never would have."""


@dataclass(frozen=True, slots=True)
class Standing:
    """`revision`: where the tables stand, None when there are none. `oldest`: the server that still works with them,
    named by the revision it was written for.
    """

    revision: str | None
    oldest: str | None

    def fits(self, needed: str) -> bool:
        """Revisions are numbers of four digits, which as text stand in their order."""
        return bool(self.revision and self.oldest) and (self.oldest or "") <= needed <= (self.revision or "")


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Each revision is a transaction of its own. One that meets a table in use gives way, and is tried again."""
    for left in reversed(range(TRIES)):
        try:
            command.upgrade(_config(engine), revision)
        except OperationalError as wrong:
            if not left or getattr(wrong.orig, "sqlstate", None) not in _BUSY:
                raise
            log.warning("a table is in use; the migration gives way and tries again, %d times at most", left)
            time.sleep(PAUSE_S)
        else:
            return


def downgrade(engine: Engine, revision: str) -> None:
    command.downgrade(_config(engine), revision)


def current(engine: Engine) -> str | None:
    """The revision the database stands at; None when it is empty."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def standing(engine: Engine) -> Standing:
    """What the last migration wrote down. Without its word only the server of that very revision fits."""
    with engine.connect() as connection:
        revision = MigrationContext.configure(connection).get_current_revision()
        said = connection.exec_driver_sql("SELECT obj_description(to_regclass('alembic_version'))").scalar()
    return Standing(revision, str(said).removeprefix(_SAID) if said else revision)


def head() -> str:
    """The revision this version needs."""
    found = ScriptDirectory(str(_folder())).get_current_head()
    if found is None:
        raise LookupError("the migrations have no head")
    return found


def _config(engine: Engine) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_folder()).replace("%", "%%"))
    config.attributes["engine"] = engine
    return config


def _folder() -> Path:
    """Beside the package in a checkout, inside it when installed."""
    checkout = Path(__file__).parents[2] / "migrations" / HISTORY
    return checkout if checkout.is_dir() else Path(str(files("kiosk") / "_data" / "migrations" / HISTORY))
