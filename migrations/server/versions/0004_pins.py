"""PINs, by which a person signs in at a kiosk without a badge, and proves a supervisor's act

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("employees", sa.Column("pin_hash", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("employees", "pin_hash")
