"""The own day's screen: it shows the worker who is signed in, and forgets the day when it closes."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.floor.answers import No
from kiosk.floor.facts import Fact
from kiosk.floor.ids import FactId
from kiosk.screens.clock import WallClock
from kiosk.screens.day.face import DayFace, Scene, face_of
from kiosk.screens.lane import Bug, Done, Failed, Runs
from kiosk.screens.place import Place
from kiosk.screens.words.labels import Label
from kiosk.station.day import DayDesk, OwnDay
from kiosk.station.link import Link, LinkState
from kiosk.trouble import Trouble

LEFT_MS = 60_000
"""How long it stays open untouched: it tells what somebody earns."""

Said = Sequence[Fact] | No


class DayViewModel(QObject):
    """`desk` is asked on the `store` lane."""

    face_changed = Signal(object)  # a DayFace
    recorded = Signal()  # something new stands in the file
    go = Signal(object)  # a Place

    def __init__(self, desk: DayDesk, *, store: Runs, clock: WallClock) -> None:
        super().__init__()
        self._desk, self._store, self._clock = desk, store, clock
        self._scene = Scene()
        self.face: DayFace = face_of(self._scene, clock)
        self.leaving = QTimer(self, singleShot=True, interval=LEFT_MS)
        self.leaving.timeout.connect(self.back)

    # ---- what a person does

    @Slot()
    def open(self) -> None:
        """The day is in view."""
        self.leaving.start()
        self.refresh()

    @Slot()
    def close(self) -> None:
        self.leaving.stop()
        self._set(Scene(is_online=self._scene.is_online))

    @Slot()
    def touched(self) -> None:
        """Somebody is still reading."""
        if self.is_open:
            self.leaving.start()

    @Slot(str)
    def choose(self, id_: str) -> None:
        """The same line again closes it."""
        self.touched()
        chosen = None if id_ == self._scene.chosen else FactId(id_)
        self._set(replace(self._scene, chosen=chosen, said=None, wants_receipt=False))

    @Slot()
    def dispute(self) -> None:
        """The chosen line is not right."""
        self._say(self._desk.dispute, Label.WORD_RECORDED)

    @Slot()
    def withdraw(self) -> None:
        self._say(self._desk.withdraw, Label.WITHDRAWN)

    @Slot()
    def turn_receipt(self) -> None:
        """To the receipt of the day, or back to its parts."""
        self.touched()
        self._set(replace(self._scene, wants_receipt=not self._scene.wants_receipt))

    @Slot()
    def back(self) -> None:
        self.go.emit(Place.BACK)

    # ---- what the station answers

    @property
    def is_open(self) -> bool:
        return self.leaving.isActive()

    @Slot(object)
    def linked(self, link: Link) -> None:
        """Without the server there may be work that this kiosk has not heard of."""
        self._set(replace(self._scene, is_online=link.state is LinkState.ONLINE))

    @Slot()
    def refresh(self) -> None:
        """Asks anew, after a word or when facts came in from elsewhere."""
        if self.is_open:
            self._store.run(self._desk.lines, then=self._told)

    def _told(self, outcome: Done[OwnDay | None] | Failed) -> None:
        if not self.is_open:
            return
        if isinstance(outcome, Failed):
            self._set(replace(self._scene, trouble=outcome.error))
        else:
            self._set(replace(self._scene, day=outcome.value, trouble=None))

    def _say(self, word: Callable[[FactId], Said], label: Label) -> None:
        self.touched()
        chosen = self._scene.chosen
        if chosen is not None:
            self._store.run(lambda: word(chosen), then=lambda outcome: self._given(outcome, label, chosen))

    def _given(self, outcome: Done[Said] | Failed, label: Label, chosen: FactId) -> None:
        """Nothing was recorded where the line says it already; then the fresh lines tell."""
        was_said = isinstance(outcome, Done) and not isinstance(outcome.value, No) and bool(outcome.value)
        if chosen == self._scene.chosen:
            self._set(replace(self._scene, said=label if was_said else _why_not(outcome)))
        if was_said:
            self.recorded.emit()
        self.refresh()

    def _set(self, scene: Scene) -> None:
        self._scene = scene
        face = face_of(scene, self._clock)
        if face != self.face:
            self.face = face
            self.face_changed.emit(face)


def _why_not(outcome: Done[Said] | Failed) -> No | Trouble | Bug | None:
    if isinstance(outcome, Failed):
        return outcome.error
    return outcome.value if isinstance(outcome.value, No) else None
