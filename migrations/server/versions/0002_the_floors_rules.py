"""What the floor's rules need: skill and role, policy, places, settled flags, inspections, calls made of facts

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.Text(collation="C")
JSON = postgresql.JSONB(astext_type=sa.Text())
MOMENT = sa.DateTime(timezone=True)

ADDED = {
    "workspaces": [("policy", JSON, "{}")],
    "employees": [("role", sa.Text(), "OPERATOR"), ("skill_level", sa.Text(), None), ("skills", JSON, "{}")],
    "bundles": [("place", sa.Text(), None), ("pieces_now", sa.Integer(), None)],
    "bundle_status_history": [("from_place", sa.Text(), None), ("to_place", sa.Text(), None)],
    "flags": [("settled_by_employee", ID, None), ("is_accepted", sa.Boolean(), None), ("settle_reason", sa.Text(), None)],
    "calls": [("line_id", ID, None), ("note", sa.Text(), "")],
}
RATES = ("sewing_operations", "sewing_operation_standards")


def upgrade() -> None:
    for table, columns in ADDED.items():
        for name, kind, default in columns:
            op.add_column(table, sa.Column(name, kind, server_default=default, nullable=default is None))
    op.alter_column("calls", "note", server_default=None)
    for table in RATES:
        op.alter_column(table, "piece_rate", nullable=True)
    op.drop_constraint(op.f("fk_flags_workspace_id_settled_by"), "flags")
    op.drop_constraint(op.f("fk_calls_workspace_id_station_id"), "calls")
    op.alter_column("calls", "station_id", nullable=True)
    op.create_foreign_key(
        op.f("fk_calls_workspace_id"), "calls", "workspaces", ["workspace_id"], ["workspace_id"], ondelete="RESTRICT"
    )
    op.create_table(
        "inspections",
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("bundle_id", ID, nullable=False),
        sa.Column("operation_id", ID, nullable=True),
        sa.Column("employee_id", ID, nullable=True),
        sa.Column("station_id", ID, nullable=True),
        sa.Column("line_id", ID, nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("checked", "defective", "rejected", "open_pieces")),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.Column("defects", JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "bundle_id"],
            ["bundles.workspace_id", "bundles.id"],
            name=op.f("fk_inspections_workspace_id_bundle_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_inspections")),
    )
    op.create_index(op.f("ix_inspections_workspace_id_at"), "inspections", ["workspace_id", "at"])
    op.create_index(op.f("ix_inspections_workspace_id_bundle_id"), "inspections", ["workspace_id", "bundle_id"])


def downgrade() -> None:
    """What the older tables cannot hold goes: the facts tell it again."""
    op.drop_table("inspections")
    op.execute("DELETE FROM calls")
    op.execute("UPDATE flags SET settled_by = NULL")
    op.drop_constraint(op.f("fk_calls_workspace_id"), "calls")
    op.alter_column("calls", "station_id", nullable=False)
    for table, column, target in (("calls", "station_id", "work_stations"), ("flags", "settled_by", "users")):
        op.create_foreign_key(
            op.f(f"fk_{table}_workspace_id_{column}"),
            table,
            target,
            ["workspace_id", column],
            ["workspace_id", "id"],
            ondelete="RESTRICT",
        )
    for table in RATES:
        op.execute(f"UPDATE {table} SET piece_rate = 0 WHERE piece_rate IS NULL")  # noqa: S608 - our own names
        op.alter_column(table, "piece_rate", nullable=False)
    for table, columns in ADDED.items():
        for name, _, _ in columns:
            op.drop_column(table, name)
