"""The view-model with the real desk on a real file and the real eye; only the lanes are cranked by hand."""

from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk import wire
from kiosk.camera.eye import Eye
from kiosk.floor.bundle_facts import WorkDone
from kiosk.floor.stamp import Source
from kiosk.screens.clock import WallClock
from kiosk.screens.look import Mood
from kiosk.screens.place import Place
from kiosk.screens.scan.face import Face, Pad
from kiosk.screens.scan.view_model import SHOWN_MS, ScanViewModel
from kiosk.store import deeds
from kiosk.trouble import Reason, Trouble
from tests import make
from tests.screens.desk import B1, B2, Kiosk, badge, ticket
from tests.screens.hand_lane import HandLane
from tests.screens.scan.reel import EMPTY, Reel, showing
from tests.screens.scan.screen import screen_of


@dataclass
class Screen:
    view_model: ScanViewModel
    kiosk: Kiosk
    reel: Reel
    store: HandLane
    camera: HandLane
    heard: list[Mood]
    records: list[int]
    places: list[Place]

    @property
    def face(self) -> Face:
        return self.view_model.face

    def scan(self, *texts: str) -> None:
        for text in texts:
            self.view_model.scanned(text)
            self.store.run_down()
            self.kiosk.later(minutes=1)

    def glance(self, times: int = 1) -> None:
        for _ in range(times):
            self.camera.crank()

    @property
    def verdict(self) -> tuple[str, str, Mood] | None:
        given = self.face.verdict
        return (given.text, given.word, given.mood) if given else None

    @property
    def said(self) -> tuple[str, str]:
        answer = self.face.answer
        return (answer.word, answer.headline) if answer else ("", "")


@pytest.fixture
def screen(qapp: QApplication, kiosk: Kiosk) -> Screen:
    reel, store, camera = Reel(), HandLane(), HandLane()
    clock = WallClock(kiosk.clock)
    view_model = screen_of(kiosk, Eye(reel), store, camera, clock)
    made = Screen(view_model, kiosk, reel, store, camera, [], [], [])
    view_model.answered.connect(made.heard.append)
    view_model.recorded.connect(lambda: made.records.append(1))
    view_model.go.connect(made.places.append)
    return made


def test_badge_bundle_done(screen: Screen) -> None:
    screen.scan(badge())
    assert screen.said == ("Welcome", "Ana Reyes")
    screen.scan(ticket())
    assert screen.said == ("Recorded", "20 pieces")
    assert screen.face.person
    assert (screen.face.person.pieces, screen.face.person.held) == ("20", "₱20.00 held")
    assert screen.heard == [Mood.RIGHT, Mood.RIGHT]
    assert len(screen.records) == 2
    assert screen.places == [Place.SCAN, Place.SCAN]


def test_the_answer_does_not_wait_for_the_days_numbers(screen: Screen) -> None:
    screen.scan(badge())
    screen.view_model.scanned(ticket())
    screen.store.crank()
    assert screen.said == ("Recorded", "20 pieces")
    assert screen.face.person
    assert screen.face.person.pieces == "0"
    screen.store.crank()
    assert screen.face.person.pieces == "20"


def test_an_answer_never_blocks_the_next_scan(screen: Screen) -> None:
    for text in (badge(), ticket(), ticket(B2)):
        screen.view_model.scanned(text)
    screen.kiosk.later(minutes=1)
    screen.store.run_down()
    assert screen.said == ("Recorded", "30 pieces")
    assert screen.face.answer
    assert screen.face.answer.number == 3


def test_the_answer_goes_after_its_time_or_at_a_tap(screen: Screen) -> None:
    screen.scan(badge())
    timer = screen.view_model.resting
    assert timer.isActive()
    assert timer.interval() == SHOWN_MS[Mood.RIGHT]
    timer.timeout.emit()
    assert screen.face.answer is None
    screen.scan(ticket())
    screen.view_model.rest()
    assert screen.face.answer is None
    assert not timer.isActive()


def test_a_refusal_is_amber_and_records_nothing(screen: Screen) -> None:
    screen.scan(ticket())
    assert screen.said == ("Badge first", "")
    assert screen.heard == [Mood.ASK]
    assert screen.records == []
    assert screen.view_model.resting.interval() == SHOWN_MS[Mood.ASK]


