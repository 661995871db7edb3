"""A text as the modules of its QR code."""

from functools import lru_cache

import segno

QUIET = 4
"""Modules of white around it. Source: ISO/IEC 18004, 9.1."""

Modules = tuple[tuple[bool, ...], ...]


@lru_cache(maxsize=64)
def modules_of(text: str) -> Modules:
    """Rows of modules, dark ones True, without the quiet zone. Never a Micro QR, which webcams read badly; level Q, or
    better where it costs no module. Raises ValueError for a text of over 1,600 characters or so.
    """
    rows = segno.make_qr(text, error="q").matrix
    return tuple(tuple(bool(module) for module in row) for row in rows)
