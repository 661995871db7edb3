"""The first tables.

Revision 0001.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

STRICT = {"sqlite_strict": True}
BY_TEXT = {"sqlite_strict": True, "sqlite_with_rowid": False}


def text(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Text(), nullable=nullable)


def integer(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def told(name: str, *columns: sa.Column) -> None:
    """A table of the server's rows: its id, what it is looked up by, its JSON and the seal of that."""
    key = sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}"))
    op.create_table(name, text("id"), *columns, text("body"), text("seal"), key, **BY_TEXT)


def index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def upgrade() -> None:
    told("workspace")
    told("lines")
    told("stations")
    told("workers", text("badge"), text("number"))
    told("operations", text("product"))
    told("bundles", text("code"), text("qr_code", nullable=True), integer("gone_at", nullable=True))
    told(
        "confirmed_facts",
        text("device"),
        integer("number"),
        text("subject"),
        text("worker", nullable=True),
        integer("at"),
    )
    op.create_table(
        "own_facts",
        integer("number"),
        text("id"),
        text("device"),
        text("subject"),
        text("worker", nullable=True),
        integer("at"),
        text("body"),
        text("seal"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_own_facts")),
        sa.UniqueConstraint("id", name=op.f("uq_own_facts_id")),
        **STRICT,
    )
    op.create_table(
        "outbox",
        integer("number"),
        text("state"),
        integer("tries"),
        integer("failures"),
        text("reason", nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_outbox")),
        sa.CheckConstraint("state IN ('waiting', 'set_aside')", name=op.f("ck_outbox_state")),
        sa.ForeignKeyConstraint(["number"], ["own_facts.number"], name=op.f("fk_outbox_number")),
        **STRICT,
    )
    op.create_table(
        "run_operations",
        text("bundle"),
        text("operation"),
        integer("units"),
        text("status"),
        integer("last_at", nullable=True),
        sa.PrimaryKeyConstraint("bundle", "operation", name=op.f("pk_run_operations")),
        sa.CheckConstraint("units >= 0", name=op.f("ck_run_operations_units")),
        **BY_TEXT,
    )
    op.create_table(
        "kiosk",
        integer("id"),
        text("file_id"),
        text("cursor"),
        integer("last_number"),
        text("device", nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kiosk")),
        sa.CheckConstraint("id = 1", name=op.f("ck_kiosk_one_row")),
        **STRICT,
    )
    index("workers", "badge")
    index("workers", "number")
    index("operations", "product")
    index("bundles", "code")
    index("bundles", "qr_code")
    index("bundles", "gone_at")
    index("confirmed_facts", "subject")
    index("confirmed_facts", "worker", "at")
    index("confirmed_facts", "at")
    index("own_facts", "subject")
    index("own_facts", "at")


def downgrade() -> None:
    for table in (
        "kiosk",
        "run_operations",
        "outbox",
        "own_facts",
        "confirmed_facts",
        "bundles",
        "operations",
        "workers",
        "stations",
        "lines",
        "workspace",
    ):
        op.drop_table(table)
