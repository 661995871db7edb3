"""What may wait for a supervisor's word, told by hand so that every number in a picture is known."""

from dataclasses import replace
from datetime import timedelta

from kiosk.floor.answers import No
from kiosk.floor.bundle_facts import BundleMoved, WorkDone
from kiosk.floor.bundles import BundleStatus
from kiosk.floor.codes import Command
from kiosk.floor.facts import IdleReason
from kiosk.floor.flags import FlagKind
from kiosk.floor.history import Life
from kiosk.floor.ids import BundleId, FactId, OperationId, StationId
from kiosk.floor.matters import Flagged, Matter, Open, Rested, Seen
from kiosk.floor.runs import Proposal
from kiosk.screens.matters.face import Scene
from kiosk.screens.words.labels import Label
from tests.make import Pen
from tests.screens.scenes import ANA, BUNDLE, LONG_NAMED, NAMES, SEAMS, SLEEVES, at

PEN = Pen(now=at(9, 12))
DONE = replace(PEN.done("sleeves", worker=ANA), bundle=BUNDLE.id)
DEEDS: tuple[WorkDone | BundleMoved, ...] = (
    BundleMoved(stamp=PEN.later(minutes=40).stamp(LONG_NAMED), bundle=BUNDLE.id, to_status=BundleStatus.ON_HOLD),
    DONE,
    replace(Pen(now=at(8, 40)).done("shoulders", worker=NAMES[3], pieces=12), bundle=BUNDLE.id),
)
PROPOSAL = Proposal(PEN.proposed("sleeves", 8), 8)
STATIONS = {StationId("s4"): "Station 4", StationId("s1"): "Station 1"}
OPERATIONS = {OperationId("sleeves"): "Set sleeves", OperationId("shoulders"): "Join shoulders"}
PEOPLE = {worker.id: worker.name for worker in (ANA, LONG_NAMED, *NAMES)}


def matter(what: Flagged | Seen | Rested, hour: int, minute: int) -> Matter:
    return Matter(
        what=what,
        fact=FactId(f"f{hour}{minute}"),
        at=at(hour, minute),
        worker=ANA.id if minute % 2 else LONG_NAMED.id,
        station=StationId("s4"),
        bundle=None if isinstance(what, Rested) else replace(BUNDLE, id=BundleId(f"b{minute}")),
        operation=None if isinstance(what, Rested) else SLEEVES if minute % 2 else SEAMS,
    )


MATTERS = (
    matter(Flagged(flag=FlagKind.EXCESS, pieces=20), 8, 15),
    matter(Rested(reason=IdleReason.MACHINE, ended=at(8, 50) + timedelta(seconds=20)), 8, 31),
    matter(Seen(proposal=PROPOSAL), 9, 3),
    matter(Flagged(flag=FlagKind.TOO_FAST), 9, 26),
    matter(Flagged(flag=FlagKind.DISPUTED), 9, 41),
    matter(Rested(reason=IdleReason.POWER), 9, 58),
)
WAITING = Open(matters=MATTERS, people=PEOPLE, stations=STATIONS, operations=OPERATIONS)
LIFE = Life(BundleStatus.ON_HOLD, None, place="R-12")
BUNDLES_DEEDS = replace(WAITING, matters=(), deeds=DEEDS, bundle=BUNDLE, life=LIFE)

SCENES = {
    "waiting": Scene(WAITING),
    "excess": Scene(WAITING, MATTERS[0].id),
    "pause": Scene(WAITING, MATTERS[1].id),
    "seen": Scene(WAITING, MATTERS[2].id),
    "whose": Scene(WAITING, MATTERS[2].id, is_naming=True, names=NAMES),
    "too-fast": Scene(WAITING, MATTERS[3].id, said=No.NOTHING_TO_UNDO),
    "recorded": Scene(replace(WAITING, matters=MATTERS[1:]), said=Label.WORD_RECORDED),
    "none": Scene(Open()),
    "deeds": Scene(BUNDLES_DEEDS, DONE.stamp.id),
    "no-deeds": Scene(Open(bundle=BUNDLE, life=replace(LIFE, place=None))),
    "split": Scene(WAITING, counting=Command.SPLIT),
}
"""Every kind of face the supervisor's screen has."""
