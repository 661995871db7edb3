"""The fold of a call (andon): a station asks for help until somebody has come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.floor.facts import CallAnswered, CallKind, CallRaised, Fact, standing
from kiosk.floor.ids import FactId, LineId, StationId, UserId, WorkerId


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """`answered_at` None: it is still open. Who answered is a badge, or a user at the board."""

    id: FactId
    needs: CallKind
    note: str
    station: StationId | None
    line: LineId | None
    raised_at: datetime
    raised_by: WorkerId | None
    answered_at: datetime | None = None
    answered_by: WorkerId | UserId | None = None

    @property
    def waited(self) -> timedelta | None:
        """How long until somebody came; a clock that went back gives none."""
        return max(timedelta(0), self.answered_at - self.raised_at) if self.answered_at else None


def fold_call(facts: Iterable[Fact]) -> Call | None:
    """All facts of one call; None where it was taken back, or only its answer is known so far."""
    stood = standing(facts)
    raised = next((fact for fact in stood if isinstance(fact, CallRaised)), None)
    if raised is None:
        return None
    answer = next((fact.stamp for fact in stood if isinstance(fact, CallAnswered)), None)
    stamp = raised.stamp
    return Call(
        id=stamp.id,
        needs=raised.needs,
        note=raised.note,
        station=stamp.station,
        line=stamp.line,
        raised_at=stamp.at,
        raised_by=stamp.worker,
        answered_at=answer.at if answer else None,
        answered_by=(answer.worker or answer.user) if answer else None,
    )
