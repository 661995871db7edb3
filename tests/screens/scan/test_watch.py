from kiosk.camera.coach import Hint
from kiosk.camera.eye import Glance
from kiosk.camera.light import Light
from kiosk.screens.lane import Bug, Done, Failed
from kiosk.screens.scan.face import Eyesight
from kiosk.screens.scan.watch import CHOICE_S, Watch
from kiosk.trouble import Reason, Trouble
from tests.screens.scan.glances import glance

A, B = "CODE-A", "CODE-B"


def after(*glances: Glance, watch: Watch | None = None) -> Watch:
    watch = watch or Watch()
    for each in glances:
        watch = watch.after(Done(each))
    return watch


def test_light_and_hint_are_said_when_they_last() -> None:
    dark = [glance(n / 30, light=Light.DARK, hint=Hint.CLOSER) for n in range(40)]
    assert after(*dark[:10]).sight == Eyesight(light=Light.OK)
    assert after(*dark).sight == Eyesight(light=Light.DARK, hint=Hint.CLOSER)


def test_no_hint_outlasts_the_code_that_counted() -> None:
    watch = after(*(glance(n / 30, hint=Hint.STILL) for n in range(40)))
    assert watch.sight.hint is Hint.STILL
    assert after(glance(1.4, counted=A), watch=watch).sight.hint is None


def test_trouble_takes_the_picture_away_and_the_next_glance_brings_it_back() -> None:
    trouble = Trouble(Reason.CAMERA_LOST)
    lost = after(glance(1.0)).after(Failed(trouble))
    assert lost.sight == Eyesight(trouble=trouble)
    assert not lost.is_blind
    assert after(glance(2.0), watch=lost).sight == Eyesight(light=Light.OK)


def test_a_fault_of_ours_makes_a_pause() -> None:
    assert Watch().after(Failed(Bug("AB12"))).is_blind


def test_the_question_outlasts_a_picture_in_which_one_code_was_missed() -> None:
    watch = after(glance(1.0, choose=(A, B)), glance(1.1))
    assert watch.sight.codes == (A, B)
    assert after(glance(1.0 + CHOICE_S), watch=watch).sight.codes == ()


def test_no_button_moves_away_under_the_finger() -> None:
    assert after(glance(1.0, choose=(A, B)), glance(1.1, choose=(B, A))).sight.codes == (A, B)
    assert after(glance(1.0, choose=(A, B)), glance(1.1, choose=("C", A))).sight.codes == ("C", A)


def test_a_code_that_counts_ends_the_question() -> None:
    assert after(glance(1.0, choose=(A, B)), glance(1.9, counted=A)).sight.codes == ()


def test_what_a_finger_decided_is_not_asked_again_while_both_stay_in_view() -> None:
    chosen = after(glance(1.0, choose=(A, B))).chosen()
    assert chosen.sight.codes == ()
    held = after(glance(1.1, choose=(B, A)), glance(2.0, choose=(A, B)), watch=chosen)
    assert held.sight.codes == ()
    taken_away = after(glance(2.1 + CHOICE_S), watch=held)
    assert after(glance(6.0, choose=(A, B)), watch=taken_away).sight.codes == (A, B)


def test_another_pair_is_another_question() -> None:
    chosen = after(glance(1.0, choose=(A, B))).chosen()
    assert after(glance(1.1, choose=(A, "CODE-C")), watch=chosen).sight.codes == (A, "CODE-C")
