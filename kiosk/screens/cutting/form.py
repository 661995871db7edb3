"""What a cutter puts in: five numbers, of which the weights may be left out. Typing is a plain function."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import Enum, auto

from kiosk.floor.tabling import OnTable, Told
from kiosk.screens.scan.digits import POINT
from kiosk.screens.words.labels import Label


class Field(Enum):
    PLIES = auto()
    UNITS = auto()
    SPOILT = auto()
    USED = auto()
    WASTE = auto()


WORDS = {
    Field.PLIES: Label.PLIES,
    Field.UNITS: Label.UNITS,
    Field.SPOILT: Label.SPOILT,
    Field.USED: Label.USED_KG,
    Field.WASTE: Label.WASTE_KG,
}
WEIGHTS = frozenset({Field.USED, Field.WASTE})
LONGEST = 7


@dataclass(frozen=True, slots=True)
class Numbers:
    """`texts` as typed. `is_fresh`: the next digit begins the field anew. `per_ply`: pieces follow from the plies until
    somebody says otherwise; None where the marker is not known, or somebody did.
    """

    texts: Mapping[Field, str] = field(default_factory=dict)
    chosen: Field = Field.PLIES
    is_fresh: bool = True
    per_ply: int | None = None

    def __getitem__(self, wanted: Field) -> str:
        return self.texts.get(wanted, "")


@dataclass(frozen=True, slots=True)
class FormFace:
    """Each field's id, word and value; `chosen` is being typed. `can_record`: the two that are needed are there."""

    fields: tuple[tuple[Field, str, str], ...]
    chosen: Field
    can_record: bool


def blank(table: OnTable) -> Numbers:
    """All that is left, as most lays are cut in one go."""
    per_ply = table.lay.per_ply
    units = str(table.left * per_ply) if per_ply else ""
    return Numbers({Field.PLIES: str(table.left), Field.UNITS: units, Field.SPOILT: "0"}, per_ply=per_ply)


def chosen(numbers: Numbers, wanted: Field) -> Numbers:
    return replace(numbers, chosen=wanted, is_fresh=True)


def typed(numbers: Numbers, sign: str) -> Numbers:
    """A digit, or a point in a weight."""
    before = "" if numbers.is_fresh else numbers[numbers.chosen]
    if sign == POINT and (numbers.chosen not in WEIGHTS or POINT in before):
        return numbers
    after = (before + sign).lstrip("0")
    return _with(numbers, (after if after[:1].isdigit() else f"0{after}")[:LONGEST])


def erased(numbers: Numbers) -> Numbers:
    return _with(numbers, "" if numbers.is_fresh else numbers[numbers.chosen][:-1])


def told(numbers: Numbers) -> Told | None:
    """None while plies or pieces are missing."""
    if not _is_whole(numbers):
        return None
    return Told(
        plies=int(numbers[Field.PLIES]),
        units=int(numbers[Field.UNITS]),
        defective=int(numbers[Field.SPOILT] or 0),
        fabric_used_kg=_weight(numbers[Field.USED]),
        wastage_kg=_weight(numbers[Field.WASTE]),
    )


def form_face(numbers: Numbers) -> FormFace:
    fields = tuple((each, word.said, numbers[each]) for each, word in WORDS.items())
    return FormFace(fields, numbers.chosen, _is_whole(numbers))


def _is_whole(numbers: Numbers) -> bool:
    return all(int(numbers[needed] or 0) > 0 for needed in (Field.PLIES, Field.UNITS))


def _weight(text: str) -> Decimal | None:
    return Decimal(text) if text.strip(POINT) else None


def _with(numbers: Numbers, text: str) -> Numbers:
    texts = {**numbers.texts, numbers.chosen: text}
    if numbers.chosen is Field.PLIES and numbers.per_ply:
        texts[Field.UNITS] = str(int(text or 0) * numbers.per_ply)
    follows = None if numbers.chosen is Field.UNITS else numbers.per_ply
    return replace(numbers, texts=texts, is_fresh=False, per_ply=follows)
