"""What one picture shows: texts that were read, places of codes that were not, all in the picture's own pixels."""

from dataclasses import dataclass
from math import dist
from typing import NamedTuple

Point = tuple[int, int]
Outline = tuple[Point, Point, Point, Point]
"""A code's corners, going round; x to the right, y down."""


class Code(NamedTuple):
    """A code in view. `text` None: something code-like is there, and its text could not be read."""

    text: str | None
    outline: Outline


@dataclass(frozen=True, slots=True)
class Sight:
    """Each distinct text once, in the order found; `unread` are the outlines that gave no text."""

    read: tuple[Code, ...] = ()
    unread: tuple[Outline, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(code.text for code in self.read if code.text is not None)

    @property
    def is_empty(self) -> bool:
        return not self.read and not self.unread

    @property
    def codes(self) -> tuple[Code, ...]:
        """All there is to draw: what was read, then what was not."""
        return self.read + tuple(Code(None, outline) for outline in self.unread)


def sight(read: list[Code], unread: list[Outline]) -> Sight:
    """Keeps the first of equal texts, and no unread place where a text was read."""
    first: dict[str | None, Code] = {}
    for code in read:
        first.setdefault(code.text, code)
    taken = [code.outline for code in read]
    left: list[Outline] = []
    for outline in unread:
        if not any(covers(other, middle(outline)) for other in (*taken, *left)):
            left.append(outline)
    return Sight(tuple(first.values()), tuple(left))


def middle(outline: Outline) -> Point:
    return sum(x for x, _ in outline) // 4, sum(y for _, y in outline) // 4


def box(outline: Outline) -> tuple[int, int, int, int]:
    """Left, top, right, bottom."""
    xs, ys = [x for x, _ in outline], [y for _, y in outline]
    return min(xs), min(ys), max(xs), max(ys)


def covers(outline: Outline, point: Point) -> bool:
    """By the box round the outline, which is enough to tell two codes apart."""
    left, top, right, bottom = box(outline)
    return left <= point[0] <= right and top <= point[1] <= bottom


def placed(outline: Outline, *, scale: float = 1.0, dx: int = 0, dy: int = 0) -> Outline:
    """From a scaled cut-out back to its picture."""
    (ax, ay), (bx, by), (cx, cy), (ex, ey) = ((round(x * scale) + dx, round(y * scale) + dy) for x, y in outline)
    return (ax, ay), (bx, by), (cx, cy), (ex, ey)


def side_px(outline: Outline) -> float:
    """The mean length of its four sides."""
    return sum(dist(a, b) for a, b in zip(outline, outline[1:] + outline[:1], strict=True)) / 4
