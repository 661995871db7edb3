"""The table of a sewing station from above: wood, cloth under the needle, a machine, spools, a tape, snips."""

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

Picture = MatLike
"""uint8: BGR, or the shape of a thing, 0 to 255."""
Canvas = NDArray[np.float32]
"""BGR, float32 from 0 to 255, while it is being painted."""
Colour = tuple[int, int, int]
Line = list[tuple[float, float]]

WIDTH, HEIGHT = 1280, 720
WOOD: Colour = (128, 164, 192)
CLOTHS: tuple[Colour, ...] = ((104, 70, 44), (92, 98, 52), (74, 62, 116), (96, 92, 86))
CREAM: Colour = (206, 218, 224)
STEEL: Colour = (176, 172, 168)
THREADS: tuple[Colour, ...] = ((62, 74, 196), (150, 118, 40), (70, 170, 214), (112, 146, 66), (180, 172, 176))
PANEL: Line = [
    (-200, 190),
    (180, 140),
    (420, 176),
    (600, 150),
    (640, 200),
    (610, 330),
    (560, 460),
    (450, 590),
    (420, 900),
    (-200, 900),
]
POCKET: Line = [(92, 322), (292, 300), (312, 470), (222, 540), (112, 494)]
BLUR_PX = 1.8
"""The lens is focused on the hand, a good way above the table."""


def draw(size: tuple[int, int], seed: int) -> Picture:
    """The empty table, BGR, `size` = (width, height). Cloth and threads change with the seed."""
    rng = np.random.default_rng(seed)
    picture, steel = _wood(rng), _brushed_steel()
    threads = [THREADS[n] for n in rng.permutation(len(THREADS))]
    _plate(picture, steel)
    _cloth(picture, CLOTHS[rng.integers(len(CLOTHS))], rng)
    _tape(picture)
    _snips(picture, threads[3])
    for x, y, radius, colour in ((1128, 344, 58, threads[0]), (1196, 470, 50, threads[1]), (1072, 462, 44, threads[2])):
        _spool(picture, x, y, radius, colour)
    _machine(picture, steel)
    picture = cv2.GaussianBlur(picture, (0, 0), BLUR_PX) * _lamp_light()[..., None]
    shrunk = cv2.resize(np.clip(picture, 0, 255), size, interpolation=cv2.INTER_AREA)
    return shrunk.astype(np.uint8)


def _wood(rng: np.random.Generator) -> Canvas:
    """Long grain from noise that is stretched along the boards."""
    grain = np.zeros((HEIGHT, WIDTH), np.float32)
    for rows, columns, depth in ((90, 3, 0.028), (240, 5, 0.026), (720, 14, 0.022)):
        noise = rng.normal(0, 1, (rows, columns)).astype(np.float32)
        grain += depth * cv2.resize(noise, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)
    for y in (214, 502):
        grain[y : y + 2] -= 0.22
    return (1 + grain)[..., None] * np.array(WOOD, np.float32)


def _places(step: int = 1) -> tuple[Canvas, Canvas]:
    """The x and the y of every pixel, or of every second."""
    xs, ys = np.arange(0, WIDTH, step, dtype=np.float32), np.arange(0, HEIGHT, step, dtype=np.float32)
    x, y = np.meshgrid(xs, ys)
    return x, y


def _lamp_light() -> Canvas:
    """Brighter at the needle, falling off to the corners."""
    x, y = _places()
    far = ((x - 620) / WIDTH) ** 2 + ((y - 300) / HEIGHT) ** 2
    return np.subtract(1.04, 0.62 * far, dtype=np.float32)


