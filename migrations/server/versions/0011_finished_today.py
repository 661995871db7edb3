"""What was finished since a moment, without reading what was finished before

Revision ID: 0011
Revises: 0010
"""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

NAME = "ix_sewing_run_operations_workspace_id_completed_at"


def upgrade() -> None:
    """Without stopping those who write. One whose making was cut short stays behind unfinished, and is made anew."""
    with op.get_context().autocommit_block():
        op.execute(f"DROP INDEX IF EXISTS {NAME}")
        op.execute(f"CREATE INDEX CONCURRENTLY {NAME} ON sewing_run_operations (workspace_id, completed_at)")


def downgrade() -> None:
    op.drop_index(NAME, "sewing_run_operations")
