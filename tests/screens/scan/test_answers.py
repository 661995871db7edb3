import pytest
from PySide6.QtWidgets import QApplication

from kiosk.floor.answers import Answer, Done, Goodbye, Moved, No, Refused, Started, Undone, Welcome
from kiosk.floor.bundles import BundleStatus
from kiosk.screens.icons import Icon
from kiosk.screens.lane import Bug
from kiosk.screens.look import Mood
from kiosk.screens.scan.answers import AnswerFace, Told, answer_face, is_undone
from kiosk.trouble import Reason, Trouble
from tests.screens.scenes import ANA, BUNDLE, CLOCK, SLEEVES, WAITS

RIGHT, NOTE, ASK, WRONG = Mood


@pytest.mark.parametrize(
    ("what", "mood", "icon", "word", "headline", "lines", "todo"),
    [
        (Welcome(ANA), RIGHT, Icon.PERSON, "Welcome", "Ana Reyes", (), "Show a bundle's ticket."),
        (Goodbye(ANA), NOTE, Icon.SIGN_OUT, "Signed out", "Ana Reyes", (), "Show your badge to begin again."),
        (Started(BUNDLE, SLEEVES, 20), RIGHT, Icon.PLAY, "Started", "20 pieces",
         ("Set sleeves", "Bundle K7Q2M9X4TD"), "Show the ticket again when it is done."),
        (Done(BUNDLE, SLEEVES, 20, 20), RIGHT, Icon.CHECK, "Recorded", "20 pieces",
         ("Set sleeves", "Bundle K7Q2M9X4TD"), ""),
        (Done(BUNDLE, SLEEVES, 12, 20), RIGHT, Icon.CHECK, "Recorded", "12 of 20 pieces",
         ("Set sleeves", "Bundle K7Q2M9X4TD"), ""),
        (Moved(BUNDLE, BundleStatus.IN_QC), RIGHT, Icon.CHECK, "Recorded", "In quality control",
         ("Bundle K7Q2M9X4TD", "20 pieces"), ""),
        (Undone(20), NOTE, Icon.UNDO, "Taken back", "20 pieces", (), ""),
        (Undone(None), NOTE, Icon.UNDO, "Taken back", "", (), ""),
        (WAITS, ASK, Icon.HOURGLASS, "Not yet", "",
         ("Side seams waits for Set sleeves: 12 of 20 done by Ana at Station 4, since 09:41.", "Bundle K7Q2M9X4TD"),
         "Take another bundle meanwhile."),
        (Refused(no=No.BADGE_FIRST), ASK, Icon.BADGE, "Badge first", "",
         ("Nobody is signed in, so this would count for nobody.",), "Show your badge, then the ticket again."),
        (Refused(no=No.ON_HOLD, bundle=BUNDLE), ASK, Icon.HAND, "On hold", "",
         ("Work on this bundle has been stopped.", "Bundle K7Q2M9X4TD"), "Put it aside and ask your supervisor."),
        (Trouble(Reason.DISK_FULL, "/var is full"), WRONG, Icon.ALERT, "Not recorded", "",
         ("There is no space left on this kiosk.",), "Call your supervisor, then show it again."),
        (Bug("K7Q2"), WRONG, Icon.ALERT, "Not recorded", "",
         ("Something went wrong inside this kiosk.",), "Call your supervisor and say code K7Q2."),
    ],
)  # fmt: skip
def test_an_answer_in_word_colour_and_icon(
    qapp: QApplication,
    what: Answer | Trouble | Bug,
    mood: Mood,
    icon: Icon,
    word: str,
    headline: str,
    lines: tuple[str, ...],
    todo: str,
) -> None:
    expected = AnswerFace(number=7, mood=mood, icon=icon, word=word, headline=headline, lines=lines, todo=todo)
    assert answer_face(Told(7, what), CLOCK) == expected


@pytest.mark.parametrize("no", No)
def test_every_refusal_is_amber_and_every_trouble_red(qapp: QApplication, no: No) -> None:
    assert answer_face(Told(1, Refused(no=no)), CLOCK).mood is ASK


@pytest.mark.parametrize("reason", Reason)
def test_every_trouble_is_red(qapp: QApplication, reason: Reason) -> None:
    face = answer_face(Told(1, Trouble(reason, "a detail for the log")), CLOCK)
    assert (face.mood, face.word) == (WRONG, "Not recorded")
    assert "detail" not in " ".join(face.lines)


def test_the_same_answer_twice_is_two() -> None:
    assert Told(1, Undone(20)) != Told(2, Undone(20))
    assert is_undone(Told(1, Undone(20)))
    assert not is_undone(Told(1, Welcome(ANA)))
