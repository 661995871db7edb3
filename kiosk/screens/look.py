"""How everything looks: a few named colours in a light and a dark set, sizes that follow the window, one font.

A widget that paints itself has `dress(look)`; `wear` hands it the look whenever that changes.
"""

from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.screens.resources import resource

FAMILY = "Inter"
FONT_FILES = ("Inter-Regular.otf", "Inter-SemiBold.otf", "Inter-Bold.otf")
LEAST_TARGET_PX = 56
PRIMARY_PX = 96
LARGE_PX = 40
LEAST_TEXT_PX = 18
"""Smaller is not read at arm's length, whatever the window."""


class Mood(StrEnum):
    """What an answer feels like: its colour, and the sound that goes with it."""

    RIGHT = auto()
    NOTE = auto()
    ASK = auto()
    WRONG = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """`soft` is ink of lesser weight; `plain` fills buttons, `idle` those that are off; `on_…` is the ink on that
    colour. `right`, `note`, `ask` and `wrong` fill answers, `right_ink` writes on `ground` and `card`. `veil` lies
    over pictures.
    """

    ground: str
    card: str
    plain: str
    idle: str
    pressed: str
    edge: str
    ink: str
    soft: str
    accent: str
    on_accent: str
    right: str
    on_right: str
    right_ink: str
    note: str
    on_note: str
    ask: str
    on_ask: str
    wrong: str
    on_wrong: str
    veil: str = "#10151c"
    on_veil: str = "#ffffff"


LIGHT = Colours(
    ground="#eef0f3",
    card="#ffffff",
    plain="#e1e6ed",
    idle="#e9ecf0",
    pressed="#cfd6df",
    edge="#d5dae1",
    ink="#18202b",
    soft="#545f6e",
    accent="#1f4f8f",
    on_accent="#ffffff",
    right="#17693f",
    on_right="#ffffff",
    right_ink="#17693f",
    note="#1f4f8f",
    on_note="#ffffff",
    ask="#f6b73c",
    on_ask="#241a02",
    wrong="#b3261e",
    on_wrong="#ffffff",
)

DARK = Colours(
    ground="#10151c",
    card="#1a212b",
    plain="#293340",
    idle="#212933",
    pressed="#3a4757",
    edge="#333f4e",
    ink="#f2f5f9",
    soft="#a9b4c2",
    accent="#8ab8f5",
    on_accent="#0b1a2e",
    right="#1c7a4a",
    on_right="#ffffff",
    right_ink="#63cf96",
    note="#2c63ab",
    on_note="#ffffff",
    ask="#f6b73c",
    on_ask="#241a02",
    wrong="#c1352b",
    on_wrong="#ffffff",
)


class Text(Enum):
    """Kinds of text: height in px at 1280 x 800, and weight."""

    GIANT = (120, QFont.Weight.Bold)
    VAST = (92, QFont.Weight.Bold)
    HUGE = (68, QFont.Weight.Bold)
    BIG = (44, QFont.Weight.Bold)
    TITLE = (32, QFont.Weight.DemiBold)
    STRONG = (24, QFont.Weight.DemiBold)
    BODY = (24, QFont.Weight.Normal)
    LABEL = (20, QFont.Weight.DemiBold)
    SMALL = (20, QFont.Weight.Normal)
    FINE = (18, QFont.Weight.Normal)


@dataclass(frozen=True, slots=True)
class Look:
    """`scale` is 1 at 1280 x 800 and at 800 x 1280."""

    colours: Colours = LIGHT
    scale: float = 1.0

    def px(self, at_1280: float) -> int:
        return max(1, round(at_1280 * self.scale))

    def target(self, at_1280: int) -> int:
        """The side of something to tap: never less than a finger needs."""
        floor = PRIMARY_PX if at_1280 >= PRIMARY_PX else LEAST_TARGET_PX
        return max(floor, self.px(at_1280))

    def font(self, text: Text) -> QFont:
        height, weight = text.value
        return font(max(LEAST_TEXT_PX, self.px(height)), weight)

    def fill(self, mood: Mood) -> QColor:
        return QColor(getattr(self.colours, mood.value))

    def on_fill(self, mood: Mood) -> QColor:
        return QColor(getattr(self.colours, f"on_{mood.value}"))

    def palette(self) -> QPalette:
        c, roles = self.colours, QPalette.ColorRole
        named = {
            roles.Window: c.ground,
            roles.Base: c.card,
            roles.AlternateBase: c.ground,
            roles.Button: c.plain,
            roles.Highlight: c.accent,
            roles.HighlightedText: c.on_accent,
            roles.PlaceholderText: c.soft,
            **dict.fromkeys((roles.WindowText, roles.Text, roles.ButtonText, roles.ToolTipText), c.ink),
        }
        palette = QPalette()
        for role, name in named.items():
            palette.setColor(role, QColor(name))
        return palette


@runtime_checkable
class Dressed(Protocol):
    def dress(self, look: Look) -> None: ...


def font(height_px: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Our font. Below `LARGE_PX` digits have one width, so that columns stand straight and nothing jumps."""
    made = QFont(FAMILY)
    made.setPixelSize(height_px)
    made.setWeight(weight)
    made.setFeature(QFont.Tag("tnum"), int(height_px < LARGE_PX))
    # The same pixels on every machine: whatever its own settings for hinting and sub-pixels are.
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setStyleStrategy(QFont.StyleStrategy.PreferAntialias | QFont.StyleStrategy.NoSubpixelAntialias)
    return made


def scale_for(window: QSize) -> float:
    """How much larger everything is drawn than at 1280 x 800, or at 800 x 1280 when the window stands upright."""
    long, short = max(window.width(), window.height()), min(window.width(), window.height())
    return min(2.5, max(0.7, min(long / 1280, short / 800)))


def prepare(app: QApplication) -> None:
    """Style and font of the whole program, once at its start."""
    app.setStyle("Fusion")
    for name in FONT_FILES:
        QFontDatabase.addApplicationFont(str(resource("fonts", name)))
    app.setFont(Look().font(Text.BODY))


def wear(root: QWidget, look: Look) -> None:
    """Dresses `root` and everything in it."""
    root.setPalette(look.palette())
    for widget in (root, *root.findChildren(QWidget)):
        if isinstance(widget, Dressed):
            widget.dress(look)
