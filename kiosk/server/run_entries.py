"""What happened to a sewing run, moment by moment: work, rests, and pieces that were sent back."""

from datetime import datetime

from pydantic import BaseModel
from sqlalchemy import Connection

from kiosk.floor.bundle_facts import DefectsFound, WorkDone, WorkStarted
from kiosk.floor.facts import About, Plain, Subject, WorkPaused, WorkResumed, standing
from kiosk.floor.ids import WorkerId, WorkspaceId
from kiosk.server.run_deeds import Work
from kiosk.server.subjects import facts_about


class Entry(BaseModel):
    id: str
    action: str
    timestamp: datetime
    notes: str | None = None


class Reject(BaseModel):
    id: str
    qty: int
    reason: str
    photo_url: str | None = None
    created_at: datetime


def entries_of(connection: Connection, workspace: WorkspaceId, work: Work, worker: WorkerId | None) -> list[Entry]:
    """Oldest first. Rests are those of the worker between the first deed of the run and the last."""
    own = [one for one in standing(work.facts) if _is_of(one, work)]
    if not own:
        return []
    first, last = min(one.stamp.at for one in own), max(one.stamp.at for one in own)
    person = Subject(About.PERSON, worker or "")
    rests = [
        one
        for one in standing(facts_about(connection, workspace, [person])[person] if worker else ())
        if isinstance(one, WorkPaused | WorkResumed) and (first <= one.stamp.at <= last or not _is_over(work))
    ]
    both = sorted([*own, *(one for one in rests if one.stamp.at >= first)], key=lambda one: one.stamp.at)
    return [_entry(one) for one in both]


def rejects_of(work: Work) -> list[Reject]:
    """Pieces that inspections charged to the operation, oldest first."""
    return [
        Reject(id=f"{one.stamp.id}-{defect.code}", qty=defect.pieces, reason=defect.code, created_at=one.stamp.at)
        for one in standing(work.facts)
        if isinstance(one, DefectsFound)
        for defect in one.defects
        if defect.operation == work.operation.id
    ]


def _is_of(one: Plain, work: Work) -> bool:
    return isinstance(one, WorkStarted | WorkDone) and one.operation == work.operation.id


def _is_over(work: Work) -> bool:
    return work.done >= work.run.pieces


def _entry(one: Plain) -> Entry:
    match one:
        case WorkStarted():
            action, notes = "START", None
        case WorkPaused():
            action, notes = "PAUSE", one.reason.value
        case WorkResumed():
            action, notes = "RESUME", None
        case _:
            action, notes = "COMPLETE", None
    return Entry(id=one.stamp.id, action=action, timestamp=one.stamp.at, notes=notes)
