"""A film of hands that show tickets and badges to a webcam: the demo's camera, different with each seed.

No two showings look alike (distance, tilt, blur, light, noise, whose hand), and each stays readable for about a second.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np

from kiosk.demo import card, hand, table
from kiosk.demo.card import Showing
from kiosk.demo.hand import Picture
from kiosk.demo.prop import Pose, Prop

__all__ = ["Cue", "Showing", "film", "frames", "plan"]

Size = tuple[int, int]

LEAD_S, TAIL_S = 1.0, 1.5
"""The table is empty before the first hand and after the last."""
ENTER_S, LEAVE_S = 0.40, 0.34
HOLD_S = (0.9, 1.6)
GAP_S = (0.35, 0.6)
SAME_GAP_S = (0.8, 1.0)
"""Nothing in view between two showings; longer for the same text, which counts anew only when it was gone for 0.7 s."""
FULL_WIDTH = 1280
SHUTTER = 0.4
"""The part of a frame's time that the shutter is open while the hand moves."""
FAR_MM = 260.0
"""Pulled back along its arm by so much, a hand is out of the picture."""


@dataclass(frozen=True, slots=True)
class Cue:
    """When a text can be read: film seconds, from standing still to beginning to leave."""

    text: str
    from_s: float
    to_s: float


@dataclass(frozen=True, slots=True)
class Person:
    """Whose hand it is: a skin, a sleeve, a side."""

    tone: int
    sleeve: int
    is_left: bool


@dataclass(frozen=True, slots=True)
class Turn:
    """One showing: when, by whom, and how it looks. The pose is for a picture 1280 wide."""

    showing: Showing
    cue: Cue
    person: Person
    pose: Pose
    defocus_px: float
    light: float
    noise: float
    seed: int

    @property
    def enters_s(self) -> float:
        return self.cue.from_s - ENTER_S

    @property
    def left_s(self) -> float:
        return self.cue.to_s + LEAVE_S


def film(
    path: Path,
    showings: Sequence[Showing],
    *,
    seed: int,
    fps: int = 15,
    size: Size = (1280, 720),
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Cue, ...]:
    """Writes a Motion JPEG film to `path` (.avi) and tells when what is shown.

    `progress` hears (frames written, frames in all). Raises OSError when the file cannot be written.
    """
    turns = plan(showings, seed=seed)
    total = _frame_count(turns, fps)
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), fps, size)
    if not writer.isOpened():
        raise OSError(f"no film can be written to {path}")
    try:
        for n, picture in enumerate(frames(turns, seed=seed, fps=fps, size=size), start=1):
            writer.write(picture)
            if progress:
                progress(n, total)
    finally:
        writer.release()
    return tuple(turn.cue for turn in turns)


def plan(showings: Sequence[Showing], *, seed: int) -> tuple[Turn, ...]:
    """Who shows what, when and how. A badge brings in the next person; light and noise change from turn to turn."""
    rng = np.random.default_rng(seed)
    turns: list[Turn] = []
    person = _next_person(int(rng.integers(len(hand.TONES))), rng)
    for showing in showings:
        from_s = LEAD_S + ENTER_S
        if turns:
            gap_s = SAME_GAP_S if showing.text == turns[-1].showing.text else GAP_S
            from_s = turns[-1].left_s + rng.uniform(*gap_s) + ENTER_S
            if showing.kind == "badge":
                person = _next_person(person.tone + 1, rng)
        turns.append(_turn(showing, from_s, person, rng))
    return tuple(turns)


def _next_person(tone: int, rng: np.random.Generator) -> Person:
    return Person(tone % len(hand.TONES), int(rng.integers(len(hand.SLEEVES))), bool(rng.random() < 0.4))


def _turn(showing: Showing, from_s: float, person: Person, rng: np.random.Generator) -> Turn:
    pose = Pose(
        x=FULL_WIDTH * rng.uniform(0.40, 0.60),
        y=FULL_WIDTH * rng.uniform(0.20, 0.25),
        zoom=rng.uniform(3.3, 5.0),
        lean_deg=rng.uniform(-4, 18) * (1 if person.is_left else -1),
        tilt_x_deg=rng.uniform(-22, 22),
        tilt_y_deg=rng.uniform(-24, 24),
    )
    return Turn(
        showing=showing,
        cue=Cue(showing.text, from_s, from_s + rng.uniform(*HOLD_S)),
        person=person,
        pose=pose,
        defocus_px=float(rng.choice((0.4, 0.8, 1.2, 1.7))),
        light=rng.uniform(0.84, 1.12),
        noise=rng.uniform(0.3, 1.0),
        seed=int(rng.integers(1 << 31)),
    )


