"""`GET /api/dashboard/overview`: orders, efficiency, quality and trends of the last days, for the office.

The front end's type and its only caller read different keys; both are served. What this product has no source for, such
as invoices, shipments and stock, is 0 or empty (`docs/api.md`).
"""

from datetime import date, datetime, timedelta
from typing import Any

from pydantic import BaseModel, Field
from sqlalchemy import ColumnElement, Connection, func, select

from kiosk.floor.ids import WorkspaceId
from kiosk.floor.shift import Calendar
from kiosk.server import tables as t
from kiosk.server.dashboard.figures import Days, Looks, cut, looks, sewn
from kiosk.server.house import known

RANGES = {"7d": 7, "30d": 30, "90d": 90}
SOON = timedelta(days=7)
LISTED = 100
"""Deadlines shown at most."""

OPEN = "OPEN"


class Summary(BaseModel):
    total_orders: int
    active_orders: int
    completed_orders: int
    active_employees: int
    total_revenue: float = 0
    pending_invoices: int = 0


class Production(BaseModel):
    """Percent, standard minutes over worked ones. No time is told in printing."""

    cutting_efficiency: float
    sewing_efficiency: float
    overall_efficiency: float
    printing_efficiency: float = 0


class Recent(BaseModel):
    orders_today: int
    qc_inspections_today: int
    shipments_today: int = 0


class Trends(BaseModel):
    """Against as many days before: growth in percent, the efficiency's change in points."""

    orders_growth: float
    efficiency_trend: float
    revenue_growth: float = 0


class Deadline(BaseModel):
    order_number: str
    client: str
    brand: str
    delivery_date: date
    days_remaining: int


class Alerts(BaseModel):
    """`pending_approvals`: flags that no supervisor has settled. Of `upcoming_deadlines` the next hundred."""

    overdue_orders: int
    pending_approvals: int
    upcoming_deadlines: list[Deadline]
    low_inventory_items: int = 0


class Counts(BaseModel):
    id: int


class OrdersOf(BaseModel):
    status: str
    count: Counts = Field(serialization_alias="_count")


class Hours(BaseModel):
    actual_hours: float


class RunsOf(BaseModel):
    status: str
    count: int = Field(serialization_alias="_count")
    avg: Hours = Field(serialization_alias="_avg")


class Stats(BaseModel):
    active_orders: list[OrdersOf]
    production_stats: list[RunsOf]
    machine_utilization: list[dict[str, Any]] = []


class Metric(BaseModel):
    status: str
    stage: str
    count: int = Field(serialization_alias="_count")


class PassRate(BaseModel):
    """Pieces."""

    passed: int
    total: int


class Quality(BaseModel):
    metrics: list[Metric]
    pass_rate: PassRate


class Overview(BaseModel):
    time_range: str
    summary: Summary
    production: Production
    recent_activity: Recent
    trends: Trends
    alerts: Alerts
    overview: Stats
    quality: Quality


def overview_of(connection: Connection, workspace: WorkspaceId, range_: str, now: datetime) -> Overview:
    """`range_` is one of `RANGES`."""
    calendar = known(connection, workspace).calendar
    days, today = Days.until(calendar, now, RANGES[range_]), Days.until(calendar, now)
    orders, seen = _orders(connection, workspace), looks(connection, workspace, days)
    return Overview(
        time_range=range_,
        summary=Summary(
            total_orders=sum(orders.values()),
            active_orders=orders.get(OPEN, 0),
            completed_orders=sum(orders.values()) - orders.get(OPEN, 0),
            active_employees=_employees(connection, workspace),
        ),
        production=_production(connection, workspace, days),
        recent_activity=Recent(
            orders_today=_new_orders(connection, workspace, today),
            qc_inspections_today=looks(connection, workspace, today).count,
        ),
        trends=_trends(connection, workspace, days, calendar),
        alerts=_alerts(connection, workspace, today.last),
        overview=Stats(
            active_orders=[OrdersOf(status=status, count=Counts(id=count)) for status, count in orders.items()],
            production_stats=_runs(connection, workspace, days),
        ),
        quality=_quality(seen),
    )


