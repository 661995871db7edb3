"""What a person does to a sewing run through the API: it begins, goes on, ends or is called off, always by a fact, and
never past what the rules of the floor allow at a kiosk.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from kiosk.floor.bundle_facts import WorkDone, WorkStarted
from kiosk.floor.bundles import CLOSED, BundleStatus
from kiosk.floor.facts import Fact, IdleReason, TakenBack, WorkPaused, WorkResumed, standing, subject_of
from kiosk.floor.folding import fold_run
from kiosk.floor.history import fold_life
from kiosk.floor.ids import WorkerId, run_operation_id
from kiosk.floor.route import Operation, missing_before, ready_pieces
from kiosk.floor.runs import Run
from kiosk.floor.stamp import Stamp
from kiosk.server import rows
from kiosk.server import tables as t
from kiosk.server.doors import Doors
from kiosk.server.fold import facts_of
from kiosk.server.house import known
from kiosk.server.office import record
from kiosk.server.sessions import Person
from kiosk.server.sorry import Refusal


@dataclass(frozen=True, slots=True)
class Work:
    """An operation of a bundle's run, as all its facts tell it."""

    run: Run
    operation: Operation
    status: BundleStatus
    facts: tuple[Fact, ...]

    @property
    def id(self) -> str:
        return run_operation_id(self.run.id, self.operation.id)

    @property
    def ready(self) -> int:
        return ready_pieces(self.operation, self.run.stands, self.run.pieces)

    @property
    def done(self) -> int:
        return self.run.stands[self.operation.id].done


def work_on(
    connection: Connection, doors: Doors, who: Person, bundle: str, operation: str, *, lock: bool = True
) -> Work:
    """`bundle` by its id, `operation` by id or name; locked, unless it is only looked at. Raises Refusal 404, naming
    which of them there is none of.
    """
    query = rows.BUNDLES.where(t.Bundle.workspace_id == who.workspace, t.Bundle.id == bundle)
    row = connection.execute(query.with_for_update(of=t.Bundle) if lock else query).mappings().one_or_none()
    if row is None:
        raise Refusal(404, "There is no such bundle.")
    told = rows.bundle_of(row)
    facts = tuple(one.fact for one in facts_of(connection, who.workspace, [told.id])[told.id])
    run = fold_run(told, known(connection, who.workspace).operations, facts, now=doors.clock())
    wanted = operation.strip().casefold()
    op = next((one for one in run.route if one.id == operation or one.name.casefold() == wanted), None)
    if op is None:
        raise Refusal(404, "This bundle's product has no such operation.")
    return Work(run, op, fold_life(told, run, facts).status, facts)


def work_of(
    connection: Connection, doors: Doors, who: Person, id_: str, *, lock: bool = True
) -> tuple[Work, WorkerId | None]:
    """Of a run by its id, with whoever worked on it last. Raises Refusal 404."""
    done = t.SewingRunOperation
    query = select(done.bundle_id, done.operation_id, done.operator_id)
    found = connection.execute(query.where(done.workspace_id == who.workspace, done.id == id_)).one_or_none()
    if found is None:
        raise Refusal(404, "There is no such run.")
    work = work_on(connection, doors, who, found.bundle_id, found.operation_id, lock=lock)
    return work, WorkerId(found.operator_id) if found.operator_id else _beginner(work)


def _beginner(work: Work) -> WorkerId | None:
    begun = [one for one in standing(work.facts) if isinstance(one, WorkStarted) and one.operation == work.operation.id]
    return max(begun, key=lambda one: one.stamp.at).stamp.worker if begun else None


def operator(connection: Connection, who: Person, named: str) -> RowMapping:
    """By id or number. Raises Refusal 404 for nobody, or for somebody who has left."""
    worker = t.Employee
    called = (worker.id == named) | (worker.employee_number == named)
    query = select(worker.id, worker.is_active).where(worker.workspace_id == who.workspace, called)
    found = connection.execute(query).mappings().first()
    if found is None or not found["is_active"]:
        raise Refusal(404, "There is no such operator.")
    return found


def start(connection: Connection, doors: Doors, who: Person, work: Work, worker: WorkerId) -> None:
    _check_open(work)
    if not work.ready:
        raise Refusal(409, _waits(work))

    def begun(stamp: Stamp) -> Fact:
        return WorkStarted(stamp=stamp, bundle=work.run.bundle.id, run_no=work.run.run_no, operation=work.operation.id)

    record(connection, doors, who, begun, worker=worker)


def sew(connection: Connection, doors: Doors, who: Person, work: Work, worker: WorkerId | None, pieces: int) -> None:
    """So many more pieces are good. Raises Refusal 409 for more than are ready, and for nobody's work."""
    _check_open(work)
    if worker is None:
        raise Refusal(409, "Nobody has begun this run: start it in an operator's name first.")
    if not 1 <= pieces <= work.ready:
        raise Refusal(409, _waits(work) if not work.ready else f"No more than {work.ready} pieces can be done now.")
    begun = [fact.stamp.at for fact in standing(work.facts) if _is_start(fact, work, worker)]

    def sewn(stamp: Stamp) -> Fact:
        return WorkDone(
            stamp=stamp,
            bundle=work.run.bundle.id,
            run_no=work.run.run_no,
            operation=work.operation.id,
            pieces=pieces,
            began=max(begun, default=None),
        )

    record(connection, doors, who, sewn, worker=worker)


def rest(connection: Connection, doors: Doors, who: Person, worker: WorkerId | None, reason: IdleReason | None) -> None:
    """None: the rest is over. It is the worker's, whatever else is in hand."""
    if worker is None:
        raise Refusal(409, "Nobody has begun this run.")

    def rests(stamp: Stamp) -> Fact:
        return WorkResumed(stamp) if reason is None else WorkPaused(stamp, reason)

    record(connection, doors, who, rests, worker=worker)


def call_off(connection: Connection, doors: Doors, who: Person, work: Work) -> None:
    """Takes back that it was begun. Raises Refusal 400 once pieces of it are done."""
    if work.done:
        raise Refusal(400, "Pieces of this run are done: it stays.")
    for fact in standing(work.facts):
        if isinstance(fact, WorkStarted) and fact.operation == work.operation.id:
            record(connection, doors, who, _back(fact), worker=fact.stamp.worker)


def _back(fact: WorkStarted) -> Any:
    return lambda stamp: TakenBack(stamp=stamp, fact=fact.stamp.id, reason="CALLED_OFF", about=subject_of(fact))


def _is_start(fact: Fact, work: Work, worker: WorkerId) -> bool:
    return isinstance(fact, WorkStarted) and fact.operation == work.operation.id and fact.stamp.worker == worker


def _check_open(work: Work) -> None:
    if work.status in CLOSED:
        raise Refusal(409, "This bundle is closed.")
    if work.status is BundleStatus.ON_HOLD:
        raise Refusal(409, "This bundle is on hold.")


def _waits(work: Work) -> str:
    """As a kiosk says it: what it waits for, and how far that is."""
    missing = missing_before(work.operation, work.run.stands, work.run.pieces)
    before = work.run.stands[missing] if missing else None
    if before is None or work.done >= work.run.pieces:
        return f"{work.operation.name} is done already: {work.done} of {work.run.pieces}."
    name = before.operation.name
    return f"{work.operation.name} waits for {name}: {before.passed} of {work.run.pieces} done."
