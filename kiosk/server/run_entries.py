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
    """Oldest first. Rests are those of the worker since the first deed of the run; once it is done, up to the last."""
    own = [one for one in standing(work.facts) if _is_of(one, work)]
    if not own:
        return []
    first, last = min(one.stamp.at for one in own), max(one.stamp.at for one in own)
    person = Subject(About.PERSON, worker or "")
    told = facts_about(connection, workspace, [person])[person] if worker else ()
    since = [one for one in standing(told) if isinstance(one, WorkPaused | WorkResumed) and one.stamp.at >= first]
    rests = [one for one in since if one.stamp.at <= last or work.done < work.run.pieces]
    return [_entry(one) for one in sorted([*own, *rests], key=lambda one: one.stamp.at)]


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
