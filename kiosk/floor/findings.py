"""What inspectors found on a bundle, whose work it was, and how much of it is mended since."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kiosk.floor.bundle_facts import DefectsFound, ReworkDone
from kiosk.floor.counting import Counting
from kiosk.floor.ids import FactId, OperationId
from kiosk.floor.runs import Inspection


@dataclass(slots=True)
class _Found:
    """An inspection whose pieces come back mended, one by one. `of`: how many of the open ones are whose to mend."""

    fact: DefectsFound
    open_pieces: int
    of: dict[OperationId, int] = field(default_factory=dict)


class Findings:
    """`open_after`: pieces to be mended after each fact that changed their number."""

    def __init__(self, ops: Mapping[OperationId, Counting]) -> None:
        self._ops = ops
        self._found: dict[FactId, _Found] = {}
        self._early: dict[FactId, list[ReworkDone]] = {}
        self.open_after: dict[FactId, int] = {}

    def inspect(self, fact: DefectsFound, rejected: int, wanted: int) -> list[ReworkDone]:
        """Charges what was found to whose work it was, as far as the inspector told. Gives what was mended before it
        was known.
        """
        found = self._found[fact.stamp.id] = _Found(fact, min(fact.defective - fact.rejected, wanted - rejected))
        left = found.open_pieces
        for defect in fact.defects:
            op = self._ops.get(defect.operation) if defect.operation else None
            if op is None:
                continue
            op.defects += defect.count
            gone = min(rejected, defect.rejected)
            back = max(0, min(left, defect.pieces - defect.rejected, op.done - op.open_rework))
            op.spoil(gone)
            op.send_back(back)
            found.of[op.operation.id] = found.of.get(op.operation.id, 0) + back
            left, rejected = left - back, rejected - gone
        self.open_after[fact.stamp.id] = self._open()
        return self._early.pop(fact.stamp.id, [])

    def mend(self, fact: ReworkDone) -> int:
        """Gives the pieces that were not there to be mended. One whose inspection is not known yet waits for it."""
        found = self._found.get(fact.found)
        if found is None:
            self._early.setdefault(fact.found, []).append(fact)
            return 0
        pieces = left = min(fact.pieces, found.open_pieces)
        for id_ in sorted(found.of, key=lambda id_: id_ != fact.operation):
            mine = min(left, found.of[id_])
            self._ops[id_].mend(mine)
            found.of[id_], left = found.of[id_] - mine, left - mine
        found.open_pieces -= pieces
        self.open_after[fact.stamp.id] = self._open()
        return fact.pieces - pieces

    def inspections(self) -> tuple[Inspection, ...]:
        return tuple(Inspection(found.fact, found.open_pieces) for found in self._found.values())

    def early(self) -> Iterator[ReworkDone]:
        """What was mended of an inspection that nobody knows."""
        for waiting in self._early.values():
            yield from waiting

    def _open(self) -> int:
        return sum(found.open_pieces for found in self._found.values())
