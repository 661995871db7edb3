"""What a sentence is made of."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication


@dataclass(frozen=True, slots=True)
class Sentence:
    """`word` is the headline, `says` tells what is the matter, `todo` what to do next."""

    word: str
    says: str = ""
    todo: str = ""

    def said(self, **names: str) -> "Sentence":
        """Translated, with its names filled in. They are data: braces in them mean nothing."""
        word, says, todo = (_in_language(text).format_map(names) for text in (self.word, self.says, self.todo))
        return Sentence(word, says, todo)


CONTEXT = "words"


def says(_context: str, text: str) -> str:
    """Marks a text for the translators, to be translated where it is said. `lupdate` knows it as QT_TRANSLATE_NOOP."""
    return text


def _in_language(text: str) -> str:
    return QCoreApplication.translate(CONTEXT, text) if text else ""
