"""Passwords are kept as argon2id hashes only."""

from itertools import pairwise

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 12, 200
"""Characters. Long and free to choose, rather than short with signs that nobody remembers: OWASP ASVS 5, 6.2."""

_KNOWN = frozenset(
    {
        "administrator",
        "changeme1234",
        "iloveyou1234",
        "letmein12345",
        "monkey123456",
        "p@ssw0rd1234",
        "passw0rd1234",
        "password1234",
        "passwordpassword",
        "qwerty123456",
        "qwertyuiop12",
        "superman1234",
        "welcome12345",
    }
)
"""Those of twelve characters and more that guessers try first."""

_hasher = PasswordHasher()
_NOBODY = _hasher.hash("nobody has this password")


def hash_password(password: str) -> str:
    return _hasher.hash(password)


def objection(password: str, email: str) -> str | None:
    """What speaks against a new password, in a sentence; None where nothing does."""
    said, name = password.casefold(), email.partition("@")[0].casefold()
    if not SHORTEST <= len(password) <= LONGEST:
        return f"A password has {SHORTEST} to {LONGEST} characters. Three or four words make a good one."
    if name in said.split() or said in {email.casefold(), name + name} or (len(name) > 3 and said.startswith(name)):
        return "A password does not hold the e-mail."
    if said in _KNOWN or len(set(said)) < SHORTEST // 3 or _is_a_row(said):
        return "This password is one of the first that a guesser tries."
    return None


def _is_a_row(said: str) -> bool:
    """Such as 123456789012 or abcdefghijkl, upwards or down."""
    steps = {(ord(after) - ord(before)) % 10 for before, after in pairwise(said)}
    return steps in ({1}, {9})


def is_right(password: str, kept: str | None) -> bool:
    """Takes as long for somebody who does not exist (None) as for a wrong password."""
    try:
        _hasher.verify(kept or _NOBODY, password)
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None
