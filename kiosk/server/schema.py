"""The central database's history: up to this version's tables, or back."""

from importlib.resources import files
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

HISTORY = "server"


def upgrade(engine: Engine, revision: str = "head") -> None:
    command.upgrade(_config(engine), revision)


def downgrade(engine: Engine, revision: str) -> None:
    command.downgrade(_config(engine), revision)


def current(engine: Engine) -> str | None:
    """The revision the database stands at; None when it is empty."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


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
