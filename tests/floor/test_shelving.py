"""A shelf's card and a ticket: the bundle lies there, however it stands, until somebody takes it in hand."""

import pytest

from kiosk.floor.answers import Moved, No, Refused, ShowTicket
from kiosk.floor.bundle_facts import BundleMoved
from kiosk.floor.bundles import BundleStatus as S
from kiosk.floor.codes import Command
from kiosk.floor.desk import KnownCommand, Ready, Waiting
from kiosk.floor.facts import Fact
from kiosk.floor.folding import fold_run
from kiosk.floor.history import Life, fold_life
from kiosk.floor.scanning import step
from tests.floor.test_scanning import here
from tests.floor.test_supervising import known
from tests.make import ANA, MORNING, T_SHIRT, Pen, bundle

R12 = KnownCommand(Command.PUT, "R12")
READY = Ready(ANA, MORNING)


def life(*facts: Fact) -> Life:
    return fold_life(bundle(), fold_run(bundle(), T_SHIRT, facts, now=MORNING), facts)


def put(*before: Fact) -> BundleMoved:
    asked = step(READY, R12, here())
    assert asked.answer == ShowTicket(Command.PUT, place="R12")
    taken = step(asked.state, known(bundle(), *before), here())
    assert taken.answer == Moved(bundle(), life(*before).status, "R12")
    (fact,) = taken.facts
    assert isinstance(fact, BundleMoved)
    assert step(taken.state, known(bundle()), here()).answer != taken.answer, "only the next ticket"
    return fact


@pytest.mark.parametrize("status", [None, S.ON_HOLD, S.SEWN])
def test_it_lies_there_and_stands_as_it_stood(status: S | None) -> None:
    moves = [Pen().moved(status)] if status else []
    there = life(*moves, put(*moves))
    assert (there.place, there.status) == ("R12", status or life().status)
    assert there.changes[-1].to_place == "R12"


def test_work_that_this_kiosk_had_not_heard_of_is_not_undone() -> None:
    """It is put down as sewing; by then it was sewn."""
    fact = put(Pen().done("shoulders"))
    later = Pen("kiosk-2", "s2", now=MORNING).moved(S.SEWN)
    there = life(Pen().done("shoulders"), later, fact)
    assert (there.status, there.flags) == (S.SEWN, ())


def test_who_takes_it_in_hand_takes_it_from_there() -> None:
    fact = put()
    assert life(fact, Pen("kiosk-2", "s2", MORNING).later(hours=1).done("shoulders")).place is None


def test_nothing_is_put_that_is_closed_or_by_nobody() -> None:
    armed = step(READY, R12, here()).state
    gone = known(bundle(), Pen().moved(S.REJECTED))
    assert step(armed, gone, here()).answer == Refused(no=No.CLOSED, bundle=bundle())
    assert step(Waiting(), R12, here()).answer == Refused(no=No.BADGE_FIRST)
