"""The strip on top of every screen: where this is, how it stands with the server, what time it is."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from kiosk.floor.people import Station
from kiosk.screens.caption import Caption
from kiosk.screens.clock import WallClock
from kiosk.screens.icons import Icon
from kiosk.screens.look import DARK, Look, Mood, Text
from kiosk.screens.pill import Pill
from kiosk.screens.tap import Tap, Weight
from kiosk.screens.words import link as words
from kiosk.screens.words import trade
from kiosk.screens.words.labels import Label
from kiosk.station.link import Link, LinkState

TICK_MS = 1000
NARROW = 1000
"""Below this width, in px at 1280 x 800, the strip says less."""


@dataclass(frozen=True, slots=True)
class StripFace:
    """`state` says all of the server, `short` less of it for a narrow strip. `mood` ASK: somebody should see to it."""

    station: str = ""
    about: str = ""
    hour: str = ""
    icon: Icon = Icon.WIFI_OFF
    state: str = ""
    short: str = ""
    mood: Mood = Mood.NOTE


def strip_face(station: Station | None, link: Link | None, clock: WallClock) -> StripFace:
    """Before anything is known of the server nothing is said of it."""
    hour = clock.hour(clock.now())
    about = [station.line_name, trade.department(station.department)] if station else []
    face = StripFace(station.name if station else "", " · ".join(filter(None, about)), hour)
    if link is None:
        return face
    return replace(
        face,
        icon=_ICONS[link.state],
        state=words.state(link, clock, short=False) + words.counts(link, short=False),
        short=words.state(link, clock, short=True) + words.counts(link, short=True),
        mood=Mood.ASK if link.set_aside else _MOODS[link.state],
    )


_ICONS = {
    LinkState.ONLINE: Icon.WIFI,
    LinkState.OFFLINE: Icon.WIFI_OFF,
    LinkState.NOT_PAIRED: Icon.UNPLUGGED,
    LinkState.REVOKED: Icon.HAND,
}


_MOODS = {
    LinkState.ONLINE: Mood.RIGHT,
    LinkState.OFFLINE: Mood.NOTE,
    LinkState.NOT_PAIRED: Mood.ASK,
    LinkState.REVOKED: Mood.ASK,
}


class StripViewModel(QObject):
    face_changed = Signal(object)  # a StripFace

    def __init__(self, clock: WallClock) -> None:
        super().__init__()
        self._clock = clock
        self._station: Station | None = None
        self._link: Link | None = None
        self.face = strip_face(None, None, clock)
        self.ticking = QTimer(self, interval=TICK_MS)
        self.ticking.timeout.connect(self.tick)
        self.ticking.start()

    @Slot(object)
    def told(self, link: Link) -> None:
        self._link = link
        self.tick()

    @Slot(object)
    def placed(self, station: Station) -> None:
        """The station where this kiosk stands, once it is known."""
        self._station = station
        self.tick()

    @Slot()
    def tick(self) -> None:
        face = strip_face(self._station, self._link, self._clock)
        if face != self.face:
            self.face = face
            self.face_changed.emit(face)


class Strip(QWidget):
    """`shade_tapped`: change between light and dark."""

    shade_tapped = Signal()

    def __init__(self, view_model: StripViewModel) -> None:
        super().__init__()
        self._look = Look()
        self._station = Caption(Text.STRONG)
        self._about = Caption(Text.SMALL, "soft")
        self._link = Pill()
        self._hour = Caption(Text.STRONG)
        self._hour.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._face = view_model.face
        self.shade = Tap(Icon.MOON, weight=Weight.QUIET, height=56)
        self.shade.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.shade.clicked.connect(self.shade_tapped)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._station)
        self._row.addWidget(self._about, 1)
        self._row.addWidget(self._link)
        self._row.addWidget(self.shade)
        self._row.addWidget(self._hour)
        view_model.face_changed.connect(self.show_face)
        self.show_face(view_model.face)

    def dress(self, look: Look) -> None:
        self._look = look
        is_dark = look.colours is DARK
        self.shade.icon_name = Icon.SUN if is_dark else Icon.MOON
        self.shade.setAccessibleName((Label.LIGHT if is_dark else Label.DARK).said)
        self._row.setContentsMargins(look.px(24), look.px(8), look.px(24), look.px(8))
        self._row.setSpacing(look.px(14))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self.show_face(self._face)

    def show_face(self, face: StripFace) -> None:
        self._face = face
        self._station.setText(face.station)
        self._about.setText(face.about)
        self._hour.setText(face.hour)
        is_narrow = self.width() < self._look.px(NARROW)
        self._link.say(face.icon, face.short if is_narrow else face.state, face.mood)
