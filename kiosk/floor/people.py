"""A worker, and the station where the work is done."""

from dataclasses import dataclass

from kiosk.floor.access import Role
from kiosk.floor.bundles import Department
from kiosk.floor.ids import LineId, OperationId, StationId, WorkerId
from kiosk.floor.route import Operation, Skill


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """`badge` is the code printed on the badge, `number` the factory's own. `skills`: levels by operation, where they
    are not the general `skill`; no skill at all means that nobody noted it, and nothing is held against that.
    """

    id: WorkerId
    name: str
    number: str = ""
    badge: str = ""
    language: str = "en"
    is_active: bool = True
    role: Role = Role.OPERATOR
    line: LineId | None = None
    skill: Skill | None = None
    skills: tuple[tuple[OperationId, Skill], ...] = ()

    def is_skilled_for(self, operation: Operation) -> bool:
        level = dict(self.skills).get(operation.id, self.skill)
        return level is None or level >= operation.skill


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