def _shade(picture: Canvas, shape: Picture, *, soft: float, dark: float, dx: int, dy: int) -> None:
    """What stands on the table throws a soft shadow to the lower right."""
    small = cv2.resize(shape, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    moved = cv2.warpAffine(small, np.array([[1, 0, dx / 4], [0, 1, dy / 4]], np.float32), small.shape[::-1])
    shadow = cv2.resize(cv2.GaussianBlur(moved, (0, 0), soft / 4), (WIDTH, HEIGHT))
    x, y, width, height = cv2.boundingRect(shadow)
    part = (slice(y, y + height), slice(x, x + width))
    picture[part] *= 1 - (dark / 255) * shadow[part].astype(np.float32)[..., None]


def _paint(picture: Canvas, shape: Picture, colours: Canvas | Colour) -> None:
    """Lays a colour or another canvas over the picture where the shape is."""
    x, y, width, height = cv2.boundingRect(shape)
    part = (slice(y, y + height), slice(x, x + width))
    over = colours[part] if isinstance(colours, np.ndarray) else np.array(colours, np.float32)
    picture[part] += (over - picture[part]) * (shape[part].astype(np.float32) / 255)[..., None]


def _empty() -> Picture:
    return np.zeros((HEIGHT, WIDTH), np.uint8)


def _filled(points: Line) -> Picture:
    return cv2.fillPoly(_empty(), [np.array(points, np.float32).astype(np.int32)], 255, cv2.LINE_AA)


def _cloth(picture: Canvas, colour: Colour, rng: np.random.Generator) -> None:
    """A cut panel that runs under the needle: woven, creased, hemmed, with a pocket sewn on."""
    panel = _filled(_rounded(PANEL))
    pocket = _filled(POCKET)
    fabric = _fabric(colour, rng)
    _shade(picture, panel, soft=18, dark=0.42, dx=9, dy=10)
    _paint(picture, panel, fabric)
    _hem(picture, panel)
    _shade(picture, pocket, soft=10, dark=0.38, dx=4, dy=5)
    _paint(picture, pocket, fabric * 1.07)
    _hem(picture, pocket)


def _fabric(colour: Colour, rng: np.random.Generator) -> Canvas:
    """Woven, and creased in long soft waves (made at half the size: they have no detail)."""
    x, y = _places(2)
    waves = np.ones_like(x)
    for _ in range(7):
        turn, place, width = rng.uniform(0.2, 1.2), rng.uniform(100, 700), rng.uniform(14, 34)
        along = (x * np.cos(turn) + y * np.sin(turn) - place + 18 * np.sin(y / 90 + place)) / width
        waves -= 0.14 * along * np.exp(-(along**2))
    weave = 0.08 * (np.cos(1.8 * np.arange(HEIGHT))[:, None] - np.cos(1.8 * np.arange(WIDTH))[None, :])
    lit = cv2.resize(waves, (WIDTH, HEIGHT)) + weave.astype(np.float32)
    fabric: Canvas = lit[..., None] * np.array(colour, np.float32)
    return fabric


def _hem(picture: Canvas, shape: Picture) -> None:
    """A fold that catches the light, and a seam along it."""
    inner = cv2.erode(shape, np.ones((15, 15), np.uint8))
    fold = cv2.GaussianBlur(shape - inner, (0, 0), 2.5).astype(np.float32) / 255
    picture *= 1 + 0.15 * fold[..., None]
    _stitch(picture, inner)


def _rounded(points: Line) -> Line:
    """The same closed line with its corners cut off again and again (Chaikin)."""
    for _ in range(3):
        after = points[1:] + points[:1]
        points = [
            (a * near + c * (1 - near), b * near + d * (1 - near))
            for (a, b), (c, d) in zip(points, after, strict=True)
            for near in (0.75, 0.25)
        ]
    return points


def _stitch(picture: Canvas, shape: Picture) -> None:
    """Dashes of pale thread along the outline of `shape`, but not where the picture's edge cuts it."""
    framed = cv2.copyMakeBorder(shape, 20, 20, 20, 20, cv2.BORDER_REPLICATE)
    lines, _ = cv2.findContours(framed, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE, offset=(-20, -20))
    seam = _empty()
    for line in lines:
        dots = line[:, 0]
        for start in range(0, len(dots) - 9, 13):
            cv2.polylines(seam, [dots[start : start + 9]], isClosed=False, color=160, thickness=2, lineType=cv2.LINE_AA)
    _paint(picture, seam, (206, 214, 218))


def _spool(picture: Canvas, x: int, y: int, radius: int, colour: Colour) -> None:
    """A spool standing upright: wound thread in rings round a pale core."""
    disc = cv2.circle(_empty(), (x, y), radius, 255, -1, cv2.LINE_AA)
    _shade(picture, disc, soft=22, dark=0.55, dx=16, dy=18)
    part = (slice(y - radius - 1, y + radius + 2), slice(x - radius - 1, x + radius + 2))
    across, down = ((places[part] - middle) / radius for places, middle in zip(_places(), (x, y), strict=True))
    far = np.sqrt(across**2 + down**2)
    gleam = np.cos(2 * (np.arctan2(down, across) + 0.9)) * 0.14 - 0.10 * (across + down)
    lit = 0.92 + gleam + 0.07 * np.sin(far * radius * 1.25) - 0.30 * far**6
    thread = np.zeros_like(picture)
    thread[part] = np.clip(lit[..., None] * np.array(colour, np.float32), 0, 255)
    _paint(picture, disc, thread)
    for share, tone in ((0.40, (214, 222, 226)), (0.30, (168, 178, 184)), (0.17, (58, 62, 66))):
        _paint(picture, cv2.circle(_empty(), (x, y), round(radius * share), 255, -1, cv2.LINE_AA), tone)


def _tape(picture: Canvas) -> None:
    """A tape measure that lies loosely along the lower edge."""
    steps = np.linspace(0, 1, 140)
    middle = np.stack([760 + 560 * steps, 640 - 46 * np.sin(steps * 3.1) + 16 * np.sin(steps * 8)], axis=1)
    along = np.gradient(middle, axis=0)
    across = np.stack([-along[:, 1], along[:, 0]], axis=1) / np.linalg.norm(along, axis=1, keepdims=True)
    shape = _filled([*map(tuple, middle + 15 * across), *map(tuple, (middle - 15 * across)[::-1])])
    _shade(picture, shape, soft=9, dark=0.4, dx=5, dy=6)
    _paint(picture, shape, (98, 196, 226))
    ticks = _empty()
    for n in range(2, 138, 2):
        start, end = middle[n] + 14 * across[n], middle[n] + (2 if n % 10 == 0 else 8) * across[n]
        cv2.line(ticks, _dot(start), _dot(end), 255, 1, cv2.LINE_AA)
    _paint(picture, ticks, (40, 44, 48))


def _dot(point: NDArray[np.float64]) -> tuple[int, int]:
    return round(float(point[0])), round(float(point[1]))


def _snips(picture: Canvas, colour: Colour) -> None:
    """Small scissors, half open, beside the cloth."""
    under = _filled([(738, 490), (752, 488), (906, 533), (904, 540)])
    upper = _filled([(738, 520), (752, 520), (906, 496), (904, 489)])
    grips = [
        cv2.ellipse(_empty(), middle, (48, 19), turn, 0, 360, 255, 9, cv2.LINE_AA)
        for middle, turn in (((696, 476), 16), ((696, 534), -14))
    ]
    pin = cv2.circle(_empty(), (792, 508), 5, 255, -1, cv2.LINE_AA)
    for shape, tone in (
        (under, STEEL),
        (grips[0], colour),
        (upper, (206, 204, 200)),
        (grips[1], colour),
        (pin, (120, 118, 116)),
    ):
        _shade(picture, shape, soft=8, dark=0.4, dx=6, dy=7)
        _paint(picture, shape, tone)


def _plate(picture: Canvas, steel: Canvas) -> None:
    """The plate in the table that the needle goes through, for the most part under the cloth."""
    plate = _box(470, 120, 720, 300, 12)
    _shade(picture, plate, soft=6, dark=0.35, dx=2, dy=3)
    _paint(picture, plate, steel)
    for x in (664, 680, 696):
        _paint(picture, _box(x, 204, x + 6, 262, 2), (70, 70, 72))


def _machine(picture: Canvas, steel: Canvas) -> None:
    """The arm of the machine along the upper edge, its head with needle bar and foot over the cloth."""
    foot = cv2.bitwise_or(_box(574, 176, 586, 262, 4), _box(594, 176, 606, 262, 4))
    bar = _box(580, 120, 600, 218, 6)
    arm = cv2.bitwise_or(_box(560, -60, 1330, 118, 46), _box(500, -60, 684, 176, 34))
    for shape, colours in ((foot, steel), (bar, steel), (arm, _enamel())):
        _shade(picture, shape, soft=30, dark=0.5, dx=12, dy=20)
        _paint(picture, shape, colours)
    _paint(picture, _box(760, 40, 1010, 66, 12), (150, 120, 62))
    for x in (540, 644):
        _paint(picture, cv2.circle(_empty(), (x, 140), 9, 255, -1, cv2.LINE_AA), STEEL)


def _box(left: int, top: int, right: int, bottom: int, corner: int) -> Picture:
    shape = _empty()
    cv2.rectangle(shape, (left + corner, top + corner), (right - corner, bottom - corner), 255, -1)
    return cv2.dilate(shape, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * corner + 1, 2 * corner + 1)))


def _brushed_steel() -> Canvas:
    """Slanting gleams."""
    x, y = _places()
    gleam = 1 + 0.16 * np.sin(x / 23 + y / 31 + 2.1)
    return np.multiply(gleam[..., None], np.array(STEEL, np.float32), dtype=np.float32)


def _enamel() -> Canvas:
    """Cream lacquer, round like a pipe: a gleam above, darker to its lower edge."""
    y = np.arange(HEIGHT, dtype=np.float32)
    lit = 1.06 - 0.30 * np.clip((y - 40) / 130, 0, 1) ** 2 + 0.10 * np.exp(-(((y - 34) / 16) ** 2))
    column = lit[:, None, None] * np.array(CREAM, np.float32)
    return np.broadcast_to(np.clip(column, 0, 255), (HEIGHT, WIDTH, 3)).astype(np.float32)
