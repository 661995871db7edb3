"""The demo's accounts: what was shown, recorded, carried and counted, and whether all of it agrees."""

from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import Connection, func, select

from kiosk.floor.ids import WorkspaceId
from kiosk.server import tables as t


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """`scans_shown` counts the film's showings and those at the simulated stations; the rest says what became of them."""

    scans_shown: int
    facts_recorded: int
    facts_central: int
    waiting: int
    set_aside: int
    bundle_status_history: int
    sewing_run_operations: int
    units_completed: int
    board_units: int
    pictures: tuple[Path, ...] = ()

    def told(self) -> dict[str, object]:
        return asdict(self) | {"pictures": [str(picture) for picture in self.pictures]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Central:
    """What the central tables hold. `scans` are the facts that one showing makes: signing out comes with another's badge."""

    facts: int
    scans: int
    history: int
    operations: int
    units: int
    work: int


def central(connection: Connection, workspace: WorkspaceId) -> Central:
    def count(table: type, *where: object) -> int:
        found = connection.scalar(select(func.count()).where(table.workspace_id == workspace, *where))  # type: ignore[attr-defined,arg-type]
        return int(found or 0)

    units = select(func.coalesce(func.sum(t.SewingRunOperation.units_completed), 0))
    work = select(func.coalesce(func.sum(t.Fact.body["pieces"].as_integer()), 0)).where(t.Fact.kind == "work-done")
    return Central(
        facts=count(t.Fact),
        scans=count(t.Fact, t.Fact.kind != "signed-out"),
        history=count(t.BundleStatusHistory),
        operations=count(t.SewingRunOperation),
        units=int(connection.scalar(units.where(t.SewingRunOperation.workspace_id == workspace)) or 0),
        work=int(connection.scalar(work.where(t.Fact.workspace_id == workspace)) or 0),
    )


def disagreements(sums: Sums, held: Central) -> list[str]:
    """What does not add up, each in a sentence; nothing when all is well."""
    checks = {
        f"{sums.scans_shown} scans were shown, and {held.scans} were recorded centrally": sums.scans_shown == held.scans,
        f"the kiosks recorded {sums.facts_recorded} facts, and {sums.facts_central} are central": (
            sums.facts_recorded == sums.facts_central
        ),
        f"{sums.waiting} facts still wait": not sums.waiting,
        f"{sums.set_aside} facts were set aside": not sums.set_aside,
        f"{held.work} pieces were told, {sums.units_completed} completed": held.work == sums.units_completed,
        f"{sums.units_completed} pieces are completed, the board shows {sums.board_units}": (
            sums.units_completed == sums.board_units
        ),
        "nothing was recorded at all": sums.units_completed > 0 and sums.bundle_status_history > 0,
    }
    return [sentence for sentence, is_so in checks.items() if not is_so]
