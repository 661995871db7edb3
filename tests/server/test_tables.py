"""What the tables keep, and what they refuse."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection, Engine, delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from kiosk import wire
from kiosk.floor.bundles import BundleStatus
from kiosk.floor.ids import WorkspaceId
from kiosk.server import tables as t
from kiosk.wire import Verdict
from tests.make import ANA, MORNING, WORKSPACE, Pen
from tests.server.factory import build
from tests.server.test_intake import send, send_raw

PLAN = {
    t.SMSMessage: "id workspace_id to from message template_id provider provider_message_id status error_message"
    " variables sent_by cost created_at sent_at delivered_at",
    t.SMSTemplate: "id workspace_id name description message variables usage_count last_used_at is_active created_at"
    " updated_at created_by",
    t.OTPCode: "id workspace_id phone code_hash purpose is_verified verified_at attempts max_attempts ip_address"
    " user_agent expires_at created_at",
    t.SewingOperation: "id workspace_id product_type name description sequence_number standard_minutes piece_rate"
    " machine_type skill_level depends_on has_qc_checkpoint defect_codes is_active created_at updated_at created_by",
    t.SewingRunOperation: "id sewing_run_id operation_id operator_id machine_id units_completed actual_minutes"
    " efficiency defects_found rework_units status started_at completed_at",
    t.SewingRun: "product_type total_operations completed_ops average_efficiency",
    t.DashboardCache: "id workspace_id cache_key cache_data expires_at created_at",
    t.ProductionMetrics: "id workspace_id date shift cutting_efficiency printing_efficiency sewing_efficiency"
    " overall_efficiency units_cut units_printed units_sewn units_completed qc_pass_rate defect_rate rework_rate"
    " employees_present overtime_hours revenue_generated created_at updated_at",
    t.BundleStatusHistory: "id bundle_id from_status to_status from_location to_location changed_by change_reason"
    " scanned_at scanner_device created_at",
    t.CuttingRun: "id workspace_id lay_id run_number cutter_id machine_id start_time end_time duration_minutes"
    " plies_cut units_cut defective_units standard_minutes actual_minutes efficiency fabric_used_kg wastage_kg"
    " wastage_percent status notes created_at updated_at",
}
"""The plan's columns, sections 1 to 4, by its own names; a one-time code is kept only as its hash."""

SYNCED = (t.Workspace, t.ProductionLine, t.WorkStation, t.Employee, t.SewingOperation, t.Bundle)


@pytest.mark.parametrize("table", PLAN, ids=lambda table: table.__tablename__)
def test_every_column_of_the_plan_is_there(table: type[t.Base]) -> None:
    assert set(PLAN[table].split()) <= {column.name for column in table.sheet().columns}


def test_a_moment_without_a_time_zone_is_a_bug(engine: Engine) -> None:
    build(engine)
    with pytest.raises(StatementError, match="has a time zone"), engine.begin() as connection:
        connection.execute(update(t.User).values(last_login_at=datetime(2026, 3, 2)))  # noqa: DTZ001 - the very thing


def test_a_moment_comes_back_in_utc_whatever_the_connection_speaks(engine: Engine) -> None:
    build(engine)
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL TIME ZONE 'Asia/Manila'"))
        connection.execute(update(t.User).values(last_login_at=MORNING.astimezone(ZoneInfo("America/Lima"))))
        back = connection.scalar(select(t.User.last_login_at))
    assert (back, back and back.tzinfo) == (MORNING, UTC)


@pytest.mark.parametrize("table", SYNCED, ids=lambda table: table.__tablename__)
def test_a_change_carries_the_transaction_that_made_it(engine: Engine, table: Any) -> None:
    build(engine)
    with engine.begin() as connection:
        before = set(connection.scalars(select(table.tx)))
        connection.execute(update(table).values(created_at=MORNING))
        after = set(connection.scalars(select(table.tx)))
        now = connection.scalar(text("SELECT pg_current_xact_id()::text::bigint"))
    assert after == {now}
    assert max(before) < min(after)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (update(t.ProductionLine).values(name="Line One"), t.WorkStation),
        (update(t.Order).values(order_number="PO-2"), t.Bundle),
        (update(t.Order).values(road=["CUTTING", "PRINTING", "SEWING"]), t.Bundle),
        (update(t.SewingOperationStandard).values(reason="timed anew"), t.SewingOperation),
    ],
    ids=["line", "order", "road", "standard"],
)
def test_rows_are_told_anew_when_what_is_told_with_them_changes(engine: Engine, change: Any, told: Any) -> None:
    build(engine)
    with engine.begin() as connection:
        connection.execute(change)
        now = connection.scalar(text("SELECT pg_current_xact_id()::text::bigint"))
        assert now in set(connection.scalars(select(told.tx)))


