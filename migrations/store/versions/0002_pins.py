"""PINs, and how often a wrong one was tried.

Revision 0002.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BY_TEXT = {"sqlite_strict": True, "sqlite_with_rowid": False}


def text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def integer(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def upgrade() -> None:
    key = sa.PrimaryKeyConstraint("id", name=op.f("pk_pins"))
    op.create_table("pins", text("id"), text("body"), text("seal"), key, **BY_TEXT)
    op.create_table(
        "pin_tries",
        text("worker"),
        text("pin"),
        integer("wrong"),
        integer("last_at"),
        sa.PrimaryKeyConstraint("worker", name=op.f("pk_pin_tries")),
        sa.CheckConstraint("wrong >= 0", name=op.f("ck_pin_tries_wrong")),
        **BY_TEXT,
    )


def downgrade() -> None:
    op.drop_table("pin_tries")
    op.drop_table("pins")
