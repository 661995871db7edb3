"""What is printed: our tickets, badges and cards, the ERP's tickets, and codes that are nobody's ticket here."""

from dataclasses import dataclass

import cv2
import numpy as np
import segno
import zxingcpp
from numpy.typing import NDArray

from kiosk.floor import codes
from kiosk.floor.facts import CallKind
from kiosk.tickets.code import QUIET, modules_of

Ink = NDArray[np.uint8]

KEY = b"a key of the bench, and no factory's"
FALSE_KEY = b"another factory's key"
WHITE, BLACK = 240, 25


@dataclass(frozen=True, slots=True, eq=False)
class Paper:
    """`ink`: the flat print, grey, `module_px` pixels a module. `code`: left, top and side of the code itself.

    `text` is None where no QR code is printed.
    """

    ink: Ink
    text: str | None
    module_px: float
    code: tuple[float, float, float]


def ticket(rng: np.random.Generator, module_px: int) -> Paper:
    """A label with one of our texts, and words printed beside the code."""
    text = _text(rng)
    return _label(_blocks(np.array(modules_of(text)), module_px), text, module_px, rng)


def of_text(text: str, error: str, module_px: int, rng: np.random.Generator) -> Paper:
    """Any text at an error-correction level, 'l' to 'h', which is not raised where it would cost nothing."""
    rows = np.array(segno.make_qr(text, error=error, boost_error=False).matrix) > 0
    return _label(_blocks(rows, module_px), text, module_px, rng)


def stranger(rng: np.random.Generator, module_px: int) -> Paper:
    """A print that no reader of QR codes may make a text of."""
    kind = STRANGERS[int(rng.integers(len(STRANGERS)))]
    content = f"{int(rng.integers(10**11, 10**12 - 1))}"
    if kind is None:
        rows = np.array(segno.make_micro(content[:5]).matrix) > 0
        return _label(_blocks(rows, module_px), None, module_px, rng)
    made = zxingcpp.create_barcode(content if kind != zxingcpp.BarcodeFormat.EAN13 else _ean(content), kind)
    picture = np.asarray(made.to_image(scale=module_px))
    return _label(np.where(picture > 127, WHITE, BLACK).astype(np.uint8), None, module_px, rng)


def words(rng: np.random.Generator, height: int, width: int) -> Ink:
    """Lines of print, as on a bundle's docket."""
    sheet = np.full((max(height, 1), max(width, 1)), WHITE, np.uint8)
    for y in range(22, height, 26):
        line = "".join(chr(int(c)) for c in rng.integers(65, 91, max(width // 16, 1)))
        cv2.putText(sheet, line, (6, y), cv2.FONT_HERSHEY_SIMPLEX, 0.6, BLACK, 1, cv2.LINE_AA)
    return sheet


STRANGERS = (
    zxingcpp.BarcodeFormat.EAN13,
    zxingcpp.BarcodeFormat.Code128,
    zxingcpp.BarcodeFormat.DataMatrix,
    zxingcpp.BarcodeFormat.Aztec,
    zxingcpp.BarcodeFormat.PDF417,
    None,  # Micro QR
)


def _text(rng: np.random.Generator) -> str:
    code = codes.code_of(int(rng.integers(1 << 50)))
    number = int(rng.integers(1, 10**6))
    match int(rng.integers(10)):
        case 0 | 1 | 2 | 3:
            return codes.ticket_text(code, 1 + number % 300, KEY)
        case 4 | 5:
            return codes.badge_text(code, KEY)
        case 6:
            return codes.command_text(codes.Command.CALL, CallKind.MACHINE)
        case 7:
            return codes.defect_text(f"D{number % 100}")
        case 8:
            return codes.ticket_text(code, 1 + number % 300, FALSE_KEY)
        case _:
            return f"ash://bundle/ASH-2026-{number:06}"


def _ean(digits: str) -> str:
    total = sum(int(digit) * (3 if n % 2 else 1) for n, digit in enumerate(digits))
    return f"{digits}{-total % 10}"


def _blocks(rows: NDArray[np.bool_], module_px: int) -> Ink:
    """Dark and light modules with their quiet zone."""
    with_quiet = np.pad(rows, QUIET)
    shades = np.where(with_quiet, BLACK, WHITE).astype(np.uint8)
    return np.kron(shades, np.ones((module_px, module_px), np.uint8))


def _label(code: Ink, text: str | None, module_px: int, rng: np.random.Generator) -> Paper:
    height, width = code.shape
    beside = words(rng, height, int(width * rng.uniform(0, 0.8)))
    quiet = QUIET * module_px
    return Paper(np.hstack((code, beside)), text, module_px, (quiet, quiet, height - 2 * quiet))
