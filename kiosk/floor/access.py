"""Who may do what, and how long a wrong try has to wait."""

from enum import StrEnum
from itertools import pairwise


class Role(StrEnum):
    OPERATOR = "OPERATOR"
    QC = "QC"
    SUPERVISOR = "SUPERVISOR"
    ADMIN = "ADMIN"


class Act(StrEnum):
    """What asks for more than being signed in."""

    SEE_BOARD = "see the board"
    PAIR_KIOSK = "pair a kiosk"
    INSPECT = "inspect"
    HOLD = "hold, release and reject bundles"
    SET_PIN = "set a PIN"
    SETTLE = "settle flags, pauses and proposals"
    SEE_PAY = "see pay"
    CLOSE_PAY = "close pay periods"
    END_SESSION = "end sessions"
    SET_WAGES = "set wage rules and holidays"
    SEE_WORK = "see orders, bundles and work"
    EDIT_OPERATIONS = "edit operations"
    PLAN_WORK = "plan orders and lays"
    RECORD_WORK = "record work for somebody"
    EDIT_USERS = "edit users"
    SEE_TRAIL = "see the audit trail"


_MAY = {
    Role.OPERATOR: frozenset[Act](),
    Role.QC: frozenset({Act.INSPECT, Act.SEE_WORK}),
    Role.SUPERVISOR: frozenset(
        {Act.SEE_BOARD, Act.INSPECT, Act.HOLD, Act.SETTLE, Act.SEE_PAY, Act.SEE_WORK, Act.RECORD_WORK}
    ),
    Role.ADMIN: frozenset(Act),
}

FREE_TRIES = 5
LONGEST_WAIT_S = 3600


class Tried(StrEnum):
    """What came of a PIN that was put in."""

    RIGHT = "right"
    WRONG = "wrong"
    TOO_SOON = "too soon"  # after wrong ones it has to wait, and was not looked at
    NONE_SET = "none set"


PIN_DIGITS = range(4, 9)
"""How many digits a PIN may have."""


def may(role: Role, act: Act) -> bool:
    return act in _MAY[role]


def wait_s(wrong_tries: int) -> int:
    """Seconds before the next try counts: none up to five wrong ones, then 30 s, doubling to an hour.

    Source: NIST SP 800-63B-4, growing waits of 30 s to 1 h, and OWASP ASVS 5.0 6.3.1.
    """
    if wrong_tries < FREE_TRIES:
        return 0
    return min(LONGEST_WAIT_S, 30 << min(wrong_tries - FREE_TRIES, 10))


def is_guessable(pin: str) -> bool:
    """Whether it is no PIN, or one that a thief tries first: one digit again and again, or digits in a row.

    Source: NIST SP 800-63B-4, 3.1.1.2, blocklists of commonly used values.
    """
    if len(pin) not in PIN_DIGITS or not (pin.isascii() and pin.isdigit()):
        return True
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    return steps in ({0}, {1}, {9})
