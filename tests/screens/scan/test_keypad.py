import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.screens.scan.code_pad import LONGEST, CodePad
from kiosk.screens.scan.face import CountFace
from kiosk.screens.scan.keypad import Keypad


@pytest.fixture
def keypad(qtbot: QtBot) -> Keypad:
    made = Keypad()
    qtbot.addWidget(made)
    made.open(CountFace(20, "Set sleeves"))
    return made


@pytest.fixture
def code_pad(qtbot: QtBot) -> CodePad:
    made = CodePad()
    qtbot.addWidget(made)
    made.open()
    return made


@pytest.mark.parametrize(
    ("keys", "typed"),
    [
        ("7", "7"),
        ("20", "20"),
        ("21", "2"),
        ("99", "9"),
        ("0", ""),
        ("05", "5"),
        ("200", "20"),
        ("1x2", "12"),
        ("", ""),
    ],
)
def test_only_what_is_possible_is_taken(keypad: Keypad, keys: str, typed: str) -> None:
    QTest.keyClicks(keypad, keys)
    assert keypad._typed == typed
    assert keypad._record.isEnabled() == bool(typed)


def test_nothing_typed_is_nothing_entered(keypad: Keypad, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(keypad.entered):
        QTest.keyClick(keypad, Qt.Key.Key_Return)
    QTest.keyClick(keypad, Qt.Key.Key_Backspace)
    assert keypad._typed == ""


def test_it_opens_empty_each_time(keypad: Keypad) -> None:
    QTest.keyClicks(keypad, "12")
    keypad.open(CountFace(5, "Hem"))
    assert keypad._typed == ""
    QTest.keyClicks(keypad, "6")
    assert keypad._typed == "", "no more than were recorded"


@pytest.mark.parametrize(
    ("keys", "typed"),
    [("b1/k7q2m9x4td/20/abc123", "B1/K7Q2M9X4TD/20/ABC123"), ("ash-1", "ASH-1"), ("ilou", ""), ("<_ ;", "")],
)
def test_the_codes_own_alphabet_and_no_other(code_pad: CodePad, keys: str, typed: str) -> None:
    QTest.keyClicks(code_pad, keys)
    assert code_pad._typed == typed


def test_a_code_ends_somewhere(code_pad: CodePad, qtbot: QtBot) -> None:
    QTest.keyClicks(code_pad, "A" * 100)
    with qtbot.waitSignal(code_pad.entered) as entered:
        QTest.keyClick(code_pad, Qt.Key.Key_Enter)
    assert entered.args == ["A" * LONGEST]


@pytest.mark.parametrize("size", [(1240, 700), (760, 1180)])
def test_every_sign_has_its_key_in_either_position(code_pad: CodePad, size: tuple[int, int]) -> None:
    code_pad.resize(*size)
    code_pad.show()
    places = {(key.x(), key.y()) for key in code_pad._keys.values()}
    assert len(places) == len(code_pad._keys) == 34
