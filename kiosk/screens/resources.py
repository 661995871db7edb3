"""Where fonts, icons, sounds and words lie: beside the package in a checkout, inside it once installed."""

from pathlib import Path

import kiosk

_PACKAGE = Path(kiosk.__file__).parent
_PLACES = (_PACKAGE / "_data" / "resources", _PACKAGE.parent / "resources")


def resource(*parts: str) -> Path:
    """For example `resource("icons", "check.svg")`. Raises FileNotFoundError: the installation is not whole."""
    for place in _PLACES:
        path = place.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError("missing resource: " + "/".join(parts))
