"""Real films, rows of pictures and MJPEG over loopback; the capture thread is the real one."""

import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle, islice
from pathlib import Path
from shutil import rmtree
from threading import Event, Thread

import cv2
import pytest

from kiosk.camera import webcam as webcam_module
from kiosk.camera.devices import Devices, Wishes
from kiosk.camera.source import Source
from kiosk.camera.webcam import Frame, Webcam
from kiosk.trouble import Reason, Trouble
from tests.camera.pictures import film, laid, plain, printed, table
from tests.camera.test_devices import plug_in

LEVELS = range(20, 240, 10)
NEVER = 1 << 40
"""A frame number that no camera reaches: asking for what comes after it is waiting."""


@pytest.fixture
def hands(tmp_path: Path) -> str:
    return str(film(tmp_path / "hands.avi", map(plain, LEVELS)))


def level(frame: Frame) -> int:
    return round(float(frame.picture.mean()))


def frames(webcam: Webcam) -> Iterator[Frame]:
    """Each frame as it comes, until the film ends."""
    after = 0
    while True:
        frame = webcam.newest(after)
        if frame is not None:
            after = frame.number
            yield frame
        elif webcam.ended:
            return


def trouble(webcam: Webcam, *, within_s: float = 10) -> Trouble:
    """Asks until there is one. No single question may block for long."""
    end_s = time.monotonic() + within_s
    while time.monotonic() < end_s:
        asked_s = time.monotonic()
        try:
            webcam.newest(NEVER)
        except Trouble as found:
            return found
        finally:
            assert time.monotonic() - asked_s < 2, "the caller was kept waiting"
    pytest.fail("the camera should have been in trouble")


def next_frame(webcam: Webcam, after: int = 0, *, within_s: float = 10) -> Frame:
    """Asks on through troubles, as the camera lane does."""
    end_s = time.monotonic() + within_s
    while time.monotonic() < end_s:
        try:
            frame = webcam.newest(after)
        except Trouble:
            continue
        if frame:
            return frame
    pytest.fail("no frame came")


def period_s(seen: list[Frame]) -> float:
    return (seen[-1].at_s - seen[0].at_s) / (seen[-1].number - seen[0].number)


def last_number(webcam: Webcam) -> int:
    return webcam._now.frame.number if webcam._now.frame else 0


def test_a_film_plays_in_order_and_ends(hands: str) -> None:
    with closing(Webcam(hands)) as webcam:
        seen = list(frames(webcam))
        assert webcam.ended
        assert webcam.newest(seen[-1].number, wait_s=0) is None
        assert webcam.newest(0) == seen[-1], "the last picture stays"
    numbers = [frame.number for frame in seen]
    assert numbers == sorted(set(numbers))
    assert numbers[-1] == len(LEVELS)
    assert level(seen[-1]) == pytest.approx(LEVELS[-1], abs=3)
    assert seen[0].picture.shape == (48, 64, 3)


def test_a_film_is_paced_like_a_camera(tmp_path: Path) -> None:
    path = film(tmp_path / "slow.avi", map(plain, LEVELS), fps=50)
    with closing(Webcam(str(path))) as webcam:
        seen = list(frames(webcam))
    assert 0.9 / 50 < period_s(seen) < 3 / 50


def test_who_asks_late_gets_the_newest_alone(hands: str) -> None:
    with closing(Webcam(hands)) as webcam:
        while not webcam.ended:
            assert webcam.newest(NEVER, wait_s=0.02) is None
        frame = webcam.newest(0)
    assert frame is not None
    assert frame.number == len(LEVELS)


def test_a_loop_plays_on(hands: str) -> None:
    with closing(Webcam(hands, loop=True)) as webcam:
        frame = next_frame(webcam, after=3 * len(LEVELS))
        assert not webcam.ended
    assert frame.number > 3 * len(LEVELS)


def test_a_row_of_pictures_plays_at_the_rate_asked_for(tmp_path: Path) -> None:
    for n, grey in enumerate(LEVELS):
        cv2.imwrite(str(tmp_path / f"f{n:03d}.png"), plain(grey))
    with closing(Webcam(str(tmp_path / "f%03d.png"), wishes=Wishes(fps=100))) as webcam:
        seen = list(frames(webcam))
    assert level(seen[-1]) == LEVELS[-1]
    assert 0.9 / 100 < period_s(seen) < 3 / 100


