from datetime import timedelta
from itertools import permutations

from kiosk.floor.calls import fold_call
from kiosk.floor.facts import CallAnswered, CallKind, CallRaised
from tests.make import ANA, BEN, LINE, MORNING, Pen


def test_a_call_until_somebody_comes() -> None:
    pen = Pen()
    raised = CallRaised(pen.stamp(ANA), CallKind.MACHINE, "belt")
    call = fold_call([raised])
    assert call is not None
    assert (call.needs, call.note, call.line, call.raised_by, call.answered_at, call.waited) == (
        CallKind.MACHINE,
        "belt",
        LINE,
        "ana",
        None,
        None,
    )
    answers = [CallAnswered(pen.later(minutes=m).stamp(BEN), raised.stamp.id) for m in (4, 9)]
    for facts in permutations([raised, *answers, raised]):
        assert fold_call(facts) == fold_call([raised, answers[0]])
    ended = fold_call([raised, answers[0]])
    assert ended is not None
    assert (ended.answered_by, ended.waited) == ("ben", timedelta(minutes=4))


def test_an_answer_alone_is_no_call_yet_and_a_call_taken_back_never_was() -> None:
    pen = Pen()
    raised = CallRaised(pen.stamp(), CallKind.HELP)
    assert fold_call([CallAnswered(pen.stamp(), raised.stamp.id)]) is None
    assert fold_call([raised, pen.back(raised)]) is None


def test_a_clock_that_went_back_makes_nobody_wait_less_than_nothing() -> None:
    raised = CallRaised(Pen().stamp(), CallKind.HELP)
    early = CallAnswered(Pen("kiosk-2", now=MORNING - timedelta(hours=1)).stamp(), raised.stamp.id)
    call = fold_call([raised, early])
    assert call is not None
    assert call.waited == timedelta(0)
