"""The plan's tables and those they lean on

Revision ID: 0001
Revises: 
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None

SYNCED = ("workspaces", "production_lines", "work_stations", "employees", "sewing_operations", "bundles")

MADE = (
    "make_month(date)",
    "make_part(text, text, text, text, text)",
    "first_id(timestamptz)",
    "keep_whom_facts_name()",
    "keep_as_written()",
    "touch_bundles()",
    "touch_stations()",
    "touch_operation()",
    "set_tx()",
)

FUNCTIONS = """
CREATE FUNCTION set_tx() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.tx := pg_current_xact_id();
    RETURN NEW;
END $$;

-- Kiosks are told of these rows together with what another table says of them: a change there is a change here.
CREATE FUNCTION touch_operation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE sewing_operations SET updated_at = now()
     WHERE workspace_id = NEW.workspace_id AND id = NEW.operation_id;
    RETURN NEW;
END $$;

CREATE FUNCTION touch_stations() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE work_stations SET line_id = line_id WHERE workspace_id = NEW.workspace_id AND line_id = NEW.id;
    RETURN NEW;
END $$;

-- Locked in the order of their ids, as the fold locks them.
CREATE FUNCTION touch_bundles() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM id FROM bundles WHERE workspace_id = NEW.workspace_id AND order_id = NEW.id
      ORDER BY id FOR NO KEY UPDATE;
    UPDATE bundles SET order_id = order_id WHERE workspace_id = NEW.workspace_id AND order_id = NEW.id;
    RETURN NEW;
END $$;

CREATE FUNCTION keep_as_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is only added to, never changed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

-- Facts refer to people without a constraint, because whatever the floor says is kept. So this does its work.
CREATE FUNCTION keep_whom_facts_name() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    is_named boolean;
BEGIN
    EXECUTE format('SELECT EXISTS (SELECT FROM facts WHERE workspace_id = $1 AND %I = $2)', TG_ARGV[0])
       INTO is_named USING OLD.workspace_id, OLD.id;
    IF is_named THEN
        RAISE EXCEPTION 'facts name this row of %', TG_TABLE_NAME USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN OLD;
END $$;

