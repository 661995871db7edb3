"""Sessions, which end, and tries, counted for all server processes and whether or not there is such an account

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

ID = sa.Text(collation="C")
MOMENT = sa.DateTime(timezone=True)

END_SESSIONS = """
CREATE FUNCTION end_sessions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE sessions SET ended_at = now()
     WHERE workspace_id = NEW.workspace_id AND user_id = NEW.id AND ended_at IS NULL;
    RETURN NEW;
END $$;
CREATE TRIGGER end_sessions AFTER UPDATE OF is_active, password_hash ON users FOR EACH ROW
    WHEN (NOT NEW.is_active OR OLD.password_hash <> NEW.password_hash) EXECUTE FUNCTION end_sessions();
"""


def key() -> list[sa.Column[str]]:
    return [sa.Column("workspace_id", ID, nullable=False), sa.Column("id", ID, nullable=False)]


def upgrade() -> None:
    op.create_table(
        "sessions",
        *key(),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("refresh_hash", sa.LargeBinary(), nullable=False),
        sa.Column("began_at", MOMENT, nullable=False),
        sa.Column("renewed_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "user_id"],
            ["users.workspace_id", "users.id"],
            name=op.f("fk_sessions_workspace_id_user_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_workspace_id_user_id"), "sessions", ["workspace_id", "user_id"])
    op.create_table(
        "tries",
        *key(),
        sa.Column("made", sa.Integer(), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("last_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_tries")),
    )
    op.create_index(op.f("ix_tries_workspace_id_last_at"), "tries", ["workspace_id", "last_at"])
    op.execute(END_SESSIONS)
    for name in ("last_wrong_at", "wrong_tries"):
        op.drop_column("users", name)


def downgrade() -> None:
    op.add_column("users", sa.Column("wrong_tries", sa.Integer(), server_default="0", nullable=False))
    op.add_column("users", sa.Column("last_wrong_at", MOMENT, nullable=True))
    op.execute("DROP TRIGGER end_sessions ON users")
    op.execute("DROP FUNCTION end_sessions()")
    for table in ("tries", "sessions"):
        op.drop_table(table)
