"""Waiting for something to become true in a thread or a process that a test cannot crank by hand."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

STEP_S = 0.02


def until(condition: Callable[[], T], within_s: float = 20) -> T:
    """What `condition` says, as soon as it says anything true. Fails the test after `within_s`."""
    patience = time.monotonic() + within_s
    while not (said := condition()):
        assert time.monotonic() < patience, f"not within {within_s} s: {condition.__qualname__}"
        time.sleep(STEP_S)
    return said
