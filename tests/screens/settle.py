"""Layouts follow each other's changes: a few turns of the loop until all have their final size."""

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.screens.look import Look, wear

TURNS = 6


def settle() -> None:
    for _ in range(TURNS):
        QApplication.processEvents()


def shown(qtbot: QtBot, view: QWidget, *, width: int = 1280, height: int = 728) -> None:
    """On the screen in its usual size and look, and at rest."""
    qtbot.addWidget(view)
    view.resize(width, height)
    wear(view, Look())
    view.show()
    settle()
