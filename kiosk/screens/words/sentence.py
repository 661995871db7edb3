"""What a sentence is made of, and the three ways to write one down for `lupdate`, which finds them by these names."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

CONTEXT = ""
"""All texts share one: the same English words mean the same thing on every screen."""


def says(text: str) -> str:
    """Marks a text for the translators, to be translated where it is shown (`QT_TR_NOOP`)."""
    return text


def said(text: str) -> str:
    """The text in the language of the screen (`tr`)."""
    return QCoreApplication.translate(CONTEXT, text) if text else ""


def counted(text: str, comment: None, count: int) -> str:
    """The text in the language of the screen, in its form for so many (`tr`, hence the empty comment)."""
    return QCoreApplication.translate(CONTEXT, text, comment, count)


@dataclass(frozen=True, slots=True)
class Sentence:
    """`word` is the headline, `says` tells what is the matter, `todo` what to do next."""

    word: str
    says: str = ""
    todo: str = ""

    def said(self, **names: str) -> "Sentence":
        """Translated, with its names filled in. They are data: braces in them mean nothing."""
        word, says, todo = (said(text).format_map(names) for text in (self.word, self.says, self.todo))
        return Sentence(word, says, todo)
