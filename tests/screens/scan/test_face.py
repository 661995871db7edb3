from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.camera.coach import Hint
from kiosk.camera.light import Light
from kiosk.floor.answers import Undone
from kiosk.screens.icons import Icon
from kiosk.screens.lane import Bug
from kiosk.screens.scan.face import CoachFace, CountFace, EntryFace, Eyesight, Face, Pad, PersonFace, Scene, face_of
from kiosk.screens.words.sentence import Sentence
from kiosk.station.scan import Day, Entry
from kiosk.trouble import Reason, Trouble
from tests.screens.scenes import (
    ANA,
    CLOCK,
    DAY,
    LONG_NAMED,
    NEW_DAY,
    NOBODY,
    READY,
    SCENES,
    SEEING,
    TWO_CODES,
    at,
    told,
)


def face(scene: Scene) -> Face:
    return face_of(scene, CLOCK)


def test_who_is_signed_in_and_the_day_so_far(qapp: QApplication) -> None:
    person = face(READY).person
    assert person == PersonFace(
        name="Ana Reyes",
        number="No. 1042",
        pieces="148",
        counted="pieces today",
        pay="₱1,286.25",
        held="₱40.00 held",
        efficiency="92%",
        last=person.last if person else (),
    )
    assert person
    assert person.last[0] == EntryFace("09:58", "Set sleeves", "K7Q2M9X4TD", "20")
    assert len(person.last) == 5


@pytest.mark.parametrize(
    ("scene", "pieces", "efficiency", "number"),
    [
        (Scene(worker=LONG_NAMED, day=NEW_DAY), "0", "–", ""),
        (Scene(worker=ANA), "–", "–", "No. 1042"),
        (Scene(worker=ANA, day=replace(DAY, pieces=1234)), "1,234", "92%", "No. 1042"),
    ],
)
def test_what_is_not_known_yet_is_a_dash(
    qapp: QApplication, scene: Scene, pieces: str, efficiency: str, number: str
) -> None:
    person = face(scene).person
    assert person
    assert (person.pieces, person.efficiency, person.number) == (pieces, efficiency, number)


def test_nobody_there(qapp: QApplication) -> None:
    shown = face(NOBODY)
    assert shown.person is None
    assert not shown.can_undo
    assert not shown.can_change


@pytest.mark.parametrize(
    ("scene", "coach"),
    [
        (NOBODY, CoachFace(Icon.BADGE, "Hold your badge in the frame")),
        (READY, CoachFace(Icon.TICKET, "Hold the ticket in the frame")),
        (replace(READY, sight=replace(SEEING, hint=Hint.CLOSER)),
         CoachFace(Icon.CLOSER, "Hold it closer", is_urgent=True)),
        (replace(READY, sight=replace(SEEING, hint=Hint.TILT)),
         CoachFace(Icon.SUN, "Tilt it: there is glare on it", is_urgent=True)),
        (replace(READY, sight=replace(SEEING, hint=Hint.LIGHT)),
         CoachFace(Icon.MOON, "Too dark: more light, please", is_urgent=True)),
        (replace(READY, sight=replace(SEEING, hint=Hint.STILL)),
         CoachFace(Icon.STILL, "Hold it still", is_urgent=True)),
        (replace(READY, sight=replace(SEEING, hint=Hint.FLAT)),
         CoachFace(Icon.HAND, "Hold it flat, with nothing on it", is_urgent=True)),
        (replace(READY, is_scanner_lost=True),
         CoachFace(Icon.UNPLUGGED, "Scanner lost: check its cable")),
        (replace(READY, sight=replace(SEEING, is_slow=True)),
         CoachFace(Icon.HOURGLASS, "Camera slow: hold it longer")),
        (replace(READY, sight=replace(SEEING, codes=TWO_CODES)),
         CoachFace(Icon.TWO_TICKETS, "Which one?", is_urgent=True)),
        (replace(READY, sight=Eyesight(light=Light.DARK)),
         CoachFace(Icon.MOON, "Too dark: more light, please", is_urgent=True)),
        (replace(READY, sight=Eyesight(light=Light.COVERED)),
         CoachFace(Icon.CAMERA_OFF, "Camera covered: uncover or wipe it", is_urgent=True)),
        (replace(NOBODY, sight=Eyesight(light=Light.GLARING, hint=Hint.CLOSER)),
         CoachFace(Icon.SUN, "Too bright: tilt it a little", is_urgent=True)),
    ],
)  # fmt: skip
def test_the_hand_is_coached(qapp: QApplication, scene: Scene, coach: CoachFace) -> None:
    assert face(scene).coach == coach


@pytest.mark.parametrize(
    ("sight", "word"),
    [
        (SEEING, None),
        (Eyesight(), "The camera is starting"),
        (Eyesight(trouble=Trouble(Reason.NO_CAMERA)), "No camera"),
        (Eyesight(trouble=Trouble(Reason.CAMERA_LOST)), "Camera lost"),
        (Eyesight(trouble=Bug("AB12")), "Kiosk fault"),
    ],
)
def test_why_there_is_no_picture(qapp: QApplication, sight: Eyesight, word: str | None) -> None:
    shown: Sentence | None = face(replace(READY, sight=sight)).no_picture
    assert (shown.word if shown else None) == word


@pytest.mark.parametrize(
    ("scene", "can_undo", "can_change"),
    [
        (READY, True, True),
        (replace(READY, day=NEW_DAY), True, False),
        (replace(READY, is_undoing=True), False, True),
        (told(Undone(20)), False, True),
        (replace(READY, day=None), True, False),
    ],
)
def test_what_can_be_taken_back(qapp: QApplication, scene: Scene, can_undo: bool, can_change: bool) -> None:
    shown = face(scene)
    assert (shown.can_undo, shown.can_change) == (can_undo, can_change)


def test_the_count_that_can_be_changed_is_that_of_the_last_work(qapp: QApplication) -> None:
    assert face(READY).count == CountFace(20, "Set sleeves")
    moved = Day(ANA, 0, 1, None, last=(Entry(at(9), "K7Q2M9X4TD", "", 0),))
    assert face(replace(READY, day=moved)).count is None


def test_a_choice_names_each_code_and_the_sign_beside_it(qapp: QApplication) -> None:
    first, second = face(SCENES["choose"]).choices
    assert (first.sign, first.title, first.detail) == ("1", "Bundle K7Q2M9X4TD", "20 pieces")
    assert (second.sign, second.title, second.detail) == ("2", "Badge 7QK2M9X4TD", "")


@pytest.mark.parametrize("pad", Pad)
def test_the_pad_is_told(qapp: QApplication, pad: Pad) -> None:
    assert face(replace(READY, pad=pad)).pad is pad