def frames(turns: Sequence[Turn], *, seed: int, fps: int, size: Size = (1280, 720)) -> Iterator[Picture]:
    """The film's pictures, BGR, `size` = (width, height). The same turns and seed give the same pixels."""
    empty = table.draw(size, seed)
    grain = _Grain(size, seed)
    props: dict[Turn, Prop] = {}
    people: dict[Person, hand.Hand] = {}
    for n in range(_frame_count(turns, fps)):
        now_s = n / fps
        picture = empty.copy()
        turn = next((turn for turn in turns if turn.enters_s <= now_s <= turn.left_s), None)
        if turn:
            if turn not in props:
                props = {turn: _prop(turn, people)}
            pose, smear_px = _held(turn, now_s, fps)
            props[turn].lay_on(picture, _scaled(pose, size[0] / FULL_WIDTH), smear_px=smear_px)
        light, noise = _light(turns, now_s)
        yield grain.on(picture, light=light, depth=noise)


def _prop(turn: Turn, people: dict[Person, hand.Hand]) -> Prop:
    who = turn.person
    if who not in people:
        people[who] = hand.draw(hand.TONES[who.tone], hand.SLEEVES[who.sleeve], turn.seed, is_left=who.is_left)
    return Prop(card.draw(turn.showing, turn.seed), people[who], turn.showing.kind, defocus_px=turn.defocus_px)


def _held(turn: Turn, now_s: float, fps: int) -> tuple[Pose, float]:
    """The pose at a moment, trembling a little, and how far the hand smears along its arm."""
    pulled_mm = _pulled_mm(turn, now_s)
    smear_px = abs(_pulled_mm(turn, now_s + SHUTTER / fps) - pulled_mm) * hand.PX_PER_MM
    phases = np.random.default_rng(turn.seed).uniform(0, 2 * np.pi, 5)
    sway = np.sin(2 * np.pi * np.array((0.9, 1.3, 0.7, 0.6, 0.8)) * now_s + phases)
    pose = turn.pose
    held = replace(
        pose,
        x=pose.x + 3.0 * sway[0],
        y=pose.y + 2.5 * sway[1],
        lean_deg=pose.lean_deg + 0.7 * sway[2],
        tilt_x_deg=pose.tilt_x_deg + 1.5 * sway[3],
        tilt_y_deg=pose.tilt_y_deg + 1.5 * sway[4],
        pulled_mm=pulled_mm,
    )
    return held, smear_px


def _pulled_mm(turn: Turn, now_s: float) -> float:
    """In swiftly, slowing down to the place; out ever faster."""
    coming = min(max((turn.cue.from_s - now_s) / ENTER_S, 0.0), 1.0)
    going = min(max((now_s - turn.cue.to_s) / LEAVE_S, 0.0), 1.0)
    return float(FAR_MM * (coming**2.4 + going**2.2))


def _scaled(pose: Pose, by: float) -> Pose:
    return replace(pose, x=pose.x * by, y=pose.y * by, zoom=pose.zoom * by)


def _frame_count(turns: Sequence[Turn], fps: int) -> int:
    end_s = (turns[-1].left_s if turns else LEAD_S) + TAIL_S
    return round(end_s * fps)


def _light(turns: Sequence[Turn], now_s: float) -> tuple[float, float]:
    """Lamp and noise, passing softly from one turn's to the next."""
    if not turns:
        return 1.0, 0.5
    at_s = [(turn.enters_s + turn.left_s) / 2 for turn in turns]
    light = np.interp(now_s, at_s, [turn.light for turn in turns])
    noise = np.interp(now_s, at_s, [turn.noise for turn in turns])
    return float(light), float(noise)


class _Grain:
    """The sensor's noise: one large grey sheet of it, laid on at another place for each picture."""

    DEEPEST, SPREAD, GREY = 5.5, 20.0, 128
    ROAM_PX = 96

    def __init__(self, size: Size, seed: int) -> None:
        self._rng = np.random.default_rng(seed)
        self._size = size
        shape = (size[1] + self.ROAM_PX, size[0] + self.ROAM_PX, 3)
        sheet = self._rng.standard_normal(shape, np.float32) * self.SPREAD + self.GREY
        self._sheet = np.clip(sheet, 0, 255).astype(np.uint8)

    def on(self, picture: Picture, *, light: float, depth: float) -> Picture:
        """`light` 1 leaves the picture as bright as it is; `depth`: from 0, no noise, to 1."""
        x, y = self._rng.integers(self.ROAM_PX, size=2)
        noise = self._sheet[y : y + self._size[1], x : x + self._size[0]]
        share = depth * self.DEEPEST / self.SPREAD
        return cv2.addWeighted(picture, light, noise, share, -self.GREY * share).astype(np.uint8, copy=False)
