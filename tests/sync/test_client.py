"""What a kiosk asks of its server over HTTP, and what it calls the answers that are none."""

import pytest
import requests

from kiosk import __version__
from kiosk.demo.premises import free_port
from kiosk.sync import client
from kiosk.sync.client import Server
from kiosk.trouble import Reason, Trouble
from tests.sync import line as faults
from tests.sync.central import Central
from tests.sync.line import Fault, Line


def pairing_fails(server: str, code: str) -> Reason:
    with pytest.raises(Trouble) as told:
        client.pair(server, code, "Kiosk")
    return told.value.reason


def test_a_code_lets_one_kiosk_in(central: Central) -> None:
    code = central.new_code("s2")
    reply = client.pair(central.address + "/", f" {code} ", "Kiosk at the window " + 80 * "x")
    assert (reply.station, reply.workspace) == ("s2", "w1")
    assert Server(central.address, reply.token).changes("").workspace is not None
    assert pairing_fails(central.address, code) is Reason.WRONG_CODE
    (listed,) = requests.get(central.address + "/api/devices", headers=central.sign_in(), timeout=10).json()["data"]
    assert (listed["id"], listed["version"]) == (reply.device, __version__)
    assert listed["name"].startswith("Kiosk at the window")


@pytest.mark.parametrize("code", ["", "00000000", "x" * 41, "12345678\x00", "１２３４５６７８"])
def test_a_wrong_code_lets_nobody_in(central: Central, code: str) -> None:
    assert pairing_fails(central.address, code) is Reason.WRONG_CODE


def test_a_code_grows_old(central: Central) -> None:
    code = central.new_code()
    central.later(minutes=10, seconds=1)
    assert pairing_fails(central.address, code) is Reason.WRONG_CODE


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (faults.refuse, Reason.NO_SERVER),
        (faults.lose_answer, Reason.NO_SERVER),
        (faults.html(200), Reason.SERVER_FAILS),
        (faults.say(429, Retry_After="9"), Reason.SERVER_BUSY),
        (faults.say(200, b'{"token": "t"}'), Reason.SERVER_FAILS),
    ],
)
def test_a_line_that_fails_is_not_a_wrong_code(central: Central, line: Line, fault: Fault, reason: Reason) -> None:
    line.always(fault)
    assert pairing_fails(line.address, central.new_code()) is reason


@pytest.mark.parametrize("server", ["nowhere", "http://", "http://127.0.0.1:1:1", "ftp://127.0.0.1", "http://a..b"])
def test_an_address_that_is_none_has_no_server(server: str) -> None:
    assert pairing_fails(server, "12345678") is Reason.NO_SERVER


def test_where_nobody_listens_there_is_no_server() -> None:
    server = Server(f"http://127.0.0.1:{free_port()}", "a token")
    for ask in (lambda: server.changes(""), lambda: server.send([]), lambda: next(server.boards())):
        with pytest.raises(Trouble) as told:
            ask()
        assert told.value.reason is Reason.NO_SERVER


def test_what_it_says_of_trouble_holds_no_secret(central: Central, line: Line) -> None:
    line.always(faults.refuse)
    with pytest.raises(Trouble) as told:
        Server(line.address, "a-secret-token").changes("")
    assert "a-secret-token" not in str(told.value)
    assert "127.0.0.1" not in str(told.value)
