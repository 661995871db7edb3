"""The supervisor's screen: taps become words of the desk, its answers become a Face."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from kiosk.floor.answers import No
from kiosk.floor.bundles import Bundle
from kiosk.floor.codes import Command
from kiosk.floor.facts import Fact
from kiosk.floor.ids import WorkerId
from kiosk.floor.matters import Because, Matter, Open, Seen
from kiosk.floor.people import Worker
from kiosk.screens.clock import WallClock
from kiosk.screens.lane import Done, Failed, Runs
from kiosk.screens.matters.face import MattersFace, Scene, face_of
from kiosk.screens.place import Place
from kiosk.screens.words.labels import Label
from kiosk.station.matters import MattersDesk


class MattersViewModel(QObject):
    """`desk` is asked on the `store` lane."""

    face_changed = Signal(object)  # a MattersFace
    recorded = Signal()  # something new stands in the file
    wants = Signal(object, object)  # a Command and its argument, for the scan screen
    go = Signal(object)  # a Place

    def __init__(self, desk: MattersDesk, *, store: Runs, clock: WallClock) -> None:
        super().__init__()
        self._desk, self._store, self._clock = desk, store, clock
        self._bundle: Bundle | None = None
        self._scene = Scene()
        self.face: MattersFace = face_of(self._scene, clock)

    # ---- what a supervisor does

    @Slot(object)
    def open(self, bundle: Bundle | None) -> None:
        """All that waits, or the deeds of one bundle."""
        self._bundle = bundle
        self._set(Scene())
        self.refresh()
        self.go.emit(Place.MATTERS)

    @Slot()
    def open_all(self) -> None:
        self.open(None)

    @Slot(str)
    def choose(self, id_: str) -> None:
        """The same line again closes it."""
        chosen = None if id_ == self._scene.chosen else id_
        self._set(replace(self._scene, chosen=chosen, said=None, counting=None))

    @Slot()
    def accept(self) -> None:
        matter = self._matter()
        if matter is not None and isinstance(matter.what, Seen):
            self._store.run(self._desk.names, then=self._named)
        elif matter is not None:
            self._give(lambda: self._desk.settle(matter, is_accepted=True))

    @Slot(str)
    def name(self, id_: str) -> None:
        """Who did what was seen."""
        matter = self._matter()
        if matter is not None:
            self._give(lambda: self._desk.settle(matter, is_accepted=True, whose=WorkerId(id_)))

    @Slot()
    def refuse(self) -> None:
        matter = self._matter()
        if matter is not None:
            self._give(lambda: self._desk.settle(matter, is_accepted=False))

    @Slot(object)
    def take_back(self, why: Because) -> None:
        known, chosen = self._scene.open, self._scene.chosen
        deed = next((deed for deed in known.deeds if deed.stamp.id == chosen), None) if known else None
        if deed is not None:
            self._give(lambda: self._desk.take_back(deed, why))

    @Slot(object)
    def command(self, command: Command) -> None:
        """What is done to the next ticket shown; a number is asked for first where it takes one."""
        if command in {Command.SPLIT, Command.REPLACE}:
            self._set(replace(self._scene, counting=command, said=None))
        else:
            self.wants.emit(command, None)

    @Slot(int)
    def count(self, pieces: int) -> None:
        command = self._scene.counting
        self._set(replace(self._scene, counting=None))
        self.wants.emit(command, pieces)

    @Slot()
    def close_pad(self) -> None:
        self._set(replace(self._scene, counting=None, is_naming=False))

    @Slot()
    def back(self) -> None:
        self.go.emit(Place.BACK)

    # ---- what the station answers

    @Slot()
    def refresh(self) -> None:
        """After a word, or when facts came in from elsewhere."""
        bundle = self._bundle
        self._store.run(lambda: self._desk.open(bundle), then=self._opened)

    def _opened(self, outcome: Done[Open] | Failed) -> None:
        if isinstance(outcome, Failed):
            self._set(replace(self._scene, said=outcome.error))
        else:
            self._set(replace(self._scene, open=outcome.value))

    def _give(self, word: Callable[[], Fact | No]) -> None:
        self._store.run(word, then=self._given)

    def _given(self, outcome: Done[Fact | No] | Failed) -> None:
        if isinstance(outcome, Failed):
            self._set(replace(self._scene, said=outcome.error, is_naming=False))
        elif isinstance(outcome.value, No):
            self._set(replace(self._scene, said=outcome.value, is_naming=False))
            if outcome.value is No.PIN_FIRST:
                self.wants.emit(Command.SETTLE, None)
        else:
            self._set(replace(self._scene, chosen=None, is_naming=False, said=Label.WORD_RECORDED))
            self.recorded.emit()
        self.refresh()

    def _named(self, outcome: Done[list[Worker]] | Failed) -> None:
        if isinstance(outcome, Done):
            self._set(replace(self._scene, names=tuple(outcome.value), is_naming=True))
        else:
            self._set(replace(self._scene, said=outcome.error))

    def _matter(self) -> Matter | None:
        known, chosen = self._scene.open, self._scene.chosen
        return next((matter for matter in known.matters if matter.id == chosen), None) if known else None

    def _set(self, scene: Scene) -> None:
        self._scene = scene
        face = face_of(scene, self._clock)
        if face != self.face:
            self.face = face
            self.face_changed.emit(face)
