"""The central database's history: up to this version's tables, or back."""

from importlib.resources import files
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

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


def make_months(connection: Connection, first: str, months: int) -> None:
    """Partitions of `facts` and `bundle_status_history` from the month of `first` (YYYY-MM-01) on, where they lack.

    A month of facts is a range of UUIDv7: their first 48 bits are milliseconds since 1970.
    """
    connection.execute(
        text(
            "SELECT make_month((:first)::date + make_interval(months => n)) FROM generate_series(0, :months - 1) AS n"
        ),
        {"first": first, "months": months},
    )


def _config(engine: Engine) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_folder()))
    config.attributes["engine"] = engine
    return config


def _folder() -> Path:
    """Beside the package in a checkout, inside it when installed."""
    checkout = Path(__file__).parents[2] / "migrations" / HISTORY
    return checkout if checkout.is_dir() else Path(str(files("kiosk") / "_data" / "migrations" / HISTORY))
