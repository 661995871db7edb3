"""Lays, for the kiosks of the cutters.

Revision 0003.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BY_TEXT = {"sqlite_strict": True, "sqlite_with_rowid": False}


def text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def upgrade() -> None:
    key = sa.PrimaryKeyConstraint("id", name=op.f("pk_lays"))
    op.create_table("lays", text("id"), text("body"), text("seal"), key, **BY_TEXT)


def downgrade() -> None:
    op.drop_table("lays")
