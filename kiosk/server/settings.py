"""What the server is told by its environment: `KIOSK_DATABASE_URL`, `KIOSK_SECRET`, and where they are given
`KIOSK_READ_URL`, `KIOSK_LISTEN_URL`.
"""

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from kiosk.trouble import Reason, Trouble

METERS = "PROMETHEUS_MULTIPROC_DIR"
"""Where several processes of one server put down what they count; `serve` sets it, before anything counts."""


class Database(BaseSettings):
    """Where the central database is: `postgresql://...`."""

    model_config = SettingsConfigDict(env_prefix="KIOSK_", frozen=True)

    database_url: str = Field(default="", min_length=1, repr=False, validate_default=True)


class Settings(Database):
    """`secret` signs access tokens: at least 32 characters, the same in every process. `read_url` is where a streaming
    copy of the database is; empty where there is none. `listen_url` is a way to the database itself, where
    `database_url` is that of a pooler which lends connections for one transaction. `metrics_token` opens `/metrics`, at
    least 16 characters; without one there is no such door.
    """

    read_url: str = Field(default="", repr=False)
    listen_url: str = Field(default="", repr=False)
    metrics_token: str = Field(default="", pattern=r"^(.{16,})?$", repr=False)
    secret: str = Field(default="", min_length=32, repr=False, validate_default=True)


def database() -> Database:
    """From the environment. Raises Trouble(NOT_SET_UP)."""
    try:
        return Database()
    except ValidationError as wrong:
        raise Trouble(Reason.NOT_SET_UP, f"{wrong.error_count()} settings") from None


def settings() -> Settings:
    """From the environment. Raises Trouble(NOT_SET_UP)."""
    try:
        return Settings()
    except ValidationError as wrong:
        raise Trouble(Reason.NOT_SET_UP, f"{wrong.error_count()} settings") from None
