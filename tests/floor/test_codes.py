import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.floor.codes import (
    ALPHABET,
    Badge,
    BundleTicket,
    Command,
    CommandCard,
    ErpCode,
    Odd,
    Strange,
    badge_text,
    code_of,
    command_text,
    is_genuine,
    read,
    ticket_text,
)
from tests.make import KEY

codes = st.text(ALPHABET, min_size=10, max_size=10)
pieces = st.integers(1, 9999)


@given(codes, pieces)
def test_a_ticket_reads_back_as_it_was_written(code: str, count: int) -> None:
    text = ticket_text(code, count, KEY)
    ticket = read(text)
    assert isinstance(ticket, BundleTicket)
    assert (ticket.code, ticket.pieces) == (code, count)
    assert is_genuine(ticket, KEY)
    assert not is_genuine(ticket, b"another factory's key")
    assert len(text) <= 29


@given(codes, pieces, pieces)
def test_a_ticket_with_other_pieces_is_not_genuine(code: str, count: int, other: int) -> None:
    if count != other:
        assert not is_genuine(BundleTicket(code, other, ticket_text(code, count, KEY)[-6:]), KEY)


@given(codes)
def test_a_badge_reads_back(code: str) -> None:
    badge = read(badge_text(code, KEY))
    assert isinstance(badge, Badge)
    assert badge.code == code
    assert is_genuine(badge, KEY)


@given(st.text())
def test_no_text_at_all_raises(text: str) -> None:
    read(text)


@given(st.integers(0, 2**50 - 1), st.integers(0, 2**50 - 1))
def test_two_numbers_never_share_a_code(one: int, other: int) -> None:
    assert (code_of(one) == code_of(other)) == (one == other)


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("A1/UNDO", CommandCard(Command.UNDO)),
        ("A1/OUT", CommandCard(Command.SIGN_OUT)),
        ("A1/PUT/R-12", CommandCard(Command.PUT, "R-12")),
        ("A1/PUT/", Strange(Odd.STRANGE)),
        ("A1/PUT/-", Strange(Odd.STRANGE)),
        ("A1/PUT/ABCDEFGHIJKLMNOP", Strange(Odd.STRANGE)),
        ("A1/PUT/A/B", Strange(Odd.STRANGE)),
        ("A1/DANCE", Strange(Odd.STRANGE)),
        ("ash://bundle/cm3x9k2", ErpCode("cm3x9k2")),
        ("ASH-o1-l2-M-7-1700000000000", ErpCode("ASH-o1-l2-M-7-1700000000000")),
        ("QR-BDL-001-2024", ErpCode("QR-BDL-001-2024")),
        (" BDL-001\n", ErpCode("BDL-001")),
        ("ORD-17", Strange(Odd.OTHER_THING)),
        ("carton-4", Strange(Odd.OTHER_THING)),
        ("", Strange(Odd.EMPTY)),
        ("   ", Strange(Odd.EMPTY)),
        ("x" * 5000, Strange(Odd.TOO_LONG)),
        ("a\x00b", Strange(Odd.NOT_PLAIN)),
        ("B1/0000000001/20/АААААА", Strange(Odd.NOT_PLAIN)),
        ("\u202eBDL-001", Strange(Odd.NOT_PLAIN)),
        ("B1/0000000001/20", Strange(Odd.STRANGE)),
        ("B1/0000000001/020/000000", Strange(Odd.STRANGE)),
        ("B1/000000000I/20/000000", Strange(Odd.STRANGE)),
        ("Z9/whatever", Strange(Odd.STRANGE)),
        ("https://example.com/?q=1", Strange(Odd.STRANGE)),
        ("'; DROP TABLE facts; --", Strange(Odd.STRANGE)),
        ("<script>alert(1)</script>", Strange(Odd.STRANGE)),
        ("=cmd()", Strange(Odd.STRANGE)),
    ],
)
def test_what_a_text_means(text: str, means: object) -> None:
    assert read(text) == means


def test_what_could_not_be_read_back_is_not_written() -> None:
    for code, count in [("SHORT", 20), ("0000000001", 0), ("000000000U", 5), ("0000000001", 10_000)]:
        with pytest.raises(ValueError, match="printed code"):
            ticket_text(code, count, KEY)
    assert read(command_text(Command.UNDO)) == CommandCard(Command.UNDO)
