"""The way to the central database."""

from sqlalchemy import Engine, create_engine

PATIENCE_S = 5
"""How long a request waits for a new connection, or for one that others hold, before it is told to come again."""


def connect(url: str, *, pool_size: int = 10, patience_s: int = PATIENCE_S) -> Engine:
    """`url` as `postgresql://…` or `postgresql+psycopg://…`. Connections that died are noticed before use."""
    return create_engine(
        psycopg_url(url),
        pool_size=pool_size,
        max_overflow=4,
        pool_pre_ping=True,
        pool_timeout=patience_s,
        connect_args={"connect_timeout": patience_s},
    )


def psycopg_url(url: str) -> str:
    scheme, colon, rest = url.partition("://")
    return f"postgresql+psycopg{colon}{rest}" if scheme in {"postgres", "postgresql"} else url


def libpq_url(url: str) -> str:
    """The same address as psycopg's own connections read it."""
    return url.replace("postgresql+psycopg://", "postgresql://", 1)
