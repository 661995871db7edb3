"""Notes of an inspection: several defects on one piece, pieces that cannot be mended, and taking back the last."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.floor.answers import Inspecting, No, Refused
from kiosk.floor.bundle_facts import DefectsFound
from kiosk.floor.codes import Command
from kiosk.floor.desk import Found, KnownCommand, KnownDefect, Looking, Ready
from kiosk.floor.quality import quality_of
from kiosk.floor.scanning import step
from tests.floor.test_scanning import LOOKS, QC, SEWN, here, known
from tests.make import bundle, station

SAME, REJECT, UNDO, CHECKED = (
    KnownCommand(command) for command in (Command.SAME, Command.REJECT, Command.UNDO, Command.CHECKED)
)
HOLE, SEAM = KnownDefect("HOLE-OR-TEAR"), KnownDefect("OPEN-SEAM")
AT_QC = here(QC)


def taken_up() -> Ready:
    state = step(LOOKS, known(*SEWN), AT_QC).state
    assert isinstance(state, Ready)
    return state


def after(*said: Found) -> Ready:
    state = taken_up()
    for one in said:
        taken = step(state, one, AT_QC).state
        assert isinstance(taken, Ready)
        state = taken
    return state


def hand(state: Ready) -> Looking:
    assert state.hand is not None
    return state.hand


def found(*said: Found) -> DefectsFound:
    (fact,) = step(after(*said), CHECKED, AT_QC).facts
    assert isinstance(fact, DefectsFound)
    return fact


def test_two_defects_on_one_piece_are_two_defects_and_one_piece() -> None:
    fact = found(HOLE, SAME, SEAM, SEAM)
    assert (fact.defective, [(one.code, one.count, one.pieces) for one in fact.defects]) == (
        2,
        [("HOLE-OR-TEAR", 1, 1), ("OPEN-SEAM", 2, 1)],
    )
    assert quality_of([fact]).dhu == 15  # three in twenty


def test_it_is_said_for_one_note_and_can_be_unsaid() -> None:
    said = step(after(HOLE), SAME, AT_QC)
    assert said.answer == Inspecting(bundle(), 20, 1, 0, "HOLE-OR-TEAR", same_piece=True)
    assert hand(after(HOLE, SAME, SAME, SEAM)).defective == 2
    assert hand(after(HOLE, SAME, SEAM, SEAM)).defective == 2
    assert step(taken_up(), SAME, AT_QC).answer == Refused(no=No.BUNDLE_FIRST), "there is no last piece yet"


def test_the_last_piece_may_have_one_defect_more() -> None:
    full = after(*[HOLE] * 20, SAME, SEAM)
    assert (hand(full).defective, len(hand(full).notes)) == (20, 21)
    assert step(full, SEAM, AT_QC).answer == Refused(no=No.TOO_MANY_DEFECTS, bundle=bundle(), done=20)


def test_what_cannot_be_mended_is_the_piece_whatever_was_noted_on_it_last() -> None:
    fact = found(HOLE, SAME, SEAM, REJECT)
    assert (fact.rejected, [(one.code, one.rejected) for one in fact.defects]) == (
        1,
        [("HOLE-OR-TEAR", 1), ("OPEN-SEAM", 0)],
    )
    assert found(HOLE, REJECT, REJECT).rejected == 1
    assert found(HOLE, HOLE, SEAM, REJECT, REJECT).rejected == 1
    assert found(SEAM, HOLE, HOLE, REJECT, REJECT).rejected == 2


def test_a_sample_s_defects_are_of_the_work_that_is_sewn_there() -> None:
    place = here(station("s1", "sleeves"))
    state = step(step(LOOKS, KnownCommand(Command.SAMPLE), place).state, known(*SEWN), place).state
    state = step(state, HOLE, place).state
    (fact,) = step(state, CHECKED, place).facts
    assert isinstance(fact, DefectsFound)
    assert [one.operation for one in fact.defects] == ["sleeves"]


@given(st.lists(st.sampled_from([HOLE, SEAM, SAME, REJECT, UNDO]), max_size=60))
def test_whatever_is_said_the_sums_hold(said: list[Found]) -> None:
    state = taken_up()
    for one in said:
        taken = step(state, one, AT_QC).state
        if not isinstance(taken, Ready) or taken.hand is None:
            return
        state = taken
    looks = hand(state)
    assert 0 <= looks.rejected <= looks.defective <= looks.most
    assert sum(one.count for one in looks.defects) == len(looks.notes)
    assert sum(one.pieces for one in looks.defects) == looks.defective
    if looks.notes:
        assert found_again(state).defective == looks.defective


def found_again(state: Ready) -> DefectsFound:
    (fact,) = step(state, CHECKED, AT_QC).facts
    assert isinstance(fact, DefectsFound)
    return fact
