"""Persons and calls that facts are about, so that the kiosks of a line fetch them

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

from kiosk.server.tables.base import TransactionId

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ID = sa.Text(collation="C")


def upgrade() -> None:
    op.create_table(
        "subjects",
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("line_id", ID, nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tx", TransactionId(), server_default=sa.text("pg_current_xact_id()"), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_subjects")),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.workspace_id"], name=op.f("fk_subjects_workspace_id"), ondelete="RESTRICT"
        ),
    )
    op.create_index(op.f("ix_subjects_workspace_id_tx_id"), "subjects", ["workspace_id", "tx", "id"])
    op.execute("CREATE TRIGGER set_tx BEFORE UPDATE ON subjects FOR EACH ROW EXECUTE FUNCTION set_tx()")


def downgrade() -> None:
    op.drop_table("subjects")
