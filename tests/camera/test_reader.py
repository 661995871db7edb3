import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray

from kiosk.camera.reader import look, read
from kiosk.camera.scan import scan
from tests.bench.frames.shop import AXES, frame
from tests.camera.pictures import BADGE, BUNDLE, blurred, laid, printed, table, tilted, turned


def test_an_empty_table_shows_nothing() -> None:
    assert read(table()) == []
    assert look(table()).is_empty


@pytest.mark.parametrize("degrees", range(0, 360, 25))
def test_a_turned_ticket(degrees: int) -> None:
    assert read(turned(printed(BUNDLE), degrees)) == [BUNDLE]


@pytest.mark.parametrize("degrees", [-60, -40, -20, 20, 40, 60])
def test_a_tilted_ticket(degrees: int) -> None:
    assert read(tilted(printed(BUNDLE), degrees)) == [BUNDLE]


def test_a_blurred_ticket() -> None:
    assert read(blurred(turned(printed(BUNDLE), 10), 2.0)) == [BUNDLE]


def test_a_ticket_in_the_dark() -> None:
    dark = (turned(printed(BUNDLE), 10) * 0.12).astype(np.uint8)
    assert read(dark) == [BUNDLE]


def test_a_ticket_out_of_focus_is_read_at_the_second_look() -> None:
    ticket = laid(printed(BUNDLE, module_px=4), 500, 300)
    soft = [blurred(ticket, sigma) for sigma in np.arange(1.5, 3.0, 0.05)]
    too_soft = [picture for picture in soft if not scan(np.ascontiguousarray(picture[..., 0])).texts]
    assert [BUNDLE] in [read(picture) for picture in too_soft]


def test_no_step_is_begun_when_the_time_is_over() -> None:
    ticket = laid(printed(BUNDLE, module_px=4), 500, 300)
    soft = [blurred(ticket, sigma) for sigma in np.arange(1.5, 3.0, 0.05)]
    at_once = [picture for picture in soft if read(picture, budget_ms=0)]
    assert len(at_once) == len([picture for picture in soft if scan(np.ascontiguousarray(picture[..., 0])).texts])
    assert len(at_once) < len([picture for picture in soft if read(picture)])


def test_white_on_black() -> None:
    assert read(255 - laid(printed(BUNDLE), 300, 200)) == [BUNDLE]


@pytest.mark.parametrize("lost_px", [-24, 0, 6, 12, 18])
def test_a_ticket_that_the_edge_cuts_off(lost_px: int) -> None:
    right = 300 + (4 + 25) * 6
    assert read(laid(printed(BUNDLE), 300, 200)[:, : right - lost_px]) == [BUNDLE]


def test_a_small_code_in_a_large_photograph() -> None:
    rng = np.random.default_rng(3)
    photograph = rng.normal(120, 15, (3000, 4000))
    code = printed("https://example.com/a?b=c", module_px=5, error="m")
    photograph[2000 : 2000 + code.shape[0], 3000 : 3000 + code.shape[1]] = code
    noisy = np.clip(photograph + rng.normal(0, 15, photograph.shape), 0, 255)
    assert read(noisy.astype(np.uint8)) == ["https://example.com/a?b=c"]