def test_the_same_refusal_twice_is_seen_and_heard_twice(screen: Screen) -> None:
    faces: list[Face] = []
    screen.view_model.face_changed.connect(faces.append)
    screen.scan(ticket())
    before = len(faces)
    screen.scan(ticket())
    assert len(faces) > before
    assert screen.heard == [Mood.ASK, Mood.ASK]


def test_undo_takes_back_once_however_fast_the_finger_is(screen: Screen) -> None:
    screen.scan(badge(), ticket(), ticket(B2))
    screen.view_model.undo()
    assert not screen.face.can_undo
    screen.view_model.undo()
    screen.store.run_down()
    assert screen.said == ("Taken back", "30 pieces")
    assert screen.face.person
    assert screen.face.person.pieces == "20"
    assert not screen.face.can_undo, "while its answer stands"
    screen.view_model.rest()
    assert screen.face.can_undo


def test_fewer_pieces(screen: Screen) -> None:
    screen.scan(badge(), ticket())
    assert screen.face.count
    assert screen.face.count.most == 20
    screen.view_model.open_pad(Pad.PIECES)
    assert (screen.face.pad, screen.face.answer) == (Pad.PIECES, None)
    screen.view_model.change(18)
    screen.store.run_down()
    assert screen.said == ("Recorded", "18 of 20 pieces")
    assert screen.face.pad is None
    assert screen.face.person
    assert screen.face.person.pieces == "18"


def test_a_pad_is_left_without_a_word(screen: Screen) -> None:
    screen.view_model.open_pad(Pad.CODE)
    assert screen.face.pad is Pad.CODE
    screen.view_model.close_pad()
    assert screen.face.pad is None
    assert screen.store.waiting == 0


def test_a_scan_closes_an_open_pad(screen: Screen) -> None:
    screen.view_model.open_pad(Pad.CODE)
    screen.scan(badge())
    assert screen.face.pad is None


def test_a_typed_code_goes_the_same_road_and_is_marked(screen: Screen) -> None:
    screen.scan(badge())
    screen.view_model.typed("00000000B1")
    screen.store.run_down()
    assert screen.said == ("Recorded", "20 pieces")
    with screen.kiosk.file.reading() as connection:
        last = deeds.last_here(connection, make.ANA.id, make.MORNING)
    assert isinstance(last, WorkDone)
    assert last.stamp.source is Source.BY_HAND


def test_a_desk_that_nobody_uses_signs_out_by_itself(screen: Screen) -> None:
    screen.scan(badge(), ticket())
    before = screen.view_model.face
    screen.view_model.mind()
    screen.store.run_down()
    assert screen.view_model.face == before
    screen.kiosk.later(hours=2)
    screen.view_model.mind()
    screen.store.run_down()
    assert screen.said == ("Signed out", "Ana Reyes")
    assert screen.face.person is None


def test_sign_out(screen: Screen) -> None:
    screen.scan(badge(), ticket())
    screen.view_model.sign_out()
    screen.store.run_down()
    assert screen.said == ("Signed out", "Ana Reyes")
    assert screen.face.person is None
    assert not screen.face.can_change


def test_another_badge_brings_another_day(screen: Screen) -> None:
    screen.scan(badge(), ticket())
    screen.view_model.scanned(badge(make.BEN))
    screen.store.crank()
    assert screen.face.person
    assert (screen.face.person.name, screen.face.person.pieces) == ("Ben Cruz", "–"), "never another's numbers"
    screen.store.run_down()
    assert screen.face.person.pieces == "0"


