"""Batches that come at the same time go into one transaction: a fold costs much more for each transaction than for each
fact. One thread empties the tray; what comes while it works waits for its next round, a few milliseconds.
"""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from queue import Empty, Full, Queue

from kiosk.floor.ids import WorkspaceId
from kiosk.server.intake import Sent
from kiosk.server.sorry import Refusal
from kiosk.wire import BATCH, Judged

log = logging.getLogger(__name__)

ROOM = 16
"""Batches that may wait: more would only wait longer than it takes to come again."""

Take = Callable[[WorkspaceId, Sequence[Sent]], list[Judged]]


@dataclass(frozen=True, slots=True)
class _Handed:
    workspace: WorkspaceId
    sent: Sequence[Sent]
    answer: Future[list[Judged]] = field(default_factory=Future)


class Tray:
    """`take` keeps facts of one workspace in a transaction of its own; their verdicts come when it is committed."""

    def __init__(self, take: Take) -> None:
        self._take = take
        self._waiting: Queue[_Handed | None] = Queue(ROOM)
        self._is_over = False
        self._thread = threading.Thread(target=self._work, name="tray", daemon=True)

    def open(self) -> None:
        self._thread.start()

    def close(self) -> None:
        """What was handed in is still taken."""
        self._waiting.put(None)
        self._thread.join()

    def hand_in(self, workspace: WorkspaceId, sent: Sequence[Sent]) -> Future[list[Judged]]:
        """The verdicts, once they are committed, or what the taking raised. Raises Refusal 503 on a full tray."""
        handed = _Handed(workspace, sent)
        try:
            self._waiting.put_nowait(handed)
        except Full:
            raise Refusal(503, "The server is busy.", retry_after_s=1) from None
        return handed.answer

    def _work(self) -> None:
        while not self._is_over and (first := self._waiting.get()) is not None:
            together = [first, *self._more(len(first.sent))]
            for workspace in {handed.workspace for handed in together}:
                self._settle([handed for handed in together if handed.workspace == workspace])

    def _more(self, facts: int) -> Iterator[_Handed]:
        """What lies in the tray already, as long as it makes no more than a full batch."""
        while facts < BATCH:
            try:
                handed = self._waiting.get_nowait()
            except Empty:
                return
            if handed is None:
                self._is_over = True
                return
            facts += len(handed.sent)
            yield handed

    def _settle(self, together: Sequence[_Handed]) -> None:
        """All in one transaction; where that fails, each in one of its own, so that nobody pays for another's batch."""
        try:
            verdicts = iter(self._take(together[0].workspace, [one for handed in together for one in handed.sent]))
        except Exception as wrong:  # noqa: BLE001 - whoever waits is told, and names it
            if len(together) == 1:
                together[0].answer.set_exception(wrong)
            else:
                for handed in together:
                    self._settle([handed])
        else:
            for handed in together:
                handed.answer.set_result([next(verdicts) for _ in handed.sent])
