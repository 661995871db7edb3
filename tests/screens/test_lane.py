import logging
import threading

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.screens.lane import Bug, Done, Failed, Lane
from kiosk.trouble import Reason, Trouble
from tests.screens.hand_lane import HandLane


@pytest.fixture
def answers() -> list[object]:
    return []


def test_jobs_are_done_in_order_on_one_other_thread_and_answered_on_the_windows(
    qtbot: QtBot, answers: list[object]
) -> None:
    lane, threads, answered_on = Lane("test"), set[int](), set[int]()

    def job(n: int) -> int:
        threads.add(threading.get_ident())
        return n

    def then(answer: Done[int] | Failed) -> None:
        answered_on.add(threading.get_ident())
        answers.append(answer)

    for n in range(50):
        lane.run(lambda n=n: job(n), then=then)
    qtbot.waitUntil(lambda: len(answers) == 50)
    assert answers == [Done(n) for n in range(50)]
    assert len(threads) == 1
    assert answered_on == {threading.get_ident()} != threads
    assert lane.close()


def test_the_window_does_not_wait_for_a_job(qtbot: QtBot, answers: list[object]) -> None:
    lane, gate = Lane("test"), threading.Event()
    lane.run(gate.wait, then=answers.append)
    assert answers == []
    gate.set()
    qtbot.waitUntil(lambda: bool(answers))
    assert lane.close()


def test_trouble_is_an_answer_and_no_bug(qtbot: QtBot, answers: list[object], caplog: pytest.LogCaptureFixture) -> None:
    trouble = Trouble(Reason.DISK_FULL)

    def job() -> None:
        raise trouble

    lane = Lane("test")
    lane.run(job, then=answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [Failed(trouble)]
    assert not caplog.records
    assert lane.close()


def test_a_bug_is_logged_once_with_its_trace_and_the_code_that_the_screen_says(
    qtbot: QtBot, answers: list[object], caplog: pytest.LogCaptureFixture
) -> None:
    def job() -> float:
        return 1 / 0

    lane = Lane("store")
    lane.run(job, then=answers.append)
    lane.run(job, then=answers.append)
    lane.run(lambda: 3, then=answers.append)
    qtbot.waitUntil(lambda: len(answers) == 3)
    first, second, third = answers
    assert isinstance(first, Failed)
    assert isinstance(first.error, Bug)
    assert len(first.error.code) == 4
    assert second == first, "the same fault has the same code"
    assert third == Done(3), "the lane goes on"
    (record, _) = caplog.records
    assert record.levelno == logging.ERROR
    assert first.error.code in record.getMessage()
    assert "ZeroDivisionError" in caplog.text
    assert lane.close()


def test_faults_at_different_places_have_different_codes() -> None:
    lane, answers = HandLane(), list[Done[float] | Failed]()
    lane.run(lambda: 1 / 0, then=answers.append)
    lane.run(lambda: {}[1], then=answers.append)
    lane.run_down()
    codes = {answer.error.code for answer in answers if isinstance(answer, Failed) and isinstance(answer.error, Bug)}
    assert len(codes) == 2


@pytest.mark.parametrize(("finish", "done"), [(True, ["first", "second"]), (False, ["first"])])
def test_closing_finishes_what_is_queued_or_drops_it(finish: bool, done: list[str]) -> None:
    lane, began, did = Lane("test"), threading.Event(), list[str]()

    def first() -> None:
        began.set()
        while not lane._closed:  # at work until the closing has begun
            pass
        did.append("first")

    lane.run(first, then=lambda _: None)
    lane.run(lambda: did.append("second"), then=lambda _: None)
    began.wait()
    assert lane.close(finish=finish)
    assert did == done


def test_nothing_is_delivered_after_closing_and_nothing_more_is_taken(
    qapp: QApplication, answers: list[object]
) -> None:
    lane, did = Lane("test"), list[int]()
    lane.run(lambda: did.append(1), then=answers.append)
    assert lane.close()
    lane.run(lambda: did.append(2), then=answers.append)
    qapp.processEvents()
    assert did == [1]
    assert answers == []


def test_a_job_that_hangs_keeps_the_end_waiting_only_so_long(caplog: pytest.LogCaptureFixture) -> None:
    lane, gate, did = Lane("test"), threading.Event(), list[int]()
    lane.run(gate.wait, then=lambda _: None)
    lane.run(lambda: did.append(1), then=lambda _: None)
    assert not lane.close(wait_s=0.05)
    assert "did not end" in caplog.text
    gate.set()
    assert lane.close()
    assert did == [], "what was left behind does nothing more"


def test_the_hand_lane_does_nothing_by_itself(answers: list[object]) -> None:
    lane = HandLane()
    lane.run(lambda: 1, then=answers.append)
    assert (lane.waiting, answers) == (1, [])
    lane.crank()
    assert (lane.waiting, answers) == (0, [Done(1)])
