import pytest
from PySide6.QtWidgets import QApplication

from kiosk.screens.icons import Icon
from kiosk.screens.scan.choices import ChoiceFace, choice_faces


@pytest.mark.parametrize(
    ("text", "icon", "title", "detail"),
    [
        ("B1/K7Q2M9X4TD/20/ABC123", Icon.BUNDLE, "Bundle K7Q2M9X4TD", "20 pieces"),
        ("B1/K7Q2M9X4TD/1/ABC123", Icon.BUNDLE, "Bundle K7Q2M9X4TD", "1 piece"),
        ("W1/K7Q2M9X4TD/ABC123", Icon.BADGE, "Badge K7Q2M9X4TD", ""),
        ("A1/UNDO", Icon.UNDO, "Undo", ""),
        ("A1/OUT", Icon.SIGN_OUT, "Sign out", ""),
        ("ash://bundle/ASH-2026-0001", Icon.TICKET, "ASH-2026-0001", ""),
        ("<b>free wages</b>", Icon.QUESTION, "Another code", "<b>free wages</b>"),
        ("x" * 300, Icon.QUESTION, "Another code", "x" * 40),
    ],
)
def test_what_a_code_in_view_is(qapp: QApplication, text: str, icon: Icon, title: str, detail: str) -> None:
    assert choice_faces((text,)) == (ChoiceFace(text, "1", icon, title, detail),)


def test_four_at_most(qapp: QApplication) -> None:
    assert [choice.sign for choice in choice_faces(tuple(f"CODE-{n}" for n in range(9)))] == ["1", "2", "3", "4"]
