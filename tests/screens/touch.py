"""A finger's tap."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget


def touch(widget: QWidget, finger: QPointingDevice) -> None:
    """Near its left edge: the offscreen plugin's screen ends at 800 px, and a finger cannot be beside it."""
    spot = QPoint(24, widget.height() // 2)
    QTest.touchEvent(widget, finger).press(0, spot, widget).commit()
    QTest.touchEvent(widget, finger).release(0, spot, widget).commit()
