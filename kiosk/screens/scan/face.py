"""Everything the scan screen shows, as a value; and plain functions that make it from what is known."""

from dataclasses import dataclass
from enum import Enum, auto

from kiosk.camera.coach import Hint
from kiosk.camera.light import Light
from kiosk.floor.access import Act, may
from kiosk.floor.answers import Inspecting, Refused, Undone
from kiosk.floor.bundles import Department
from kiosk.floor.desk import Looking
from kiosk.floor.people import Station, Worker
from kiosk.screens.clock import WallClock
from kiosk.screens.icons import Icon
from kiosk.screens.lane import Bug
from kiosk.screens.look import Mood
from kiosk.screens.scan import answers
from kiosk.screens.scan.answers import AnswerFace, Told
from kiosk.screens.scan.choices import ChoiceFace, choice_faces
from kiosk.screens.scan.inspection_face import InspectionFace, inspection_face
from kiosk.screens.words import coaching, labels, numbers, refusals, troubles
from kiosk.screens.words.labels import Label
from kiosk.screens.words.sentence import Sentence
from kiosk.station.scan import Day, Entry
from kiosk.trouble import Trouble


class Pad(Enum):
    """What is being typed, or looked for."""

    PIECES = auto()
    CODE = auto()
    NAME = auto()
    PIN = auto()
    HELP = auto()


@dataclass(frozen=True, slots=True)
class Eyesight:
    """What the last glances amount to. `light` is None before the first picture; `hint`: what would help the hand, said
    for a while; `is_slow`: few pictures come; `trouble`: there is no picture.
    """

    light: Light | None = None
    hint: Hint | None = None
    is_slow: bool = False
    codes: tuple[str, ...] = ()
    trouble: Trouble | Bug | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a code that was shown, to be seen on the picture where it is."""

    text: str
    mood: Mood
    icon: Icon
    word: str


@dataclass(frozen=True, slots=True)
class Scene:
    """What the screen knows. `day` is None until it was looked up; `is_undoing` while an undo is on its way. `names`:
    who may be signed in by a tap; `asked`: whose PIN is being put in. `hand`: what an inspector looks at.
    """

    station: Station | None = None
    worker: Worker | None = None
    day: Day | None = None
    hand: Looking | None = None
    told: Told | None = None
    verdict: Verdict | None = None
    sight: Eyesight = Eyesight()
    pad: Pad | None = None
    is_undoing: bool = False
    is_scanner_lost: bool = False
    names: tuple[Worker, ...] = ()
    asked: Worker | None = None


@dataclass(frozen=True, slots=True)
class EntryFace:
    hour: str
    operation: str
    bundle: str
    pieces: str


@dataclass(frozen=True, slots=True)
class PersonFace:
    """Who is signed in, and the shift so far. `counted`: which pieces these are. `held` says how much may be paid yet;
    empty where nothing is.
    """

    name: str
    number: str
    pieces: str
    counted: str
    pay: str
    held: str
    efficiency: str
    last: tuple[EntryFace, ...]
    can_settle: bool = False
    can_cut: bool = False
    can_sample: bool = False


@dataclass(frozen=True, slots=True)
class CoachFace:
    """`is_urgent`: nothing will be read before this is mended."""

    icon: Icon
    words: str
    is_urgent: bool = False


@dataclass(frozen=True, slots=True)
class CountFace:
    """What the keypad for a smaller count asks: `most` pieces of `operation` were recorded."""

    most: int
    operation: str


@dataclass(frozen=True, slots=True)
class NameFace:
    """`letter` is what the name is found by; `id` the worker's."""

    id: str
    name: str
    number: str
    letter: str


@dataclass(frozen=True, slots=True)
class PinFace:
    """`refused`: what came of the last try, empty before one."""

    title: str
    how: str
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Face:
    """`person` None: nobody is signed in. `no_picture` stands where the live picture would."""

    person: PersonFace | None = None
    answer: AnswerFace | None = None
    verdict: Verdict | None = None
    choices: tuple[ChoiceFace, ...] = ()
    coach: CoachFace = CoachFace(Icon.BADGE, "")
    no_picture: Sentence | None = None
    pad: Pad | None = None
    count: CountFace | None = None
    names: tuple[NameFace, ...] = ()
    pin: PinFace | None = None
    inspection: InspectionFace | None = None
    can_undo: bool = False
    can_change: bool = False


