"""What a lay is cut into, and cutting runs folded from the facts

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from kiosk.server.tables.base import TransactionId

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ID = sa.Text(collation="C")
WIDE = sa.Numeric(28, 4)
WEIGHED = ("standard_minutes", "actual_minutes", "fabric_used_kg", "wastage_kg")
COUNTS = ("duration_minutes", "plies_cut", "units_cut", "defective_units")
LAYS = ("colour", "sizes", "fabric_kg", "ply_smv_min", "piece_smv_min", "line_id", "per_bundle", "cut_plies", "tx")


def upgrade() -> None:
    for column in (
        sa.Column("colour", sa.Text(), server_default="", nullable=False),
        sa.Column("sizes", JSONB(), server_default="[]", nullable=False),
        sa.Column("fabric_kg", sa.Numeric(16, 4), nullable=True),
        sa.Column("ply_smv_min", sa.Numeric(12, 4), nullable=True),
        sa.Column("piece_smv_min", sa.Numeric(12, 4), nullable=True),
        sa.Column("line_id", ID, nullable=True),
        sa.Column("per_bundle", sa.Integer(), server_default="20", nullable=False),
        sa.Column("cut_plies", sa.Integer(), server_default="0", nullable=False),
        sa.Column("tx", TransactionId(), server_default=sa.text("pg_current_xact_id()"), nullable=False),
    ):
        op.add_column("lays", column)
    op.add_column("bundles", sa.Column("cut_run_id", ID, nullable=True))
    line = op.f("fk_lays_workspace_id_line_id")
    there = ["workspace_id", "id"]
    op.create_foreign_key(line, "lays", "production_lines", ["workspace_id", "line_id"], there, ondelete="RESTRICT")
    op.create_index(op.f("ix_lays_workspace_id_tx_id"), "lays", ["workspace_id", "tx", "id"])
    op.execute("CREATE TRIGGER set_tx BEFORE UPDATE ON lays FOR EACH ROW EXECUTE FUNCTION set_tx()")
    op.execute("ALTER TABLE cutting_runs DROP CONSTRAINT IF EXISTS fk_cutting_runs_workspace_id_cutter_id")
    op.alter_column("cutting_runs", "cutter_id", nullable=True)
    op.add_column("cutting_runs", sa.Column("helpers", JSONB(), server_default="[]", nullable=False))
    op.add_column("cutting_runs", sa.Column("flags", JSONB(), server_default="[]", nullable=False))
    for name in WEIGHED:
        op.alter_column("cutting_runs", name, type_=WIDE)
    for name in COUNTS:
        op.alter_column("cutting_runs", name, type_=sa.BigInteger())


def downgrade() -> None:
    """What was widened stays wide: the release before reads and writes it as well."""
    for name in ("flags", "helpers"):
        op.drop_column("cutting_runs", name)
    op.drop_column("bundles", "cut_run_id")
    op.execute("DROP TRIGGER set_tx ON lays")
    op.drop_constraint(op.f("fk_lays_workspace_id_line_id"), "lays", type_="foreignkey")
    op.drop_index(op.f("ix_lays_workspace_id_tx_id"), table_name="lays")
    for name in LAYS:
        op.drop_column("lays", name)
