"""A real pseudo-terminal and a real FIFO stand for the serial line; the scanner's end is written by hand."""

import logging
import os
import pty
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.camera.scanner import LONGEST_LINE, Lines, Scanner
from kiosk.trouble import Reason, Trouble
from tests.camera.pictures import BADGE, BUNDLE


class Plug:
    """A pseudo-terminal whose device file always has the same name, as udev gives one to a scanner."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "scanner"
        self._ends: tuple[int, int] | None = None
        self.put_in()

    def put_in(self) -> None:
        self._ends = pty.openpty()
        self.path.symlink_to(os.ttyname(self._ends[1]))

    def send(self, text: bytes) -> None:
        assert self._ends
        os.write(self._ends[0], text)

    def pull(self) -> None:
        if self._ends:
            self.path.unlink()
            for end in self._ends:
                os.close(end)
            self._ends = None


@pytest.fixture
def plug(tmp_path: Path) -> Iterator[Plug]:
    made = Plug(tmp_path)
    yield made
    made.pull()


@pytest.fixture
def scanner(plug: Plug) -> Iterator[Scanner]:
    made = Scanner(str(plug.path))
    assert made.next(wait_s=0) is None
    yield made
    made.close()
    with pytest.raises(Trouble):
        made.next()


def codes(scanner: Scanner, count: int, *, within_s: float = 10) -> list[str]:
    """Asks on through troubles, as the lane does."""
    found: list[str] = []
    end_s = time.monotonic() + within_s
    while len(found) < count and time.monotonic() < end_s:
        with suppress(Trouble):
            code = scanner.next(wait_s=0.1)
            found += [code] if code else []
    return found


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n", b"\n\r"])
def test_a_line_is_a_code(plug: Plug, scanner: Scanner, end: bytes) -> None:
    plug.send(BUNDLE.encode() + end + BADGE.encode() + end)
    assert codes(scanner, 2) == [BUNDLE, BADGE]
    assert scanner.next(wait_s=0) is None


def test_a_code_that_comes_in_pieces_waits_for_its_end(plug: Plug, scanner: Scanner) -> None:
    plug.send(BUNDLE[:7].encode())
    assert scanner.next(wait_s=0.05) is None
    plug.send(BUNDLE[7:].encode() + b"\r")
    assert codes(scanner, 1) == [BUNDLE]


def test_nothing_is_done_to_what_comes(plug: Plug, scanner: Scanner) -> None:
    """No sign is taken for an order to the terminal: interrupt, end, stop, erase."""
    plug.send(b"a\x03b\x04c\x13d\x7fe\x00f\n")
    assert codes(scanner, 1) == ["a\x03b\x04c\x13d\x7fe\x00f"]


def test_a_scanner_unplugged_and_back_is_told_once_at_each_end(
    plug: Plug, scanner: Scanner, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    plug.send(b"half a co")
    assert scanner.next(wait_s=0.05) is None
    plug.pull()
    for _ in range(3):
        with pytest.raises(Trouble) as caught:
            scanner.next()
        assert caught.value.reason is Reason.SCANNER_LOST
    plug.put_in()
    assert codes(scanner, 1, within_s=2) == []
    plug.send(BUNDLE.encode() + b"\r")
    assert codes(scanner, 1) == [BUNDLE], "and not the half that came before"
    assert [record.getMessage().partition("scanner ")[2] for record in caplog.records] == ["has gone", "is back"]


def test_a_scanner_that_is_plugged_in_later_is_found(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    scanner = Scanner(str(tmp_path / "scanner"))
    asked_s = time.monotonic()
    for _ in range(3):
        with pytest.raises(Trouble):
            scanner.next()
    assert time.monotonic() - asked_s >= 0.7, "a caller that asks on must not spin"
    plug = Plug(tmp_path)
    assert codes(scanner, 1, within_s=2) == []
    plug.send(BADGE.encode() + b"\n")
    assert codes(scanner, 1) == [BADGE]
    plug.pull()
    scanner.close()
    assert [record.levelno for record in caplog.records] == [logging.WARNING, logging.INFO]


def test_closing_ends_the_waiting(tmp_path: Path) -> None:
    scanner = Scanner(str(tmp_path / "none"))
    for _ in range(3):
        with pytest.raises(Trouble):
            scanner.next()

    def ask() -> None:
        with suppress(Trouble):
            scanner.next()

    asking = Thread(target=ask)
    asking.start()
    scanner.close()
    asking.join(0.5)
    assert not asking.is_alive()


def test_a_fifo_will_do_and_outlives_its_writers(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "codes")
    scanner = Scanner(str(tmp_path / "codes"))
    assert scanner.next(wait_s=0) is None
    for text in (BUNDLE, BADGE):
        (tmp_path / "codes").write_text(f"{text}\n")
        assert codes(scanner, 1) == [text]
    assert scanner.next(wait_s=0.05) is None
    scanner.close()


def test_a_line_without_end_fills_no_memory() -> None:
    lines = Lines()
    for _ in range(1000):
        assert lines.cut(b"x" * 5000) == []
    assert len(lines._rest) <= LONGEST_LINE
    assert lines.cut(b"tail of the noise\nB1/GOOD\n") == ["B1/GOOD"]


def test_a_code_of_4_kb_passes_and_a_longer_one_does_not() -> None:
    longest, longer = b"x" * LONGEST_LINE, b"y" * (LONGEST_LINE + 1)
    assert Lines().cut(longest + b"\n" + longer + b"\nz\n") == [longest.decode(), "z"]


@given(
    texts=st.lists(st.text(st.characters(exclude_categories=("Cc", "Cs", "Z")), min_size=1, max_size=30), max_size=8),
    ends=st.lists(st.sampled_from(["\r", "\n", "\r\n", "\n\n"]), min_size=1),
    cuts=st.lists(st.integers(1, 12), min_size=1),
)
def test_however_the_bytes_are_cut_the_codes_are_the_same(texts: list[str], ends: list[str], cuts: list[int]) -> None:
    sent = "".join(text + ends[n % len(ends)] for n, text in enumerate(texts)).encode()
    lines, came, at, n = Lines(), list[str](), 0, 0
    while at < len(sent):
        came += lines.cut(sent[at : at + cuts[n % len(cuts)]])
        at, n = at + cuts[n % len(cuts)], n + 1
    assert came == texts


@given(st.lists(st.binary(max_size=40)))
def test_any_bytes_do_no_harm(pieces: list[bytes]) -> None:
    lines = Lines()
    for piece in pieces:
        for text in lines.cut(piece):
            assert text.strip()
            assert "\n" not in text
