"""What the own day's screen says of each line, as a table."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from kiosk.floor.answers import No
from kiosk.floor.flags import Flag, Settled
from kiosk.floor.pay import Why
from kiosk.floor.slip import Part, SlipLine
from kiosk.screens.day.face import DetailFace, RowFace, Scene, face_of
from kiosk.screens.day.wage_face import WageFace
from kiosk.screens.icons import Icon
from kiosk.screens.lane import Bug
from kiosk.screens.words.labels import Label
from kiosk.trouble import Reason, Trouble
from tests.screens.day.scenes import CLOCK, DAY, LINES, SCENES, day, line, objection
from tests.screens.scenes import at


def row(of: SlipLine) -> RowFace:
    (found,) = face_of(Scene(day([of])), CLOCK).rows
    return found


def detail(of: SlipLine) -> DetailFace:
    found = face_of(Scene(day([of]), of.id), CLOCK).detail
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (line(1, 30), (Icon.CHECK, "06:30", "20 pieces", "3F8Z0PQRWN", "₱25.00", "")),
        (
            line(9, 240, 17, 3, parts=[Part(Why.OPEN_REWORK, 3)]),
            (Icon.HOURGLASS, "10:00", "20 pieces", "3 to be mended · Y81MMZ7RGC", "₱21.25", "₱3.75 held"),
        ),
        (
            line(5, 60, 0, 0, 1, [Part(Why.EXCESS, 1)]),
            (Icon.CROSS, "07:00", "1 piece", "1 too many · K7Q2M9X4TD", "₱0.00", ""),
        ),
        (
            line(5, 60, 18, 0, 2, [Part(Why.SPOILT, 2)], dispute=objection(5)),
            (Icon.QUESTION, "07:00", "20 pieces", "Not agreed · 2 rejected · K7Q2M9X4TD", "₱22.50", ""),
        ),
        (
            line(5, 60, 0, 20, parts=[Part(Why.NO_RATE, 20)], rate=None),
            (Icon.HOURGLASS, "07:00", "20 pieces", "20 without a rate · K7Q2M9X4TD", "₱0.00", ""),
        ),
    ],
)
def test_a_row_says_how_its_line_stands(qapp: QApplication, line: SlipLine, said: tuple[object, ...]) -> None:
    found = row(line)
    assert (found.icon, found.hour, found.pieces, found.detail, found.amount, found.held) == said


@pytest.mark.parametrize(
    ("part", "sentence"),
    [
        (Part(Why.OPEN_REWORK, 1), "1 piece came back to be mended, and will pay once that is done."),
        (Part(Why.OPEN_REWORK, 3), "3 pieces came back to be mended, and will pay once that is done."),
        (Part(Why.UNCONFIRMED, 8), "Somebody saw 8 pieces as your work. A supervisor has to confirm it."),
        (Part(Why.NO_RATE, 20), "20 pieces will pay once the office has set a rate for this work."),
        (Part(Why.EXCESS, 1), "1 piece does not count: the bundle did not need it any more."),
        (Part(Why.EXCESS, 2), "2 pieces do not count: the bundle did not need them any more."),
        (Part(Why.SPOILT, 1), "1 piece was rejected because of this work, and is not paid."),
        (Part(Why.REFUSED, 20), "A supervisor looked at 20 pieces and refused to pay."),
        (
            Part(Why.TOO_FAST, 1),
            "1 piece will pay once a supervisor has agreed. The work took less than a third of the standard time.",
        ),
        (
            Part(Why.CLOCK_OFF, 20),
            "20 pieces will pay once a supervisor has agreed. "
            "The kiosk's clock was wrong, so that nobody knows when it was.",
        ),
    ],
)
def test_each_reason_in_whole_sentences(qapp: QApplication, part: Part, sentence: str) -> None:
    assert sentence in detail(line(1, 30, 0, part.pieces, parts=[part])).lines


def test_what_waits_for_a_supervisor_does_so_once(qapp: QApplication) -> None:
    flags = [Part(Why.TOO_FAST, 20), Part(Why.OUT_OF_ORDER, 20)]
    waits = "20 pieces will pay once a supervisor has agreed."
    (said,) = [said for said in detail(line(1, 30, 0, 20, parts=flags)).lines if waits in said]
    assert said.count("20") == 1
    assert said.endswith("standard time. The work that comes first on this bundle was not recorded yet.")


@pytest.mark.parametrize("why", Why)
def test_every_reason_has_words(qapp: QApplication, why: Why) -> None:
    found = detail(line(1, 30, 0, 4, parts=[Part(why, 4)]))
    assert any("4 pieces" in said and said.endswith(".") for said in found.lines)
    assert row(line(1, 30, 0, 4, parts=[Part(why, 4)])).detail.startswith("4 ")


def test_how_the_pay_of_a_line_came_about(qapp: QApplication) -> None:
    assert detail(LINES[0]) == DetailFace(
        title="Set sleeves: 20 pieces",
        lines=(
            "Bundle Y81MMZ7RGC, at 10:00",
            "17 good pieces at ₱1.25 each: ₱21.25",
            "3 pieces came back to be mended, and will pay once that is done.",
            "₱3.75 may be paid yet.",
        ),
        can_dispute=True,
    )
    assert "12 good pieces at ₱1.2375 each: ₱14.85" in detail(LINES[3]).lines, "a rate has four places"


@pytest.mark.parametrize(
    ("dispute", "said", "buttons"),
    [
        (objection(5), "You said that this is not right. A supervisor will look at it.", (False, True)),
        (
            objection(5, Settled(is_accepted=True, at=at(10))),
            "You said that this is not right, and a supervisor agreed.",
            (False, False),
        ),
        (
            objection(5, Settled(is_accepted=False, at=at(10), reason="Counted again: {20}.")),
            "You said that this is not right. A supervisor looked at it and did not agree. Counted again: {20}.",
            (False, False),
        ),
    ],
)
def test_what_came_of_an_objection(qapp: QApplication, dispute: Flag, said: str, buttons: tuple[bool, bool]) -> None:
    found = detail(line(5, 60, dispute=dispute))
    assert found.lines[-1] == said
    assert (found.can_dispute, found.can_withdraw) == buttons


def test_the_sums(qapp: QApplication) -> None:
    face = face_of(Scene(DAY), CLOCK)
    assert [(stat.words, stat.number) for stat in face.stats] == [
        ("Pieces", "138"),
        ("Piece pay", "₱108.60"),
        ("Held", "₱38.75"),
        ("Efficiency", "67%"),
        ("Performance", "71%"),
        ("Time worked", "207 min"),
        ("Pauses", "18 min"),
    ]
    assert (face.name, face.shift) == ("Ana Reyes", "Morning · 06:00–14:00 · minutes up to 10:00")


def test_money_and_numbers_as_the_language_has_them(qapp: QApplication) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale("vi_VN"))
    try:
        paid = [face_of(Scene(replace(DAY, currency=code)), CLOCK).stats[1].number for code in ("EUR", "VND")]
        assert paid == ["€108,60", "₫109"]
    finally:
        QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("scene", "known"), [(Scene(DAY), ""), (Scene(DAY, is_online=False), "As far as this kiosk knows")]
)
def test_more_may_be_known_elsewhere_only_while_the_server_is_out_of_reach(
    qapp: QApplication, scene: Scene, known: str
) -> None:
    assert face_of(scene, CLOCK).known == known


def test_an_empty_shift_and_nobody(qapp: QApplication) -> None:
    empty = face_of(SCENES["empty"], CLOCK)
    assert (empty.rows, empty.shift) == ((), "Morning · 06:00–14:00")
    assert empty.hint == "Nothing recorded in this shift yet. Show a bundle's ticket to begin."
    assert [stat.number for stat in empty.stats] == ["0", "₱0.00", "₱0.00", "–", "–", "0 min", "0 min"]
    nobody = face_of(Scene(), CLOCK)
    assert (nobody.name, nobody.stats, nobody.rows, nobody.hint) == ("", (), (), "")


@pytest.mark.parametrize(
    ("scene", "said"),
    [
        (Scene(DAY, said=Label.WORD_RECORDED), "Your word is recorded."),
        (Scene(DAY, said=No.BADGE_FIRST), "Nobody is signed in, so this would count for nobody."),
        (Scene(DAY, said=Trouble(Reason.DISK_FULL)), "Not recorded. There is no space left on this kiosk."),
        (Scene(trouble=Trouble(Reason.DISK_FULL)), "There is no space left on this kiosk."),
        (Scene(DAY), ""),
    ],
)
def test_what_came_of_a_tap(qapp: QApplication, scene: Scene, said: str) -> None:
    assert face_of(scene, CLOCK).said == said


def test_a_bug_has_its_code(qapp: QApplication) -> None:
    assert "K7Q2" in face_of(Scene(DAY, said=Bug("K7Q2")), CLOCK).said


def wage(scene: str) -> WageFace:
    found = face_of(SCENES[scene], CLOCK).wage
    assert found is not None
    return found


def test_the_day_s_wage_in_its_parts(qapp: QApplication) -> None:
    face = wage("overtime")
    assert face.parts == (
        ("Piece pay", "₱108.60"),
        ("Up to the daily minimum", "₱586.40"),
        ("Overtime", "₱217.1875"),
        ("Night", "₱17.3750"),
    )
    assert (face.total, face.notes, face.can_receipt) == ("₱929.56", ("₱38.75 may be paid yet.",), True)


def test_no_wage_is_shown_that_nobody_has_told_the_rules_of(qapp: QApplication) -> None:
    face = wage("no-rules")
    assert (face.parts, face.can_receipt, face.notes) == ((), False, (Label.NO_WAGE_RULES.said,))


def test_a_receipt_is_a_code_with_its_words(qapp: QApplication) -> None:
    face, told = wage("receipt"), DAY.receipt
    assert told is not None
    assert face.receipt == told.text
    assert face.about == ("1042 · Monday, March 2, 2026 · ₱325.78", "As known at 12:10", Label.PHOTOGRAPH.said)
    assert wage("plain").receipt == ""
