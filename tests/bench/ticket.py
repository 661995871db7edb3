"""How large a ticket must be printed: the smallest module, in pixels of the picture, that still reads.

For each error-correction level and each of our texts, held worse and worse. What a level costs in modules counts too,
so the side of the whole code in pixels tells which level is best. The page `docs/tickets-print.md` follows from it.
"""

import json
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import segno

from kiosk.camera.reader import read
from kiosk.floor import codes
from tests.bench.frames import paper
from tests.bench.frames.shop import FLAT_MODULE_PX, Shot, picture_of

FRAMES = 20
ENOUGH = 0.9
"""A size reads when so many of the frames are read."""
NO_HURRY_MS = 3000
"""So that the whole ladder is climbed on any machine, however busy."""
SIZES_PX = (1.3, 1.6, 1.9, 2.2, 2.5, 2.8, 3.2, 3.6, 4.0, 4.5, 5.0, 6.0, 7.0, 8.0)
LEVELS = "lmqh"
TEXTS = {
    "ticket": codes.ticket_text("7K3MQ9TX2A", 24, paper.KEY),
    "ERP": "ash://bundle/ASH-2026-000123",
    "badge": codes.badge_text("0A12BC34DE", paper.KEY),
}
HELD = Shot(3, turn_deg=0, tilt_deg=10, lean_deg=0, soft_px=0.5, grain=2, clutter=0)
CAMERA = replace(HELD, soft_px=1.0, grain=4, tilt_deg=25)
WAYS: dict[int, tuple[str, Shot, float]] = {
    1: ("still and sharp", HELD, 0),
    2: ("a webcam's softness, some tilt", CAMERA, 0),
    3: ("a moving hand", CAMERA, 3.5),
    4: ("moving, and dim", replace(CAMERA, brightness=0.25, grain=5), 3.5),
    5: (
        "moving faster, dim, soft, half tilted",
        replace(CAMERA, brightness=0.25, grain=5, soft_px=1.4, tilt_deg=45),
        5,
    ),
}
"""Severity: what it is, how it is held, and the pixels that it moves while the shutter is open."""
WELL_SIZED_PX = 4.0
SPOILT = {
    "2 % dirt": replace(CAMERA, dirt=0.02),
    "5 % dirt": replace(CAMERA, dirt=0.05),
    "9 % dirt": replace(CAMERA, dirt=0.09),
    "glare of a tenth": replace(CAMERA, glare=0.1),
    "glare of a fifth": replace(CAMERA, glare=0.2),
    "an edge cut off": replace(CAMERA, cut=0.05),
}
"""What no size mends, and error correction does."""


def measure() -> Iterator[str]:
    for name, text in TEXTS.items():
        for level in LEVELS:
            said = {"bench": "ticket", "text": name, "characters": len(text), "level": level.upper()}
            modules = len(segno.make_qr(text, error=level, boost_error=False).matrix)
            for severity, (way, _, _) in WAYS.items():
                module_px = smallest(text, level, severity)
                side_px = round(modules * module_px) if module_px else None
                sizes = {"modules": modules, "module_px": module_px, "side_px": side_px}
                yield json.dumps(said | {"severity": severity, "held": way} | sizes)
            for way, shot in SPOILT.items():
                share = share_read(text, level, replace(shot, module_px=WELL_SIZED_PX), seeds=2 * FRAMES)
                yield json.dumps(said | {"modules": modules, "spoilt": way, "read": round(share, 2)})


def smallest(text: str, level: str, severity: int) -> float | None:
    """The smallest of SIZES_PX that reads, with all larger ones taken to read too; None when the largest does not."""
    _, held, moved_px = WAYS[severity]
    low, high = 0, len(SIZES_PX)
    while low < high:
        middle = (low + high) // 2
        size_px = SIZES_PX[middle]
        shot = replace(held, module_px=size_px, smear_modules=moved_px / size_px)
        if share_read(text, level, shot, seeds=FRAMES) >= ENOUGH:
            high = middle
        else:
            low = middle + 1
    return SIZES_PX[low] if low < len(SIZES_PX) else None


def share_read(text: str, level: str, shot: Shot, *, seeds: int) -> float:
    found = 0
    for seed in range(seeds):
        rng = np.random.default_rng(seed)
        turned = replace(shot, turn_deg=rng.uniform(-45, 45), lean_deg=rng.uniform(0, 180))
        picture = picture_of(paper.of_text(text, level, FLAT_MODULE_PX, rng), turned, rng)
        found += text in read(picture, budget_ms=NO_HURRY_MS)
    return found / seeds
