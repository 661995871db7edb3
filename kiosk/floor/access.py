"""Who may do what, and how long a wrong try has to wait."""

from enum import StrEnum


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
    SETTLE = "settle flags, pauses and proposals"


_MAY = {
    Role.OPERATOR: frozenset[Act](),
    Role.QC: frozenset({Act.INSPECT}),
    Role.SUPERVISOR: frozenset({Act.SEE_BOARD, Act.INSPECT, Act.HOLD, Act.SETTLE}),
    Role.ADMIN: frozenset(Act),
}

FREE_TRIES = 5
LONGEST_WAIT_S = 3600


def may(role: Role, act: Act) -> bool:
    return act in _MAY[role]


def wait_s(wrong_tries: int) -> int:
    """Seconds before the next try counts: none up to five wrong ones, then 30 s, doubling to an hour.

    Source: NIST SP 800-63B-4, growing waits of 30 s to 1 h, and OWASP ASVS 5.0 6.3.1.
    """
    if wrong_tries < FREE_TRIES:
        return 0
    return min(LONGEST_WAIT_S, 30 << min(wrong_tries - FREE_TRIES, 10))
