"""A lane that a test cranks by hand: a job is done when it says so, and not before."""

from collections import deque
from collections.abc import Callable
from typing import TypeVar

from kiosk.screens.lane import Done, Failed, outcome

T = TypeVar("T")


class HandLane:
    """Jobs wait in order. Its answers come through the real lane's `outcome`, so failures are told alike."""

    def __init__(self) -> None:
        self._jobs: deque[Callable[[], None]] = deque()

    def run(self, job: Callable[[], T], then: Callable[[Done[T] | Failed], None]) -> None:
        self._jobs.append(lambda: then(outcome(job, "hand")))

    @property
    def waiting(self) -> int:
        return len(self._jobs)

    def crank(self) -> None:
        """Does the next job. Raises IndexError when none waits."""
        self._jobs.popleft()()

    def run_down(self) -> None:
        """Does every job there is, those included that come up on the way."""
        while self._jobs:
            self.crank()
