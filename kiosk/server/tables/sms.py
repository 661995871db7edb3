"""Text messages, their templates, and one-time codes."""

from decimal import Decimal

from sqlalchemy import Index, LargeBinary, Numeric, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.server.tables.base import Base, Id, Json, Moment, Now, Row, to, to_workspace


class SMSTemplate(Row, Base):
    __tablename__ = "sms_templates"
    __table_args__ = (
        to_workspace(),
        to("users", "created_by"),
        UniqueConstraint("workspace_id", "name"),
        Index(None, "workspace_id", "is_active"),
    )

    name: Mapped[str]
    description: Mapped[str | None]
    message: Mapped[str]
    variables: Mapped[list[str]] = mapped_column(JSONB)
    usage_count: Mapped[int] = mapped_column(server_default="0")
    last_used_at: Mapped[Moment | None]
    is_active: Mapped[bool] = mapped_column(server_default="true")
    created_at: Mapped[Now]
    updated_at: Mapped[Now]
    created_by: Mapped[Id]


class SMSMessage(Row, Base):
    """`sent_by` is a user; a text of the house itself (an alert, a code) has none."""

    __tablename__ = "sms_messages"
    __table_args__ = (
        to_workspace(),
        to("sms_templates", "template_id"),
        to("users", "sent_by"),
        Index(None, "workspace_id", "to"),
        Index(None, "workspace_id", "status"),
        Index(None, "workspace_id", "created_at"),
        Index(None, "workspace_id", "provider"),
    )

    to: Mapped[str]
    from_: Mapped[str | None] = mapped_column("from")
    message: Mapped[str]
    template_id: Mapped[Id | None]
    provider: Mapped[str]
    provider_message_id: Mapped[str | None]
    status: Mapped[str] = mapped_column(server_default="PENDING")
    error_message: Mapped[str | None]
    variables: Mapped[Json | None]
    sent_by: Mapped[Id | None]
    cost: Mapped[Decimal | None] = mapped_column(Numeric(10, 4))
    created_at: Mapped[Now]
    sent_at: Mapped[Moment | None]
    delivered_at: Mapped[Moment | None]


class OTPCode(Row, Base):
    """A one-time code is kept only as a keyed hash."""

    __tablename__ = "otp_codes"
    __table_args__ = (
        to_workspace(),
        Index(None, "workspace_id", "phone", "purpose"),
        Index(None, "workspace_id", "expires_at"),
        Index(None, "workspace_id", "is_verified"),
    )

    phone: Mapped[str]
    code_hash: Mapped[bytes] = mapped_column(LargeBinary)
    purpose: Mapped[str]
    is_verified: Mapped[bool] = mapped_column(server_default="false")
    verified_at: Mapped[Moment | None]
    attempts: Mapped[int] = mapped_column(server_default="0")
    max_attempts: Mapped[int] = mapped_column(server_default="3")
    ip_address: Mapped[str | None]
    user_agent: Mapped[str | None]
    expires_at: Mapped[Moment]
    created_at: Mapped[Now]
