"""The factory and its people: workspaces, users who sign in by password, employees who show a badge."""

from typing import Any

from sqlalchemy import CheckConstraint, Index, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.server.tables.base import Base, Id, Json, Moment, Now, Row, Synced, to, to_workspace


class Workspace(Synced, Base):
    """One factory. Its id is the key that every other row carries.

    `shifts`: `[{"name": "MORNING", "starts": "06:00", "ends": "14:00", "rests": [["09:00", "09:15"]]}, …]`, local time.
    `policy`: what it decides other than `floor.policy.Policy` has it.
    """

    __tablename__ = "workspaces"

    id: Mapped[str] = mapped_column("workspace_id", Text(collation="C"), primary_key=True)
    name: Mapped[str]
    time_zone: Mapped[str]
    currency: Mapped[str] = mapped_column(server_default="PHP")
    ticket_key: Mapped[bytes]
    shifts: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    policy: Mapped[Json] = mapped_column(server_default="{}")
    created_at: Mapped[Now]


class User(Row, Base):
    """Who signs in by password. The e-mail is kept in lower case, as it is looked up."""

    __tablename__ = "users"
    __table_args__ = (
        to_workspace(),
        UniqueConstraint("workspace_id", "email"),
        CheckConstraint("email = lower(email)", name="lower_email"),
        Index("ix_users_email", "email"),
    )

    email: Mapped[str]
    name: Mapped[str]
    role: Mapped[str]
    password_hash: Mapped[str]
    department: Mapped[str | None]
    position: Mapped[str | None]
    phone: Mapped[str | None]
    is_active: Mapped[bool] = mapped_column(server_default="true")
    last_login_at: Mapped[Moment | None]
    created_at: Mapped[Now]


class Employee(Row, Synced, Base):
    """`role`: what a badge may do at a kiosk. `skills`: levels by operation where they differ from `skill_level`.
    `pin_hash` is argon2's.
    """

    __tablename__ = "employees"
    __table_args__ = (
        to_workspace(),
        to("production_lines", "line_id"),
        UniqueConstraint("workspace_id", "employee_number"),
        UniqueConstraint("workspace_id", "badge_code"),
        Index(None, "workspace_id", "tx", "id"),
    )

    employee_number: Mapped[str]
    first_name: Mapped[str]
    last_name: Mapped[str]
    badge_code: Mapped[str | None]
    pin_hash: Mapped[str | None]
    language: Mapped[str] = mapped_column(server_default="en")
    role: Mapped[str] = mapped_column(server_default="OPERATOR")
    skill_level: Mapped[str | None]
    skills: Mapped[Json] = mapped_column(server_default="{}")
    department: Mapped[str | None]
    position: Mapped[str | None]
    line_id: Mapped[Id | None]
    phone: Mapped[str | None]
    is_active: Mapped[bool] = mapped_column(server_default="true")
    created_at: Mapped[Now]


class AuditEntry(Row, Base):
    """Every act of an admin, and every sign-in; a trigger refuses changes. `detail` holds no secret."""

    __tablename__ = "audit_entries"
    __table_args__ = (
        to_workspace(),
        to("users", "user_id"),
        to("devices", "device_id"),
        Index(None, "workspace_id", "at", "id"),
    )

    at: Mapped[Moment]
    user_id: Mapped[Id | None]
    device_id: Mapped[Id | None]
    act: Mapped[str]
    subject: Mapped[str | None] = mapped_column(Text)
    detail: Mapped[Json | None]
