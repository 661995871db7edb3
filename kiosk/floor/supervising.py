"""What a supervisor does to a bundle: said first, by a card or a tap, and done to the next ticket shown."""

from dataclasses import replace

from kiosk.floor.access import Act, may
from kiosk.floor.answers import Joined, Moved, No, Opened, Parted, Refused, Replaced, Settling, ShowTicket
from kiosk.floor.bundle_facts import BundleMoved, PiecesCame, PiecesLeft, PiecesReplaced
from kiosk.floor.bundles import CLOSED, Bundle, BundleStatus
from kiosk.floor.codes import MOST_PIECES, Command
from kiosk.floor.desk import Armed, Here, KnownBundle, KnownCommand, Ready, Step
from kiosk.floor.ids import OperationId
from kiosk.floor.runs import Run
from kiosk.floor.sewing import counted

ACTS = frozenset(
    {
        *(Command.HOLD, Command.RELEASE, Command.REJECT),
        *(Command.SPLIT, Command.MERGE, Command.REPLACE),
        *(Command.OPEN, Command.SETTLE),
    }
)
"""What asks for a supervisor and a PIN."""


def arm(state: Ready, found: KnownCommand) -> Step:
    if not may(state.worker.role, Act.HOLD):
        return Step(state, Refused(no=No.NOT_A_SUPERVISOR))
    pieces = found.argument if isinstance(found.argument, int) else None
    armed = replace(state, armed=Armed(found.command, pieces))
    if state.proven_at is None:
        return Step(armed, Refused(no=No.PIN_FIRST, who=state.worker.name))
    return announced(armed)


def announced(state: Ready) -> Step:
    """What was said goes on, once it is sure who said it. Raises ValueError where nothing was."""
    armed = state.armed
    if armed is None:
        raise ValueError("nothing was announced")
    if armed.command is Command.SETTLE:
        return Step(replace(state, armed=None), Settling())
    first = armed.first.bundle if armed.first else None
    return Step(state, ShowTicket(armed.command, armed.pieces, first))


def act(state: Ready, found: KnownBundle, here: Here) -> Step:
    """The ticket that was asked for."""
    armed, state = state.armed, replace(state, armed=None)
    if armed is None or state.proven_at is None:
        return Step(state, Refused(no=No.PIN_FIRST, who=state.worker.name))
    match armed.command:
        case Command.OPEN:
            return Step(state, Opened(found.bundle))
        case Command.REPLACE:
            return _replace(state, found, armed.pieces or 0, here)
        case _ if found.life.status in CLOSED:
            return Step(state, Refused(no=No.CLOSED, bundle=found.bundle))
        case Command.SPLIT:
            return _split(state, found, armed.pieces or 0, here)
        case Command.MERGE:
            return _merge(state, armed.first, found, here)
        case _:
            return _held(state, armed.command, found, here)


def moved(state: Ready, found: KnownBundle, to_status: BundleStatus, here: Here) -> Step:
    fact = BundleMoved(stamp=here.stamp(state.worker), bundle=found.bundle.id, to_status=to_status, ticket=found.ticket)
    return Step(counted(state, found.bundle, here), Moved(found.bundle, to_status), (fact,))


def _held(state: Ready, command: Command, found: KnownBundle, here: Here) -> Step:
    if command is Command.HOLD:
        return moved(state, found, BundleStatus.ON_HOLD, here)
    if command is Command.REJECT:
        return moved(state, found, BundleStatus.REJECTED, here)
    if found.life.status is not BundleStatus.ON_HOLD:
        return Step(state, Refused(no=No.NOT_ON_HOLD, bundle=found.bundle))
    return moved(state, found, found.life.held_from or BundleStatus.CUT, here)


def _replace(state: Ready, found: KnownBundle, pieces: int, here: Here) -> Step:
    """New pieces for rejected ones; a bundle that was rejected whole lives again by them."""
    missing = found.run.rejected - found.run.replaced
    if not missing:
        return Step(state, Refused(no=No.NOTHING_REJECTED, bundle=found.bundle))
    if not 1 <= pieces <= missing:
        return Step(state, Refused(no=No.BAD_COUNT, bundle=found.bundle, done=missing))
    fact = PiecesReplaced(stamp=here.stamp(state.worker), bundle=found.bundle.id, pieces=pieces)
    return Step(counted(state, found.bundle, here), Replaced(found.bundle, pieces), (fact,))


def _split(state: Ready, found: KnownBundle, pieces: int, here: Here) -> Step:
    """The pieces that are furthest stay; the others go over to a ticket of their own."""
    bundle, run = found.bundle, found.run
    if not 1 <= pieces < run.pieces:
        return Step(state, Refused(no=No.BAD_COUNT, bundle=bundle, done=run.pieces - 1))
    new, through = here.new_ticket(pieces), _through(run, run.pieces - pieces)
    left = PiecesLeft(
        stamp=here.stamp(state.worker), bundle=bundle.id, pieces=pieces, other=new.bundle, through=through
    )
    came = PiecesCame(
        stamp=here.stamp(state.worker),
        bundle=new.bundle,
        pieces=pieces,
        other=bundle.id,
        through=through,
        code=new.code,
    )
    return Step(counted(state, bundle, here), Parted(bundle, pieces, new.code, new.text), (left, came))


def _merge(state: Ready, first: KnownBundle | None, found: KnownBundle, here: Here) -> Step:
    """All pieces of the first ticket go over to the second."""
    if first is None:
        armed = replace(state, armed=Armed(Command.MERGE, first=found))
        return Step(
            replace(armed, just=found.bundle, just_at=here.moment), ShowTicket(Command.MERGE, None, found.bundle)
        )
    if first.bundle.id == found.bundle.id or not _is_alike(first.bundle, found.bundle):
        return Step(state, Refused(no=No.NOT_ALIKE, bundle=found.bundle))
    pieces, through = first.run.pieces, _through(first.run, 0)
    if not 1 <= pieces <= MOST_PIECES - found.run.pieces:
        return Step(state, Refused(no=No.NOT_ALIKE, bundle=found.bundle))
    left = PiecesLeft(
        stamp=here.stamp(state.worker),
        bundle=first.bundle.id,
        pieces=pieces,
        other=found.bundle.id,
        through=through,
    )
    came = PiecesCame(
        stamp=here.stamp(state.worker),
        bundle=found.bundle.id,
        pieces=pieces,
        other=first.bundle.id,
        through=through,
    )
    return Step(counted(state, found.bundle, here), Joined(found.bundle, first.bundle, pieces), (left, came))


def _through(run: Run, staying: int) -> tuple[tuple[OperationId, int], ...]:
    """How many of the pieces that leave are through each operation, when `staying` of the furthest stay."""
    through = ((op.operation.id, max(0, op.done - staying)) for op in run.operations)
    return tuple((id_, pieces) for id_, pieces in through if pieces)


def _is_alike(one: Bundle, other: Bundle) -> bool:
    """Pieces that may lie in one bundle."""
    return _kind(one) == _kind(other)


def _kind(bundle: Bundle) -> tuple[str | None, ...]:
    return bundle.product_type, bundle.size, bundle.colour, bundle.order
