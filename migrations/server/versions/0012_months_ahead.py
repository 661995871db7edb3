"""Months are made ahead while the server runs, by an account that owns nothing

Revision ID: 0012
Revises: 0011
"""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None
oldest_server = "0011"

MONTH_OF_ID = """
CREATE FUNCTION month_of(id uuid) RETURNS date LANGUAGE sql IMMUTABLE AS $$
    SELECT date_trunc('month', to_timestamp(ms / 1000.0) AT TIME ZONE 'UTC')::date
      FROM (SELECT ('x' || substr(replace(id::text, '-', ''), 1, 12))::bit(48)::bigint AS ms) AS told
$$;
"""

NEXT_MONTH = """
-- The earliest month from `first` to `last` that a table still lacks, made; null where none does. From the month
-- before `today` on every month is wanted, before it those only in which a row lies that has no month of its own.
CREATE FUNCTION make_next_month(today date, first date, last date) RETURNS date
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    due date;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('make_next_month'));
    SELECT min(month) INTO due FROM (
        SELECT (date_trunc('month', today) - interval '1 month' + make_interval(months => n))::date AS month
          FROM generate_series(0, 120) AS n
        UNION SELECT month_of(id) FROM facts_yother
        UNION SELECT date_trunc('month', at AT TIME ZONE 'UTC')::date FROM bundle_status_history_yother
    ) AS wanted
     WHERE month BETWEEN first AND last
       AND (to_regclass('facts' || to_char(month, '"_y"YYYY"m"MM')) IS NULL
            OR to_regclass('bundle_status_history' || to_char(month, '"_y"YYYY"m"MM')) IS NULL);
    IF due IS NOT NULL THEN
        PERFORM make_month(due);
    END IF;
    RETURN due;
END $$;

-- How many rows lie in no month.
CREATE FUNCTION count_astray() RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
    'SELECT (SELECT count(*) FROM facts_yother) + (SELECT count(*) FROM bundle_status_history_yother)';
"""

NAMES = ("make_next_month(date, date, date)", "count_astray()")


def upgrade() -> None:
    op.execute(MONTH_OF_ID)
    op.execute(NEXT_MONTH)
    for name in NAMES:
        op.execute(f"REVOKE ALL ON FUNCTION {name} FROM PUBLIC")
        op.execute(f"GRANT EXECUTE ON FUNCTION {name} TO kiosk_server")


def downgrade() -> None:
    for name in (*NAMES, "month_of(uuid)"):
        op.execute(f"DROP FUNCTION {name}")