def test_a_ticket_held_before_a_shirt_with_a_print() -> None:
    stark = (np.indices((720, 1280)).sum(0) // 9 % 2 * 200).astype(np.uint8)
    assert read(laid(printed(BUNDLE), 300, 200, on=np.dstack([stark] * 3))) == [BUNDLE]


@pytest.mark.parametrize("axis", AXES)
@pytest.mark.parametrize("severity", [1, 5])
def test_no_frame_of_the_shop_floor_is_read_wrongly(axis: str, severity: int) -> None:
    for seed in range(2):
        taken = frame(axis, severity, seed)
        assert set(read(taken.picture)) <= taken.texts
        if axis in {"easy", "rotation", "jpeg", "tilt"} and severity == 1:
            assert set(read(taken.picture)) == taken.texts


def test_two_codes_in_view_are_both_told() -> None:
    both = laid(printed(BADGE), 800, 300, on=laid(printed(BUNDLE), 200, 100))
    assert sorted(read(both)) == sorted([BUNDLE, BADGE])


def test_a_still_picture_is_searched_beside_a_code_that_was_read() -> None:
    beside = laid(255 - printed(BADGE), 900, 300, on=laid(printed(BUNDLE), 200, 200))
    assert sorted(read(beside)) == [BUNDLE, BADGE]
    assert look(beside).texts == (BUNDLE,)


def test_the_same_text_twice_is_told_once() -> None:
    both = laid(printed(BUNDLE), 800, 300, on=laid(printed(BUNDLE), 200, 100))
    assert read(both) == [BUNDLE]


def test_an_outline_runs_round_the_code_in_the_pictures_pixels() -> None:
    (code,) = look(laid(printed(BUNDLE, module_px=6), 300, 200)).read
    quiet, side = 4 * 6, 25 * 6
    expected = [(300, 200), (300 + side, 200), (300 + side, 200 + side), (300, 200 + side)]
    for (x, y), (wanted_x, wanted_y) in zip(code.outline, expected, strict=True):
        assert abs(x - quiet - wanted_x) <= 3
        assert abs(y - quiet - wanted_y) <= 3


def test_a_code_that_stays_unread_has_its_place_told() -> None:
    spoilt = printed(BUNDLE, module_px=8)
    spoilt[100:200, 100:200] = 255
    seen = look(laid(spoilt, 400, 200))
    assert seen.texts == ()
    (outline,) = seen.unread
    assert all(400 <= x <= 400 + spoilt.shape[1] and 200 <= y <= 200 + spoilt.shape[0] for x, y in outline)
    assert [code.text for code in seen.codes] == [None]


def test_micro_qr_is_no_ticket() -> None:
    assert read(laid(printed("12345", module_px=10, micro=True), 500, 300)) == []


def test_a_code_of_the_largest_size() -> None:
    text = "".join(chr(33 + n % 90) for n in range(2900))
    picture = table(200, width=1100, height=900)
    assert read(laid(printed(text, module_px=4, error="l"), 100, 50, on=picture)) == [text]


def test_a_code_of_four_kilobytes() -> None:
    text = "".join(str(n % 7) for n in range(4096))
    picture = table(200, width=1100, height=900)
    assert read(laid(printed(text, module_px=5, error="l"), 100, 50, on=picture)) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "a\0b",
        "\x1b[2J\x07",
        "line\r\nline",
        "\u202eright to left",
        "'; DROP TABLE facts; --",
        "<script>",
        "=cmd()",
        "漢字",
    ],
)
def test_a_strange_text_comes_through_as_it_is(text: str) -> None:
    assert read(laid(printed(text), 400, 200)) == [text]


@pytest.mark.parametrize("raw", [bytes(range(256)), b"\xff\xfe\x80" * 30, b"\xc3\x28", b"\x00" * 64])
def test_bytes_that_are_no_text_raise_nothing(raw: bytes) -> None:
    assert all(isinstance(text, str) for text in read(laid(printed(raw, module_px=4), 300, 100)))


BGR = laid(printed(BUNDLE), 300, 200)
ODD = [
    np.zeros((0, 0), np.uint8),
    np.zeros((0, 5, 3), np.uint8),
    np.zeros((720, 0, 3), np.uint8),
    np.zeros((1, 1), np.uint8),
    np.zeros((2, 4000, 3), np.uint8),
    np.zeros(7, np.uint8),
    np.zeros((), np.uint8),
    np.zeros((4, 4, 3, 3), np.uint8),
    np.zeros((2, 2, 40, 40, 3), np.uint8),
    np.zeros((90, 90, 2), np.uint8),
    np.zeros((8, 40_000), np.uint8),
    np.full((90, 90), np.nan),
    np.full((90, 90), np.inf),
    np.full((90, 90), 1e308) * np.where(np.eye(90), 1, -1),
    np.array([["a", "b"], ["c", "d"]]),
    np.full((90, 90), None),
    np.full((90, 90), 1j),
    np.zeros((90, 90), "datetime64[s]"),
]


