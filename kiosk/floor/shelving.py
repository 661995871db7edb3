"""Where a bundle waits: a shelf's or rack's card, then the ticket of what is put there."""

from dataclasses import replace

from kiosk.floor.answers import Moved, No, Refused, ShowTicket
from kiosk.floor.bundle_facts import BundleMoved
from kiosk.floor.bundles import CLOSED
from kiosk.floor.codes import Command
from kiosk.floor.desk import Armed, Here, KnownBundle, Ready, Step
from kiosk.floor.sewing import counted


def arm(state: Ready, place: str) -> Step:
    return Step(replace(state, armed=Armed(Command.PUT, place=place)), ShowTicket(Command.PUT, place=place))


def put(state: Ready, place: str, found: KnownBundle, here: Here) -> Step:
    """Nothing else becomes of the bundle: it may be held, or wait for whatever it waits for."""
    state, bundle = replace(state, armed=None), found.bundle
    if found.life.status in CLOSED:
        return Step(state, Refused(no=No.CLOSED, bundle=bundle))
    stamp = here.stamp(state.worker)
    fact = BundleMoved(stamp=stamp, bundle=bundle.id, place=place, ticket=found.ticket)
    return Step(counted(state, bundle, here), Moved(bundle, found.life.status, place), (fact,))
