"""A bundle in an inspector's hand: shown once to begin, a card or a tile for each defect, shown again to end."""

from dataclasses import replace

from kiosk.floor.access import Act, may
from kiosk.floor.answers import Inspected, Inspecting, No, Refused, ShowTicket, Undone
from kiosk.floor.bundle_facts import BundleMoved, Defect, DefectsFound
from kiosk.floor.bundles import BundleStatus, Department, waits_for
from kiosk.floor.codes import Command
from kiosk.floor.desk import Armed, Here, KnownBundle, Looking, Ready, Step
from kiosk.floor.facts import Fact
from kiosk.floor.quality import SAMPLE, at_fault, inline_light
from kiosk.floor.route import Operation, operations_here
from kiosk.floor.sewing import counted


def again(state: Ready, hand: Looking, found: KnownBundle, here: Here) -> Step:
    """A ticket while a bundle is in hand: its own ends the inspection, another has to wait."""
    return finish(state, here) if hand.bundle.id == found.bundle.id else _other(state, hand)


def arm_sample(state: Ready) -> Step:
    """The next ticket is sampled."""
    if not may(state.worker.role, Act.INSPECT):
        return Step(state, Refused(no=No.NOT_AN_INSPECTOR))
    return Step(replace(state, armed=Armed(Command.SAMPLE)), ShowTicket(Command.SAMPLE))


def sample(state: Ready, found: KnownBundle, here: Here) -> Step:
    """Seven of the pieces that are sewn here, or all where these are fewer; the bundle stays where it is."""
    state = replace(state, armed=None)
    sewn = [found.run.stands[op.id].done for op in operations_here(found.run.route, here.station.operations)]
    most = min(SAMPLE, max(sewn, default=0))
    if not most:
        return Step(state, Refused(no=No.NOTHING_SEWN, bundle=found.bundle))
    hand = Looking(bundle=found.bundle, run=found.run, most=most, is_sample=True, ticket=found.ticket)
    return Step(_took(state, hand, here), _seen(hand))


def inspect(state: Ready, found: KnownBundle, here: Here) -> Step:
    """At the department of quality control: the ticket begins the inspection, and ends it."""
    if waits_for(found.life.status, found.bundle.road) is not Department.QC and not _comes_back(found):
        goes_to = waits_for(found.life.status, found.bundle.road)
        return Step(state, Refused(no=No.WRONG_DEPARTMENT, bundle=found.bundle, goes_to=goes_to))
    if not may(state.worker.role, Act.INSPECT):
        return Step(state, Refused(no=No.NOT_AN_INSPECTOR, bundle=found.bundle))
    facts: tuple[Fact, ...] = ()
    if found.life.status is not BundleStatus.IN_QC:
        stamp = here.stamp(state.worker)
        facts = (BundleMoved(stamp=stamp, bundle=found.bundle.id, to_status=BundleStatus.IN_QC, ticket=found.ticket),)
    most, brought = _to_look_at(found), bool(facts)
    hand = Looking(bundle=found.bundle, run=found.run, most=most, brought=brought, ticket=found.ticket)
    return Step(_took(state, hand, here), _seen(hand), facts)


def _to_look_at(found: KnownBundle) -> int:
    """All pieces; the second time only those that were sent back."""
    seen = [one.fact for one in found.run.inspections if one.fact.operation is None and not one.fact.is_sample]
    sent_back = seen[-1].defective - seen[-1].rejected if seen else 0
    return sent_back or found.run.pieces


def checkpoint_of(found: KnownBundle, here: Here) -> Operation | None:
    """The operation sewn here whose pieces wait for an inspector."""
    for op in found.run.operations:
        is_here = not here.station.operations or op.operation.id in here.station.operations
        if is_here and op.operation.has_checkpoint and op.done > op.passed:
            return op.operation
    return None


def inspect_at(state: Ready, found: KnownBundle, operation: Operation, here: Here) -> Step:
    """At a checkpoint of the route, beside the sewing station."""
    op = found.run.stands[operation.id]
    hand = Looking(bundle=found.bundle, run=found.run, most=op.done - op.passed, at=operation.id, ticket=found.ticket)
    return Step(_took(state, hand, here), _seen(hand))


def note(state: Ready, code: str, here: Here) -> Step:
    """One more defect on one more piece; the same code again counts up."""
    hand = state.hand
    if hand is None:
        return Step(state, Refused(no=No.BUNDLE_FIRST))
    if hand.defective >= hand.most:
        return Step(state, Refused(no=No.TOO_MANY_DEFECTS, bundle=hand.bundle, done=hand.most))
    before = next((defect for defect in hand.defects if defect.code == code), None)
    if before is None:
        defect = Defect(code=code, count=1, pieces=1, operation=at_fault(code, hand.run.route))
    else:
        defect = replace(before, count=before.count + 1, pieces=before.pieces + 1)
    others = tuple(other for other in hand.defects if other.code != code)
    return _noted(state, replace(hand, defects=(*others, defect)), here)


def reject_last(state: Ready, here: Here) -> Step:
    """The piece with the defect noted last cannot be mended."""
    hand = state.hand
    if hand is None or not hand.defects:
        return Step(state, Refused(no=No.BUNDLE_FIRST))
    *others, last = hand.defects
    spoilt = replace(last, rejected=min(last.pieces, last.rejected + 1))
    return _noted(state, replace(hand, defects=(*others, spoilt)), here)


def unnote(state: Ready, hand: Looking, here: Here) -> Step:
    """UNDO while a bundle is in hand: the defect noted last goes; with none left, the bundle is put down."""
    if not hand.defects:
        return Step(replace(state, hand=None), Undone(None))
    *others, last = hand.defects
    left = last.pieces - 1
    fewer = [replace(last, count=last.count - 1, pieces=left, rejected=min(last.rejected, left))] if left else []
    return _noted(state, replace(hand, defects=(*others, *fewer)), here)


def finish(state: Ready, here: Here) -> Step:
    """All pieces were looked at: those without a defect pass."""
    hand = state.hand
    if hand is None:
        return Step(state, Refused(no=No.BUNDLE_FIRST))
    fact = DefectsFound(
        stamp=here.stamp(state.worker),
        bundle=hand.bundle.id,
        run_no=hand.run.run_no,
        checked=hand.most,
        defective=hand.defective,
        rejected=hand.rejected,
        defects=hand.defects,
        operation=hand.at,
        is_sample=hand.is_sample,
        ticket=hand.ticket,
    )
    light = inline_light(hand.defective) if hand.is_sample else None
    answer = Inspected(hand.bundle, hand.most, hand.defective, hand.rejected, light)
    return Step(counted(state, hand.bundle, here), answer, (fact,))


def _comes_back(found: KnownBundle) -> bool:
    """Mended, and to be looked at again."""
    back = {BundleStatus.QC_FAILED, BundleStatus.IN_REWORK}
    return found.life.status in back and not found.run.open_rework


def _other(state: Ready, hand: Looking) -> Step:
    return Step(state, Refused(no=No.FINISH_CHECK_FIRST, bundle=hand.bundle))


def _took(state: Ready, hand: Looking, here: Here) -> Ready:
    return replace(state, hand=hand, just=hand.bundle, just_at=here.moment)


def _noted(state: Ready, hand: Looking, here: Here) -> Step:
    return Step(_took(state, hand, here), _seen(hand))


def _seen(hand: Looking) -> Inspecting:
    last = hand.defects[-1].code if hand.defects else ""
    return Inspecting(hand.bundle, hand.most, hand.defective, hand.rejected, last)
