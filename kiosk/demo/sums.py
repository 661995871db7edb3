"""The demo's accounts: what was shown, recorded, carried and counted, and whether all of it agrees."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, func, select

from kiosk.floor.board import Board
from kiosk.floor.ids import WorkspaceId
from kiosk.server import tables as t


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """`scans_shown`: showings of the film and at the simulated stations; the rest says what became of them."""

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
    """What the central tables hold. `scans` are facts without the signing out that another's badge brings along."""

    facts: int
    scans: int
    history: int
    operations: int
    units: int
    work: int


def central(connection: Connection, workspace: WorkspaceId) -> Central:
    def count(table: type[t.Base], *where: ColumnElement[bool]) -> int:
        rows = select(func.count()).select_from(table).where(table.sheet().c.workspace_id == workspace, *where)
        return connection.scalar(rows) or 0

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


def scans_of(connection: Connection, workspace: WorkspaceId, device: str) -> int:
    """Showings at one kiosk that are central."""
    ours = (t.Fact.workspace_id == workspace) & (t.Fact.device_id == device) & (t.Fact.kind != "signed-out")
    return connection.scalar(select(func.count()).select_from(t.Fact).where(ours)) or 0


def add_up(files: Sequence[Path], held: Central, board: Board, *, scans_shown: int, pictures: Sequence[Path]) -> Sums:
    """Both sides of the account: the kiosks' `files`, and what the server holds and shows."""
    kiosks = [_of_kiosk(path) for path in files]
    return Sums(
        scans_shown=scans_shown,
        facts_recorded=sum(recorded for recorded, _, _ in kiosks),
        facts_central=held.facts,
        waiting=sum(waiting for _, waiting, _ in kiosks),
        set_aside=sum(aside for _, _, aside in kiosks),
        bundle_status_history=held.history,
        sewing_run_operations=held.operations,
        units_completed=held.units,
        board_units=sum(line.pieces for line in board.lines),
        pictures=tuple(pictures),
    )


def _of_kiosk(path: Path) -> tuple[int, int, int]:
    """Facts recorded (the last running number), waiting, set aside: read from the file as it lies there."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as file:
        (recorded,) = file.execute("SELECT last_number FROM kiosk").fetchone()
        states = dict(file.execute("SELECT state, count(*) FROM outbox GROUP BY state"))
    return recorded, states.get("waiting", 0), states.get("set_aside", 0)


def disagreements(sums: Sums, held: Central) -> list[str]:
    """What does not add up, each in a sentence; nothing when all is well."""
    checks = {
        f"{sums.scans_shown} scans were shown, {held.scans} are central": sums.scans_shown == held.scans,
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
