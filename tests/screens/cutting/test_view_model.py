"""A cutter's taps on a real file: runs begin, rest and end, and tickets come of them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk import wire
from kiosk.floor.facts import IdleReason
from kiosk.screens.cutting.view import CuttingView
from kiosk.screens.cutting.view_model import CuttingViewModel
from kiosk.station.cutting import CutDesk
from tests.screens.cutting.scenes import LAY, OTHER
from tests.screens.desk import Kiosk, badge
from tests.screens.hand_lane import HandLane
from tests.screens.scenes import CLOCK
from tests.screens.settle import shown

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def view_model(kiosk: Kiosk, lane: HandLane) -> CuttingViewModel:
    sheets = [wire.LaySheet(lay, 20, []) for lay in (LAY, OTHER)]
    kiosk.mirror.apply(wire.Changes(cursor="9", lays=sheets))
    kiosk.scan_desk.scan(badge())
    made = CuttingViewModel(CutDesk(kiosk.scan_desk, kiosk.ledger), store=lane, clock=CLOCK)
    made.open()
    lane.run_down()
    return made


@pytest.fixture
def view(qtbot: QtBot, view_model: CuttingViewModel) -> CuttingView:
    made = CuttingView(view_model)
    shown(qtbot, made)
    return made


def lines(view_model: CuttingViewModel) -> tuple[str, ...]:
    return view_model.face.lay.lines if view_model.face.lay else ()


def test_a_lay_from_begin_to_tickets_by_taps(
    kiosk: Kiosk, view: CuttingView, view_model: CuttingViewModel, lane: HandLane
) -> None:
    QTest.mouseClick(view.lines.viewport(), LEFT, pos=view.lines.visualRect(view.lines.rows.index(0)).center())
    QTest.mouseClick(view.lay.main, LEFT)
    lane.run_down()
    assert lines(view_model)[-1] == "Ana Reyes cuts since 09:00"
    kiosk.later(minutes=40)
    QTest.mouseClick(view.lay.tell, LEFT)
    assert view.form.isVisible()
    for digit in "18":
        QTest.mouseClick(view.form.digits.keys[digit], LEFT)
    QTest.mouseClick(view.form.record, LEFT)
    lane.run_down()
    assert view_model.face.said == "Recorded."
    assert lines(view_model)[-1] == "54 pieces in 3 bundles so far"
    QTest.mouseClick(view.lay.tickets, LEFT)
    lane.run_down()
    assert view_model.face.ticket is not None
    assert view_model.face.ticket.title == "Ticket 1 of 3"
    first = view_model.face.ticket.text
    assert first.startswith("B1/")
    QTest.mouseClick(view.ticket.before, LEFT)
    assert (view_model.face.ticket.title, view_model.face.ticket.text == first) == ("Ticket 3 of 3", False)


def test_a_pause_asks_why(kiosk: Kiosk, view: CuttingView, view_model: CuttingViewModel, lane: HandLane) -> None:
    view_model.choose(LAY.id)
    view_model.begin()
    lane.run_down()
    QTest.mouseClick(view.lay.pause, LEFT)
    assert view.why.isVisible()
    kiosk.later(minutes=5)
    QTest.mouseClick(view.why.reasons[IdleReason.MACHINE], LEFT)
    lane.run_down()
    assert lines(view_model)[-1] == "It rests: Machine down"
    assert view_model.face.lay is not None
    assert view_model.face.lay.main == "Go on cutting"


def test_what_is_refused_stays_as_it_was_typed(view_model: CuttingViewModel, lane: HandLane) -> None:
    view_model.choose(LAY.id)
    view_model.open_form()
    for sign in "31":
        view_model.put(sign)
    view_model.record()
    lane.run_down()
    assert view_model.face.said == "The lay has not so many plies left. Check the number of plies."
    assert view_model.face.form is not None
    assert view_model.face.form.fields[0][2] == "31"


def test_nobody_cuts_without_a_badge(kiosk: Kiosk, view_model: CuttingViewModel, lane: HandLane) -> None:
    kiosk.scan_desk.sign_out()
    view_model.choose(LAY.id)
    view_model.begin()
    lane.run_down()
    assert view_model.face.said.startswith("Nobody is signed in")


def test_a_cut_is_taken_back(kiosk: Kiosk, view_model: CuttingViewModel, lane: HandLane) -> None:
    view_model.choose(LAY.id)
    view_model.open_form()
    view_model.record()
    lane.run_down()
    assert view_model.face.lay is not None
    assert view_model.face.lay.lines[0] == "0 of 30 plies left"
    view_model.undo()
    lane.run_down()
    assert view_model.face.lay.lines[0] == "30 of 30 plies left"


def test_the_keyboard_types_too(view: CuttingView, view_model: CuttingViewModel, lane: HandLane) -> None:
    view_model.choose(LAY.id)
    view_model.open_form()
    QTest.keyClicks(view.form, "12")
    QTest.keyClick(view.form, Qt.Key.Key_Return)
    lane.run_down()
    assert view_model.face.lay is not None
    assert view_model.face.lay.lines[0] == "18 of 30 plies left"
