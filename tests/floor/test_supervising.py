"""Split, merge, replace: a row per case, and what comes of them in the fold."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.floor.access import Role
from kiosk.floor.answers import Joined, No, Opened, Parted, Refused, Replaced, Settling, ShowTicket
from kiosk.floor.bundle_facts import PiecesCame, PiecesLeft, PiecesReplaced
from kiosk.floor.bundles import Bundle, BundleStatus
from kiosk.floor.codes import MOST_PIECES, Argument, Command
from kiosk.floor.desk import KnownBundle, KnownCommand, Ready, Step
from kiosk.floor.facts import Fact
from kiosk.floor.folding import fold_run
from kiosk.floor.history import fold_life
from kiosk.floor.ids import BundleId, OperationId
from kiosk.floor.scanning import step
from tests.floor.test_scanning import here
from tests.make import ANA, BEN, MORNING, T_SHIRT, Pen, bundle

CHIEF = Ready(replace(BEN, role=Role.SUPERVISOR), MORNING, proven_at=MORNING)


def known(of: Bundle, *facts: Fact) -> KnownBundle:
    run = fold_run(of, T_SHIRT, facts, now=MORNING)
    return KnownBundle(of, run, fold_life(of, run, facts))


def do(command: Command, argument: Argument, *shown: KnownBundle) -> Step:
    taken = step(CHIEF, KnownCommand(command, argument), here())
    for found in shown:
        taken = step(taken.state, found, here())
    return taken


def test_a_split_leaves_the_furthest_pieces_on_the_ticket() -> None:
    pen, b1 = Pen(), bundle("b1", 30)
    begun = pen.done("shoulders", pieces=30, of="b1"), pen.done("sleeves", pieces=18, of="b1")
    taken = do(Command.SPLIT, 12, known(b1, *begun))
    assert taken.answer == Parted(b1, 12, "00000000N1", "B1/00000000N1/12/AAAAAA")
    left, came = taken.facts
    assert isinstance(left, PiecesLeft)
    assert isinstance(came, PiecesCame)
    assert (left.stamp.number, came.stamp.number) == (7, 8)
    assert left.through == came.through == (("shoulders", 12),)
    assert fold_run(b1, T_SHIRT, [*begun, left], now=MORNING).done == {"shoulders": 18, "sleeves": 18, "hem": 0}
    new = replace(b1, id=BundleId("new"), pieces=12)
    assert fold_run(new, T_SHIRT, [came], now=MORNING).done == {"shoulders": 12, "sleeves": 0, "hem": 0}


@given(st.integers(1, 20), st.integers(0, 20), st.integers(1, 19))
def test_no_piece_and_no_work_is_lost_or_made_by_a_split(shoulders: int, sleeves: int, pieces: int) -> None:
    pen, b1 = Pen(), bundle()
    begun = [pen.done("shoulders", pieces=shoulders)]
    if 0 < sleeves <= shoulders:
        begun.append(pen.done("sleeves", pieces=sleeves))
    left, came = do(Command.SPLIT, pieces, known(b1, *begun)).facts
    before = fold_run(b1, T_SHIRT, begun, now=MORNING)
    stays = fold_run(b1, T_SHIRT, [*begun, left], now=MORNING)
    goes = fold_run(replace(b1, id=BundleId("new"), pieces=pieces), T_SHIRT, [came], now=MORNING)
    assert stays.pieces + goes.pieces == before.pieces
    assert {id_: stays.done[id_] + goes.done[id_] for id_ in before.done} == before.done


@pytest.mark.parametrize(("pieces", "most"), [(20, 19), (21, 19), (MOST_PIECES, 19)])
def test_all_of_it_is_no_split(pieces: int, most: int) -> None:
    assert do(Command.SPLIT, pieces, known(bundle())).answer == Refused(no=No.BAD_COUNT, bundle=bundle(), done=most)


def test_a_merge_takes_two_tickets() -> None:
    pen, one, other = Pen(), bundle("b1"), bundle("b2", 10)
    begun = pen.done("shoulders", of="b1", pieces=20)
    first = do(Command.MERGE, None, known(one, begun))
    assert first.answer == ShowTicket(Command.MERGE, None, one)
    taken = step(first.state, known(other), here())
    assert taken.answer == Joined(other, one, 20)
    left, came = taken.facts
    run = fold_run(one, T_SHIRT, [begun, left], now=MORNING)
    assert (run.pieces, fold_life(one, run, [begun, left]).status) == (0, BundleStatus.DONE)
    whole = fold_run(other, T_SHIRT, [came], now=MORNING)
    assert (whole.pieces, whole.done["shoulders"]) == (30, 20)


@pytest.mark.parametrize(
    "other",
    [
        bundle("b1"),
        bundle("b2", product="POLO"),
        replace(bundle("b2"), size="XL"),
        replace(bundle("b2"), colour="Red"),
        bundle("b2", MOST_PIECES - 19),
    ],
)
def test_what_does_not_belong_together_stays_apart(other: Bundle) -> None:
    armed = do(Command.MERGE, None, known(bundle("b1"))).state
    assert isinstance(armed, Ready)
    taken = step(replace(armed, just=None), known(other), here())
    assert taken.answer == Refused(no=No.NOT_ALIKE, bundle=other)
    assert not taken.facts


def test_new_pieces_for_rejected_ones_and_no_more() -> None:
    pen, b1 = Pen(), bundle()
    spoilt = [pen.done(op) for op in ("shoulders", "sleeves", "hem")]
    found = pen.found(defective=3, rejected=3)
    taken = do(Command.REPLACE, 2, known(b1, *spoilt, found))
    assert taken.answer == Replaced(b1, 2)
    (fact,) = taken.facts
    assert isinstance(fact, PiecesReplaced)
    assert do(Command.REPLACE, 2, known(b1, *spoilt, found, fact)).answer == Refused(no=No.BAD_COUNT, bundle=b1, done=1)
    assert do(Command.REPLACE, 1, known(b1)).answer == Refused(no=No.NOTHING_REJECTED, bundle=b1)


@pytest.mark.parametrize("command", [Command.SPLIT, Command.MERGE, Command.HOLD, Command.RELEASE, Command.REJECT])
def test_a_closed_bundle_stays_as_it_is(command: Command) -> None:
    closed = known(bundle(status=BundleStatus.DONE))
    argument = 2 if command is Command.SPLIT else None
    assert do(command, argument, closed).answer == Refused(no=No.CLOSED, bundle=closed.bundle)


def test_opening_a_bundle_records_nothing() -> None:
    taken = do(Command.OPEN, None, known(bundle()))
    assert (taken.answer, taken.facts) == (Opened(bundle()), ())


def test_what_waits_opens_at_once() -> None:
    taken = do(Command.SETTLE, None)
    assert (taken.answer, taken.state, taken.facts) == (Settling(), replace(CHIEF, seen_at=here().moment), ())


def test_an_operator_does_none_of_it() -> None:
    for command, argument in ((Command.SPLIT, 2), (Command.MERGE, None), (Command.OPEN, None), (Command.SETTLE, None)):
        taken = step(Ready(ANA, MORNING, proven_at=MORNING), KnownCommand(command, argument), here())
        assert taken.answer == Refused(no=No.NOT_A_SUPERVISOR)


def test_through_names_only_operations_of_the_route() -> None:
    left, _ = do(Command.SPLIT, 5, known(bundle(), Pen().done("shoulders", pieces=20))).facts
    assert isinstance(left, PiecesLeft)
    assert left.through == ((OperationId("shoulders"), 5),)
