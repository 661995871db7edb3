"""What is done to a sewing run through the API, each time by a fact of the person who asks."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Body, Depends
from pydantic import BaseModel, Field
from sqlalchemy import Connection

from kiosk.floor.access import Act
from kiosk.floor.facts import IdleReason
from kiosk.floor.ids import WorkerId, WorkspaceId
from kiosk.server import run_deeds as deeds
from kiosk.server.doors import Doors
from kiosk.server.run_deeds import Work
from kiosk.server.runs import Answer, Text, run_by_id
from kiosk.server.sessions import Person
from kiosk.server.sign_in import person, require
from kiosk.server.sorry import Refusal

Id = Annotated[str, Field(max_length=80)]
Deed = Callable[[Connection, Work, WorkerId | None], None]


class NewRun(BaseModel):
    """`routing_step_id` may be an operation's id; the front end sends a constant there, and `operation_name` tells."""

    bundle_id: Id
    operator_id: Id
    operation_name: str = Field("", max_length=120)
    routing_step_id: Id = ""
    order_id: Id | None = None
    sewing_type: str | None = Field(None, max_length=80)


class Changed(BaseModel):
    status: str | None = Field(None, max_length=40)
    qty_good: int | None = Field(None, ge=0, le=10**6)


class Told(BaseModel):
    qty_good: int = Field(ge=0, le=10**6)
    notes: str | None = Field(None, max_length=400)


class Rested(BaseModel):
    reason: IdleReason = IdleReason.PERSONAL
    notes: str | None = Field(None, max_length=400)


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a person acts. `touched` is told of a workspace whenever facts of it were committed."""

    doors: Doors
    touched: Callable[[WorkspaceId], None]

    def begin(self, who: Person, said: NewRun) -> Answer:
        require(who, Act.RECORD_WORK)
        with self.doors.transaction(who.workspace) as connection:
            worker = WorkerId(deeds.operator(connection, who, said.operator_id)["id"])
            name = said.operation_name or said.routing_step_id
            work = deeds.work_on(connection, self.doors, who, said.bundle_id, name)
            deeds.start(connection, self.doors, who, work, worker)
            data = run_by_id(connection, who, work.id)
        self.touched(who.workspace)
        return Answer(id=data.id, data=data, message="The run has begun.")

    def call_off(self, who: Person, id_: str) -> None:
        require(who, Act.RECORD_WORK)
        with self.doors.transaction(who.workspace) as connection:
            work, _ = deeds.work_of(connection, self.doors, who, id_)
            deeds.call_off(connection, self.doors, who, work)
        self.touched(who.workspace)

    def do(self, who: Person, id_: str, deed: Deed, said: str) -> Answer:
        require(who, Act.RECORD_WORK)
        with self.doors.transaction(who.workspace) as connection:
            work, worker = deeds.work_of(connection, self.doors, who, id_)
            deed(connection, work, worker)
            data = run_by_id(connection, who, id_)
        self.touched(who.workspace)
        return Answer(id=id_, data=data, message=said)

    def start(self, who: Person) -> Deed:
        def deed(connection: Connection, work: Work, worker: WorkerId | None) -> None:
            if worker is None:
                raise Refusal(409, "Nobody is named for this run: begin it in an operator's name.")
            deeds.start(connection, self.doors, who, work, worker)

        return deed

    def rest(self, who: Person, reason: IdleReason | None) -> Deed:
        """None: the rest is over."""
        return lambda connection, _, worker: deeds.rest(connection, self.doors, who, worker, reason)

    def sew(self, who: Person, upto: int | None) -> Deed:
        """So many pieces are good by now; None for all that are ready."""

        def deed(connection: Connection, work: Work, worker: WorkerId | None) -> None:
            more = work.ready if upto is None else upto - work.done
            deeds.sew(connection, self.doors, who, work, worker, more)

        return deed

    def change(self, who: Person, said: Changed) -> Deed:
        word = (said.status or "").strip().upper()
        if word in {"DONE", "COMPLETED"} or said.qty_good:
            return self.sew(who, said.qty_good)
        if word == "IN_PROGRESS":
            return self.start(who)
        raise Refusal(400, "Say a status, IN_PROGRESS or DONE, or how many pieces are good.")


def routes(doors: Doors, touched: Callable[[WorkspaceId], None]) -> APIRouter:
    router = APIRouter(prefix="/api/sewing/runs", tags=["sewing"])
    signed, desk = Depends(person(doors)), Desk(doors, touched)

    @router.post("", status_code=201)
    def begin(said: NewRun, who: Annotated[Person, signed]) -> Answer:
        """Begins an operation on a bundle in an operator's name."""
        return desk.begin(who, said)

    @router.put("")
    def change(said: Changed, who: Annotated[Person, signed], id: Text) -> Answer:  # noqa: A002 - the front end's word
        """`qty_good` counts all good pieces by now; DONE without it means all that are ready."""
        return desk.do(who, id, desk.change(who, said), "The run was changed.")

    @router.delete("")
    def call_off(who: Annotated[Person, signed], id: Text) -> dict[str, object]:  # noqa: A002 - the front end's word
        desk.call_off(who, id)
        return {"success": True, "message": "The run was called off."}

    @router.post("/{id}/start")
    def start(id: str, who: Annotated[Person, signed]) -> Answer:  # noqa: A002 - the word in the path
        return desk.do(who, id, desk.start(who), "The run goes on.")

    @router.post("/{id}/pause")
    def pause(id: str, who: Annotated[Person, signed], said: Annotated[Rested | None, Body()] = None) -> Answer:  # noqa: A002 - the word in the path
        return desk.do(who, id, desk.rest(who, said.reason if said else IdleReason.PERSONAL), "The operator rests.")

    @router.post("/{id}/resume")
    def resume(id: str, who: Annotated[Person, signed]) -> Answer:  # noqa: A002 - the word in the path
        return desk.do(who, id, desk.rest(who, None), "The run goes on.")

    @router.post("/{id}/complete")
    def complete(id: str, who: Annotated[Person, signed]) -> Answer:  # noqa: A002 - the word in the path
        """All pieces that are ready are good."""
        return desk.do(who, id, desk.sew(who, None), "The run is done.")

    @router.post("/{id}/progress")
    def tell(id: str, said: Told, who: Annotated[Person, signed]) -> Answer:  # noqa: A002 - the word in the path
        """`qty_good` counts all good pieces by now."""
        return desk.do(who, id, desk.sew(who, said.qty_good), "The pieces are recorded.")

    return router