@pytest.mark.parametrize(
    "picture",
    [
        BGR,
        BGR[..., 0],
        BGR[..., :1],
        np.dstack((BGR, np.full(BGR.shape[:2], 255, np.uint8))),
        np.repeat(np.repeat(BGR, 2, 0), 2, 1)[::2, ::2],
        np.asfortranarray(BGR),
        np.rot90(BGR),
        BGR[:, ::-1][:, ::-1],
        BGR.astype(np.uint16) * 257,
        BGR.astype(np.uint16),
        BGR.astype(">u2") * 257,
        BGR.astype(np.int32) * 1000 - 50_000,
        BGR.astype(np.float32) / 255,
        BGR.astype(np.float16),
        np.where(BGR < 60, np.nan, BGR.astype(np.float64)),
        (BGR // 2).astype(np.int8),
        BGR[..., 0] > 100,
        np.tile(BGR[..., 0], (1, 7))[:, :8000],
        np.ma.masked_array(BGR, mask=False),
    ],
    ids=[
        *("bgr", "grey", "one channel", "bgra", "strided", "columns first", "turned", "twice mirrored", "16 bit"),
        *("8 bits in 16", "16 bit of the other order", "integers", "float", "half float", "not a number", "signed"),
        *("black or white", "8000 wide", "masked"),
    ],
)
def test_every_sort_of_picture(picture: NDArray[np.uint8]) -> None:
    assert read(picture) == [BUNDLE]


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: f"{odd.dtype} {odd.shape}")
def test_what_is_no_picture_gives_nothing(odd: NDArray[np.generic]) -> None:
    assert read(odd) == []


@settings(deadline=None, max_examples=200)
@given(
    arrays.arrays(
        dtype=st.one_of(
            arrays.scalar_dtypes(), st.just(np.dtype(object)), st.just(np.dtype([("a", "u1"), ("b", "f4")]))
        ),
        shape=arrays.array_shapes(min_dims=0, max_dims=5, min_side=0, max_side=24),
    )
)
def test_no_array_raises(odd: NDArray[np.generic]) -> None:
    assert read(odd, budget_ms=5) == []


@settings(deadline=None, max_examples=100)
@given(
    dtype=st.sampled_from(["u1", "u2", ">u2", "u4", "i2", "i8", "f2", "f4", "f8", "?"]),
    channels=st.sampled_from([(), (1,), (2,), (3,), (4,), (5,)]),
    sides=st.tuples(st.integers(0, 90), st.integers(0, 90)),
    strides=st.tuples(st.sampled_from([-2, -1, 1, 3]), st.sampled_from([-2, -1, 1, 3])),
    seed=st.integers(0, 1 << 30),
)
def test_no_noise_of_any_kind_is_read(
    dtype: str, channels: tuple[int, ...], sides: tuple[int, int], strides: tuple[int, int], seed: int
) -> None:
    raw = np.random.default_rng(seed).bytes(sides[0] * sides[1] * int(np.prod(channels)) * np.dtype(dtype).itemsize)
    noise = np.frombuffer(raw, dtype).reshape((*sides, *channels))[:: strides[0], :: strides[1]]
    assert read(noise, budget_ms=20) == []


@settings(deadline=None, max_examples=60)
@given(seed=st.integers(0, 1 << 30), share=st.floats(0, 0.6), module_px=st.integers(2, 9))
def test_a_spoilt_code_gives_its_own_text_or_none(seed: int, share: float, module_px: int) -> None:
    rng = np.random.default_rng(seed)
    code = printed(BUNDLE, module_px=module_px)
    spots = np.kron(rng.random((33, 33)) < share, np.ones((module_px, module_px), bool))
    spoilt = np.where(spots, rng.integers(0, 256, code.shape), code).astype(np.uint8)
    assert set(read(laid(spoilt, 300, 100))) <= {BUNDLE}


@settings(deadline=None, max_examples=60)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
def test_any_text_comes_through_or_not_at_all(text: str) -> None:
    found = read(laid(printed(text, module_px=5, error="m"), 200, 60))
    assert all(isinstance(one, str) for one in found)
    if text.isascii():
        assert found == [text]
