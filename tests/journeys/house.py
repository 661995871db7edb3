"""The small factory of `tests.make` with all its departments, a second line, and the people who work there."""

from dataclasses import replace
from typing import Any

from argon2 import PasswordHasher
from sqlalchemy import insert, update

from kiosk.floor.access import Role
from kiosk.floor.bundles import Bundle, Department
from kiosk.floor.codes import code_of
from kiosk.floor.ids import LineId, StationId, WorkerId, bundle_id
from kiosk.floor.people import Worker
from kiosk.server import tables as t
from tests.make import BEN, LINE, WORKSPACE, bundle
from tests.sync.central import Central

CORA = Worker(id=WorkerId("cora"), name="Cora Lim", number="1003", badge="00000000C3", role=Role.QC)
"""Cora inspects."""

EVA = Worker(id=WorkerId("eva"), name="Eva Go", number="1005", badge="00000000E5", role=Role.SUPERVISOR)
"""Eva supervises."""

DAN = Worker(id=WorkerId("dan"), name="Dan Sy", number="1004", badge="00000000D4", is_active=False)
"""Dan has left the company."""

PIN = "2580"
"""Of everybody but Ben, who has none."""

B1, B2 = bundle("b1"), bundle("b2", 10)

_CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)

LINE_2 = LineId("line-2")

STATIONS: dict[str, tuple[Department, LineId | None, dict[str, Any]]] = {
    "cut": (Department.CUTTING, None, {}),
    "sleeves": (Department.SEWING, LINE, {"operations": ["sleeves"]}),
    "hem": (Department.SEWING, LINE, {"operations": ["hem"], "starts": True}),
    "far": (Department.SEWING, LINE_2, {"operations": ["shoulders"]}),
    "finish": (Department.FINISHING, None, {}),
    "pack": (Department.PACKING, None, {}),
}
"""Beside `s1` and `s2`, which sew anything on the first line, and `qc`. At `hem` work is shown when it begins, too."""

SEWING = frozenset({StationId("s1"), StationId("s2"), StationId("sleeves"), StationId("hem")})
"""The first line's stations: their kiosks know each of its bundles."""


def printed(number: int, pieces: int = 20, **told: Any) -> Bundle:
    """A bundle whose id follows from its ticket, as of every one that was made here."""
    code = code_of(number)
    return replace(bundle(bundle_id(WORKSPACE, code), pieces), code=code, **told)


def open_house(central: Central) -> None:
    """The factory on the morning of a story."""
    central.begin(B1, B2)
    with central.engine.begin() as connection:
        connection.execute(insert(t.ProductionLine).values(workspace_id=WORKSPACE, id=LINE_2, name="Line 2"))
        for id_, (department, line, more) in STATIONS.items():
            plain = {"workspace_id": WORKSPACE, "id": id_, "name": f"Station {id_}", "operations": [], "starts": False}
            place = {"department": department.value, "line_id": line}
            connection.execute(insert(t.WorkStation).values(plain | place | more))
        connection.execute(insert(t.Employee), [_employee(worker) for worker in (CORA, DAN, EVA)])
        with_pin = update(t.Employee).where(t.Employee.id != BEN.id)
        connection.execute(with_pin.values(pin_hash=_CHEAP.hash(PIN)))


def _employee(worker: Worker) -> dict[str, Any]:
    first, _, last = worker.name.partition(" ")
    return {
        "workspace_id": WORKSPACE,
        "id": worker.id,
        "employee_number": worker.number,
        "first_name": first,
        "last_name": last,
        "badge_code": worker.badge,
        "language": worker.language,
        "role": worker.role.value,
        "is_active": worker.is_active,
    }
