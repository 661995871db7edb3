"""The messages that kiosk and server exchange; besides `floor`, the only thing both programs share.

A fact travels flat: the fields of its stamp, its `kind`, its own fields. One version apart works either way round:
fields that a reader does not know are passed over here and kept in the body as it came; a kind that it does not know
raises `UnknownKind`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from typing import Any, get_args

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from kiosk.floor.board import Board
from kiosk.floor.bundles import Bundle
from kiosk.floor.facts import Fact
from kiosk.floor.ids import BundleId, DeviceId, FactId, LineId, StationId, WorkerId, WorkspaceId
from kiosk.floor.lays import Lay
from kiosk.floor.people import Station, Worker
from kiosk.floor.policy import Policy
from kiosk.floor.route import Operation
from kiosk.floor.shift import Calendar
from kiosk.floor.stamp import Stamp
from kiosk.floor.terms import Terms
from kiosk.floor.wages import WageRules

Body = dict[str, Any]
"""A fact as it stands in JSON."""

BATCH = 500
"""Facts in one request at most."""

PAGE = 1000
"""Changes in one answer at most."""

LONGEST_TEXT = 500
DEEPEST = 3
_BIGGEST = 2**53
FIRST_YEAR, LAST_YEAR = 1970, 2199
"""What a clock that lost its battery, or was set by a tired hand, may say. Beyond that no calendar can count."""

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class UnknownKind(Exception):
    """This program is a release behind the one that made the fact."""


class Malformed(Exception):
    """No program of ours makes such a fact. The text says what is wrong, without the sender's words in it."""


# ---- facts


def _kind(fact: type) -> str:
    """WorkDone travels as 'work-done'."""
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in fact.__name__).lstrip("-")


_KIND_OF = {fact: _kind(fact) for fact in get_args(Fact)}
_READERS: dict[str, TypeAdapter[Fact]] = {kind: TypeAdapter(fact) for fact, kind in _KIND_OF.items()}
_WRITERS: dict[type, TypeAdapter[Any]] = {fact: _READERS[kind] for fact, kind in _KIND_OF.items()}
_STAMP = tuple(field.name for field in fields(Stamp))


def kind_of(fact: Fact) -> str:
    return _KIND_OF[type(fact)]


def body_of(fact: Fact) -> Body:
    """The fact as JSON has it. `fact_of` of it is the fact again."""
    own = _WRITERS[type(fact)].dump_python(fact, mode="json")
    return {"kind": kind_of(fact), **own.pop("stamp"), **own}


def fact_of(body: object) -> Fact:
    """Raises Malformed for what no kiosk of ours sends, UnknownKind for a kind of a later release."""
    return fact_kept(_plain(body))


def fact_kept(body: Mapping[str, Any]) -> Fact:
    """The fact of a body that was sound when it was taken in. Raises as `fact_of`, but for texts that stand in none."""
    reader = _READERS.get(body["kind"])
    if reader is None:
        raise UnknownKind(body["kind"])
    nested = {name: value for name, value in body.items() if name not in _STAMP and name != "kind"}
    if not _is_uuid(body.get("id")):
        raise Malformed("id: not a UUID")
    try:
        fact = reader.validate_python(nested | {"stamp": {name: body[name] for name in _STAMP if name in body}})
    except ValidationError as wrong:
        place = ".".join(str(part) for part in wrong.errors()[0]["loc"] if part != "stamp")
        raise Malformed(f"{place or 'fact'}: {wrong.errors()[0]['type']}") from None
    moments = (fact.stamp.at, *(getattr(fact, name, None) for name in ("began", "true_at")))
    if not all(FIRST_YEAR <= moment.year <= LAST_YEAR for moment in moments if moment is not None):
        raise Malformed("at: no kiosk's clock says such a year")
    return fact


def _plain(body: object) -> Mapping[str, Any]:
    """An object of short, printable values: whatever else stands in it was not made by a kiosk."""
    if not isinstance(body, dict) or not isinstance(body.get("kind"), str):
        raise Malformed("a fact is an object with a kind")
    for name, value in body.items():
        if wrong := _wrong(name) or _wrong(value):
            raise Malformed(f"{name[:40] if name.isprintable() else 'a name'}: {wrong}")
    return body


def _wrong(value: object, depth: int = 0) -> str | None:
    """Why a database or a screen would stumble over `value`; None when it would not."""
    match value:
        case str():
            return "text too long or not plain" if len(value) > LONGEST_TEXT or _is_odd(value) else None
        case bool() | None:
            return None
        case int() | float():
            return None if -_BIGGEST < value < _BIGGEST else "number out of range"
        case list() | dict():
            return _wrong_inside(value, depth + 1)
        case _:
            return "not JSON"


