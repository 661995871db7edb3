"""A paired kiosk that asks."""

from dataclasses import dataclass

from kiosk.floor.bundles import Department
from kiosk.floor.ids import DeviceId, LineId, StationId, WorkspaceId


@dataclass(frozen=True, slots=True)
class Device:
    """As an admin placed it."""

    id: DeviceId
    workspace: WorkspaceId
    station: StationId
    line: LineId | None
    department: Department