def _orders(connection: Connection, workspace: WorkspaceId) -> dict[str, int]:
    """By status."""
    order = t.Order
    query = (
        select(order.status, func.count().label("orders")).where(order.workspace_id == workspace).group_by(order.status)
    )
    return {row.status: row.orders for row in connection.execute(query.order_by(order.status))}


def _employees(connection: Connection, workspace: WorkspaceId) -> int:
    employee = t.Employee
    query = select(func.count()).where(employee.workspace_id == workspace, employee.is_active)
    return connection.scalar(query) or 0


def _new_orders(connection: Connection, workspace: WorkspaceId, days: Days) -> int:
    order = t.Order
    made = select(func.count()).where(
        order.workspace_id == workspace, order.created_at >= days.begin, order.created_at < days.end
    )
    return connection.scalar(made) or 0


def _production(connection: Connection, workspace: WorkspaceId, days: Days) -> Production:
    cutting, sewing = cut(connection, workspace, days), sewn(connection, workspace, days).effort
    return Production(
        cutting_efficiency=cutting.percent,
        sewing_efficiency=sewing.percent,
        overall_efficiency=(cutting + sewing).percent,
    )


def _trends(connection: Connection, workspace: WorkspaceId, days: Days, calendar: Calendar) -> Trends:
    before = days.before(calendar)
    now, then = (_new_orders(connection, workspace, span) for span in (days, before))
    better, worse = (sewn(connection, workspace, span).effort.percent for span in (days, before))
    return Trends(
        orders_growth=round(100 * (now - then) / then, 2) if then else 0,
        efficiency_trend=round(better - worse, 2) if better and worse else 0,
    )


def _alerts(connection: Connection, workspace: WorkspaceId, today: date) -> Alerts:
    order, flag = t.Order, t.Flag
    open_ = (order.workspace_id == workspace) & (order.status == OPEN)
    late = select(func.count()).where(open_, order.due < today)
    flags = select(func.count()).where(flag.workspace_id == workspace, flag.settled_at.is_(None))
    soon = select(order.order_number, order.client, order.due).where(open_, order.due.between(today, today + SOON))
    deadlines = [
        Deadline(order_number=number, client=client, brand=client, delivery_date=due, days_remaining=(due - today).days)
        for number, client, due in connection.execute(soon.order_by(order.due, order.order_number).limit(LISTED))
        if due is not None
    ]
    return Alerts(
        overdue_orders=connection.scalar(late) or 0,
        pending_approvals=connection.scalar(flags) or 0,
        upcoming_deadlines=deadlines,
    )


def _runs(connection: Connection, workspace: WorkspaceId, days: Days) -> list[RunsOf]:
    """Bundles' ways through sewing that began then, with the hours from their begin to their end."""
    run = t.SewingRun
    hours: ColumnElement[Any] = func.avg(func.extract("epoch", run.completed_at - run.started_at)) / 3600
    begun = (run.workspace_id == workspace) & (run.created_at >= days.begin) & (run.created_at < days.end)
    query = select(run.status, func.count(), func.coalesce(hours, 0)).where(begun)
    found = connection.execute(query.group_by(run.status).order_by(run.status))
    return [RunsOf(status=status, count=count, avg=Hours(actual_hours=round(avg, 2))) for status, count, avg in found]


def _quality(seen: Looks) -> Quality:
    counts = {"PASSED": seen.count - seen.failed, "FAILED": seen.failed}
    metrics = [Metric(status=status, stage="QC", count=count) for status, count in counts.items() if count]
    return Quality(metrics=metrics, pass_rate=PassRate(passed=seen.checked - seen.defective, total=seen.checked))
