"""The supervisor's screen on a real file: what is tapped becomes facts, and what waits gets fewer."""

from dataclasses import replace

import pytest
from argon2 import PasswordHasher
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk import wire
from kiosk.floor import codes
from kiosk.floor.access import Role
from kiosk.floor.codes import Command
from kiosk.floor.facts import IdleReason
from kiosk.floor.matters import Because
from kiosk.screens.matters.view import MattersView
from kiosk.screens.matters.view_model import MattersViewModel
from kiosk.station.matters import MattersDesk
from tests.make import ANA, BEN
from tests.screens.desk import B1, B2, Kiosk, badge, ticket
from tests.screens.hand_lane import HandLane
from tests.screens.scenes import CLOCK
from tests.screens.settle import shown

LEFT = Qt.MouseButton.LeftButton
ROSA = replace(BEN, role=Role.SUPERVISOR)
PIN = "2580"


@pytest.fixture
def floor(kiosk: Kiosk) -> Kiosk:
    """Ana sewed, went ahead of a forgotten scan and paused; then Rosa came."""
    hash_ = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PIN)
    kiosk.mirror.apply(wire.Changes(cursor="9", workers=[ROSA], pins=[wire.Pin(ROSA.id, hash_)]))
    kiosk.scan_desk.scan(badge())
    kiosk.later(seconds=1)  # too fast to be true
    kiosk.scan_desk.scan(ticket(B1))
    kiosk.later(minutes=5)
    kiosk.scan_desk.scan(codes.command_text(Command.PAUSE, IdleReason.MACHINE))
    kiosk.later(minutes=12)
    kiosk.scan_desk.scan(codes.command_text(Command.RESUME))
    kiosk.later(minutes=30)
    kiosk.scan_desk.sign_in(ROSA.id, PIN)
    return kiosk


@pytest.fixture
def view_model(floor: Kiosk, lane: HandLane) -> MattersViewModel:
    made = MattersViewModel(MattersDesk(floor.scan_desk, floor.ledger), store=lane, clock=CLOCK)
    made.open(None)
    lane.run_down()
    return made


@pytest.fixture
def view(qtbot: QtBot, view_model: MattersViewModel) -> MattersView:
    made = MattersView(view_model)
    shown(qtbot, made)
    return made


def titles(view_model: MattersViewModel) -> list[str]:
    return [row.title for row in view_model.face.rows]


def test_what_waits(view_model: MattersViewModel) -> None:
    assert titles(view_model) == ["Too fast to be true", "Pause: Machine down"]
    assert view_model.face.title == "Open questions: 2"


def test_a_flag_is_accepted_by_two_taps(view: MattersView, view_model: MattersViewModel, lane: HandLane) -> None:
    view_model.choose(view_model.face.rows[0].id)
    assert view.detail._title.text() == "Too fast to be true"
    QTest.mouseClick(view.detail._accept, LEFT)
    lane.run_down()
    assert titles(view_model) == ["Pause: Machine down"]
    assert view_model.face.said == "Your word is recorded."


def test_a_line_is_chosen_by_a_tap_and_let_go_by_another(view: MattersView, view_model: MattersViewModel) -> None:
    first = view.lines.visualRect(view.lines.rows.index(0)).center()
    QTest.mouseClick(view.lines.viewport(), LEFT, pos=first)
    assert view_model.face.rows[0].is_chosen
    QTest.mouseClick(view.lines.viewport(), LEFT, pos=first)
    assert view_model.face.detail is None


def test_a_pause_is_refused(view_model: MattersViewModel, lane: HandLane) -> None:
    view_model.choose(view_model.face.rows[1].id)
    assert view_model.face.detail is not None
    assert view_model.face.detail.lines[0] == "Ana Reyes could not work for 12 minutes."
    view_model.refuse()
    lane.run_down()
    assert titles(view_model) == ["Too fast to be true"]


def test_a_deed_is_taken_back_with_a_reason(floor: Kiosk, view_model: MattersViewModel, lane: HandLane) -> None:
    view_model.open(B1)
    lane.run_down()
    view_model.choose(view_model.face.rows[0].id)
    view_model.refuse()
    lane.run_down()
    assert titles(view_model) == ["Shoulders: 20 pieces"]
    view_model.choose(view_model.face.rows[0].id)
    view_model.take_back(Because.WRONG_WORKER)
    lane.run_down()
    assert titles(view_model) == []
    assert view_model.face.hint == "Nothing was done on this bundle yet, as far as this kiosk knows."


def test_whoever_is_not_proven_is_sent_to_the_pin(
    floor: Kiosk, view_model: MattersViewModel, lane: HandLane, qtbot: QtBot
) -> None:
    view_model.choose(view_model.face.rows[0].id)
    floor.later(minutes=6)
    view_model.accept()
    with qtbot.waitSignal(view_model.wants) as wants:
        lane.run_down()
    assert wants.args == [Command.SETTLE, None]
    assert titles(view_model) == ["Too fast to be true", "Pause: Machine down"]


def test_an_operator_gives_no_word(floor: Kiosk, view_model: MattersViewModel, lane: HandLane) -> None:
    floor.scan_desk.scan(badge(ANA))
    view_model.choose(view_model.face.rows[0].id)
    view_model.accept()
    lane.run_down()
    assert view_model.face.said == "This card works with a supervisor's badge. Ask your supervisor."
    assert len(titles(view_model)) == 2


def test_a_number_is_asked_for_where_one_is_needed(
    view: MattersView, view_model: MattersViewModel, qtbot: QtBot
) -> None:
    QTest.mouseClick(view.commands[Command.SPLIT], LEFT)
    assert view.keypad.isVisible()
    with qtbot.waitSignal(view_model.wants) as wants:
        QTest.keyClicks(view.keypad, "12")
        QTest.keyClick(view.keypad, Qt.Key.Key_Return)
    assert wants.args == [Command.SPLIT, 12]
    with qtbot.waitSignal(view_model.wants) as wants:
        QTest.mouseClick(view.commands[Command.HOLD], LEFT)
    assert wants.args == [Command.HOLD, None]


def test_a_bug_is_told_with_the_code_that_the_log_has(
    floor: Kiosk, view_model: MattersViewModel, lane: HandLane, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    view_model.choose(view_model.face.rows[0].id)
    with monkeypatch.context() as patched:
        patched.setattr(floor.ledger, "record", broken)
        view_model.accept()
        lane.crank()
    assert "code" in view_model.face.said.casefold()
    assert len(titles(view_model)) == 2, "nothing was settled"


def test_a_bundle_of_which_nothing_is_known(view_model: MattersViewModel, lane: HandLane) -> None:
    view_model.open(B2)
    lane.run_down()
    assert (view_model.face.rows, view_model.face.can_show_all) == ((), True)
    view_model.open_all()
    lane.run_down()
    assert len(titles(view_model)) == 2
