"""What a printed QR says, and the writing of it. Source of the forms: the ticket chapter of the design, and the
ERP's own tickets (`ash://bundle/...`, `ASH-...`, plain codes).

Our own codes are upper case and at most 29 characters, so that level Q still fits 25 x 25 modules.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass
from enum import StrEnum

from kiosk.floor.facts import CallKind, IdleReason

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, which a tired eye takes for others."""

CODE_LENGTH = 10
TAG_LENGTH = 6
LONGEST = 200
"""Characters beyond which a text is not looked at."""


class Command(StrEnum):
    """Words of the command cards: all of a shift can be worked without touching the screen."""

    UNDO = "UNDO"
    SIGN_OUT = "OUT"
    COUNT = "COUNT"  # with a number: so many pieces, not all
    SEEN = "SEEN"  # what this bundle waits for is sewn, and nobody scanned it
    PAUSE = "PAUSE"  # with a reason
    RESUME = "RESUME"
    CALL = "CALL"  # with what is needed
    CAME = "CAME"  # the call is answered
    CHECKED = "CHECKED"  # the inspection ends; what was noted goes to rework
    SAME = "SAME"  # the defect noted next is on the same piece as the last
    SAMPLE = "SAMPLE"  # a few pieces of the next ticket are looked at while sewing goes on
    REJECT = "REJECT"  # the defect noted last cannot be mended
    HOLD = "HOLD"
    RELEASE = "RELEASE"
    SPLIT = "SPLIT"  # with a number: so many pieces go to a new ticket
    MERGE = "MERGE"  # two tickets: the pieces of the first go to the second
    REPLACE = "REPLACE"  # with a number: so many were cut anew for rejected ones
    PUT = "PUT"  # with the name of a shelf or rack: the next ticket lies there
    OPEN = "OPEN"  # what was done on the next ticket shown
    SETTLE = "SETTLE"  # what waits for a supervisor's word


Argument = IdleReason | CallKind | str | int | None
"""A plain text is a place."""

MOST_PIECES = 9999


class Odd(StrEnum):
    """Why a text is none of ours."""

    EMPTY = "empty"
    TOO_LONG = "too long"
    NOT_PLAIN = "not plain text"
    OTHER_THING = "another thing"  # an order, a carton, a finished unit of the ERP
    STRANGE = "strange"


@dataclass(frozen=True, slots=True)
class BundleTicket:
    code: str
    pieces: int
    tag: str


@dataclass(frozen=True, slots=True)
class Badge:
    code: str
    tag: str


@dataclass(frozen=True, slots=True)
class CommandCard:
    command: Command
    argument: Argument = None


@dataclass(frozen=True, slots=True)
class DefectCard:
    code: str


@dataclass(frozen=True, slots=True)
class ErpCode:
    """A code of the existing ERP: looked up as a bundle's `qr_code` or id, then as a badge number."""

    text: str


@dataclass(frozen=True, slots=True)
class Strange:
    why: Odd


Code = BundleTicket | Badge | CommandCard | DefectCard | ErpCode | Strange

_COMMANDS = {command.value: command for command in Command}
_COUNTS: dict[str, Argument] = {str(count): count for count in range(1, MOST_PIECES + 1)}
_TAKES: dict[Command, dict[str, Argument]] = {
    Command.COUNT: _COUNTS,
    Command.SPLIT: _COUNTS,
    Command.REPLACE: _COUNTS,
    Command.PAUSE: {reason.replace("_", "-"): reason for reason in IdleReason},
    Command.CALL: {kind.replace("_", "-"): kind for kind in CallKind},
}
"""The words that may stand behind a command; any other takes none."""
_OURS = re.compile(r"(?P<kind>[A-Z]\d)/(?P<rest>[0-9A-Z/-]+)")
_DEFECT = re.compile(r"[0-9A-Z][0-9A-Z-]{0,19}")
_PLACE = re.compile(r"[0-9A-Z][0-9A-Z-]{0,14}")
_TICKET = re.compile(rf"([{ALPHABET}]{{{CODE_LENGTH}}})/([1-9]\d{{0,3}})/([{ALPHABET}]{{{TAG_LENGTH}}})")
_BADGE = re.compile(rf"([{ALPHABET}]{{{CODE_LENGTH}}})/([{ALPHABET}]{{{TAG_LENGTH}}})")
_ERP = re.compile(r"(?:ash://bundle/)?([A-Za-z0-9][A-Za-z0-9-]{2,79})")
_ERP_OTHERS = re.compile(r"(?:ORD|ORDER|FU|SKU|CTN|CARTON)-", re.IGNORECASE)


