"""Row-level security by factory: a statement that forgot to say whose rows it is for sees none

The server's role owns nothing. It may do no more with a table than `wall_in` grants it, and with another factory's rows
nothing at all; who owns the tables (migrations, audit, backups) sees all of them. The door functions are what may be
asked before it is known which factory is meant.

Revision ID: 0010
Revises: 0009
"""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

ROLE = """
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'kiosk_server') THEN
        CREATE ROLE kiosk_server NOLOGIN;
    END IF;
    IF NOT pg_has_role(current_user, 'kiosk_server', 'MEMBER') THEN
        GRANT kiosk_server TO CURRENT_USER;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL;  -- another database of this cluster made it in the same moment
END $$;
GRANT SELECT ON alembic_version TO kiosk_server;
"""

WALLS = """
CREATE PROCEDURE wall_in(walled regclass, rights text DEFAULT 'SELECT, INSERT, UPDATE, DELETE')
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', walled);
    EXECUTE format('CREATE POLICY of_one_factory ON %s USING (workspace_id = current_setting(''kiosk.workspace'', true))',
                   walled);
    EXECUTE format('GRANT %s ON %s TO kiosk_server', rights, walled);
END $$;
"""

DOORS = """
CREATE FUNCTION factory_of_kiosk(token bytea) RETURNS SETOF text
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS 'SELECT workspace_id FROM devices WHERE token_hash = token';
CREATE FUNCTION factory_of_code(code bytea) RETURNS SETOF text
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS 'SELECT DISTINCT workspace_id FROM pairing_codes WHERE code_hash = code';
CREATE FUNCTION factories_of_email(address text) RETURNS SETOF text
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    AS 'SELECT workspace_id FROM users WHERE email = address AND is_active ORDER BY workspace_id';
"""

NAMES = ("factory_of_kiosk(bytea)", "factory_of_code(bytea)", "factories_of_email(text)")

READ, ADDED = "SELECT", "SELECT, INSERT"
RIGHTS = {
    "workspaces": "SELECT, UPDATE",
    "facts": ADDED,
    "audit_entries": ADDED,
}
"""Where they are fewer than all: what was recorded stays as it is."""

TABLES = """
SELECT c.oid::regclass::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'workspace_id'
 WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1
"""


def upgrade() -> None:
    op.execute(ROLE)
    op.execute(WALLS)
    for (table,) in op.get_bind().exec_driver_sql(TABLES).all():
        rights = RIGHTS.get(table)
        op.execute(f"CALL wall_in('{table}', '{rights}')" if rights else f"CALL wall_in('{table}')")
    op.execute(DOORS)
    for name in NAMES:
        op.execute(f"REVOKE ALL ON FUNCTION {name} FROM PUBLIC")
        op.execute(f"GRANT EXECUTE ON FUNCTION {name} TO kiosk_server")


def downgrade() -> None:
    """The role stays: it may be another database's too."""
    for name in NAMES:
        op.execute(f"DROP FUNCTION {name}")
    for (table,) in op.get_bind().exec_driver_sql(TABLES).all():
        op.execute(f"REVOKE ALL ON {table} FROM kiosk_server")
        op.execute(f"DROP POLICY of_one_factory ON {table}")
        op.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    op.execute("REVOKE ALL ON alembic_version FROM kiosk_server")
    op.execute("DROP PROCEDURE wall_in(regclass, text)")
