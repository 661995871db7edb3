import pytest

from kiosk.camera.sight import Code, Outline, Sight, box, covers, middle, placed, side_px, sight


def square(x: int, y: int, side: int = 40) -> Outline:
    return (x, y), (x + side, y), (x + side, y + side), (x, y + side)


def test_equal_texts_are_one_code() -> None:
    seen = sight([Code("a", square(0, 0)), Code("b", square(100, 0)), Code("a", square(200, 0))], [])
    assert seen.texts == ("a", "b")
    assert [code.outline for code in seen.read] == [square(0, 0), square(100, 0)]


def test_an_unread_place_where_a_text_was_read_is_none() -> None:
    seen = sight([Code("a", square(0, 0))], [square(4, 4), square(100, 0), square(102, 1)])
    assert seen.unread == (square(100, 0),)


def test_of_all_that_can_be_drawn_the_unread_has_no_text() -> None:
    seen = sight([Code("a", square(0, 0))], [square(100, 0)])
    assert seen.codes == (Code("a", square(0, 0)), Code(None, square(100, 0)))
    assert not seen.is_empty
    assert Sight().is_empty


def test_geometry() -> None:
    outline: Outline = ((10, 10), (40, 14), (38, 50), (8, 46))
    assert box(outline) == (8, 10, 40, 50)
    assert middle(outline) == (24, 30)
    assert covers(outline, (24, 30))
    assert not covers(outline, (41, 30))
    assert side_px(square(5, 5, 30)) == pytest.approx(30)


def test_back_from_a_cut_out() -> None:
    assert placed(square(10, 20, 30), scale=0.5, dx=100, dy=200) == square(105, 210, 15)
