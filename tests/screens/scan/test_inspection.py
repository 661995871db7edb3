"""An inspector's tiles: every tap is one call of the desk, and no keyboard is touched."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk import wire
from kiosk.camera.eye import Eye
from kiosk.floor.access import Role
from kiosk.floor.bundle_facts import DefectsFound
from kiosk.floor.bundles import Department
from kiosk.floor.folding import fold_run
from kiosk.screens.scan.inspection import ON_PAGE
from kiosk.screens.scan.inspection_face import inspection_face
from kiosk.screens.scan.view import ScanView
from kiosk.screens.scan.view_model import ScanViewModel
from tests import make
from tests.make import BEN
from tests.screens.desk import B1, Kiosk, badge, ticket
from tests.screens.hand_lane import HandLane
from tests.screens.scan.reel import Reel
from tests.screens.scan.screen import screen_of
from tests.screens.scenes import CLOCK, HAND
from tests.screens.settle import shown

LEFT = Qt.MouseButton.LeftButton
CORA = replace(BEN, role=Role.QC)


@pytest.fixture
def view_model(kiosk: Kiosk, lane: HandLane) -> ScanViewModel:
    """At the first station, where the shoulders of a bundle were just sewn."""
    kiosk.mirror.apply(wire.Changes(cursor="9", workers=[CORA]))
    kiosk.scan_desk.scan(badge())
    kiosk.later(minutes=30)
    kiosk.scan_desk.scan(ticket(B1))
    kiosk.later(minutes=5)
    made = screen_of(kiosk, Eye(Reel()), lane, HandLane(), CLOCK)
    made.placed(make.station())
    made.scanned(badge(CORA))
    lane.run_down()
    made.rest()
    return made


@pytest.fixture
def view(qtbot: QtBot, view_model: ScanViewModel) -> ScanView:
    made = ScanView(view_model, mirror=False)
    shown(qtbot, made)
    return made


def begin(view: ScanView, view_model: ScanViewModel, lane: HandLane) -> None:
    QTest.mouseClick(view.day._sample, LEFT)
    lane.run_down()
    view_model.scanned(ticket(B1))
    lane.run_down()


def tap(view: ScanView, lane: HandLane, word: str) -> None:
    tile = next(tile for tile in view.inspection.tiles if tile.face.word == word)
    QTest.mouseClick(tile, LEFT)
    lane.run_down()


def counts(view: ScanView) -> dict[str, str]:
    return {tile.face.word: tile.face.count for tile in view.inspection.tiles if tile.face.count}


def test_a_sample_by_taps_alone(kiosk: Kiosk, view: ScanView, view_model: ScanViewModel, lane: HandLane) -> None:
    begin(view, view_model, lane)
    assert view.inspection.isVisible()
    assert view.inspection._found.text() == "Look at 7 pieces, wherever they lie"
    tap(view, lane, "Loose thread")
    tap(view, lane, "Loose thread")
    tap(view, lane, "Hole or tear")
    assert counts(view) == {"Loose thread": "2", "Hole or tear": "1"}
    QTest.mouseClick(view.undo, LEFT)
    lane.run_down()
    assert counts(view) == {"Loose thread": "2"}
    assert view.inspection.isVisible(), "what was taken off shows on the tile"
    kiosk.later(minutes=5)
    QTest.mouseClick(view.inspection.end, LEFT)
    lane.run_down()
    assert "Red" in view.answer.accessibleName()
    found = [fact for fact in _facts(kiosk) if isinstance(fact, DefectsFound)]
    assert [(fact.is_sample, fact.checked, fact.defective) for fact in found] == [(True, 7, 2)]


def _facts(kiosk: Kiosk) -> list[object]:
    sheet = kiosk.ledger.open_matters(kiosk.now, B1.id)
    return list(sheet.deeds)


def test_a_piece_that_cannot_be_mended(view: ScanView, view_model: ScanViewModel, lane: HandLane) -> None:
    begin(view, view_model, lane)
    assert not view.inspection.reject.isEnabled()
    tap(view, lane, "Hole or tear")
    QTest.mouseClick(view.inspection.reject, LEFT)
    lane.run_down()
    assert view.inspection._found.text().endswith("1 cannot be mended")
    assert view.inspection.end.text() == "Done: 6 of 7 pieces passed"


def test_an_operator_is_offered_no_sample(view: ScanView, view_model: ScanViewModel, lane: HandLane) -> None:
    view_model.scanned(badge())
    lane.run_down()
    view_model.rest()
    assert not view.day._sample.isVisible()


def test_a_sample_is_taken_where_there_is_sewing(view: ScanView, view_model: ScanViewModel) -> None:
    assert view.day._sample.isVisible()
    view_model.placed(replace(make.station(), department=Department.QC))
    assert not view.day._sample.isVisible()


def test_more_kinds_of_defects_than_have_room(view: ScanView) -> None:
    own = replace(make.SHOULDERS, defects=tuple(f"OWN-{n}" for n in range(4)))
    run = fold_run(make.bundle(), (own, make.SLEEVES, make.HEM), (), now=make.MORNING)
    face = inspection_face(replace(HAND, run=run))
    assert [tile.word for tile in face.tiles[:4]] == ["Own 0", "Own 1", "Own 2", "Own 3"], "the bundle's own come first"
    panel = view.inspection
    panel.show_face(face)
    first = [tile.face.code for tile in panel.tiles]
    panel.more.clicked.emit()
    rest = [tile.face.code for tile in panel.tiles if not tile.isHidden()]
    assert (len(first), len(rest), set(first) & set(rest)) == (ON_PAGE, 4, set())
