"""What waits for a supervisor's word: flags, work that was seen and not scanned, pauses; and the word itself.

A word is a fact like any other: it can be taken back, and another one given.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from kiosk.floor.bundle_facts import FlagSettled, WorkDone
from kiosk.floor.bundles import Bundle
from kiosk.floor.desk import Here
from kiosk.floor.facts import (
    Fact,
    IdleReason,
    IdleSettled,
    Plain,
    TakenBack,
    WorkPaused,
    is_sign_of_life,
    standing,
    subject_of,
)
from kiosk.floor.flags import Flag, FlagKind
from kiosk.floor.history import Life
from kiosk.floor.ids import FactId, OperationId, StationId, WorkerId
from kiosk.floor.people import Worker
from kiosk.floor.route import Operation
from kiosk.floor.runs import Proposal, Run
from kiosk.floor.stamp import Source


class Because(StrEnum):
    """Why a deed is taken back."""

    WRONG_WORKER = "WRONG_WORKER"
    WRONG_BUNDLE = "WRONG_BUNDLE"
    WRONG_COUNT = "WRONG_COUNT"
    NOT_DONE = "NOT_DONE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flagged:
    """A deed that breaks a rule. `pieces`: how many too many, 0 where that is not the matter."""

    flag: FlagKind
    pieces: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Work that nobody scanned. Whose it was is for the supervisor to say."""

    proposal: Proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class Rested:
    """`ended` None: the pause goes on."""

    reason: IdleReason
    ended: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """`fact` is what it is about, done by `worker` (None where no badge was shown) at the moment `at`."""

    what: Flagged | Seen | Rested
    fact: FactId
    at: datetime
    worker: WorkerId | None
    station: StationId | None = None
    bundle: Bundle | None = None
    operation: Operation | None = None

    @property
    def id(self) -> str:
        """A deed may be odd in more than one way."""
        return f"{self.fact}:{self.what.flag}" if isinstance(self.what, Flagged) else self.fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """What a supervisor sees. `people`, `stations` and `operations` name whoever and whatever stands in the matters or
    deeds. `bundle`: whose deeds these are, newest first, and `life` how it stands; None where all that waits was asked
    for.
    """

    matters: tuple[Matter, ...] = ()
    deeds: tuple[Plain, ...] = ()
    bundle: Bundle | None = None
    life: Life | None = None
    people: Mapping[WorkerId, str] = field(default_factory=dict)
    stations: Mapping[StationId, str] = field(default_factory=dict)
    operations: Mapping[OperationId, str] = field(default_factory=dict)


def of_run(run: Run, life: Life, facts: Iterable[Fact]) -> tuple[Matter, ...]:
    """What is open about a bundle, oldest first."""
    told = {fact.stamp.id: fact for fact in facts}
    flags = [flag for flag in (*run.flags, *life.flags) if flag.settled is None and flag.fact in told]
    found = [*(_flagged(run, flag, told[flag.fact]) for flag in flags), *_seen(run)]
    return tuple(sorted(found, key=lambda matter: (matter.at, matter.fact)))


def of_people(facts: Iterable[Fact]) -> tuple[Matter, ...]:
    """Pauses that nobody has judged yet, oldest first, of all these facts of people."""
    stood = standing(facts)
    judged = {fact.fact for fact in stood if isinstance(fact, IdleSettled)}
    own = [fact for fact in stood if not isinstance(fact, IdleSettled) and is_sign_of_life(fact)]
    return tuple(
        Matter(
            what=Rested(reason=fact.reason, ended=_next_sign(own[number + 1 :], fact.stamp.worker)),
            fact=fact.stamp.id,
            at=fact.stamp.at,
            worker=fact.stamp.worker,
            station=fact.stamp.station,
        )
        for number, fact in enumerate(own)
        if isinstance(fact, WorkPaused) and fact.stamp.id not in judged
    )


def settle(
    matter: Matter, supervisor: Worker, here: Here, *, is_accepted: bool, note: str = "", whose: WorkerId | None = None
) -> Fact | None:
    """The supervisor's word; None where it cannot be given: what was seen is accepted only as somebody's (`whose`)."""
    match matter:
        case Matter(what=Seen(proposal=proposal)) if not is_accepted:
            return take_back(proposal.fact, supervisor, here, note)
        case Matter(what=Seen(proposal=proposal)) if whose is not None:
            return _confirmed(proposal, supervisor, here, whose)
        case Matter(what=Rested(), worker=str() as worker):
            stamp = here.stamp(supervisor)
            return IdleSettled(stamp=stamp, fact=matter.fact, whose=worker, is_accepted=is_accepted, note=note)
        case Matter(what=Flagged(flag=kind), bundle=Bundle() as bundle):
            return FlagSettled(
                stamp=here.stamp(supervisor),
                bundle=bundle.id,
                fact=matter.fact,
                flag=kind,
                is_accepted=is_accepted,
                reason=note,
                # Nobody knows better: it counts for the day of the word, at that day's rate.
                true_at=here.moment if kind is FlagKind.CLOCK_OFF and is_accepted else None,
            )
        case _:
            return None


def take_back(fact: Fact, supervisor: Worker, here: Here, reason: str) -> TakenBack:
    """Anybody's deed, later than its worker may by UNDO."""
    return TakenBack(stamp=here.stamp(supervisor), fact=fact.stamp.id, reason=reason, about=subject_of(fact))


def _confirmed(proposal: Proposal, supervisor: Worker, here: Here, whose: WorkerId) -> WorkDone:
    fact = proposal.fact
    return WorkDone(
        stamp=replace(here.stamp(supervisor), worker=whose, source=Source.CONFIRMED),
        bundle=fact.bundle,
        run_no=fact.run_no,
        operation=fact.operation,
        pieces=proposal.pieces,
        proposal=fact.stamp.id,
        confirmed_by=supervisor.id,
        ticket=fact.ticket,
    )


def _flagged(run: Run, flag: Flag, fact: Fact) -> Matter:
    return Matter(
        what=Flagged(flag=flag.kind, pieces=flag.pieces),
        fact=flag.fact,
        at=fact.stamp.at,
        worker=fact.stamp.worker,
        station=fact.stamp.station,
        bundle=run.bundle,
        operation=_operation(run, getattr(fact, "operation", None)),
    )


def _seen(run: Run) -> Iterator[Matter]:
    for op in run.operations:
        for proposal in op.proposals:
            stamp = proposal.fact.stamp
            yield Matter(
                what=Seen(proposal=proposal),
                fact=stamp.id,
                at=stamp.at,
                worker=stamp.worker,
                station=stamp.station,
                bundle=run.bundle,
                operation=op.operation,
            )


def _operation(run: Run, wanted: OperationId | None) -> Operation | None:
    found = run.operation(wanted) if wanted else None
    return found.operation if found else None


def _next_sign(after: Iterable[Fact], worker: WorkerId | None) -> datetime | None:
    return next((fact.stamp.at for fact in after if fact.stamp.worker == worker), None)