def test_trouble_says_not_recorded_and_leaves_everything_as_it_was(
    screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen.scan(badge(), ticket())

    def full(_facts: object) -> None:
        raise Trouble(Reason.DISK_FULL)

    monkeypatch.setattr(screen.kiosk.ledger, "record", full)
    screen.view_model.scanned(ticket(B2))
    screen.store.run_down()
    assert screen.said == ("Not recorded", "")
    assert screen.heard[-1] is Mood.WRONG
    assert screen.face.person
    assert (screen.face.person.name, screen.face.person.pieces) == ("Ana Reyes", "20")


def test_work_from_elsewhere_changes_the_day(screen: Screen) -> None:
    screen.scan(badge())
    elsewhere = make.Pen("kiosk-2", "s2", now=screen.kiosk.now).later(hours=-1).done("shoulders", 20)
    screen.kiosk.mirror.apply(wire.Changes(cursor="2", bundles=[wire.BundleSheet(B1, [wire.body_of(elsewhere)])]))
    screen.view_model.refresh()
    screen.store.run_down()
    assert screen.face.person
    assert screen.face.person.pieces == "20"


# ---- what the camera sees


def test_a_ticket_shown_to_the_camera_counts_once(screen: Screen) -> None:
    screen.scan(badge())
    screen.reel.put(*[showing(ticket())] * 6)
    screen.view_model.start()
    screen.glance(6)
    screen.store.run_down()
    assert screen.said == ("Recorded", "20 pieces")
    assert len(screen.records) == 2
    assert screen.camera.waiting == 1, "the next glance waits until the last was shown"


def test_a_code_bears_its_verdict_until_another_answer(screen: Screen) -> None:
    screen.scan(ticket())
    assert screen.verdict == (ticket(), "Badge first", Mood.ASK)
    screen.scan(badge())
    screen.view_model.scanned(ticket())
    assert screen.verdict is None, "not yet answered"
    screen.store.run_down()
    assert screen.verdict == (ticket(), "Recorded", Mood.RIGHT)
    screen.view_model.undo()
    screen.store.run_down()
    assert screen.verdict is None, "it is not recorded any more"


def test_glances_never_pile_up_and_end_when_told(screen: Screen) -> None:
    shown: list[object] = []
    screen.view_model.seen.connect(shown.append)
    screen.view_model.start()
    screen.view_model.start()
    assert screen.camera.waiting == 1
    screen.glance(3)
    assert (len(shown), screen.camera.waiting) == (3, 1)
    screen.view_model.stop()
    screen.glance()
    assert (len(shown), screen.camera.waiting) == (3, 0)


def test_a_lost_camera_is_said_and_comes_back_by_itself(screen: Screen) -> None:
    screen.reel.put(Trouble(Reason.NO_CAMERA), EMPTY)
    screen.view_model.start()
    assert screen.face.no_picture
    assert screen.face.no_picture.word == "The camera is starting"
    screen.glance()
    assert screen.face.no_picture.word == "No camera"
    screen.glance()
    assert screen.face.no_picture is None


def test_a_fault_in_the_eye_is_said_and_does_not_spin(screen: Screen) -> None:
    screen.reel.put(RuntimeError("no such thing"), EMPTY)
    screen.view_model.start()
    screen.glance()
    assert screen.face.no_picture
    assert screen.face.no_picture.todo.startswith("Call your supervisor and say code ")
    assert screen.camera.waiting == 0
    assert screen.view_model.blinded.isActive()
    screen.view_model.blinded.timeout.emit()
    screen.glance()
    assert screen.face.no_picture is None


def test_of_two_tickets_none_counts_until_a_finger_points_at_one(screen: Screen) -> None:
    screen.scan(badge())
    one, other = showing(ticket()), showing(ticket(B2))
    both = EMPTY.copy()
    both[:, :320], both[:, 320:] = one[:, 150:470], other[:, 150:470]
    screen.reel.put(*[both] * 4)
    screen.view_model.start()
    screen.glance(4)
    assert {choice.text for choice in screen.face.choices} == {ticket(), ticket(B2)}
    assert screen.store.waiting == 0
    screen.view_model.chosen(ticket(B2))
    screen.store.run_down()
    assert screen.said == ("Recorded", "30 pieces")
    assert screen.face.choices == ()
    screen.reel.put(*[other] * 40)
    screen.glance(42)
    assert screen.store.waiting == 0, "the chosen one does not count again when it stays alone"


def test_nothing_is_told_that_did_not_change(screen: Screen, qtbot: QtBot) -> None:
    screen.view_model.start()
    screen.glance(2)
    with qtbot.assertNotEmitted(screen.view_model.face_changed):
        screen.glance(3)