def read(text: str) -> Code:
    """What `text` says by its form alone; whether the tag is genuine is asked of `is_genuine`. Raises nothing."""
    text = text.strip()
    if odd := _odd(text):
        return Strange(odd)
    if ours := _OURS.fullmatch(text):
        return _read_ours(ours["kind"], ours["rest"])
    if erp := _ERP.fullmatch(text):
        return Strange(Odd.OTHER_THING) if _ERP_OTHERS.match(erp[1]) else ErpCode(erp[1])
    return Strange(Odd.STRANGE)


def ticket_text(code: str, pieces: int, key: bytes) -> str:
    """The ticket of a bundle. Raises ValueError for a code or a count that could not be read back."""
    return _signed(f"B1/{code}/{pieces}", key)


def badge_text(code: str, key: bytes) -> str:
    """A worker's badge. Raises ValueError for a code that could not be read back."""
    return _signed(f"W1/{code}", key)


def command_text(command: Command, argument: Argument = None) -> str:
    """Raises ValueError for an argument that the command does not take."""
    word = "" if argument is None else f"/{argument}".replace("_", "-")
    return _readable(f"A1/{command}{word}")


def defect_text(code: str) -> str:
    """The card of a defect. Raises ValueError for a code that could not be read back."""
    return _readable(f"D1/{code}")


def is_genuine(code: BundleTicket | Badge, key: bytes) -> bool:
    """Whether the workspace's ticket key made this code's tag."""
    match code:
        case BundleTicket():
            body = f"B1/{code.code}/{code.pieces}"
        case Badge():
            body = f"W1/{code.code}"
    return hmac.compare_digest(code.tag, _tag(body, key))


def code_of(number: int) -> str:
    """Ten characters of the alphabet for a number from 0 to 2**50 - 1."""
    if not 0 <= number < 1 << 50:
        raise ValueError("a printed code has 50 bits")
    return "".join(ALPHABET[number >> shift & 31] for shift in range(45, -1, -5))


def _odd(text: str) -> Odd | None:
    if not text:
        return Odd.EMPTY
    if len(text) > LONGEST:
        return Odd.TOO_LONG
    if not (text.isascii() and text.isprintable()):
        return Odd.NOT_PLAIN
    return None


def _read_ours(kind: str, rest: str) -> Code:
    if kind == "B1" and (ticket := _TICKET.fullmatch(rest)):
        return BundleTicket(ticket[1], int(ticket[2]), ticket[3])
    if kind == "W1" and (badge := _BADGE.fullmatch(rest)):
        return Badge(badge[1], badge[2])
    if kind == "D1" and _DEFECT.fullmatch(rest):
        return DefectCard(rest)
    return _read_command(rest) if kind == "A1" else Strange(Odd.STRANGE)


def _read_command(rest: str) -> Code:
    word, _, argument = rest.partition("/")
    command = _COMMANDS.get(word)
    if command is Command.PUT:
        return CommandCard(command, argument) if _PLACE.fullmatch(argument) else Strange(Odd.STRANGE)
    takes = _TAKES.get(command, {"": None}) if command else {}
    return CommandCard(command, takes[argument]) if command and argument in takes else Strange(Odd.STRANGE)


def _signed(body: str, key: bytes) -> str:
    return _readable(f"{body}/{_tag(body, key)}")


def _readable(text: str) -> str:
    if isinstance(read(text), Strange):
        raise ValueError("no printed code can say this: " + text)  # noqa: TRY004 - the value is wrong, not its type
    return text


def _tag(body: str, key: bytes) -> str:
    digest = int.from_bytes(hmac.digest(key, body.encode("ascii"), hashlib.sha256)[:4], "big")
    return "".join(ALPHABET[digest >> shift & 31] for shift in range(25, -1, -5))