def _wrong_inside(value: list[Any] | dict[str, Any], depth: int) -> str | None:
    if depth > DEEPEST or len(value) > LONGEST_TEXT:
        return "too much in it"
    parts = value if isinstance(value, list) else [*value.keys(), *value.values()]
    return next((wrong for part in parts if (wrong := _wrong(part, depth))), None)


def _is_uuid(value: object) -> bool:
    return isinstance(value, str) and _UUID.fullmatch(value) is not None


def _is_odd(text: str) -> bool:
    """NUL and lone surrogates, which neither UTF-8 nor Postgres can keep."""
    return "\x00" in text or (not text.isascii() and any("\ud800" <= sign <= "\udfff" for sign in text))


# ---- up


class Verdict(StrEnum):
    TAKEN = "taken"
    KNOWN = "known"
    LATER = "later"
    SET_ASIDE = "set_aside"


class Judged(BaseModel):
    """What became of one fact. `reason` is there when it was set aside."""

    id: str
    verdict: Verdict
    reason: str | None = None


class Facts(BaseModel):
    """A batch. The facts stay raw here, so that one bad fact never holds up another."""

    facts: list[Any] = Field(max_length=BATCH)


class Receipt(BaseModel):
    """One answer for each fact sent, in the order sent."""

    verdicts: list[Judged]


# ---- down


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """`ticket_key` is hex: only paired kiosks are told it. `currency` is ISO 4217. `wages` and `holidays`: what a day's
    wage goes by.
    """

    id: WorkspaceId
    name: str
    calendar: Calendar
    ticket_key: str
    currency: str = "PHP"
    policy: Policy = field(default_factory=Policy)
    wages: tuple[WageRules, ...] = ()
    holidays: frozenset[date] = frozenset()

    @property
    def terms(self) -> Terms:
        return Terms(calendar=self.calendar, currency=self.currency, rules=self.wages, holidays=self.holidays)


@dataclass(frozen=True, slots=True)
class Line:
    id: LineId
    name: str
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class Pin:
    """`hash` is argon2's, None where no PIN is set: only paired kiosks are told it. `id` is the worker's."""

    id: WorkerId
    hash: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class BundleSheet:
    """A bundle in reach with every fact of it that the server holds, so that a kiosk folds it like the server does.
    `qr_code` is an ERP's ticket, where it has one.
    """

    bundle: Bundle
    facts: list[Body]
    qr_code: str | None = None


@dataclass(frozen=True, slots=True)
class LaySheet:
    """A lay for the cutters, with every fact of it that the server holds. `per_bundle`: pieces in a bundle at most."""

    lay: Lay
    per_bundle: int
    facts: list[Body]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The facts of a shift or so about a person or a call. `subject` is `str(floor.facts.Subject)`."""

    subject: str
    facts: list[Body]


@dataclass(frozen=True, slots=True)
class Gone:
    """The bundle left this kiosk's reach, or closed."""

    bundle: BundleId


class Changes(BaseModel):
    """Rows that changed since a cursor. Ask again at once while `more`. `whole`: the first page of everything, before
    which a mirror forgets the bundles it holds.
    """

    cursor: str
    more: bool = False
    whole: bool = False
    workspace: Workspace | None = None
    lines: list[Line] = []
    stations: list[Station] = []
    workers: list[Worker] = []
    pins: list[Pin] = []
    operations: list[Operation] = []
    bundles: list[BundleSheet] = []
    lays: list[LaySheet] = []
    sheets: list[Sheet] = []
    gone: list[Gone] = []


class Asked(BaseModel):
    """The answer to a kiosk that was shown a bundle out of its reach: None where the server knows of none."""

    sheet: BundleSheet | None


# ---- pairing, board, errors


class PairRequest(BaseModel):
    code: str = Field(max_length=40)
    name: str = Field(max_length=80)
    version: str = Field(max_length=40)


class PairReply(BaseModel):
    """`token` is shown this once; the server keeps its hash."""

    device: DeviceId
    token: str
    workspace: WorkspaceId
    station: StationId


class Sorry(BaseModel):
    """Every error answer: both keys, because callers of the existing front end read either."""

    success: bool = False
    error: str
    message: str


BOARD: TypeAdapter[Board] = TypeAdapter(Board)


def fact_ids(receipt: Receipt, *verdicts: Verdict) -> list[FactId]:
    return [FactId(judged.id) for judged in receipt.verdicts if judged.verdict in verdicts]
