"""The own day's screen on a real file: what is tapped becomes facts, and the day is forgotten when it closes."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.floor.wages import WageRules
from kiosk.screens.day.face import Scene, face_of
from kiosk.screens.day.view import DayView
from kiosk.screens.day.view_model import DayViewModel
from kiosk.screens.look import Look, wear
from kiosk.screens.place import Place
from kiosk.station.day import DayDesk
from kiosk.station.link import Link, LinkState
from tests.make import BEN
from tests.screens.day.scenes import CLOCK, LONG
from tests.screens.desk import B1, B2, Kiosk, badge, ticket
from tests.screens.hand_lane import HandLane
from tests.screens.scenes import OFFLINE, ONLINE
from tests.screens.settle import settle

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def floor(kiosk: Kiosk) -> Kiosk:
    """Ana sewed two bundles."""
    kiosk.scan_desk.scan(badge())
    for bundle in (B1, B2):
        kiosk.later(minutes=30)
        kiosk.scan_desk.scan(ticket(bundle))
    return kiosk


@pytest.fixture
def view_model(floor: Kiosk, lane: HandLane) -> DayViewModel:
    return DayViewModel(DayDesk(floor.scan_desk, floor.ledger), store=lane, clock=CLOCK)


@pytest.fixture
def view(qtbot: QtBot, view_model: DayViewModel, lane: HandLane) -> DayView:
    made = DayView(view_model)
    qtbot.addWidget(made)
    made.resize(1280, 728)
    wear(made, Look())
    made.show()
    lane.run_down()
    settle()
    return made


def rows(view_model: DayViewModel) -> list[tuple[str, str]]:
    return [(row.pieces, row.amount) for row in view_model.face.rows]


def tap_row(view: DayView, number: int) -> None:
    QTest.mouseClick(view.lines.viewport(), LEFT, pos=view.lines.visualRect(view.lines.rows.index(number)).center())


def test_it_asks_when_it_comes_into_view(view: DayView, view_model: DayViewModel) -> None:
    assert rows(view_model) == [("30 pieces", "₱30.00"), ("20 pieces", "₱20.00")]
    assert view.title.text() == "Ana Reyes"
    assert view.wage.hint.isVisible()
    assert not view.wage.receipt.isVisible(), "nobody has told the wage rules"
    assert not view.known.isVisible()


def test_a_line_is_disputed_and_that_is_withdrawn(
    view: DayView, view_model: DayViewModel, lane: HandLane, qtbot: QtBot
) -> None:
    tap_row(view, 0)
    assert view.detail.title.text() == "Shoulders: 30 pieces"
    assert (view.detail.dispute.height(), view.detail.withdraw.isVisible()) == (96, False)
    with qtbot.waitSignal(view_model.recorded):
        QTest.mouseClick(view.detail.dispute, LEFT)
        lane.run_down()
    assert view.detail.said.text() == "Your word is recorded."
    assert (view.detail.dispute.isVisible(), view.detail.withdraw.isVisible()) == (False, True)
    assert view_model.face.rows[0].detail.startswith("Not agreed")
    with qtbot.waitSignal(view_model.recorded):
        QTest.mouseClick(view.detail.withdraw, LEFT)
        lane.run_down()
    assert view.detail.said.text() == "Withdrawn."
    assert (view.detail.dispute.isVisible(), view.detail.withdraw.isVisible()) == (True, False)


def test_two_quick_taps_are_one_word(
    view: DayView, view_model: DayViewModel, lane: HandLane, floor: Kiosk, qtbot: QtBot
) -> None:
    tap_row(view, 0)
    before = floor.ledger.next_number()
    view_model.dispute()
    view_model.dispute()
    lane.run_down()
    assert floor.ledger.next_number() == before + 1


def test_a_receipt_is_asked_for_and_put_away(
    view: DayView, view_model: DayViewModel, lane: HandLane, floor: Kiosk
) -> None:
    floor.told_wages(WageRules(since=date(2026, 1, 1), daily_minimum=Decimal(695)))
    view_model.refresh()
    lane.run_down()
    QTest.mouseClick(view.wage.receipt, LEFT)
    assert (view.wage.code.isVisible(), view.wage.parts.isVisible(), view.wage.back.height()) == (True, False, 96)
    QTest.mouseClick(view.wage.back, LEFT)
    assert (view.wage.code.isVisible(), view.wage.parts.isVisible()) == (False, True)
    QTest.mouseClick(view.wage.receipt, LEFT)
    tap_row(view, 0)
    tap_row(view, 0)
    assert view.wage.parts.isVisible(), "a line put the receipt away"


def test_the_same_line_again_closes_it(view: DayView, view_model: DayViewModel) -> None:
    tap_row(view, 1)
    tap_row(view, 1)
    assert view_model.face.detail is None


def test_what_was_withdrawn_elsewhere_is_not_said_to_be_recorded(
    view: DayView, view_model: DayViewModel, lane: HandLane, floor: Kiosk, qtbot: QtBot
) -> None:
    tap_row(view, 0)
    desk = DayDesk(floor.scan_desk, floor.ledger)
    shown = desk.lines()
    assert shown is not None
    desk.dispute(shown.slip.lines[0].id)
    with qtbot.assertNotEmitted(view_model.recorded):
        view_model.dispute()
        lane.run_down()
    assert (view_model.face.said, view.detail.withdraw.isVisible()) == ("", True)


def test_a_disk_that_fails_is_told(view: DayView, view_model: DayViewModel, lane: HandLane, floor: Kiosk) -> None:
    tap_row(view, 0)
    floor.file.close()
    view_model.dispute()
    lane.run_down()
    assert view.detail.said.text().startswith("Not recorded.")
    assert len(view_model.face.rows) == 2, "what was known stays"


def test_it_goes_back_by_a_tap_and_by_itself(view: DayView, view_model: DayViewModel, qtbot: QtBot) -> None:
    for leave in (lambda: QTest.mouseClick(view.back, LEFT), view_model.leaving.timeout.emit):
        with qtbot.waitSignal(view_model.go) as gone:
            leave()
        assert gone.args == [Place.BACK]


def test_a_touch_keeps_it_open(view: DayView, view_model: DayViewModel, qtbot: QtBot) -> None:
    assert view_model.leaving.interval() == timedelta(minutes=1) / timedelta(milliseconds=1)
    for touch in (
        lambda: tap_row(view, 0),
        lambda: QTest.mouseClick(view, LEFT),
        lambda: view.lines.verticalScrollBar().valueChanged.emit(8),
    ):
        view_model.leaving.start(5)
        view_model.leaving.setInterval(60_000)
        touch()
        assert view_model.leaving.remainingTime() > 5_000


def test_out_of_view_it_knows_nothing_of_anybody(
    view: DayView, view_model: DayViewModel, lane: HandLane, floor: Kiosk
) -> None:
    view_model.refresh()
    view.hide()
    assert not view_model.leaving.isActive()
    assert view_model.face.rows == ()
    lane.run_down()
    assert view_model.face.rows == (), "an answer that came too late is not shown"
    view_model.refresh()
    assert lane.waiting == 0
    floor.scan_desk.scan(badge(BEN))
    view.show()
    lane.run_down()
    assert (view_model.face.name, view_model.face.rows) == ("Ben Cruz", ())
    assert not view.lines.isVisible()


def test_how_the_line_stands_is_told_as_it_changes(view: DayView, view_model: DayViewModel) -> None:
    view_model.linked(OFFLINE)
    assert view.known.isVisible()
    view_model.linked(Link(LinkState.REVOKED, None, 0, 0))
    assert view.known.isVisible()
    view_model.linked(ONLINE)
    assert not view.known.isVisible()


def test_nobody_signed_in(view: DayView, view_model: DayViewModel, lane: HandLane, floor: Kiosk) -> None:
    floor.scan_desk.sign_out()
    view_model.refresh()
    lane.run_down()
    assert (view_model.face.name, view_model.face.rows, view.title.text()) == ("", (), "My day")


@pytest.mark.parametrize(("width", "height", "beside"), [(1280, 728, True), (800, 1208, False), (1920, 1008, True)])
def test_it_stands_wide_and_upright(qtbot: QtBot, view: DayView, width: int, height: int, *, beside: bool) -> None:
    view.resize(width, height)
    settle()
    assert (view.wage.mapTo(view, QPoint()).x() > view.lines.width()) is beside
    assert all(not inside.geometry().isEmpty() for inside in (view.sums, view.lines, view.wage))
    assert all(button.height() >= 56 for button in (view.back, view.detail.dispute) if button.isVisible())


def test_forty_lines_are_rolled(qtbot: QtBot, view: DayView, view_model: DayViewModel) -> None:
    view.show_face(face_of(Scene(LONG), CLOCK))
    settle()
    bar = view.lines.verticalScrollBar()
    assert view.lines.rows.rowCount() == 40
    assert bar.maximum() > 30 * 64
