"""One frozen Settings and one frozen Paths, read once at start."""

from dataclasses import dataclass
from pathlib import Path

import platformdirs


@dataclass(frozen=True, slots=True)
class Paths:
    """Where this kiosk keeps its things; one folder for each kiosk on a machine."""

    data: Path

    @property
    def file(self) -> Path:
        return self.data / "kiosk.db"

    @property
    def pairing(self) -> Path:
        """Holds the token: readable by its owner alone."""
        return self.data / "pairing.json"

    @property
    def log(self) -> Path:
        return self.data / "kiosk.log"

    @classmethod
    def default(cls) -> "Paths":
        return cls(Path(platformdirs.user_data_dir("floor-kiosk", appauthor=False)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`camera` is a number, a part of a camera's name, a file, an image sequence or a URL; `scanner` a serial scanner's
    device file, None without one. `exposure` and `focus` are in the camera's own units, None for automatic.
    """

    camera: str = "0"
    exposure: float | None = None
    focus: float | None = None
    scanner: str | None = None
    fullscreen: bool = True
    mirror: bool = True
    pictures: Path | None = None
