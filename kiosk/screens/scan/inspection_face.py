"""What the inspector's tiles show, as a value."""

from dataclasses import dataclass

from kiosk.floor.desk import Looking
from kiosk.floor.quality import DEFECTS
from kiosk.screens.words import labels, numbers, trade


@dataclass(frozen=True, slots=True)
class TileFace:
    """`count` is empty while no piece has the defect."""

    code: str
    word: str
    count: str


@dataclass(frozen=True, slots=True)
class InspectionFace:
    bundle: str
    title: str
    found: str
    tiles: tuple[TileFace, ...]
    end: str
    can_reject: bool


def inspection_face(hand: Looking) -> InspectionFace:
    passed = labels.passed_of(hand.most - hand.defective, hand.most)
    spoilt = (labels.rejected(hand.rejected),) if hand.rejected else ()
    return InspectionFace(
        bundle=hand.bundle.id,
        title=trade.bundle(hand.bundle.code),
        found=" · ".join((labels.looked_at(numbers.pieces(hand.most), is_sample=hand.is_sample), *spoilt)),
        tiles=tuple(_tile(hand, code) for code in codes_of(hand)),
        end=labels.ends_with(passed),
        can_reject=bool(hand.defects),
    )


def codes_of(hand: Looking) -> tuple[str, ...]:
    """What the bundle's own operations are known to make, then what any may."""
    own = [code for op in hand.run.route for code in op.defects]
    return tuple(
        dict.fromkeys([*own, *(defect.code for defect in hand.defects if defect.code not in DEFECTS), *DEFECTS])
    )


def _tile(hand: Looking, code: str) -> TileFace:
    pieces = next((defect.pieces for defect in hand.defects if defect.code == code), 0)
    return TileFace(code, trade.defect(code), numbers.number(pieces) if pieces else "")
