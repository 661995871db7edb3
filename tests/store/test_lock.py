import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.store.lock import Lock
from kiosk.trouble import Reason, Trouble

HOLDER = """
import sys
from pathlib import Path
from kiosk.store.lock import Lock
lock = Lock(Path(sys.argv[1]))
lock.mark_open()
print("held", flush=True)
sys.stdin.read()
"""


def test_a_second_one_is_refused_and_the_first_goes_on(tmp_path: Path) -> None:
    first = Lock(tmp_path / "lock")
    with pytest.raises(Trouble) as trouble:
        Lock(tmp_path / "lock")
    assert trouble.value.reason is Reason.FILE_IN_USE
    first.release()
    Lock(tmp_path / "lock").release()


def test_it_ends_with_its_program_however_that_ends(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path / "lock")], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(Trouble):
            Lock(tmp_path / "lock")
        holder.kill()
        holder.wait()
        after = Lock(tmp_path / "lock")
    assert after.was_left_open
    after.release()


def test_the_mark_tells_whether_the_last_one_closed(tmp_path: Path) -> None:
    lock = Lock(tmp_path / "lock")
    assert not lock.was_left_open
    lock.mark_open()
    lock.release()
    lock = Lock(tmp_path / "lock")
    assert lock.was_left_open
    lock.mark_closed()
    lock.release()
    lock = Lock(tmp_path / "lock")
    assert not lock.was_left_open
    lock.release()
