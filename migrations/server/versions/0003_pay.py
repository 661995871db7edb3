"""Pay lines, wage rules, closed periods and what they paid

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ID = sa.Text(collation="C")
MOMENT = sa.DateTime(timezone=True)
AMOUNT, MINUTES, RATE = sa.Numeric(28, 4), sa.Numeric(16, 4), sa.Numeric(12, 4)


def key() -> list[sa.Column[str]]:
    return [sa.Column("workspace_id", ID, nullable=False), sa.Column("id", ID, nullable=False)]


def primary(table: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f(f"pk_{table}"))


def points(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_workspace_id_{column}")
    there = [f"{target}.workspace_id", f"{target}.id"]
    return sa.ForeignKeyConstraint(["workspace_id", column], there, name=name, ondelete="RESTRICT")


def of_workspace(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_workspace_id")
    return sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.workspace_id"], name=name, ondelete="RESTRICT")


def index(table: str, *columns: str) -> None:
    names = ["workspace_id", *columns]
    op.create_index(op.f(f"ix_{table}_{'_'.join(names)}"), table, names)


def unique(table: str, *columns: str) -> sa.UniqueConstraint:
    names = ["workspace_id", *columns]
    return sa.UniqueConstraint(*names, name=op.f(f"uq_{table}_{'_'.join(names)}"))


def upgrade() -> None:
    op.create_table(
        "pay_lines",
        *key(),
        sa.Column("employee_id", ID, nullable=True),
        sa.Column("bundle_id", ID, nullable=False),
        sa.Column("operation_id", ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("shift", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in ("good", "held", "lost")),
        sa.Column("rate", RATE, nullable=True),
        sa.Column("amount", AMOUNT, nullable=False),
        sa.Column("held_amount", AMOUNT, nullable=False),
        sa.Column("earned_minutes", MINUTES, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reasons", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("is_disputed", sa.Boolean(), nullable=False),
        points("pay_lines", "bundle_id", "bundles"),
        primary("pay_lines"),
    )
    index("pay_lines", "employee_id", "day")
    index("pay_lines", "day")
    index("pay_lines", "bundle_id")
    op.create_table(
        "wage_rules",
        *key(),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("daily_minimum", AMOUNT, nullable=True),
        *(sa.Column(name, RATE, nullable=False) for name in ("full_hours", "overtime", "rest_day", "holiday")),
        sa.Column("bonus_from", RATE, nullable=True),
        sa.Column("bonus", RATE, nullable=False),
        sa.Column("is_exempt", sa.Boolean(), nullable=False),
        sa.Column("created_by", ID, nullable=False),
        sa.Column("created_at", MOMENT, server_default=sa.func.now(), nullable=False),
        of_workspace("wage_rules"),
        points("wage_rules", "created_by", "users"),
        unique("wage_rules", "since"),
        primary("wage_rules"),
    )
    op.create_table(
        "pay_periods",
        *key(),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("closed_at", MOMENT, nullable=False),
        sa.Column("closed_by", ID, nullable=False),
        of_workspace("pay_periods"),
        points("pay_periods", "closed_by", "users"),
        unique("pay_periods", "first_day"),
        primary("pay_periods"),
    )
    op.create_table(
        "settled_lines",
        *key(),
        sa.Column("period_id", ID, nullable=False),
        sa.Column("fact_id", ID, nullable=False),
        sa.Column("employee_id", ID, nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("is_adjustment", sa.Boolean(), nullable=False),
        sa.Column("amount", AMOUNT, nullable=False),
        points("settled_lines", "period_id", "pay_periods"),
        unique("settled_lines", "period_id", "fact_id"),
        primary("settled_lines"),
    )
    index("settled_lines", "fact_id")
    index("settled_lines", "employee_id")
    for table in ("pay_periods", "settled_lines"):
        op.execute(
            f"CREATE TRIGGER keep_as_written BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION keep_as_written()"
        )


def downgrade() -> None:
    for table in ("settled_lines", "pay_periods", "wage_rules", "pay_lines"):
        op.drop_table(table)
