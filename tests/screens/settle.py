"""Layouts follow each other's changes: a few turns of the loop until all have their final size."""

from PySide6.QtWidgets import QApplication

TURNS = 6


def settle() -> None:
    for _ in range(TURNS):
        QApplication.processEvents()
