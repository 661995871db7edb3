"""Who is signed in, and how often somebody tried in vain."""

from sqlalchemy import Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.server.tables.base import Base, Id, Moment, Row, to


class Session(Row, Base):
    """One signing in and all its renewals. Of the refresh token only the hash is kept, and only of the newest: an older
    one that comes again is a thief's or was stolen. A trigger ends the sessions of a user who was disabled or whose
    password changed.
    """

    __tablename__ = "sessions"
    __table_args__ = (to("users", "user_id"), Index(None, "workspace_id", "user_id"))

    user_id: Mapped[Id]
    refresh_hash: Mapped[bytes] = mapped_column(LargeBinary)
    began_at: Mapped[Moment]
    renewed_at: Mapped[Moment]
    ended_at: Mapped[Moment | None]


class Tries(Row, Base):
    """Tries of one kind by or at somebody, as `throttle` counts them. The `id` is a keyed hash of whom. Nobody knows
    yet which factory is meant, so `workspace_id` is empty and refers to none.
    """

    __tablename__ = "tries"
    __table_args__ = (Index(None, "workspace_id", "last_at"),)

    made: Mapped[int]
    since: Mapped[Moment]
    last_at: Mapped[Moment]
