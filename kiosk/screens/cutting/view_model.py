"""The cutter's screen: taps become calls of the desk, its answers become a Face."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from kiosk.floor.answers import No
from kiosk.floor.facts import Fact, IdleReason
from kiosk.floor.ids import LayId, WorkerId
from kiosk.floor.tabling import NoCut, OnTable
from kiosk.screens.clock import WallClock
from kiosk.screens.cutting import form
from kiosk.screens.cutting.face import CuttingFace, Page, Scene, face_of
from kiosk.screens.cutting.form import Field
from kiosk.screens.lane import Done, Failed, Runs
from kiosk.screens.place import Place
from kiosk.screens.words.labels import Label
from kiosk.station.cutting import CutDesk, Ticket

Given = Fact | NoCut | No


class CuttingViewModel(QObject):
    """`desk` is asked on the `store` lane."""

    face_changed = Signal(object)  # a CuttingFace
    recorded = Signal()  # something new stands in the file
    go = Signal(object)  # a Place

    def __init__(self, desk: CutDesk, *, store: Runs, clock: WallClock) -> None:
        super().__init__()
        self._desk, self._store, self._clock = desk, store, clock
        self._scene = Scene()
        self.face: CuttingFace = face_of(self._scene, clock)

    # ---- what a cutter does

    @Slot()
    def open(self) -> None:
        self._set(Scene())
        self.refresh()
        self.go.emit(Place.CUTTING)

    @Slot(str)
    def choose(self, id_: str) -> None:
        self._set(replace(self._scene, chosen=LayId(id_), page=None, said=None))

    @Slot()
    def begin(self) -> None:
        self._do(self._desk.begin)

    @Slot()
    def ask_why(self) -> None:
        self._set(replace(self._scene, page=Page.WHY, said=None))

    @Slot(object)
    def pause(self, reason: IdleReason) -> None:
        self._do(lambda lay: self._desk.pause(lay, reason))

    @Slot()
    def open_form(self) -> None:
        if (table := self._scene.table) is not None:
            self._set(replace(self._scene, page=Page.FORM, numbers=form.blank(table), said=None))

    @Slot(object)
    def choose_field(self, field: Field) -> None:
        self._set(replace(self._scene, numbers=form.chosen(self._scene.numbers, field)))

    @Slot(str)
    def put(self, sign: str) -> None:
        self._set(replace(self._scene, numbers=form.typed(self._scene.numbers, sign)))

    @Slot()
    def erase(self) -> None:
        self._set(replace(self._scene, numbers=form.erased(self._scene.numbers)))

    @Slot()
    def record(self) -> None:
        """What was refused stays as it was typed, to be put right."""
        if (told := form.told(self._scene.numbers)) is not None:
            self._do(lambda lay: self._desk.finish(lay, told))

    @Slot()
    def undo(self) -> None:
        self._do(self._desk.undo)

    @Slot()
    def show_tickets(self) -> None:
        if (lay := self._scene.chosen) is not None:
            self._store.run(lambda: self._desk.tickets(lay), then=self._ticketed)

    @Slot(int)
    def turn(self, by: int) -> None:
        """To the next ticket, or with -1 to the one before; after the last comes the first."""
        self._set(replace(self._scene, at=self._scene.at + by))

    @Slot()
    def close_page(self) -> None:
        self._set(replace(self._scene, page=None, said=None))

    @Slot()
    def back(self) -> None:
        self.go.emit(Place.BACK)

    # ---- what the station answers

    @Slot()
    def refresh(self) -> None:
        self._store.run(lambda: (self._desk.tables(), self._desk.names()), then=self._asked)

    def _asked(self, outcome: Done[tuple[list[OnTable], dict[WorkerId, str]]] | Failed) -> None:
        if isinstance(outcome, Failed):
            self._set(replace(self._scene, said=outcome.error))
        else:
            tables, people = outcome.value
            self._set(replace(self._scene, tables=tuple(tables), people=tuple(people.items())))

    def _do(self, deed: Callable[[LayId], Given]) -> None:
        if (lay := self._scene.chosen) is not None:
            self._store.run(lambda: deed(lay), then=self._done)

    def _done(self, outcome: Done[Given] | Failed) -> None:
        if isinstance(outcome, Failed):
            self._set(replace(self._scene, said=outcome.error))
        elif isinstance(outcome.value, No | NoCut):
            self._set(replace(self._scene, said=outcome.value))
        else:
            self._set(replace(self._scene, said=Label.CUT_RECORDED, page=None))
            self.recorded.emit()
        self.refresh()

    def _ticketed(self, outcome: Done[tuple[Ticket, ...]] | Failed) -> None:
        if isinstance(outcome, Failed):
            self._set(replace(self._scene, said=outcome.error))
        else:
            self._set(replace(self._scene, tickets=outcome.value, at=0, page=Page.TICKETS, said=None))

    def _set(self, scene: Scene) -> None:
        self._scene = scene
        face = face_of(scene, self._clock)
        if face != self.face:
            self.face = face
            self.face_changed.emit(face)
