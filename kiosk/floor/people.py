"""A worker, and the station where the work is done."""

from dataclasses import dataclass

from kiosk.floor.bundles import Department
from kiosk.floor.ids import LineId, OperationId, StationId, WorkerId


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """`badge` is the code printed on the badge, `number` the factory's own."""

    id: WorkerId
    name: str
    number: str = ""
    badge: str = ""
    language: str = "en"
    is_active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """`operations`: what is sewn here, empty for anything. `starts`: a first scan starts the work and a second ends it;
    otherwise one scan is the whole of it.
    """

    id: StationId
    name: str
    department: Department
    line: LineId | None = None
    line_name: str = ""
    operations: tuple[OperationId, ...] = ()
    starts: bool = False
