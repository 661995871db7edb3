"""Guests built for a later Python may eat `None`, `True` and `False` of an older one, call by call, until it dies.

PySide6 6.12.0 does so under Python 3.11 (`docs/decisions/05-qt-version.md`): a kiosk would live for minutes.
"""

import sys
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
import zxingcpp
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QPushButton
from uuid_utils.compat import uuid7

CALLS = 300
GREY = np.zeros((64, 64), np.uint8)


class Says(QObject):
    said = Signal(object)


def qt(app: QApplication) -> None:
    button, picture, says = QPushButton("x"), QImage(16, 16, QImage.Format.Format_RGB32), Says()
    says.said.connect(lambda _: None)
    button.setEnabled(True)
    button.setVisible(False)
    button.click()
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.end()
    QTimer(singleShot=True).stop()
    says.said.emit(says)
    app.processEvents()


def opencv(_app: QApplication) -> None:
    cv2.setUseOptimized(True)
    cv2.GaussianBlur(GREY, (3, 3), 0)
    cv2.VideoCapture().release()


def codes(_app: QApplication) -> None:
    zxingcpp.read_barcodes(GREY)
    uuid7()


@pytest.mark.parametrize("guest", [qt, opencv, codes])
def test_a_guest_leaves_none_and_truth_alone(qapp: QApplication, guest: Callable[[QApplication], None]) -> None:
    if sys.version_info >= (3, 12):
        return  # there they cannot be eaten
    guest(qapp)
    before = [sys.getrefcount(one) for one in (None, True, False)]
    for _ in range(CALLS):
        guest(qapp)
    lost = [had - sys.getrefcount(one) for had, one in zip(before, (None, True, False), strict=True)]
    assert max(lost) < CALLS // 2, f"references to None, True, False that went missing: {lost}"


def test_the_lock_avoids_the_version_known_for_it() -> None:
    lock = (Path(__file__).parents[1] / "requirements.lock").read_text()
    assert "pyside6-essentials==6.12.0 " not in lock
