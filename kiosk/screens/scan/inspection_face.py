"""What the inspector's tiles show, as a value."""

from dataclasses import dataclass

from kiosk.floor.desk import Looking
from kiosk.floor.quality import DEFECTS
from kiosk.screens.words import labels, numbers, trade
from kiosk.screens.words.labels import Label


@dataclass(frozen=True, slots=True)
class TileFace:
    """`count` of the defect, empty while none was noted."""

    code: str
    word: str
    count: str


@dataclass(frozen=True, slots=True)
class InspectionFace:
    """`is_same`: the next defect is on the piece of the last."""

    bundle: str
    title: str
    found: str
    tiles: tuple[TileFace, ...]
    end: str
    can_reject: bool
    is_same: bool = False


def inspection_face(hand: Looking) -> InspectionFace:
    passed = labels.passed_of(hand.most - hand.defective, hand.most)
    looked_at = labels.looked_at(numbers.pieces(hand.most), is_sample=hand.is_sample)
    spoilt = (labels.rejected(hand.rejected),) if hand.rejected else ()
    return InspectionFace(
        bundle=hand.bundle.id,
        title=trade.bundle(hand.bundle.code),
        found=Label.NEXT_SAME.said if hand.same_piece else " · ".join((looked_at, *spoilt)),
        tiles=tuple(_tile(hand, code) for code in codes_of(hand)),
        end=labels.ends_with(passed),
        can_reject=bool(hand.notes),
        is_same=hand.same_piece,
    )


def codes_of(hand: Looking) -> tuple[str, ...]:
    """What the bundle's own operations are known to make, then what any may."""
    own = [code for op in hand.run.route for code in op.defects]
    return tuple(dict.fromkeys([*own, *(note.code for note in hand.notes if note.code not in DEFECTS), *DEFECTS]))


def _tile(hand: Looking, code: str) -> TileFace:
    count = sum(note.code == code for note in hand.notes)
    return TileFace(code, trade.defect(code), numbers.number(count) if count else "")
