"""Two kiosks on one bundle, over lines that fail at will: whatever the order, in the end all say the same."""

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from kiosk.floor.codes import Command, command_text
from tests.make import ANA, BEN
from tests.sync import line as faults
from tests.sync.agree import all_say_the_same, everything_arrived_once
from tests.sync.central import Central
from tests.sync.conftest import B1, B2
from tests.sync.kiosk import Kiosk, badge, ticket
from tests.sync.line import DOWN, UP, Line

SHOWN = [badge(ANA), badge(BEN), ticket(B1), ticket(B1), ticket(B1), ticket(B2), command_text(Command.SIGN_OUT), "?"]
FAULTS = [
    faults.refuse,
    faults.lose_answer,
    faults.cut_answer,
    faults.repeat,
    faults.html(200),
    faults.say(500),
    faults.say(503, Retry_After="3"),
]
SKEWS = [timedelta(), timedelta(minutes=-20)]
"""The second kiosk's clock is behind."""

one_of_two = st.integers(0, 1)


class TwoKiosks(RuleBasedStateMachine):
    """At stations 1 and 2, each with a line of its own to the server."""

    central: Central

    def __init__(self) -> None:
        super().__init__()
        self.central.begin(B1, B2)
        self._folder = TemporaryDirectory(prefix="kiosks-")
        self.lines = [Line(self.central.address) for _ in SKEWS]
        self._paired = [self.central.pair(station) for station in ("s1", "s2")]
        self.kiosks = [self._start(n) for n in range(2)]
        for kiosk in self.kiosks:
            kiosk.round()

    @rule(who=one_of_two, text=st.sampled_from(SHOWN), after_s=st.sampled_from([1, 20, 400]))
    def show(self, who: int, text: str, after_s: int) -> None:
        self.central.later(seconds=after_s)
        self.kiosks[who].scan(text)

    @rule(who=one_of_two)
    def undo(self, who: int) -> None:
        self.kiosks[who].undo()

    @rule(who=one_of_two, pieces=st.integers(1, 20))
    def change_count(self, who: int, pieces: int) -> None:
        self.kiosks[who].change_count(pieces)

    @rule(who=one_of_two)
    def go_round(self, who: int) -> None:
        self.kiosks[who].round()

    @rule(who=one_of_two, fault=st.sampled_from(FAULTS), on=st.sampled_from([UP, DOWN]), times=st.integers(1, 3))
    def disturb(self, who: int, fault: faults.Fault, on: str, times: int) -> None:
        self.lines[who].then(*[fault] * times, on=on)
        self.kiosks[who].round()

    @rule(who=one_of_two)
    def start_again(self, who: int) -> None:
        before = self.kiosks[who]
        before.close()
        self.kiosks[who] = self._start(who)
        self.kiosks[who].recorded += before.recorded

    def teardown(self) -> None:
        try:
            self._heal()
            everything_arrived_once(self.central, self.kiosks)
            all_say_the_same(self.central, self.kiosks, (B1, B2))
        finally:
            for kiosk, line in zip(self.kiosks, self.lines, strict=True):
                kiosk.close()
                line.close()
            self._folder.cleanup()

    def _start(self, who: int) -> Kiosk:
        folder = Path(self._folder.name) / str(who)
        return Kiosk(folder, self.lines[who].address, self._paired[who], lambda: self.central.now + SKEWS[who])

    def _heal(self) -> None:
        for line in self.lines:
            line.heal()
        for kiosk in (*self.kiosks, *self.kiosks):
            assert kiosk.round().line.is_up


def campaign(central: Central, examples: int, steps: int) -> None:
    machine = type("Campaign", (TwoKiosks,), {"central": central})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )


def test_two_kiosks_and_bad_lines(central: Central) -> None:
    campaign(central, examples=8, steps=24)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_two_kiosks_and_bad_lines_for_long(central: Central) -> None:
    campaign(central, examples=400, steps=60)