def test_an_order_that_keeps_its_name_moves_no_bundle(engine: Engine) -> None:
    build(engine)
    with engine.begin() as connection:
        before = connection.scalar(select(t.Bundle.tx))
        connection.execute(update(t.Order).values(order_number="PO-1", status="CLOSED"))
        assert connection.scalar(select(t.Bundle.tx)) == before


def test_facts_and_the_audit_trail_are_never_changed(engine: Engine) -> None:
    build(engine)
    send(engine, Pen().done("shoulders"))
    with engine.begin() as connection:
        connection.execute(insert(t.AuditEntry).values(workspace_id=WORKSPACE, id="a1", at=MORNING, act="looked"))
    for change in (update(t.Fact).values(number=9), update(t.AuditEntry).values(act="did nothing")):
        with pytest.raises(DBAPIError, match="only added to"), engine.begin() as connection:
            connection.execute(change)


def test_whoever_worked_stays_and_whoever_did_not_may_go(engine: Engine) -> None:
    build(engine)
    body = wire.body_of(Pen().done("shoulders")) | {"user": "clerk"}
    with engine.begin() as connection:
        clerk = {"id": "clerk", "email": "clerk@w1.example", "name": "Clerk", "role": "SUPERVISOR", "password_hash": ""}
        connection.execute(insert(t.User).values(workspace_id=WORKSPACE, **clerk))
    send_raw(engine, [body])
    for table, id_ in ((t.Employee, ANA.id), (t.User, "clerk"), (t.User, "admin")):
        with pytest.raises(IntegrityError), engine.begin() as connection:
            connection.execute(delete(table).where(table.id == id_))
    with engine.begin() as connection:
        assert connection.execute(delete(t.Employee).where(t.Employee.id == "ben")).rowcount == 1


MAD = {
    "a millisecond": {"began": (MORNING - timedelta(milliseconds=1)).isoformat()},
    "fifty years": {"began": "1970-01-03T00:00:00Z"},
    "a century": {"at": "2199-12-30T00:00:00Z"},
    "a billion pieces": {"pieces": 2**53 - 1},
    "a late number": {"number": 2**53 - 1, "uptime_ms": 2**53 - 1},
    "a user nobody knows": {"user": "nobody"},
    "a worker nobody knows": {"worker": "nobody"},
    "a station nobody knows": {"station": "nowhere", "line": "no-line"},
    "an operation nobody knows": {"operation": "embroider"},
}


@pytest.mark.parametrize("said", MAD.values(), ids=MAD)
def test_whatever_the_floor_says_finds_room(engine: Engine, said: dict[str, Any]) -> None:
    """One row that does not fit would hold up all facts that came with it."""
    build(engine)
    pen = Pen()
    odd = wire.body_of(pen.done("shoulders")) | said
    moved = wire.body_of(pen.moved(BundleStatus.ON_HOLD)) | {k: said[k] for k in said.keys() & {"user", "worker"}}
    assert send_raw(engine, [odd, moved]) == [Verdict.TAKEN] * 2


def test_a_rate_keeps_four_places(engine: Engine) -> None:
    build(engine)
    with engine.begin() as connection:
        connection.execute(update(t.SewingOperation).values(piece_rate=Decimal("0.1255")))
        assert connection.scalar(select(t.SewingOperation.piece_rate).limit(1)) == Decimal("0.1255")


def test_one_row_of_metrics_for_a_date_as_a_whole(engine: Engine) -> None:
    build(engine)
    row = {"workspace_id": WORKSPACE, "date": MORNING.date(), "shift": None, "overall_efficiency": Decimal(80)}
    with engine.begin() as connection:
        connection.execute(insert(t.ProductionMetrics).values(id="m1", **row))
        assert _is_refused(connection, insert(t.ProductionMetrics).values(id="m2", **row))
        connection.execute(insert(t.ProductionMetrics).values(id="m3", **row | {"shift": "NIGHT"}))


def test_a_retired_operation_frees_its_name(engine: Engine) -> None:
    build(engine)
    again = insert(t.SewingOperation).values(
        workspace_id=WORKSPACE,
        id="hem-2",
        product_type="T-SHIRT",
        name="Hem",
        sequence_number=3,
        standard_minutes=1,
        piece_rate=1,
        created_by="admin",
    )
    with engine.begin() as connection:
        assert _is_refused(connection, again)
        retired = update(t.SewingOperation).where(t.SewingOperation.id == "hem")
        connection.execute(retired.values(is_active=False, retired_at=MORNING))
        connection.execute(again)


def test_another_workspace_may_use_the_same_names(engine: Engine) -> None:
    for workspace in (WORKSPACE, WorkspaceId("w2")):
        build(engine, workspace=workspace)
    with engine.connect() as connection:
        assert connection.scalars(select(t.Bundle.workspace_id).order_by(t.Bundle.workspace_id)).all() == ["w1", "w2"]


def _is_refused(connection: Connection, statement: Any) -> bool:
    try:
        with connection.begin_nested():
            connection.execute(statement)
    except IntegrityError:
        return True
    return False
