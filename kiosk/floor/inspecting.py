"""A bundle in an inspector's hand: shown once to begin, a card or a tile for each defect, shown again to end."""

from dataclasses import replace

from kiosk.floor.access import Act, may
from kiosk.floor.answers import Inspected, Inspecting, No, Refused, ShowTicket, Undone
from kiosk.floor.bundle_facts import BundleMoved, DefectsFound
from kiosk.floor.bundles import BundleStatus, Department, waits_for
from kiosk.floor.codes import Command
from kiosk.floor.desk import Armed, Here, KnownBundle, Looking, Noted, Ready, Step
from kiosk.floor.facts import Fact
from kiosk.floor.quality import SAMPLE, inline_light
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
    sewn = {op.id: found.run.stands[op.id].done for op in operations_here(found.run.route, here.station.operations)}
    most = min(SAMPLE, max(sewn.values(), default=0))
    if not most:
        return Step(state, Refused(no=No.NOTHING_SEWN, bundle=found.bundle))
    maker = next(iter(sewn)) if len(sewn) == 1 else None
    hand = Looking(bundle=found.bundle, run=found.run, most=most, maker=maker, is_sample=True, ticket=found.ticket)
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
    """One more defect: on one more piece, unless it was said to be on the same one."""
    hand = state.hand
    if hand is None:
        return Step(state, Refused(no=No.BUNDLE_FIRST))
    if hand.defective >= hand.most and not hand.same_piece:
        return Step(state, Refused(no=No.TOO_MANY_DEFECTS, bundle=hand.bundle, done=hand.most))
    notes = (*hand.notes, Noted(code, is_same=hand.same_piece))
    return _noted(state, replace(hand, notes=notes, same_piece=False), here)


def same_piece(state: Ready, here: Here) -> Step:
    """The defect noted next is on the piece of the last; said again, it is not."""
    hand = state.hand
    if hand is None or not hand.notes:
        return Step(state, Refused(no=No.BUNDLE_FIRST))
    return _noted(state, replace(hand, same_piece=not hand.same_piece), here)


def reject_last(state: Ready, here: Here) -> Step:
    """The piece noted last cannot be mended; said again, another one with that defect."""
    hand = state.hand
    pieces = [n for n, one in enumerate(hand.notes) if not one.is_same] if hand else []
    if hand is None or not pieces:
        return Step(state, Refused(no=No.BUNDLE_FIRST))
    code = hand.notes[pieces[-1]].code
    left = [n for n in pieces if hand.notes[n].code == code and not hand.notes[n].is_spoilt]
    notes = tuple(replace(one, is_spoilt=one.is_spoilt or n in left[-1:]) for n, one in enumerate(hand.notes))
    return _noted(state, replace(hand, notes=notes), here)


def unnote(state: Ready, hand: Looking, here: Here) -> Step:
    """UNDO while a bundle is in hand: the defect noted last goes; with none left, the bundle is put down."""
    if not hand.notes:
        return Step(replace(state, hand=None), Undone(None))
    return _noted(state, replace(hand, notes=hand.notes[:-1], same_piece=False), here)


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
    last = hand.notes[-1].code if hand.notes else ""
    return Inspecting(hand.bundle, hand.most, hand.defective, hand.rejected, last, hand.same_piece)
