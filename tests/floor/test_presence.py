"""Who is at the desk: a row per PIN, and what a proof is good for."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.floor.access import Role, Tried, is_guessable, wait_s
from kiosk.floor.answers import Done, Moved, No, Refused, ShowTicket, Welcome
from kiosk.floor.bundles import BundleStatus
from kiosk.floor.codes import Command
from kiosk.floor.desk import Armed, KnownCommand, KnownWorker, PinTried, Ready, State, TimePassed, Waiting
from kiosk.floor.facts import SignedIn, SignedOut
from kiosk.floor.presence import PROOF_LASTS
from kiosk.floor.scanning import step
from tests.floor.test_scanning import here, known
from tests.make import ANA, BEN, MORNING, bundle

ROSA = replace(BEN, role=Role.SUPERVISOR)
RIGHT = PinTried(KnownWorker(ROSA), Tried.RIGHT)
HOLD = KnownCommand(Command.HOLD)


def test_a_name_and_its_pin_sign_in_like_a_badge() -> None:
    taken = step(Waiting(), PinTried(KnownWorker(ANA, free_since=MORNING), Tried.RIGHT), here())
    assert taken.answer == Welcome(ANA)
    assert [type(fact) for fact in taken.facts] == [SignedIn]
    assert isinstance(taken.state, Ready)
    assert (taken.state.free_since, taken.state.proven_at) == (MORNING, here().moment)


@pytest.mark.parametrize(
    ("tried", "wait", "no"),
    [
        (Tried.WRONG, 0, No.WRONG_PIN),
        (Tried.WRONG, 30, No.WRONG_PIN),
        (Tried.TOO_SOON, 17, No.PIN_WAITS),
        (Tried.NONE_SET, 0, No.NO_PIN),
    ],
)
def test_no_other_pin_does(tried: Tried, wait: int, no: No) -> None:
    for state in (Waiting(), Ready(ANA, MORNING), Ready(ROSA, MORNING, armed=Armed(Command.HOLD))):
        taken = step(state, PinTried(KnownWorker(ROSA), tried, wait), here())
        assert taken.answer == Refused(no=no, who=ROSA.name, wait_s=wait)
        assert (taken.state, taken.facts) == (state, ())


def test_who_left_the_company_has_no_pin() -> None:
    gone = PinTried(KnownWorker(replace(ROSA, is_active=False)), Tried.RIGHT)
    assert step(Waiting(), gone, here()).answer == Refused(no=No.LEFT_COMPANY, who=ROSA.name)


def test_another_s_pin_is_a_switch() -> None:
    taken = step(Ready(ANA, MORNING), RIGHT, here())
    assert [type(fact) for fact in taken.facts] == [SignedOut, SignedIn]
    assert taken.answer == Welcome(ROSA)


def test_a_supervisor_s_badge_alone_stops_no_bundle() -> None:
    asked = step(Ready(ROSA, MORNING), HOLD, here())
    assert asked.answer == Refused(no=No.PIN_FIRST, who=ROSA.name)
    ignored = step(asked.state, known(), here())
    assert ignored.answer == Refused(no=No.PIN_FIRST, who=ROSA.name)
    assert not ignored.facts
    assert not isinstance(step(ignored.state, known(), here()).answer, Moved), "the next one is work like any other"


def test_after_the_pin_what_was_asked_for_goes_on() -> None:
    asked = step(Ready(ROSA, MORNING), HOLD, here())
    proven = step(asked.state, RIGHT, here())
    assert (proven.answer, proven.facts) == (ShowTicket(Command.HOLD), ())
    assert step(proven.state, known(), here()).answer == Moved(bundle(), BundleStatus.ON_HOLD)


@pytest.mark.parametrize(
    ("away", "answer"), [(-1, ShowTicket(Command.HOLD)), (0, Refused(no=No.PIN_FIRST, who=ROSA.name))]
)
def test_a_proof_ends_when_the_desk_stands_alone(away: int, answer: object) -> None:
    proven = step(Ready(ROSA, MORNING), RIGHT, here())
    later = here().moment - MORNING + PROOF_LASTS + timedelta(seconds=away)
    assert step(proven.state, HOLD, here(after=later)).answer == answer


def test_a_desk_left_alone_is_not_proven_by_whoever_comes_next() -> None:
    state: State = step(Ready(ROSA, MORNING), RIGHT, here()).state
    after = here().moment - MORNING + PROOF_LASTS
    state = step(state, known(), here(after=after)).state
    assert step(state, HOLD, here(after=after)).answer == Refused(no=No.PIN_FIRST, who=ROSA.name)


def test_a_wrong_pin_keeps_nobody_signed_in() -> None:
    state: State = Ready(ANA, MORNING, seen_at=MORNING)
    for minute in range(0, 119, 7):
        wrong = PinTried(KnownWorker(ROSA), Tried.WRONG)
        state = step(state, wrong, here(after=timedelta(minutes=minute))).state
    assert isinstance(step(state, TimePassed(), here(after=timedelta(minutes=120))).state, Waiting)


@pytest.mark.parametrize(
    "pin", ["", "123", "1234", "4321", "8901", "0000", "99999999", "123456789", "12a4", "１２３４", "2109"]
)
def test_a_pin_that_is_guessed_first(pin: str) -> None:
    assert is_guessable(pin)


@pytest.mark.parametrize("pin", ["2580", "1212", "1357", "90210", "20261123"])
def test_a_pin_like_any_other(pin: str) -> None:
    assert not is_guessable(pin)


def test_wrong_tries_wait_longer_and_longer() -> None:
    waits = [wait_s(wrong) for wrong in range(30)]
    assert waits[:7] == [0, 0, 0, 0, 0, 30, 60]
    assert waits == sorted(waits)
    assert waits[-1] == 3600


@pytest.mark.parametrize("command", [Command.HOLD, Command.PUT, Command.SAMPLE])
def test_what_was_announced_long_ago_neither_goes_on_nor_counts_as_work(command: Command) -> None:
    """Someone called away between the card and the ticket; minutes later the ticket is refused, once."""
    state = Ready(ROSA, MORNING, armed=Armed(command, place="R1"), proven_at=MORNING, seen_at=MORNING)
    later = here(after=PROOF_LASTS)
    ticked = step(state, TimePassed(), later).state
    for before in (state, ticked):
        refused = step(before, known(), later)
        assert (refused.answer, refused.facts) == (Refused(no=No.SAID_LONG_AGO, bundle=bundle()), ())
        assert isinstance(step(refused.state, known(), later).answer, Done)
