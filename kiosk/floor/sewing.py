"""A ticket at a sewing station: which operation it means, its beginning, its end, its mending; or why not."""

from dataclasses import replace

from kiosk.floor.answers import Done, Mended, No, Proposed, Refused, Started
from kiosk.floor.bundle_facts import ReworkDone, WorkDone, WorkProposed, WorkStarted
from kiosk.floor.bundles import Bundle, Department, waits_for
from kiosk.floor.desk import Here, KnownBundle, Ready, Step
from kiosk.floor.policy import SkillRule
from kiosk.floor.route import Operation, Route, operations_here, ring_in
from kiosk.floor.runs import Run, RunOperation
from kiosk.floor.shift import shared_ms
from kiosk.floor.stamp import Source


def sew(state: Ready, found: KnownBundle, here: Here) -> Step:
    if no := _no_sewing(found, here):
        return Step(state, no)
    sewn_here = operations_here(found.run.route, here.station.operations)
    operation = found.run.next_of(sewn_here)
    if operation is not None:
        return _work(state, found, operation, here)
    if found.run.open_rework:
        return _mend(state, found, sewn_here, here)
    refused = _why_not(found, sewn_here)
    asked = found if refused.can_propose else None
    return Step(replace(state, asked=asked), refused)


def propose(state: Ready, here: Here) -> Step:
    """The worker says that what the last bundle waited for is sewn, though nobody scanned it."""
    found = state.asked
    waits = _longest_wait(found, here) if found else None
    if found is None or waits is None:
        return Step(state, Refused(no=No.NOTHING_MISSING))
    pieces = found.run.pieces - waits.passed
    fact = WorkProposed(
        stamp=here.stamp(state.worker),
        bundle=found.bundle.id,
        run_no=found.run.run_no,
        operation=waits.operation.id,
        pieces=pieces,
        ticket=found.ticket,
    )
    return Step(replace(state, asked=None), Proposed(found.bundle, waits.operation, pieces), (fact,))


def counted(state: Ready, bundle: Bundle, here: Here) -> Ready:
    """Free again, and this bundle just counted."""
    done = replace(state, free_since=here.moment, just=bundle, just_at=here.moment)
    return replace(done, hand=None, asked=None, armed=None)


def _work(state: Ready, found: KnownBundle, operation: Operation, here: Here) -> Step:
    bundle, run = found.bundle, found.run
    is_learning = here.policy.skill is not SkillRule.IGNORE and not state.worker.is_skilled_for(operation)
    if is_learning and here.policy.skill is SkillRule.REFUSE:
        return Step(state, Refused(no=No.NOT_SKILLED, bundle=bundle, operation=operation))
    began = run.open_starts.get((operation.id, state.worker.id))
    pieces = run.ready(operation)
    if here.station.starts and began is None:
        return _start(state, found, operation, pieces, here)
    begun = began or state.free_since
    proposal = next((proposal.fact for proposal in run.stands[operation.id].proposals), None)
    stamp = here.stamp(state.worker)
    fact = WorkDone(
        stamp=replace(stamp, source=Source.CONFIRMED) if proposal else stamp,
        bundle=bundle.id,
        run_no=run.run_no,
        operation=operation.id,
        pieces=pieces,
        began=begun,
        paused_ms=shared_ms(begun, here.moment, [*state.pauses, *(here.day.rests if here.day else ())]),
        proposal=proposal.stamp.id if proposal else None,
        ticket=found.ticket,
    )
    return Step(counted(state, bundle, here), Done(bundle, operation, pieces, run.pieces, is_learning), (fact,))


def _start(state: Ready, found: KnownBundle, operation: Operation, pieces: int, here: Here) -> Step:
    fact = WorkStarted(
        stamp=here.stamp(state.worker),
        bundle=found.bundle.id,
        run_no=found.run.run_no,
        operation=operation.id,
        ticket=found.ticket,
    )
    just = replace(state, just=found.bundle, just_at=here.moment)
    return Step(just, Started(found.bundle, operation, pieces), (fact,))


def _mend(state: Ready, found: KnownBundle, sewn_here: Route, here: Here) -> Step:
    """What an inspector sent back. Pieces that are nobody's in particular are mended wherever they are shown."""
    run = found.run
    ours = next((op for op in sewn_here if run.stands[op.id].open_rework), None)
    owned = sum(op.open_rework for op in run.operations)
    if ours is None and owned == run.open_rework:
        theirs = next(op.operation for op in run.operations if op.open_rework)
        return Step(state, Refused(no=No.NOT_SEWN_HERE, bundle=found.bundle, operation=theirs))
    pieces = run.stands[ours.id].open_rework if ours else run.open_rework - owned
    first = next(inspection for inspection in run.inspections if inspection.open_pieces)
    mended = min(pieces, first.open_pieces)
    fact = ReworkDone(
        stamp=here.stamp(state.worker),
        bundle=found.bundle.id,
        run_no=run.run_no,
        found=first.fact.stamp.id,
        pieces=mended,
        operation=ours.id if ours else None,
        ticket=found.ticket,
    )
    answer = Mended(found.bundle, ours, mended, run.open_rework - mended)
    return Step(counted(state, found.bundle, here), answer, (fact,))


def _no_sewing(found: KnownBundle, here: Here) -> Refused | None:
    bundle, run = found.bundle, found.run
    goes_to = waits_for(found.life.status, bundle.road)
    if not run.route:
        return Refused(no=No.UNKNOWN_BUNDLE if found.ticket else No.NO_ROUTE, bundle=bundle)
    if ring := ring_in(run.route):
        return Refused(no=No.ROUTE_IN_A_RING, bundle=bundle, operation=ring[0])
    if goes_to is not Department.SEWING and not (goes_to is None or run.completed_ops == len(run.route)):
        return Refused(no=No.WRONG_DEPARTMENT, bundle=bundle, goes_to=goes_to)
    if not operations_here(run.route, here.station.operations):
        return Refused(no=No.NOT_SEWN_HERE, bundle=bundle, operation=run.next_of(run.route))
    return None


def _why_not(found: KnownBundle, sewn_here: Route) -> Refused:
    """Nothing is ready here: either it waits for somebody, whom we name, or it is already done."""
    for operation in sewn_here:
        waits = found.run.waits_for(operation)
        if waits is not None and found.run.stands[operation.id].done < found.run.pieces:
            can_propose = waits.done < found.run.pieces
            refused = Refused(no=No.WAITS, operation=operation, waits_for=waits.operation, can_propose=can_propose)
            return _explained(found, refused, waits)
    last = found.run.stands[sewn_here[-1].id]
    return _explained(found, Refused(no=No.ALREADY_DONE, operation=last.operation), last)


def _longest_wait(found: KnownBundle, here: Here) -> RunOperation | None:
    """What holds up the first operation here that is not through."""
    run: Run = found.run
    for operation in operations_here(run.route, here.station.operations):
        waits = run.waits_for(operation)
        if waits is not None and waits.done < run.pieces and run.stands[operation.id].done < run.pieces:
            return waits
    return None


def _explained(found: KnownBundle, refused: Refused, by: RunOperation) -> Refused:
    """With the quantity, name, place and hour of the operation that it is about."""
    deed = by.last
    return replace(
        refused,
        bundle=found.bundle,
        done=by.done,
        who=found.people.get(deed.worker, "") if deed and deed.worker else "",
        where=found.stations.get(deed.station, "") if deed and deed.station else "",
        since=deed.at if deed else None,
    )