-- The smallest UUIDv7 of a moment: 48 bits of milliseconds, then version 7.
CREATE FUNCTION first_id(moment timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT (substr(h, 1, 8) || '-' || substr(h, 9, 4) || '-7000-8000-000000000000')::uuid
      FROM lpad(to_hex((extract(epoch FROM moment) * 1000)::bigint), 12, '0') AS h
$$;

-- One partition, where it lacks. Rows that a clock running ahead put into the default partition move over.
CREATE FUNCTION make_part(parent text, suffix text, by text, starts text, ends text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    part text := parent || suffix;
    other text := parent || '_yother';
BEGIN
    IF to_regclass(quote_ident(part)) IS NOT NULL THEN
        RETURN;
    END IF;
    EXECUTE format('LOCK TABLE %I IN ACCESS EXCLUSIVE MODE', other);
    EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS)', part, parent);
    EXECUTE format('WITH moved AS (DELETE FROM %I WHERE %I >= %L AND %I < %L RETURNING *) INSERT INTO %I TABLE moved',
                   other, by, starts, by, ends, part);
    EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', parent, part, starts, ends);
END $$;

CREATE FUNCTION make_month(month date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    starts timestamptz := date_trunc('month', month)::timestamp AT TIME ZONE 'UTC';
    ends timestamptz := (date_trunc('month', month) + interval '1 month')::timestamp AT TIME ZONE 'UTC';
    suffix text := to_char(month, '"_y"YYYY"m"MM');
BEGIN
    PERFORM make_part('facts', suffix, 'id', first_id(starts)::text, first_id(ends)::text);
    PERFORM make_part('bundle_status_history', suffix, 'at', starts::text, ends::text);
END $$;
"""

TRIGGERS = """
CREATE TRIGGER touch_operation AFTER INSERT OR UPDATE ON sewing_operation_standards
    FOR EACH ROW EXECUTE FUNCTION touch_operation();
CREATE TRIGGER touch_stations AFTER UPDATE OF name ON production_lines
    FOR EACH ROW WHEN (OLD.name <> NEW.name) EXECUTE FUNCTION touch_stations();
CREATE TRIGGER touch_bundles AFTER UPDATE OF order_number, road ON orders
    FOR EACH ROW WHEN (OLD.order_number <> NEW.order_number OR OLD.road <> NEW.road) EXECUTE FUNCTION touch_bundles();
CREATE TRIGGER keep_as_written BEFORE UPDATE ON facts FOR EACH ROW EXECUTE FUNCTION keep_as_written();
CREATE TRIGGER keep_as_written BEFORE UPDATE ON audit_entries FOR EACH ROW EXECUTE FUNCTION keep_as_written();
CREATE TRIGGER keep_whom_facts_name BEFORE DELETE ON employees
    FOR EACH ROW EXECUTE FUNCTION keep_whom_facts_name('employee_id');
CREATE TRIGGER keep_whom_facts_name BEFORE DELETE ON users
    FOR EACH ROW EXECUTE FUNCTION keep_whom_facts_name('user_id');
"""

PARTITIONS = """
CREATE TABLE facts_yother PARTITION OF facts DEFAULT;
CREATE TABLE bundle_status_history_yother PARTITION OF bundle_status_history DEFAULT;
SELECT make_month((date_trunc('month', now()) + make_interval(months => n))::date) FROM generate_series(-1, 12) AS n;
"""



class xid8(sa.types.UserDefinedType):
    cache_ok = True

    def get_col_spec(self, **_):
        return "xid8"


def upgrade() -> None:
    op.create_table('facts',
    sa.Column('workspace_id', sa.Text(collation='C'), nullable=False),
    sa.Column('id', sa.Uuid(as_uuid=False), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('device_id', sa.Text(collation='C'), nullable=False),
    sa.Column('number', sa.BigInteger(), nullable=False),
    sa.Column('station_id', sa.Text(collation='C'), nullable=True),
    sa.Column('user_id', sa.Text(collation='C'), nullable=True),
    sa.Column('employee_id', sa.Text(collation='C'), nullable=True),
    sa.Column('subject', sa.Text(collation='C'), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('uptime_ms', sa.BigInteger(), nullable=False),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('body', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_facts')),
    postgresql_partition_by='RANGE (id)'
    )
    op.create_index(op.f('ix_facts_workspace_id_device_id_number'), 'facts', ['workspace_id', 'device_id', 'number'], unique=False)
    op.create_index(op.f('ix_facts_workspace_id_employee_id_at'), 'facts', ['workspace_id', 'employee_id', 'at'], unique=False)
    op.create_index(op.f('ix_facts_workspace_id_subject'), 'facts', ['workspace_id', 'subject'], unique=False)
    op.create_index(op.f('ix_facts_workspace_id_user_id'), 'facts', ['workspace_id', 'user_id'], unique=False, postgresql_where=sa.text('user_id IS NOT NULL'))
    op.create_table('workspaces',
    sa.Column('workspace_id', sa.Text(collation='C'), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('time_zone', sa.Text(), nullable=False),
    sa.Column('currency', sa.Text(), server_default='PHP', nullable=False),
    sa.Column('ticket_key', sa.LargeBinary(), nullable=False),
    sa.Column('shifts', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('tx', xid8(), server_default=sa.text('pg_current_xact_id()'), nullable=False),
    sa.PrimaryKeyConstraint('workspace_id', name=op.f('pk_workspaces'))
    )
    op.create_table('dashboard_caches',
    sa.Column('workspace_id', sa.Text(collation='C'), nullable=False),
    sa.Column('id', sa.Text(collation='C'), nullable=False),
    sa.Column('cache_key', sa.Text(), nullable=False),
    sa.Column('cache_data', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspaces.workspace_id'], name=op.f('fk_dashboard_caches_workspace_id'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_dashboard_caches')),
    sa.UniqueConstraint('workspace_id', 'cache_key', name=op.f('uq_dashboard_caches_workspace_id_cache_key'))
    )
    op.create_index(op.f('ix_dashboard_caches_workspace_id_expires_at'), 'dashboard_caches', ['workspace_id', 'expires_at'], unique=False)
    op.create_table('facts_set_aside',
    sa.Column('workspace_id', sa.Text(collation='C'), nullable=False),
    sa.Column('id', sa.Text(collation='C'), nullable=False),
    sa.Column('fact_id', sa.Text(), nullable=False),
    sa.Column('device_id', sa.Text(collation='C'), nullable=False),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('body', postgresql.JSONB(astext_type=sa.Text()), nullable=True),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspaces.workspace_id'], name=op.f('fk_facts_set_aside_workspace_id'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_facts_set_aside'))
    )
    op.create_index(op.f('ix_facts_set_aside_workspace_id_received_at'), 'facts_set_aside', ['workspace_id', 'received_at'], unique=False)
    op.create_table('hour_tallies',
    sa.Column('workspace_id', sa.Text(collation='C'), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('shift', sa.Text(collation='C'), nullable=False),
    sa.Column('hour', sa.DateTime(timezone=True), nullable=False),
    sa.Column('line_id', sa.Text(collation='C'), nullable=False),
    sa.Column('station_id', sa.Text(collation='C'), nullable=False),
    sa.Column('operation_id', sa.Text(collation='C'), nullable=False),
    sa.Column('pieces', sa.BigInteger(), nullable=False),
    sa.Column('garments', sa.BigInteger(), nullable=False),
    sa.Column('earned_min', sa.Numeric(precision=16, scale=4), nullable=False),
    sa.Column('timed_earned_min', sa.Numeric(precision=16, scale=4), nullable=False),
    sa.Column('worked_ms', sa.BigInteger(), nullable=False),
    sa.Column('scans', sa.BigInteger(), nullable=False),
    sa.Column('offline', sa.BigInteger(), nullable=False),
    sa.Column('by_hand', sa.BigInteger(), nullable=False),
    sa.Column('confirmed', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspaces.workspace_id'], name=op.f('fk_hour_tallies_workspace_id'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('workspace_id', 'day', 'shift', 'hour', 'line_id', 'station_id', 'operation_id', name=op.f('pk_hour_tallies'))
    )
    op.create_table('orders',
    sa.Column('workspace_id', sa.Text(collation='C'), nullable=False),
    sa.Column('id', sa.Text(collation='C'), nullable=False),
    sa.Column('order_number', sa.Text(), nullable=False),
    sa.Column('client', sa.Text(), nullable=False),
    sa.Column('product_type', sa.Text(), nullable=False),
    sa.Column('pieces', sa.Integer(), nullable=False),
    sa.Column('due', sa.Date(), nullable=True),
    sa.Column('road', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('status', sa.Text(), server_default='OPEN', nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspaces.workspace_id'], name=op.f('fk_orders_workspace_id'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_orders')),
    sa.UniqueConstraint('workspace_id', 'order_number', name=op.f('uq_orders_workspace_id_order_number'))
    )
    op.create_table('otp_codes',
    sa.Column('workspace_id', sa.Text(collation='C'), nullable=False),
    sa.Column('id', sa.Text(collation='C'), nullable=False),
    sa.Column('phone', sa.Text(), nullable=False),
    sa.Column('code_hash', sa.LargeBinary(), nullable=False),
    sa.Column('purpose', sa.Text(), nullable=False),
    sa.Column('is_verified', sa.Boolean(), server_default='false', nullable=False),
    sa.Column('verified_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('attempts', sa.Integer(), server_default='0', nullable=False),
    sa.Column('max_attempts', sa.Integer(), server_default='3', nullable=False),
    sa.Column('ip_address', sa.Text(), nullable=True),
    sa.Column('user_agent', sa.Text(), nullable=True),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspaces.workspace_id'], name=op.f('fk_otp_codes_workspace_id'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_otp_codes'))
    )
    op.create_index(op.f('ix_otp_codes_workspace_id_expires_at'), 'otp_codes', ['workspace_id', 'expires_at'], unique=False)
    op.create_index(op.f('ix_otp_codes_workspace_id_is_verified'), 'otp_codes', ['workspace_id', 'is_verified'], unique=False)
    op.create_index(op.f('ix_otp_codes_workspace_id_phone_purpose'), 'otp_codes', ['workspace_id', 'phone', 'purpose'], unique=False)
    op.create_table('production_lines',
    sa.Column('workspace_id', sa.Text(collation='C'), nullable=False),
    sa.Column('id', sa.Text(collation='C'), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('is_active', sa.Boolean(), server_default='true', nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('tx', xid8(), server_default=sa.text('pg_current_xact_id()'), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspaces.workspace_id'], name=op.f('fk_production_lines_workspace_id'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_production_lines')),
    sa.UniqueConstraint('workspace_id', 'name', name=op.f('uq_production_lines_workspace_id_name'))
    )
    op.create_index(op.f('ix_production_lines_workspace_id_tx_id'), 'production_lines', ['workspace_id', 'tx', 'id'], unique=False)
    op.create_table('production_metrics',
    sa.Column('workspace_id', sa.Text(collation='C'), nullable=False),
    sa.Column('id', sa.Text(collation='C'), nullable=False),
    sa.Column('date', sa.Date(), nullable=False),
    sa.Column('shift', sa.Text(), nullable=True),
    sa.Column('cutting_efficiency', sa.Numeric(precision=18, scale=2), nullable=True),
    sa.Column('printing_efficiency', sa.Numeric(precision=18, scale=2), nullable=True),
    sa.Column('sewing_efficiency', sa.Numeric(precision=18, scale=2), nullable=True),
    sa.Column('overall_efficiency', sa.Numeric(precision=18, scale=2), nullable=False),
    sa.Column('units_cut', sa.Integer(), server_default='0', nullable=False),
    sa.Column('units_printed', sa.Integer(), server_default='0', nullable=False),
    sa.Column('units_sewn', sa.Integer(), server_default='0', nullable=False),
    sa.Column('units_completed', sa.Integer(), server_default='0', nullable=False),
    sa.Column('qc_pass_rate', sa.Numeric(precision=18, scale=2), nullable=True),
    sa.Column('defect_rate', sa.Numeric(precision=18, scale=2), nullable=True),
    sa.Column('rework_rate', sa.Numeric(precision=18, scale=2), nullable=True),
    sa.Column('employees_present', sa.Integer(), server_default='0', nullable=False),
    sa.Column('overtime_hours', sa.Numeric(precision=8, scale=2), nullable=True),
    sa.Column('revenue_generated', sa.Numeric(precision=14, scale=2), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspaces.workspace_id'], name=op.f('fk_production_metrics_workspace_id'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_production_metrics')),
    sa.UniqueConstraint('workspace_id', 'date', 'shift', name=op.f('uq_production_metrics_workspace_id_date_shift'), postgresql_nulls_not_distinct=True)
    )
    op.create_table('queue_tallies',
    sa.Column('workspace_id', sa.Text(collation='C'), nullable=False),
    sa.Column('line_id', sa.Text(collation='C'), nullable=False),
    sa.Column('operation_id', sa.Text(collation='C'), nullable=False),
    sa.Column('pieces', sa.BigInteger(), nullable=False),
    sa.Column('minutes', sa.Numeric(precision=16, scale=4), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspaces.workspace_id'], name=op.f('fk_queue_tallies_workspace_id'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('workspace_id', 'line_id', 'operation_id', name=op.f('pk_queue_tallies'))
    )
    op.create_table('station_states',
    sa.Column('workspace_id', sa.Text(collation='C'), nullable=False),
    sa.Column('station_id', sa.Text(collation='C'), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('fact_id', sa.Text(collation='C'), nullable=False),
    sa.Column('employee_id', sa.Text(collation='C'), nullable=True),
    sa.Column('bundle_id', sa.Text(collation='C'), nullable=True),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspaces.workspace_id'], name=op.f('fk_station_states_workspace_id'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('workspace_id', 'station_id', name=op.f('pk_station_states'))
    )
    op.create_table('users',
    sa.Column('workspace_id', sa.Text(collation='C'), nullable=False),
    sa.Column('id', sa.Text(collation='C'), nullable=False),
    sa.Column('email', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('role', sa.Text(), nullable=False),
    sa.Column('password_hash', sa.Text(), nullable=False),
    sa.Column('department', sa.Text(), nullable=True),
    sa.Column('position', sa.Text(), nullable=True),
    sa.Column('phone', sa.Text(), nullable=True),
    sa.Column('is_active', sa.Boolean(), server_default='true', nullable=False),
    sa.Column('wrong_tries', sa.Integer(), server_default='0', nullable=False),
    sa.Column('last_wrong_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('last_login_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.CheckConstraint('email = lower(email)', name=op.f('ck_users_lower_email')),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspaces.workspace_id'], name=op.f('fk_users_workspace_id'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_users')),
    sa.UniqueConstraint('workspace_id', 'email', name=op.f('uq_users_workspace_id_email'))
    )
    op.create_index('ix_users_email', 'users', ['email'], unique=False)
    op.create_table('employees',
    sa.Column('workspace_id', sa.Text(collation='C'), nullable=False),
    sa.Column('id', sa.Text(collation='C'), nullable=False),
    sa.Column('employee_number', sa.Text(), nullable=False),
    sa.Column('first_name', sa.Text(), nullable=False),
    sa.Column('last_name', sa.Text(), nullable=False),
    sa.Column('badge_code', sa.Text(), nullable=True),
    sa.Column('language', sa.Text(), server_default='en', nullable=False),
    sa.Column('department', sa.Text(), nullable=True),
    sa.Column('position', sa.Text(), nullable=True),
    sa.Column('line_id', sa.Text(collation='C'), nullable=True),
    sa.Column('phone', sa.Text(), nullable=True),
    sa.Column('is_active', sa.Boolean(), server_default='true', nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('tx', xid8(), server_default=sa.text('pg_current_xact_id()'), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id', 'line_id'], ['production_lines.workspace_id', 'production_lines.id'], name=op.f('fk_employees_workspace_id_line_id'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspaces.workspace_id'], name=op.f('fk_employees_workspace_id'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_employees')),
    sa.UniqueConstraint('workspace_id', 'badge_code', name=op.f('uq_employees_workspace_id_badge_code')),
    sa.UniqueConstraint('workspace_id', 'employee_number', name=op.f('uq_employees_workspace_id_employee_number'))
    )
    op.create_index(op.f('ix_employees_workspace_id_tx_id'), 'employees', ['workspace_id', 'tx', 'id'], unique=False)
    op.create_table('flags',
    sa.Column('workspace_id', sa.Text(collation='C'), nullable=False),
    sa.Column('id', sa.Text(collation='C'), nullable=False),
    sa.Column('fact_id', sa.Text(collation='C'), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('pieces', sa.BigInteger(), server_default='0', nullable=False),
    sa.Column('bundle_id', sa.Text(collation='C'), nullable=True),
    sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('settled_by', sa.Text(collation='C'), nullable=True),
    sa.ForeignKeyConstraint(['workspace_id', 'settled_by'], ['users.workspace_id', 'users.id'], name=op.f('fk_flags_workspace_id_settled_by'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspaces.workspace_id'], name=op.f('fk_flags_workspace_id'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_flags'))
    )
    op.create_index(op.f('ix_flags_workspace_id_at_id'), 'flags', ['workspace_id', 'at', 'id'], unique=False, postgresql_where=sa.text('settled_at IS NULL'))
    op.create_index(op.f('ix_flags_workspace_id_bundle_id'), 'flags', ['workspace_id', 'bundle_id'], unique=False)
    op.create_table('lays',
    sa.Column('workspace_id', sa.Text(collation='C'), nullable=False),
    sa.Column('id', sa.Text(collation='C'), nullable=False),
    sa.Column('order_id', sa.Text(collation='C'), nullable=False),
    sa.Column('marker_name', sa.Text(), nullable=True),
    sa.Column('plies', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id', 'order_id'], ['orders.workspace_id', 'orders.id'], name=op.f('fk_lays_workspace_id_order_id'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_lays'))
    )
    op.create_index(op.f('ix_lays_workspace_id_order_id'), 'lays', ['workspace_id', 'order_id'], unique=False)
    op.create_table('sewing_operations',
    sa.Column('workspace_id', sa.Text(collation='C'), nullable=False),
    sa.Column('id', sa.Text(collation='C'), nullable=False),
    sa.Column('product_type', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('description', sa.Text(), nullable=True),
    sa.Column('sequence_number', sa.Integer(), nullable=False),
    sa.Column('standard_minutes', sa.Numeric(precision=12, scale=4), nullable=False),
    sa.Column('piece_rate', sa.Numeric(precision=12, scale=4), nullable=False),
    sa.Column('machine_type', sa.Text(), nullable=True),
    sa.Column('skill_level', sa.Text(), server_default='INTERMEDIATE', nullable=False),
    sa.Column('depends_on', postgresql.JSONB(astext_type=sa.Text()), server_default='[]', nullable=False),
    sa.Column('has_qc_checkpoint', sa.Boolean(), server_default='false', nullable=False),
    sa.Column('defect_codes', postgresql.JSONB(astext_type=sa.Text()), server_default='[]', nullable=False),
    sa.Column('is_active', sa.Boolean(), server_default='true', nullable=False),
    sa.Column('retired_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('created_by', sa.Text(collation='C'), nullable=False),
    sa.Column('tx', xid8(), server_default=sa.text('pg_current_xact_id()'), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id', 'created_by'], ['users.workspace_id', 'users.id'], name=op.f('fk_sewing_operations_workspace_id_created_by'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspaces.workspace_id'], name=op.f('fk_sewing_operations_workspace_id'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_sewing_operations')),
    sa.UniqueConstraint('workspace_id', 'product_type', 'name', 'retired_at', name=op.f('uq_sewing_operations_workspace_id_product_type_name_retired_at'), postgresql_nulls_not_distinct=True)
    )
    op.create_index(op.f('ix_sewing_operations_workspace_id_is_active'), 'sewing_operations', ['workspace_id', 'is_active'], unique=False)
    op.create_index(op.f('ix_sewing_operations_workspace_id_product_type'), 'sewing_operations', ['workspace_id', 'product_type'], unique=False)
    op.create_index(op.f('ix_sewing_operations_workspace_id_sequence_number'), 'sewing_operations', ['workspace_id', 'sequence_number'], unique=False)
    op.create_index(op.f('ix_sewing_operations_workspace_id_tx_id'), 'sewing_operations', ['workspace_id', 'tx', 'id'], unique=False)
    op.create_table('sms_templates',
    sa.Column('workspace_id', sa.Text(collation='C'), nullable=False),
    sa.Column('id', sa.Text(collation='C'), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('description', sa.Text(), nullable=True),
    sa.Column('message', sa.Text(), nullable=False),
    sa.Column('variables', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('usage_count', sa.Integer(), server_default='0', nullable=False),
    sa.Column('last_used_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('is_active', sa.Boolean(), server_default='true', nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('created_by', sa.Text(collation='C'), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id', 'created_by'], ['users.workspace_id', 'users.id'], name=op.f('fk_sms_templates_workspace_id_created_by'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspaces.workspace_id'], name=op.f('fk_sms_templates_workspace_id'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_sms_templates')),
    sa.UniqueConstraint('workspace_id', 'name', name=op.f('uq_sms_templates_workspace_id_name'))
    )
    op.create_index(op.f('ix_sms_templates_workspace_id_is_active'), 'sms_templates', ['workspace_id', 'is_active'], unique=False)
    op.create_table('work_stations',
    sa.Column('workspace_id', sa.Text(collation='C'), nullable=False),
    sa.Column('id', sa.Text(collation='C'), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('department', sa.Text(), nullable=False),
    sa.Column('line_id', sa.Text(collation='C'), nullable=True),
    sa.Column('operations', postgresql.JSONB(astext_type=sa.Text()), server_default='[]', nullable=False),
    sa.Column('starts', sa.Boolean(), server_default='false', nullable=False),
    sa.Column('is_active', sa.Boolean(), server_default='true', nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('tx', xid8(), server_default=sa.text('pg_current_xact_id()'), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id', 'line_id'], ['production_lines.workspace_id', 'production_lines.id'], name=op.f('fk_work_stations_workspace_id_line_id'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspaces.workspace_id'], name=op.f('fk_work_stations_workspace_id'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_work_stations'))
    )
    op.create_index(op.f('ix_work_stations_workspace_id_line_id'), 'work_stations', ['workspace_id', 'line_id'], unique=False)
    op.create_index(op.f('ix_work_stations_workspace_id_tx_id'), 'work_stations', ['workspace_id', 'tx', 'id'], unique=False)
    op.create_table('bundles',
    sa.Column('workspace_id', sa.Text(collation='C'), nullable=False),
    sa.Column('id', sa.Text(collation='C'), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('qr_code', sa.Text(), nullable=True),
    sa.Column('order_id', sa.Text(collation='C'), nullable=True),
    sa.Column('lay_id', sa.Text(collation='C'), nullable=True),
    sa.Column('product_type', sa.Text(), nullable=False),
    sa.Column('size', sa.Text(), server_default='', nullable=False),
    sa.Column('colour', sa.Text(), server_default='', nullable=False),
    sa.Column('pieces', sa.Integer(), nullable=False),
    sa.Column('line_id', sa.Text(collation='C'), nullable=True),
    sa.Column('base_status', sa.Text(), server_default='CREATED', nullable=False),
    sa.Column('status', sa.Text(), server_default='CREATED', nullable=False),
    sa.Column('location', sa.Text(collation='C'), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('tx', xid8(), server_default=sa.text('pg_current_xact_id()'), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id', 'lay_id'], ['lays.workspace_id', 'lays.id'], name=op.f('fk_bundles_workspace_id_lay_id'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['workspace_id', 'line_id'], ['production_lines.workspace_id', 'production_lines.id'], name=op.f('fk_bundles_workspace_id_line_id'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['workspace_id', 'order_id'], ['orders.workspace_id', 'orders.id'], name=op.f('fk_bundles_workspace_id_order_id'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_bundles')),
    sa.UniqueConstraint('workspace_id', 'code', name=op.f('uq_bundles_workspace_id_code')),
    sa.UniqueConstraint('workspace_id', 'qr_code', name=op.f('uq_bundles_workspace_id_qr_code'))
    )
    op.create_index('ix_bundles_open', 'bundles', ['workspace_id', 'line_id'], unique=False, postgresql_where=sa.text("status NOT IN ('DONE', 'REJECTED')"))
    op.create_index(op.f('ix_bundles_workspace_id_tx_id'), 'bundles', ['workspace_id', 'tx', 'id'], unique=False)
    op.create_table('calls',
    sa.Column('workspace_id', sa.Text(collation='C'), nullable=False),
    sa.Column('id', sa.Text(collation='C'), nullable=False),
    sa.Column('station_id', sa.Text(collation='C'), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('raised_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('raised_by', sa.Text(collation='C'), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answered_by', sa.Text(collation='C'), nullable=True),
    sa.ForeignKeyConstraint(['workspace_id', 'station_id'], ['work_stations.workspace_id', 'work_stations.id'], name=op.f('fk_calls_workspace_id_station_id'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_calls'))
    )
    op.create_index(op.f('ix_calls_workspace_id_raised_at'), 'calls', ['workspace_id', 'raised_at'], unique=False, postgresql_where=sa.text('answered_at IS NULL'))
    op.create_table('devices',
    sa.Column('workspace_id', sa.Text(collation='C'), nullable=False),
    sa.Column('id', sa.Text(collation='C'), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('station_id', sa.Text(collation='C'), nullable=False),
    sa.Column('token_hash', sa.LargeBinary(), nullable=False),
    sa.Column('paired_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('last_seen_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Text(), nullable=True),
    sa.Column('last_number', sa.BigInteger(), server_default='0', nullable=False),
    sa.ForeignKeyConstraint(['workspace_id', 'station_id'], ['work_stations.workspace_id', 'work_stations.id'], name=op.f('fk_devices_workspace_id_station_id'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_devices')),
    sa.UniqueConstraint('workspace_id', 'token_hash', name=op.f('uq_devices_workspace_id_token_hash'))
    )
    op.create_index('ix_devices_token_hash', 'devices', ['token_hash'], unique=False)
    op.create_table('machines',
    sa.Column('workspace_id', sa.Text(collation='C'), nullable=False),
    sa.Column('id', sa.Text(collation='C'), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('machine_type', sa.Text(), nullable=False),
    sa.Column('station_id', sa.Text(collation='C'), nullable=True),
    sa.Column('is_active', sa.Boolean(), server_default='true', nullable=False),
    sa.ForeignKeyConstraint(['workspace_id', 'station_id'], ['work_stations.workspace_id', 'work_stations.id'], name=op.f('fk_machines_workspace_id_station_id'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_machines')),
    sa.UniqueConstraint('workspace_id', 'name', name=op.f('uq_machines_workspace_id_name'))
    )
    op.create_table('pairing_codes',
    sa.Column('workspace_id', sa.Text(collation='C'), nullable=False),
    sa.Column('id', sa.Text(collation='C'), nullable=False),
    sa.Column('code_hash', sa.LargeBinary(), nullable=False),
    sa.Column('station_id', sa.Text(collation='C'), nullable=False),
    sa.Column('created_by', sa.Text(collation='C'), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['workspace_id', 'created_by'], ['users.workspace_id', 'users.id'], name=op.f('fk_pairing_codes_workspace_id_created_by'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['workspace_id', 'station_id'], ['work_stations.workspace_id', 'work_stations.id'], name=op.f('fk_pairing_codes_workspace_id_station_id'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_pairing_codes'))
    )
    op.create_index('ix_pairing_codes_code_hash', 'pairing_codes', ['code_hash'], unique=False)
    op.create_table('sewing_operation_standards',
    sa.Column('workspace_id', sa.Text(collation='C'), nullable=False),
    sa.Column('id', sa.Text(collation='C'), nullable=False),
    sa.Column('operation_id', sa.Text(collation='C'), nullable=False),
    sa.Column('valid_from', sa.DateTime(timezone=True), nullable=False),
    sa.Column('standard_minutes', sa.Numeric(precision=12, scale=4), nullable=False),
    sa.Column('piece_rate', sa.Numeric(precision=12, scale=4), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('created_by', sa.Text(collation='C'), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id', 'created_by'], ['users.workspace_id', 'users.id'], name=op.f('fk_sewing_operation_standards_workspace_id_created_by'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['workspace_id', 'operation_id'], ['sewing_operations.workspace_id', 'sewing_operations.id'], name=op.f('fk_sewing_operation_standards_workspace_id_operation_id'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_sewing_operation_standards')),
    sa.UniqueConstraint('workspace_id', 'operation_id', 'valid_from', name=op.f('uq_sewing_operation_standards_workspace_id_operation_id_valid_from'))
    )
    op.create_table('sms_messages',
    sa.Column('workspace_id', sa.Text(collation='C'), nullable=False),
    sa.Column('id', sa.Text(collation='C'), nullable=False),
    sa.Column('to', sa.Text(), nullable=False),
    sa.Column('from', sa.Text(), nullable=True),
    sa.Column('message', sa.Text(), nullable=False),
    sa.Column('template_id', sa.Text(collation='C'), nullable=True),
    sa.Column('provider', sa.Text(), nullable=False),
    sa.Column('provider_message_id', sa.Text(), nullable=True),
    sa.Column('status', sa.Text(), server_default='PENDING', nullable=False),
    sa.Column('error_message', sa.Text(), nullable=True),
    sa.Column('variables', postgresql.JSONB(astext_type=sa.Text()), nullable=True),
    sa.Column('sent_by', sa.Text(collation='C'), nullable=True),
    sa.Column('cost', sa.Numeric(precision=10, scale=4), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('delivered_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['workspace_id', 'sent_by'], ['users.workspace_id', 'users.id'], name=op.f('fk_sms_messages_workspace_id_sent_by'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['workspace_id', 'template_id'], ['sms_templates.workspace_id', 'sms_templates.id'], name=op.f('fk_sms_messages_workspace_id_template_id'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspaces.workspace_id'], name=op.f('fk_sms_messages_workspace_id'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_sms_messages'))
    )
    op.create_index(op.f('ix_sms_messages_workspace_id_created_at'), 'sms_messages', ['workspace_id', 'created_at'], unique=False)
    op.create_index(op.f('ix_sms_messages_workspace_id_provider'), 'sms_messages', ['workspace_id', 'provider'], unique=False)
    op.create_index(op.f('ix_sms_messages_workspace_id_status'), 'sms_messages', ['workspace_id', 'status'], unique=False)
    op.create_index(op.f('ix_sms_messages_workspace_id_to'), 'sms_messages', ['workspace_id', 'to'], unique=False)
    op.create_table('audit_entries',
    sa.Column('workspace_id', sa.Text(collation='C'), nullable=False),
    sa.Column('id', sa.Text(collation='C'), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('user_id', sa.Text(collation='C'), nullable=True),
    sa.Column('device_id', sa.Text(collation='C'), nullable=True),
    sa.Column('act', sa.Text(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=True),
    sa.Column('detail', postgresql.JSONB(astext_type=sa.Text()), nullable=True),
    sa.ForeignKeyConstraint(['workspace_id', 'device_id'], ['devices.workspace_id', 'devices.id'], name=op.f('fk_audit_entries_workspace_id_device_id'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['workspace_id', 'user_id'], ['users.workspace_id', 'users.id'], name=op.f('fk_audit_entries_workspace_id_user_id'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspaces.workspace_id'], name=op.f('fk_audit_entries_workspace_id'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_audit_entries'))
    )
    op.create_index(op.f('ix_audit_entries_workspace_id_at_id'), 'audit_entries', ['workspace_id', 'at', 'id'], unique=False)
    op.create_table('bundle_status_history',
    sa.Column('workspace_id', sa.Text(collation='C'), nullable=False),
    sa.Column('id', sa.Text(collation='C'), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('bundle_id', sa.Text(collation='C'), nullable=False),
    sa.Column('fact_id', sa.Text(collation='C'), nullable=False),
    sa.Column('from_status', sa.Text(), nullable=True),
    sa.Column('to_status', sa.Text(), nullable=False),
    sa.Column('from_location', sa.Text(collation='C'), nullable=True),
    sa.Column('to_location', sa.Text(collation='C'), nullable=True),
    sa.Column('changed_by', sa.Text(collation='C'), nullable=True),
    sa.Column('employee_id', sa.Text(collation='C'), nullable=True),
    sa.Column('change_reason', sa.Text(), nullable=True),
    sa.Column('scanned_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('scanner_device', sa.Text(), nullable=True),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id', 'bundle_id'], ['bundles.workspace_id', 'bundles.id'], name=op.f('fk_bundle_status_history_workspace_id_bundle_id'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('workspace_id', 'id', 'at', name=op.f('pk_bundle_status_history')),
    postgresql_partition_by='RANGE (at)'
    )
    op.create_index(op.f('ix_bundle_status_history_workspace_id_bundle_id'), 'bundle_status_history', ['workspace_id', 'bundle_id'], unique=False)
    op.create_index(op.f('ix_bundle_status_history_workspace_id_created_at'), 'bundle_status_history', ['workspace_id', 'created_at'], unique=False)
    op.create_index(op.f('ix_bundle_status_history_workspace_id_to_status'), 'bundle_status_history', ['workspace_id', 'to_status'], unique=False)
    op.create_table('cutting_runs',
    sa.Column('workspace_id', sa.Text(collation='C'), nullable=False),
    sa.Column('id', sa.Text(collation='C'), nullable=False),
    sa.Column('lay_id', sa.Text(collation='C'), nullable=False),
    sa.Column('run_number', sa.Text(), nullable=False),
    sa.Column('cutter_id', sa.Text(collation='C'), nullable=False),
    sa.Column('machine_id', sa.Text(collation='C'), nullable=True),
    sa.Column('start_time', sa.DateTime(timezone=True), nullable=False),
    sa.Column('end_time', sa.DateTime(timezone=True), nullable=True),
    sa.Column('duration_minutes', sa.Integer(), nullable=True),
    sa.Column('plies_cut', sa.Integer(), nullable=False),
    sa.Column('units_cut', sa.Integer(), nullable=False),
    sa.Column('defective_units', sa.Integer(), server_default='0', nullable=False),
    sa.Column('standard_minutes', sa.Numeric(precision=12, scale=4), nullable=True),
    sa.Column('actual_minutes', sa.Numeric(precision=12, scale=2), nullable=True),
    sa.Column('efficiency', sa.Numeric(precision=18, scale=2), nullable=True),
    sa.Column('fabric_used_kg', sa.Numeric(precision=10, scale=2), nullable=True),
    sa.Column('wastage_kg', sa.Numeric(precision=10, scale=2), nullable=True),
    sa.Column('wastage_percent', sa.Numeric(precision=18, scale=2), nullable=True),
    sa.Column('status', sa.Text(), server_default='IN_PROGRESS', nullable=False),
    sa.Column('notes', sa.Text(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id', 'cutter_id'], ['employees.workspace_id', 'employees.id'], name=op.f('fk_cutting_runs_workspace_id_cutter_id'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['workspace_id', 'lay_id'], ['lays.workspace_id', 'lays.id'], name=op.f('fk_cutting_runs_workspace_id_lay_id'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['workspace_id', 'machine_id'], ['machines.workspace_id', 'machines.id'], name=op.f('fk_cutting_runs_workspace_id_machine_id'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_cutting_runs')),
    sa.UniqueConstraint('workspace_id', 'run_number', name=op.f('uq_cutting_runs_workspace_id_run_number'))
    )
    op.create_index(op.f('ix_cutting_runs_workspace_id_cutter_id'), 'cutting_runs', ['workspace_id', 'cutter_id'], unique=False)
    op.create_index(op.f('ix_cutting_runs_workspace_id_lay_id'), 'cutting_runs', ['workspace_id', 'lay_id'], unique=False)
    op.create_index(op.f('ix_cutting_runs_workspace_id_start_time'), 'cutting_runs', ['workspace_id', 'start_time'], unique=False)
    op.create_index(op.f('ix_cutting_runs_workspace_id_status'), 'cutting_runs', ['workspace_id', 'status'], unique=False)
    op.create_table('sewing_runs',
    sa.Column('workspace_id', sa.Text(collation='C'), nullable=False),
    sa.Column('id', sa.Text(collation='C'), nullable=False),
    sa.Column('order_id', sa.Text(collation='C'), nullable=True),
    sa.Column('bundle_id', sa.Text(collation='C'), nullable=False),
    sa.Column('run_number', sa.Integer(), nullable=False),
    sa.Column('product_type', sa.Text(), nullable=True),
    sa.Column('total_operations', sa.Integer(), server_default='0', nullable=False),
    sa.Column('completed_ops', sa.Integer(), server_default='0', nullable=False),
    sa.Column('average_efficiency', sa.Numeric(precision=18, scale=2), nullable=True),
    sa.Column('status', sa.Text(), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('completed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id', 'bundle_id'], ['bundles.workspace_id', 'bundles.id'], name=op.f('fk_sewing_runs_workspace_id_bundle_id'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['workspace_id', 'order_id'], ['orders.workspace_id', 'orders.id'], name=op.f('fk_sewing_runs_workspace_id_order_id'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_sewing_runs')),
    sa.UniqueConstraint('workspace_id', 'bundle_id', 'run_number', name=op.f('uq_sewing_runs_workspace_id_bundle_id_run_number'))
    )
    op.create_index(op.f('ix_sewing_runs_workspace_id_created_at'), 'sewing_runs', ['workspace_id', 'created_at'], unique=False)
    op.create_index(op.f('ix_sewing_runs_workspace_id_status'), 'sewing_runs', ['workspace_id', 'status'], unique=False)
    op.create_table('sewing_run_operations',
    sa.Column('workspace_id', sa.Text(collation='C'), nullable=False),
    sa.Column('id', sa.Text(collation='C'), nullable=False),
    sa.Column('sewing_run_id', sa.Text(collation='C'), nullable=False),
    sa.Column('bundle_id', sa.Text(collation='C'), nullable=False),
    sa.Column('operation_id', sa.Text(collation='C'), nullable=False),
    sa.Column('operator_id', sa.Text(collation='C'), nullable=True),
    sa.Column('machine_id', sa.Text(collation='C'), nullable=True),
    sa.Column('units_completed', sa.Integer(), server_default='0', nullable=False),
    sa.Column('actual_minutes', sa.Numeric(precision=12, scale=2), nullable=True),
    sa.Column('worked_ms', sa.BigInteger(), server_default='0', nullable=False),
    sa.Column('earned_minutes', sa.Numeric(precision=16, scale=4), server_default='0', nullable=False),
    sa.Column('efficiency', sa.Numeric(precision=18, scale=2), nullable=True),
    sa.Column('defects_found', sa.Integer(), server_default='0', nullable=False),
    sa.Column('rework_units', sa.Integer(), server_default='0', nullable=False),
    sa.Column('status', sa.Text(), server_default='PENDING', nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('completed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['workspace_id', 'machine_id'], ['machines.workspace_id', 'machines.id'], name=op.f('fk_sewing_run_operations_workspace_id_machine_id'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['workspace_id', 'operation_id'], ['sewing_operations.workspace_id', 'sewing_operations.id'], name=op.f('fk_sewing_run_operations_workspace_id_operation_id'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['workspace_id', 'sewing_run_id'], ['sewing_runs.workspace_id', 'sewing_runs.id'], name=op.f('fk_sewing_run_operations_workspace_id_sewing_run_id'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('workspace_id', 'id', name=op.f('pk_sewing_run_operations')),
    sa.UniqueConstraint('workspace_id', 'sewing_run_id', 'operation_id', name=op.f('uq_sewing_run_operations_workspace_id_sewing_run_id_operation_id'))
    )
    op.create_index(op.f('ix_sewing_run_operations_workspace_id_operation_id'), 'sewing_run_operations', ['workspace_id', 'operation_id'], unique=False)
    op.create_index(op.f('ix_sewing_run_operations_workspace_id_operator_id'), 'sewing_run_operations', ['workspace_id', 'operator_id'], unique=False)
    op.create_index(op.f('ix_sewing_run_operations_workspace_id_status'), 'sewing_run_operations', ['workspace_id', 'status'], unique=False)
    op.execute(FUNCTIONS)
    op.execute(TRIGGERS)
    op.execute(PARTITIONS)
    for table in SYNCED:
        op.execute(f"CREATE TRIGGER set_tx BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION set_tx()")


def downgrade() -> None:
    op.drop_index(op.f('ix_sewing_run_operations_workspace_id_status'), table_name='sewing_run_operations')
    op.drop_index(op.f('ix_sewing_run_operations_workspace_id_operator_id'), table_name='sewing_run_operations')
    op.drop_index(op.f('ix_sewing_run_operations_workspace_id_operation_id'), table_name='sewing_run_operations')
    op.drop_table('sewing_run_operations')
    op.drop_index(op.f('ix_sewing_runs_workspace_id_status'), table_name='sewing_runs')
    op.drop_index(op.f('ix_sewing_runs_workspace_id_created_at'), table_name='sewing_runs')
    op.drop_table('sewing_runs')
    op.drop_index(op.f('ix_cutting_runs_workspace_id_status'), table_name='cutting_runs')
    op.drop_index(op.f('ix_cutting_runs_workspace_id_start_time'), table_name='cutting_runs')
    op.drop_index(op.f('ix_cutting_runs_workspace_id_lay_id'), table_name='cutting_runs')
    op.drop_index(op.f('ix_cutting_runs_workspace_id_cutter_id'), table_name='cutting_runs')
    op.drop_table('cutting_runs')
    op.drop_index(op.f('ix_bundle_status_history_workspace_id_to_status'), table_name='bundle_status_history')
    op.drop_index(op.f('ix_bundle_status_history_workspace_id_created_at'), table_name='bundle_status_history')
    op.drop_index(op.f('ix_bundle_status_history_workspace_id_bundle_id'), table_name='bundle_status_history')
    op.drop_table('bundle_status_history')
    op.drop_index(op.f('ix_audit_entries_workspace_id_at_id'), table_name='audit_entries')
    op.drop_table('audit_entries')
    op.drop_index(op.f('ix_sms_messages_workspace_id_to'), table_name='sms_messages')
    op.drop_index(op.f('ix_sms_messages_workspace_id_status'), table_name='sms_messages')
    op.drop_index(op.f('ix_sms_messages_workspace_id_provider'), table_name='sms_messages')
    op.drop_index(op.f('ix_sms_messages_workspace_id_created_at'), table_name='sms_messages')
    op.drop_table('sms_messages')
    op.drop_table('sewing_operation_standards')
    op.drop_index('ix_pairing_codes_code_hash', table_name='pairing_codes')
    op.drop_table('pairing_codes')
    op.drop_table('machines')
    op.drop_index('ix_devices_token_hash', table_name='devices')
    op.drop_table('devices')
    op.drop_index(op.f('ix_calls_workspace_id_raised_at'), table_name='calls', postgresql_where=sa.text('answered_at IS NULL'))
    op.drop_table('calls')
    op.drop_index(op.f('ix_bundles_workspace_id_tx_id'), table_name='bundles')
    op.drop_index('ix_bundles_open', table_name='bundles', postgresql_where=sa.text("status NOT IN ('DONE', 'REJECTED')"))
    op.drop_table('bundles')
    op.drop_index(op.f('ix_work_stations_workspace_id_tx_id'), table_name='work_stations')
    op.drop_index(op.f('ix_work_stations_workspace_id_line_id'), table_name='work_stations')
    op.drop_table('work_stations')
    op.drop_index(op.f('ix_sms_templates_workspace_id_is_active'), table_name='sms_templates')
    op.drop_table('sms_templates')
    op.drop_index(op.f('ix_sewing_operations_workspace_id_tx_id'), table_name='sewing_operations')
    op.drop_index(op.f('ix_sewing_operations_workspace_id_sequence_number'), table_name='sewing_operations')
    op.drop_index(op.f('ix_sewing_operations_workspace_id_product_type'), table_name='sewing_operations')
    op.drop_index(op.f('ix_sewing_operations_workspace_id_is_active'), table_name='sewing_operations')
    op.drop_table('sewing_operations')
    op.drop_index(op.f('ix_lays_workspace_id_order_id'), table_name='lays')
    op.drop_table('lays')
    op.drop_index(op.f('ix_flags_workspace_id_bundle_id'), table_name='flags')
    op.drop_index(op.f('ix_flags_workspace_id_at_id'), table_name='flags', postgresql_where=sa.text('settled_at IS NULL'))
    op.drop_table('flags')
    op.drop_index(op.f('ix_employees_workspace_id_tx_id'), table_name='employees')
    op.drop_table('employees')
    op.drop_index('ix_users_email', table_name='users')
    op.drop_table('users')
    op.drop_table('station_states')
    op.drop_table('queue_tallies')
    op.drop_table('production_metrics')
    op.drop_index(op.f('ix_production_lines_workspace_id_tx_id'), table_name='production_lines')
    op.drop_table('production_lines')
    op.drop_index(op.f('ix_otp_codes_workspace_id_phone_purpose'), table_name='otp_codes')
    op.drop_index(op.f('ix_otp_codes_workspace_id_is_verified'), table_name='otp_codes')
    op.drop_index(op.f('ix_otp_codes_workspace_id_expires_at'), table_name='otp_codes')
    op.drop_table('otp_codes')
    op.drop_table('orders')
    op.drop_table('hour_tallies')
    op.drop_index(op.f('ix_facts_set_aside_workspace_id_received_at'), table_name='facts_set_aside')
    op.drop_table('facts_set_aside')
    op.drop_index(op.f('ix_dashboard_caches_workspace_id_expires_at'), table_name='dashboard_caches')
    op.drop_table('dashboard_caches')
    op.drop_table('workspaces')
    op.drop_index(op.f('ix_facts_workspace_id_user_id'), table_name='facts', postgresql_where=sa.text('user_id IS NOT NULL'))
    op.drop_index(op.f('ix_facts_workspace_id_subject'), table_name='facts')
    op.drop_index(op.f('ix_facts_workspace_id_employee_id_at'), table_name='facts')
    op.drop_index(op.f('ix_facts_workspace_id_device_id_number'), table_name='facts')
    op.drop_table('facts')
    for function in MADE:
        op.execute(f"DROP FUNCTION {function}")
