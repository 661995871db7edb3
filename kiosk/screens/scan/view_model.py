"""The scan screen's state: showings and taps become calls of the desk, its answers become a Face."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.camera.eye import Eye, Glance
from kiosk.floor.answers import No, Opened, Parted, Refused, Settling
from kiosk.floor.codes import Argument, Command, defect_text
from kiosk.floor.desk import Ready, Step
from kiosk.floor.people import Station, Worker
from kiosk.screens.clock import WallClock
from kiosk.screens.lane import Done, Failed, Runs
from kiosk.screens.look import Mood
from kiosk.screens.place import Place
from kiosk.screens.scan.answers import Told, answer_face
from kiosk.screens.scan.face import Face, Pad, Scene, Verdict, face_of
from kiosk.screens.scan.inquiry import Inquiry, Showing
from kiosk.screens.scan.watch import Watch
from kiosk.station.scan import Day, ScanDesk

SHOWN_MS = {Mood.RIGHT: 2500, Mood.NOTE: 2500, Mood.ASK: 6000, Mood.WRONG: 15000}
"""How long an answer stays unless something else happens: the longer it is to read, the longer."""

NEW_TICKET_MS = 120_000
"""A new ticket stays until it was copied or printed: as long as that takes."""

MIND_MS = 30_000
"""How often the desk is asked whether its worker is still there."""

LEFT_MS = 120_000
"""How long a pad stays open that nobody uses."""

BLIND_MS = 1000
"""The pause before the next glance when one failed for a reason nobody foresaw."""


class ScanViewModel(QObject):
    """`desk` is asked on the `store` lane, `eye` on the `camera` lane."""

    face_changed = Signal(object)  # a Face
    seen = Signal(object)  # a Glance: the live picture
    answered = Signal(object)  # a Mood: how it should sound
    recorded = Signal()  # something new stands in the file
    go = Signal(object)  # a Place
    cutting = Signal()  # to the lays
    supervising = Signal(object)  # the Bundle to be opened, None for all that waits

    def __init__(
        self, desk: ScanDesk, eye: Eye, inquiry: Inquiry, *, store: Runs, camera: Runs, clock: WallClock
    ) -> None:
        super().__init__()
        self._desk, self._eye, self._store, self._camera, self._clock = desk, eye, store, camera, clock
        self._inquiry = inquiry
        self._inquiry.answered.connect(self._answer)
        self._watch = Watch()
        self._is_watching = False
        self._answers = 0
        self._scene = Scene()
        self.face: Face = face_of(self._scene, clock)
        self.resting = QTimer(self, singleShot=True)
        self.resting.timeout.connect(self.rest)
        self.blinded = QTimer(self, singleShot=True, interval=BLIND_MS)
        self.blinded.timeout.connect(self._look)
        self.leaving = QTimer(self, singleShot=True, interval=LEFT_MS)
        self.leaving.timeout.connect(self.close_pad)
        self.minding = QTimer(self, interval=MIND_MS)
        self.minding.timeout.connect(self.mind)

    # ---- what a person does

    @Slot(str)
    def scanned(self, text: str) -> None:
        """A code shown to the camera, or read by a scanner."""
        self._set(replace(self._scene, verdict=None))
        self._inquiry.show(Showing(text))

    @Slot(str)
    def chosen(self, text: str) -> None:
        """The one that was meant, of several codes in view."""
        self._watch = self._watch.chosen()
        self._camera.run(self._eye.settle, then=lambda _done: None)
        self._set(replace(self._scene, sight=self._watch.sight))
        self.scanned(text)

    @Slot(str)
    def typed(self, text: str) -> None:
        """A code put in by hand."""
        self._inquiry.show(Showing(text, by_hand=True))

    @Slot(bool)
    def scanner_lost(self, is_lost: bool) -> None:
        """The serial one; a camera's loss stands in what it sees."""
        self._set(replace(self._scene, is_scanner_lost=is_lost))

    @Slot()
    def undo(self) -> None:
        """Once at a time: the second of two quick taps would take back the work before."""
        if self.face.can_undo:
            self._set(replace(self._scene, is_undoing=True))
            self._ask(self._desk.undo)

    @Slot(int)
    def change(self, pieces: int) -> None:
        """The work recorded last was `pieces`."""
        self._ask(lambda: self._desk.change_count(pieces))

    @Slot()
    def cut(self) -> None:
        self.cutting.emit()

    def placed(self, station: Station) -> None:
        """What is done here is known."""
        self._set(replace(self._scene, station=station))

    @Slot(object, object)
    def command(self, command: Command, argument: Argument = None) -> None:
        """As if its card was shown."""
        self._ask(lambda: self._desk.command(command, argument))

    @Slot(str)
    def note(self, defect: str) -> None:
        """One more piece of the bundle in hand has it."""
        self._ask(lambda: self._desk.scan(defect_text(defect), by_hand=True))

    @Slot()
    def propose(self) -> None:
        """What the refused bundle waits for is sewn."""
        self.command(Command.SEEN)

    @Slot()
    def settle(self) -> None:
        """To what waits for a supervisor's word."""
        self.command(Command.SETTLE)

    @Slot()
    def sign_out(self) -> None:
        self._ask(self._desk.sign_out)

    @Slot(object)
    def open_pad(self, pad: Pad) -> None:
        self._set(replace(self._scene, pad=pad, told=None))

    @Slot()
    def close_pad(self) -> None:
        self._set(replace(self._scene, pad=None))

    @Slot()
    def open_names(self) -> None:
        """For who forgot the badge."""
        self._store.run(self._desk.names, then=self._named)
        self.open_pad(Pad.NAME)

    @Slot(str)
    def tap_name(self, id_: str) -> None:
        asked = next((worker for worker in self._scene.names if worker.id == id_), None)
        self._set(replace(self._scene, asked=asked, pad=Pad.PIN if asked else None))

    @Slot(str)
    def put_pin(self, pin: str) -> None:
        asked = self._scene.asked
        if asked is not None:
            self._ask(lambda: self._desk.sign_in(asked.id, pin))

    @Slot()
    def rest(self) -> None:
        """The answer was read."""
        self.resting.stop()
        self._set(replace(self._scene, told=None))

    @Slot()
    def mind(self) -> None:
        """Now and then: a desk that nobody uses signs its worker out."""
        self._store.run(self._desk.tick, then=self._minded)

    @Slot()
    def show_board(self) -> None:
        self.go.emit(Place.BOARD)

    @Slot()
    def show_day(self) -> None:
        """Line by line."""
        self.go.emit(Place.DAY)

    # ---- what the station answers

    def _ask(self, job: Callable[[], Step]) -> None:
        self._inquiry.go_on_without()
        self._store.run(job, then=self._answer)

    def _answer(self, outcome: Done[Step] | Failed, shown: str = "") -> None:
        self._answers += 1
        worker, what = self._scene.worker, outcome.error if isinstance(outcome, Failed) else outcome.value.answer
        hand = self._scene.hand
        if isinstance(outcome, Done):
            state = outcome.value.state
            worker, hand = (state.worker, state.hand) if isinstance(state, Ready) else (None, None)
        told, day, asked = Told(self._answers, what), self._day_for(worker), self._asked(what)
        pad = Pad.PIN if asked else None
        known = replace(self._scene, worker=worker, hand=hand, day=day)
        answer = answer_face(told, self._clock)
        mood = answer.mood
        verdict = Verdict(shown, mood, answer.icon, answer.word) if shown else None
        self._set(replace(known, told=told, verdict=verdict, asked=asked, pad=pad, is_undoing=False))
        self.answered.emit(mood)
        self.resting.start(NEW_TICKET_MS if isinstance(what, Parted) else SHOWN_MS[mood])
        self._go_on(what)
        if isinstance(outcome, Done) and outcome.value.facts:
            self.recorded.emit()
        self.refresh()

    def _go_on(self, what: object) -> None:
        match what:
            case Settling():
                self.supervising.emit(None)
            case Opened(bundle):
                self.supervising.emit(bundle)
            case _:
                self.go.emit(Place.SCAN)

    def _asked(self, what: object) -> Worker | None:
        """Whose PIN is wanted, or wanted once more."""
        match what:
            case Refused(no=No.PIN_FIRST):
                return self._scene.worker
            case Refused(no=No.WRONG_PIN | No.PIN_WAITS):
                return self._scene.asked
            case _:
                return None

    def _named(self, outcome: Done[list[Worker]] | Failed) -> None:
        """A failure leaves the list as it was: nobody is signed in by it, and the badge works without."""
        if isinstance(outcome, Done):
            self._set(replace(self._scene, names=tuple(outcome.value)))

    def _minded(self, outcome: Done[Step] | Failed) -> None:
        """Nobody asked, so nothing is said where nothing came of it: a failure is told by the next scan."""
        if isinstance(outcome, Done) and outcome.value.facts:
            self._answer(outcome)

    @Slot()
    def refresh(self) -> None:
        """Asks for the day anew, after a record or when work came in from elsewhere."""
        self._store.run(self._desk.today, then=self._today)

    def _today(self, outcome: Done[Day | None] | Failed) -> None:
        """A failure leaves the numbers as they were: the answer on the screen has its own word about the record."""
        if isinstance(outcome, Done) and (day := outcome.value) is not None and day.worker == self._scene.worker:
            self._set(replace(self._scene, day=day))

    def _day_for(self, worker: Worker | None) -> Day | None:
        day = self._scene.day
        return day if day and day.worker == worker else None

    # ---- what the camera sees

    @Slot()
    def start(self) -> None:
        """Begins to look; the next glance is asked for only when the last one was shown."""
        if not self._is_watching:
            self._is_watching = True
            self.minding.start()
            self._look()

    @Slot()
    def stop(self) -> None:
        self._is_watching = False
        self.minding.stop()
        self.blinded.stop()

    def _look(self) -> None:
        if self._is_watching:
            self._camera.run(self._eye.glance, then=self._glanced)

    def _glanced(self, outcome: Done[Glance] | Failed) -> None:
        if not self._is_watching:
            return
        self._watch = self._watch.after(outcome)
        self._set(replace(self._scene, sight=self._watch.sight))
        if isinstance(outcome, Done):
            self.seen.emit(outcome.value)
            if outcome.value.counted is not None:
                self.scanned(outcome.value.counted)
        if self._watch.is_blind:
            self.blinded.start()
        else:
            self._look()

    def _set(self, scene: Scene) -> None:
        if scene.pad is not None and scene.pad is not self._scene.pad:
            self.leaving.start()
        self._scene = scene
        face = face_of(scene, self._clock)
        if face != self.face:
            self.face = face
            self.face_changed.emit(face)
