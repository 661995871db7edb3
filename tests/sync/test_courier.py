"""The two roads over a line that does everything real lines do: each fact arrives once, and nothing holds up another."""

import pytest

from kiosk.floor.ids import DeviceId
from tests.make import Pen
from tests.sync.central import Central
from tests.sync.kiosk import Kiosk
from tests.sync import line as faults
from tests.sync.line import DOWN, UP, Fault, Line


def pen_of(kiosk: Kiosk) -> Pen:
    return Pen(kiosk.device)


BROKEN: dict[str, Fault] = {
    "refused": faults.refuse,
    "answer lost": faults.lose_answer,
    "answer cut": faults.cut_answer,
    "captive portal": faults.html(200),
    "proxy is down": faults.html(502),
    "server breaks": faults.say(500),
    "busy": faults.say(503, Retry_After="7"),
    "limited": faults.say(429, Retry_After="7"),
    "not paired": faults.say(401),
    "revoked": faults.say(403),
    "JSON of something else": faults.say(200, b'{"success": true}', Content_Type="application/json"),
    "no JSON object": faults.say(200, b"[]", Content_Type="application/json"),
}


@pytest.mark.parametrize("fault", BROKEN.values(), ids=BROKEN)
def test_what_was_broken_up_there_goes_up_later_once(kiosk: Kiosk, line: Line, central: Central, fault: Fault) -> None:
    pen = pen_of(kiosk)
    for _ in range(3):
        kiosk.keep(pen.later(minutes=2).done("shoulders", 5))
    line.always(fault, on=UP)
    kiosk.round()
    kiosk.round()
    assert kiosk.waiting == 3
    line.heal()
    assert kiosk.round().line.is_up
    assert (kiosk.waiting, kiosk.set_aside) == (0, 0)
    assert central.facts() == kiosk.bodies()
    assert central.units() == {"shoulders": 15}
