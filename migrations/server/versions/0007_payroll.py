"""Holidays, days off, and what each day of a closed period was paid; what came late is found by when it came

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ID = sa.Text(collation="C")
MOMENT = sa.DateTime(timezone=True)
AMOUNT = sa.Numeric(28, 4)
PARTS = ("earned", "top_up", "overtime", "premium", "bonus", "total")
SETTLED = ("pay_periods", "settled_lines", "settled_days")


def points(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_workspace_id_{column}")
    there = [f"{target}.workspace_id", f"{target}.id"]
    return sa.ForeignKeyConstraint(["workspace_id", column], there, name=name, ondelete="RESTRICT")


def upgrade() -> None:
    op.add_column(
        "wage_rules",
        sa.Column("rest_weekdays", postgresql.JSONB(astext_type=sa.Text()), server_default="[]", nullable=False),
    )
    op.create_table(
        "holidays",
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_by", ID, nullable=False),
        sa.Column("created_at", MOMENT, server_default=sa.func.now(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.workspace_id"], name=op.f("fk_holidays_workspace_id"), ondelete="RESTRICT"
        ),
        points("holidays", "created_by", "users"),
        sa.PrimaryKeyConstraint("workspace_id", "day", name=op.f("pk_holidays")),
    )
    op.create_table(
        "settled_days",
        sa.Column("workspace_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("period_id", ID, nullable=False),
        sa.Column("employee_id", ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("is_adjustment", sa.Boolean(), nullable=False),
        sa.Column("is_exempt", sa.Boolean(), nullable=False),
        *(sa.Column(name, AMOUNT, nullable=False) for name in PARTS),
        points("settled_days", "period_id", "pay_periods"),
        sa.UniqueConstraint(
            *("workspace_id", "period_id", "employee_id", "day"),
            name=op.f("uq_settled_days_workspace_id_period_id_employee_id_day"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_settled_days")),
    )
    op.create_index(
        op.f("ix_settled_days_workspace_id_employee_id_day"), "settled_days", ["workspace_id", "employee_id", "day"]
    )
    op.create_index(op.f("ix_facts_received_at"), "facts", ["received_at"], postgresql_using="brin")
    op.execute(
        "CREATE TRIGGER keep_as_written BEFORE UPDATE ON settled_days FOR EACH ROW EXECUTE FUNCTION keep_as_written()"
    )
    for table in SETTLED:
        op.execute(f"CREATE TRIGGER keep BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION keep_as_written()")


def downgrade() -> None:
    for table in SETTLED:
        op.execute(f"DROP TRIGGER keep ON {table}")
    op.drop_index(op.f("ix_facts_received_at"), "facts")
    for table in ("settled_days", "holidays"):
        op.drop_table(table)
    op.drop_column("wage_rules", "rest_weekdays")