def face_of(scene: Scene, clock: WallClock) -> Face:
    count = _count(scene.day)
    is_undone = scene.told is not None and answers.is_undone(scene.told)
    return Face(
        person=_person(scene, clock),
        answer=_answer(scene, clock),
        verdict=scene.verdict,
        choices=choice_faces(scene.sight.codes),
        coach=_coach(scene),
        no_picture=_no_picture(scene.sight),
        pad=scene.pad,
        count=count,
        names=tuple(map(name_face, scene.names)) if scene.pad is Pad.NAME else (),
        pin=_pin(scene, clock) if scene.pad is Pad.PIN else None,
        inspection=inspection_face(scene.hand) if scene.hand else None,
        can_undo=scene.worker is not None and not scene.is_undoing and not is_undone,
        can_change=count is not None,
    )


def _answer(scene: Scene, clock: WallClock) -> AnswerFace | None:
    """The PIN pad and the inspector's tiles say themselves what came of the last tap."""
    if scene.told is None or scene.pad is Pad.PIN:
        return None
    if scene.hand is not None and isinstance(scene.told.what, Inspecting | Undone):
        return None
    return answers.answer_face(scene.told, clock)


def name_face(worker: Worker) -> NameFace:
    number = labels.number_of(worker.number) if worker.number else ""
    return NameFace(worker.id, worker.name, number, worker.name[:1].upper())


def _pin(scene: Scene, clock: WallClock) -> PinFace:
    told = scene.told.what if scene.told else None
    sentence = refusals.sentence(told, clock) if isinstance(told, Refused) else None
    return PinFace(
        title=labels.pin_of(scene.asked.name if scene.asked else ""),
        how=Label.YOUR_PIN.said,
        refused=f"{sentence.says} {sentence.todo}" if sentence else "",
    )


def _person(scene: Scene, clock: WallClock) -> PersonFace | None:
    worker, day = scene.worker, scene.day
    if worker is None:
        return None
    return PersonFace(
        name=worker.name,
        number=labels.number_of(worker.number) if worker.number else "",
        pieces=numbers.number(day.pieces or day.checked) if day else "–",
        counted=(Label.CHECKED_TODAY if day and day.checked and not day.pieces else Label.PIECES_TODAY).said,
        pay=numbers.money(day.pay, day.currency) if day else "–",
        held=labels.held(numbers.money(day.held, day.currency)) if day and day.held else "",
        efficiency=numbers.percent(day.efficiency if day else None),
        last=tuple(_entry(entry, clock) for entry in day.last) if day else (),
        can_settle=may(worker.role, Act.SETTLE),
        can_sample=_is_at(scene, Department.SEWING) and may(worker.role, Act.INSPECT),
        can_cut=_is_at(scene, Department.CUTTING),
    )


def _is_at(scene: Scene, department: Department) -> bool:
    return scene.station is not None and scene.station.department is department


def _entry(entry: Entry, clock: WallClock) -> EntryFace:
    return EntryFace(
        hour=clock.hour(entry.at),
        operation=entry.operation or Label.INSPECTING.said,
        bundle=entry.bundle_code,
        pieces=numbers.number(entry.pieces),
    )


def _count(day: Day | None) -> CountFace | None:
    """The work that was recorded last, when it could have been fewer pieces."""
    last = day.last[0] if day and day.last else None
    if last is None or last.operation is None or last.pieces < 1:
        return None
    return CountFace(last.pieces, last.operation)


_LIGHTS = {Light.DARK: Icon.MOON, Light.COVERED: Icon.CAMERA_OFF, Light.GLARING: Icon.SUN}
_HINTS = {
    Hint.LIGHT: Icon.MOON,
    Hint.TILT: Icon.SUN,
    Hint.CLOSER: Icon.CLOSER,
    Hint.STILL: Icon.STILL,
    Hint.FLAT: Icon.HAND,
}


def _coach(scene: Scene) -> CoachFace:
    sight = scene.sight
    light = sight.light or Light.OK
    if light is not Light.OK:
        return CoachFace(_LIGHTS[light], coaching.light(light), is_urgent=True)
    if sight.codes:
        return CoachFace(Icon.TWO_TICKETS, Label.WHICH.said, is_urgent=True)
    if sight.hint is not None:
        return CoachFace(_HINTS[sight.hint], coaching.hint(sight.hint), is_urgent=True)
    if scene.is_scanner_lost:
        return CoachFace(Icon.UNPLUGGED, coaching.scanner())
    if sight.is_slow:
        return CoachFace(Icon.HOURGLASS, coaching.slow())
    if scene.worker is None:
        return CoachFace(Icon.BADGE, Label.HOLD_BADGE.said)
    return CoachFace(Icon.TICKET, coaching.light(light))


def _no_picture(sight: Eyesight) -> Sentence | None:
    if sight.trouble is not None:
        return troubles.sentence(sight.trouble)
    return Sentence(Label.NO_PICTURE.said) if sight.light is None else None
