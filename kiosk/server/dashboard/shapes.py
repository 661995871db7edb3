"""What `floor-status` answers, in the front end's words."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel


class StationNow(BaseModel):
    """`units_today` and `efficiency` are of this shift."""

    station_id: str
    name: str
    type: str
    status: str
    current_run: str | None = None
    current_inspection: str | None = None
    operator: str | None = None
    inspector: str | None = None
    efficiency: float = 0
    pass_rate: float = 0
    units_today: int = 0
    inspections_today: int = 0


class DepartmentNow(BaseModel):
    name: str
    active_runs: int
    active_inspections: int
    employees_count: int
    efficiency: float
    pass_rate: float
    status: str


class Overall(BaseModel):
    """`shift_start` and `shift_end` by the factory's own clock."""

    total_active_stations: int
    total_stations: int
    overall_efficiency: float
    units_produced_today: int
    shift: str
    shift_start: str
    shift_end: str


class Alert(BaseModel):
    level: str
    station: str
    message: str
    timestamp: datetime


class Progress(BaseModel):
    """Percent."""

    cutting: int
    printing: int
    sewing: int


class BundleNow(BaseModel):
    id: str
    qr_code: str
    order_number: str
    client: str
    status: str
    current_stage: str
    department: str
    assigned_to: str | None
    progress: Progress


class PersonNow(BaseModel):
    name: str
    department: str
    position: str
    status: str
    current_task: str | None


class FloorStatus(BaseModel):
    floor_stations: list[StationNow]
    departments: list[DepartmentNow]
    overall_status: Overall
    alerts: list[Alert]
    bundles: list[BundleNow]
    employees: list[PersonNow]
    work_orders: list[dict[str, Any]] = []