@pytest.mark.parametrize("source", [73, "no such film.avi", "http://127.0.0.1:9/video"])
def test_no_camera_is_said_at_once_and_logged_once(source: str | int, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    with closing(Webcam(source)) as webcam:
        assert trouble(webcam, within_s=3).reason is Reason.NO_CAMERA
        asked_s = time.monotonic()
        for _ in range(3):
            with pytest.raises(Trouble):
                webcam.newest(wait_s=0.1)
        assert time.monotonic() - asked_s >= 0.3, "a caller that asks on must not spin"
    assert [record.getMessage() for record in caplog.records] == [f"Camera {source} cannot be opened"]


def test_a_damaged_film_is_no_camera(tmp_path: Path) -> None:
    path = tmp_path / "damaged.avi"
    path.write_bytes(b"RIFF" + b"junk" * 500)
    with closing(Webcam(str(path))) as webcam:
        assert trouble(webcam, within_s=3).reason is Reason.NO_CAMERA
        assert not webcam.ended


def test_a_camera_that_is_plugged_in_later_is_found(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    place = tmp_path / "later.avi"
    with closing(Webcam(str(place))) as webcam:
        assert trouble(webcam).reason is Reason.NO_CAMERA
        film(tmp_path / "ready.avi", map(plain, LEVELS)).rename(place)
        assert next_frame(webcam).number == 1
    assert [record.getMessage().rpartition("/")[2] for record in caplog.records] == [
        "later.avi cannot be opened",
        "later.avi is back",
    ]


def test_each_new_try_waits_longer_up_to_a_limit() -> None:
    waits = list(islice(webcam_module._growing_waits(), 8))
    assert waits == [0.25, 0.5, 1, 2, 4, 5, 5, 5]


def test_a_closed_webcam_is_no_camera(hands: str) -> None:
    webcam = Webcam(hands, loop=True)
    next_frame(webcam)
    webcam.close()
    assert not webcam._thread.is_alive()
    asked_s = time.monotonic()
    with pytest.raises(Trouble, match="closed"):
        webcam.newest()
    assert time.monotonic() - asked_s < 0.4, "and is told so at once"


def test_closing_wakes_who_waits(hands: str) -> None:
    webcam = Webcam(hands)
    answers: list[Reason] = []

    def ask() -> None:
        with pytest.raises(Trouble) as caught:
            webcam.newest(NEVER, wait_s=60)
        answers.append(caught.value.reason)

    asking = Thread(target=ask)
    asking.start()
    webcam.close()
    asking.join(5)
    assert answers == [Reason.NO_CAMERA]


class Server:
    """An MJPEG camera on loopback that can fall silent, go away, and come back on the same port."""

    def __init__(self, port: int = 0, *, is_mute: bool = False, pictures: Sequence[bytes] = ()) -> None:
        self.silent, self._going = Event(), Event()
        silent, going = self.silent, self._going
        jpegs = cycle(pictures or [cv2.imencode(".jpg", plain(120))[1].tobytes()])
        if is_mute:
            silent.set()

        class Camera(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if not is_mute:
                    self.send_response(200)
                    self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
                    self.end_headers()
                while not going.wait(0.01):
                    if not silent.is_set():
                        jpeg = next(jpegs)
                        head = f"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {len(jpeg)}\r\n\r\n"
                        try:
                            self.wfile.write(head.encode() + jpeg + b"\r\n")
                        except OSError:
                            return

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the library's name)
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", port), Camera)
        self.port = self._server.server_port
        self.url = f"http://127.0.0.1:{self.port}/video"
        self._thread = Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    def close(self) -> None:
        self._going.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def test_a_camera_at_an_address_goes_and_comes_back(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    with closing(Server()) as server, closing(Webcam(server.url)) as webcam:
        next_frame(webcam)
        server.close()
        assert trouble(webcam).reason is Reason.CAMERA_LOST
        last = last_number(webcam)
        with closing(Server(server.port)):
            assert next_frame(webcam, after=last).number > last
            webcam.close()
    assert [record.getMessage().partition("video ")[2] for record in caplog.records] == ["has stopped", "is back"]


def test_a_camera_that_falls_silent_blocks_nobody_and_is_lost(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    with closing(Server()) as server, closing(Webcam(server.url)) as webcam:
        next_frame(webcam)
        server.silent.set()
        assert trouble(webcam, within_s=5).reason is Reason.CAMERA_LOST
        server.silent.clear()
        next_frame(webcam, after=last_number(webcam))
    assert len(caplog.records) == 2


def test_a_mute_address_is_no_camera_and_closing_does_not_hang() -> None:
    with closing(Server(is_mute=True)) as server:
        webcam = Webcam(server.url)
        assert trouble(webcam, within_s=5).reason is Reason.NO_CAMERA
        start_s = time.monotonic()
        webcam.close()
        assert time.monotonic() - start_s < 3.5
        assert not webcam._thread.is_alive()


def test_a_driver_that_blocks_is_noticed(monkeypatch: pytest.MonkeyPatch, hands: str) -> None:
    """Some drivers keep a read waiting for ten seconds; a film of one frame a second stands for one."""
    monkeypatch.setattr(webcam_module, "SILENT_S", 0.05)
    path = film(Path(hands).with_name("slow.avi"), map(plain, LEVELS), fps=1)
    with closing(Webcam(str(path))) as webcam:
        assert trouble(webcam).reason is Reason.NO_CAMERA
        assert next_frame(webcam).number >= 1


# ---- a device by its name: a folder stands for the kernel's, and films for what its nodes give


def plugged(folder: Path, number: int, name: str, picture: int) -> Devices:
    devices = Devices(folder / "video4linux", folder / "dev")
    devices.nodes.mkdir(exist_ok=True)
    film(folder / "made.avi", [plain(picture)] * 200).rename(devices.nodes / f"video{number}")
    plug_in(devices.names, number, name)
    return devices


def test_a_camera_is_found_by_its_name_and_again_under_another_number(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    devices = plugged(tmp_path, 2, "Logitech BRIO", 60)
    plugged(tmp_path, 0, "Integrated Camera", 200)
    with closing(Webcam("logitech", devices=devices)) as webcam:
        assert level(next_frame(webcam)) == pytest.approx(60, abs=3)
        rmtree(devices.names / "video2")
        (devices.nodes / "video2").unlink()
        assert trouble(webcam).reason is Reason.CAMERA_LOST
        last = last_number(webcam)
        plugged(tmp_path, 4, "Logitech BRIO", 90)
        assert level(next_frame(webcam, after=last)) == pytest.approx(90, abs=3)
        rmtree(devices.names)
    told = [record.getMessage() for record in caplog.records]
    assert told[:2] == ["Camera logitech has stopped", "Camera logitech is back"]


def test_a_name_that_no_camera_has_is_no_camera(tmp_path: Path) -> None:
    with closing(Webcam("logitech", devices=plugged(tmp_path, 0, "Integrated Camera", 200))) as webcam:
        assert trouble(webcam, within_s=3).reason is Reason.NO_CAMERA


def test_settings_that_a_camera_lacks_are_told_once_however_often_it_comes_back(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    devices = plugged(tmp_path, 0, "Logitech", 60)
    with closing(Webcam("logitech", devices=devices, wishes=Wishes(exposure=100, focus=10))) as webcam:
        next_frame(webcam, after=500)  # the film was opened three times by then
    told = [record.getMessage() for record in caplog.records]
    assert told.count("Camera logitech has no setting for exposure and focus") == 1


def test_a_driver_that_fails_in_the_midst_of_a_call_is_opened_anew(monkeypatch: pytest.MonkeyPatch, hands: str) -> None:
    opened: list[int] = []
    opening = Source.open

    def open_(source: Source, devices: Devices) -> cv2.VideoCapture | None:
        opened.append(1)
        if len(opened) < 3:
            raise cv2.error("VIDIOC_DQBUF: No such device")
        return opening(source, devices)

    monkeypatch.setattr(Source, "open", open_)
    with closing(Webcam(hands)) as webcam:
        assert trouble(webcam).reason is Reason.NO_CAMERA
        assert next_frame(webcam).number >= 1


# ---- damage on the way


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_truncated_film_plays_as_far_as_it_goes(tmp_path: Path, share: float) -> None:
    pictures = (table(grey, width=640, height=360) for grey in LEVELS)
    whole = film(tmp_path / "whole.avi", pictures).read_bytes()
    (tmp_path / "cut.avi").write_bytes(whole[: int(share * len(whole))])
    with closing(Webcam(str(tmp_path / "cut.avi"))) as webcam:
        seen = list(frames(webcam))
    assert 1 <= len(seen) <= len(LEVELS)
    assert [level(frame) for frame in seen[:1]] == [pytest.approx(LEVELS[seen[0].number - 1], abs=3)]


def test_damaged_and_differing_pictures_of_a_stream_end_nothing() -> None:
    good, large = (cv2.imencode(".jpg", picture)[1].tobytes() for picture in (plain(120), laid(printed("X"), 9, 9)))
    damaged = [good, good[: len(good) // 2], b"", b"\xff\xd8 no picture", large, good[:20] + large[200:], good]
    with closing(Server(pictures=damaged)) as server, closing(Webcam(server.url)) as webcam:
        last = next_frame(webcam).number
        for _ in range(20):
            last = next_frame(webcam, after=last).number
