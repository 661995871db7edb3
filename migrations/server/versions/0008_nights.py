"""The night's premium, and overtime on days off: rules that stand already pay as they did

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

RATE = sa.Numeric(12, 4)


def upgrade() -> None:
    for column in (
        sa.Column("overtime_off", RATE),
        sa.Column("night", RATE),
        sa.Column("night_from", sa.Time()),
        sa.Column("night_until", sa.Time()),
    ):
        op.add_column("wage_rules", column)
    op.execute("UPDATE wage_rules SET overtime_off = overtime, night = 0, night_from = '22:00', night_until = '06:00'")
    for name in ("overtime_off", "night", "night_from", "night_until"):
        op.alter_column("wage_rules", name, nullable=False)
    op.add_column("settled_days", sa.Column("night", sa.Numeric(28, 4), server_default="0", nullable=False))
    op.alter_column("settled_days", "night", server_default=None)


def downgrade() -> None:
    op.drop_column("settled_days", "night")
    for name in ("night_until", "night_from", "night", "overtime_off"):
        op.drop_column("wage_rules", name)
