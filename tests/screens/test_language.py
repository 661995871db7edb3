import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from kiosk.screens import language
from kiosk.screens.words import numbers


def test_english_knows_one_from_many(qapp: QApplication) -> None:
    assert QLocale().language() is QLocale.Language.English
    assert (numbers.pieces(1), numbers.pieces(2)) == ("1 piece", "2 pieces")
    assert numbers.percent(None) == "–"


def test_a_language_without_words_is_told(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError, match=r"kiosk_tlh\.qm"):
        language.speak(qapp, "tlh")
    language.speak(qapp)
