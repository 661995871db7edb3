from pathlib import Path

import pytest

from kiosk.camera.devices import PLUGGED_IN
from kiosk.camera.source import Source
from tests.camera.pictures import film, plain


@pytest.mark.parametrize(
    ("place", "is_address", "is_film"),
    [
        (0, False, False),
        ("1", False, False),
        ("/dev/video2", False, False),
        ("hands.avi", False, True),
        ("frames/f%03d.png", False, True),
        ("http://10.0.0.7/video", True, False),
        ("rtsp://10.0.0.7/live", True, False),
    ],
)
def test_what_a_place_is(place: str | int, is_address: bool, is_film: bool) -> None:
    source = Source.of(place)
    assert source.is_address is is_address
    assert source.is_film is is_film


@pytest.mark.parametrize(
    ("place", "is_name"),
    [
        ("Logitech", True),
        ("HD Pro Webcam C920", True),
        ("Integrated_Webcam_2.0", True),
        ("0", False),
        ("/dev/video0", False),
        ("hands.avi", False),
        ("f%03d.png", False),
        ("C:\\films\\hands", False),
        ("rtsp://10.0.0.7/live", False),
        ("", False),
    ],
)
def test_what_may_be_a_cameras_name(place: str, is_name: bool) -> None:
    source = Source.of(place)
    assert source.is_name is is_name
    assert source.is_device is (is_name or place in {"0", "/dev/video0"})


def test_a_file_without_an_ending_is_a_film(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    film(tmp_path / "f.avi", [plain(100)]).rename(tmp_path / "hands")
    monkeypatch.chdir(tmp_path)
    assert Source.of("hands").is_film
    assert not Source.of("hand").is_film


def test_digits_are_a_device() -> None:
    assert Source.of("3") == Source(3)


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ("http://ana:secret@10.0.0.7:8080/video?token=abc", "http://10.0.0.7:8080/video"),
        ("rtsp://10.0.0.7/live", "rtsp://10.0.0.7/live"),
        ("hands.avi", "hands.avi"),
        (0, "0"),
    ],
)
def test_the_log_sees_no_password(place: str | int, shown: str) -> None:
    assert str(Source.of(place)) == shown


@pytest.mark.parametrize(
    "place",
    [73, "/dev/video73", "", "no such film.avi", "none/f%03d.png", "http://127.0.0.1:9/x", "rtsp://127.0.0.1:9/"],
)
def test_where_nothing_is_nothing_opens_and_stderr_stays_clean(
    place: str | int, capfd: pytest.CaptureFixture[str]
) -> None:
    assert Source.of(place).open(PLUGGED_IN) is None
    assert capfd.readouterr() == ("", "")


def test_a_film_opens(tmp_path: Path) -> None:
    capture = Source.of(str(film(tmp_path / "f.avi", [plain(100)]))).open(PLUGGED_IN)
    assert capture is not None
    assert capture.read()[0]
    capture.release()
