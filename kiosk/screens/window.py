"""The one window: the strip on top, a page below it, and alone the knowledge of the way back."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QLayout, QStackedWidget, QVBoxLayout, QWidget

from kiosk.screens.link import Strip, StripViewModel
from kiosk.screens.look import DARK, LIGHT, Colours, Look, scale_for, wear
from kiosk.screens.place import Place
from kiosk.screens.stopped import Stopped
from kiosk.screens.words.sentence import Sentence


class Window(QWidget):
    """Pages are added by place; the first one is where it begins."""

    try_again = Signal()
    closed = Signal()

    def __init__(self, strip: StripViewModel, colours: Colours = LIGHT) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        # It takes the focus first, so that no button looks chosen before the Tab key chose one.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()
        self._look = Look(colours)
        self._ways: list[Place] = []
        self._places: dict[Place, QWidget] = {}
        self.strip = Strip(strip)
        self.strip.shade_tapped.connect(self.turn_shade)
        self.stopped = Stopped()
        self.stopped.try_again.connect(self.try_again)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.stopped)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        # The window goes where it is put, however small; what does not fit gives way inside.
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        column.addWidget(self.strip)
        column.addWidget(self._pages, 1)

    def add(self, place: Place, page: QWidget) -> None:
        self._places[place] = page
        self._pages.addWidget(page)
        wear(page, self._look)
        if not self._ways:
            self.go(place)

    @Slot(object)
    def go(self, place: Place) -> None:
        """To a place, or back to where one came from."""
        if place is Place.BACK:
            self._ways = self._ways[:-1] or self._ways
        elif place in self._ways:
            self._ways = self._ways[: self._ways.index(place) + 1]
        else:
            self._ways.append(place)
        if self._ways:
            self._pages.setCurrentWidget(self._places[self._ways[-1]])

    @property
    def place(self) -> Place | None:
        """Where the window is; None before the first page and when it has stopped."""
        return next((place for place, page in self._places.items() if page is self._pages.currentWidget()), None)

    def stop(self, why: Sentence) -> None:
        """Shows why nothing can be done here until that is mended."""
        self.stopped.show_sentence(why)
        self._pages.setCurrentWidget(self.stopped)

    def open(self, *, fullscreen: bool) -> None:
        """A kiosk often runs without a window manager, where asking for full screen is not heard: so the window takes
        the screen's place by itself and goes without a frame.
        """
        screen = QGuiApplication.primaryScreen().geometry()
        if fullscreen:
            self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
            self.setGeometry(screen)
            self.setCursor(Qt.CursorShape.BlankCursor)
        else:
            self.resize(min(1280, screen.width()), min(800, screen.height()))
        self.show()
        self.activateWindow()

    @Slot()
    def turn_shade(self) -> None:
        """From light to dark and back."""
        colours = LIGHT if self._look.colours is DARK else DARK
        self._wear(Look(colours, self._look.scale))

    def save_picture(self, path: Path) -> None:
        """What the window shows now, as PNG. Raises OSError when it cannot be written."""
        if not self.grab().save(str(path), "PNG"):
            raise OSError(f"no picture can be written to {path}")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._wear(Look(self._look.colours, scale_for(event.size())))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        self.closed.emit()
        event.accept()

    def _wear(self, look: Look) -> None:
        self._look = look
        wear(self, look)
