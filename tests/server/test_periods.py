"""Periods are closed in order, once, for good; what comes late makes its difference in the next one."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import DBAPIError

from kiosk.floor.access import Role
from kiosk.floor.facts import SignedIn, SignedOut
from kiosk.floor.flags import FlagKind
from kiosk.floor.ids import WorkspaceId
from kiosk.server import tables as t
from kiosk.server.books import BUSY, books
from kiosk.server.doors import Doors
from tests.make import BEN, MORNING, WORKSPACE, Pen
from tests.server.conftest import HASH, House
from tests.server.factory import build
from tests.server.payday import FIRST_HALF, SECOND_HALF, Office, paid_days, paid_lines

APRIL = {"first_day": "2026-04-01", "last_day": "2026-04-15"}
SECOND = date(2026, 3, 2)


@pytest.fixture
def office(house: House) -> Office:
    """In the middle of April, with everything of March still to be paid."""
    house.now = datetime(2026, 4, 16, 2, 0, tzinfo=UTC)
    return Office(house)


def test_a_period_pays_what_its_lines_are_worth(office: Office) -> None:
    office.rules()
    office.send(Pen().done("shoulders"))
    closed = office.close(FIRST_HALF)
    assert (closed["total"], closed["workers"], closed["closed_by"]) == ("20.0000", 1, "admin")
    assert list(paid_lines(office.house.engine).values()) == [Decimal(20)]
    assert paid_days(office.house.engine) == {SECOND: Decimal(20)}


def test_without_a_span_it_is_the_next_one(office: Office) -> None:
    office.rules()
    office.send(Pen().done("shoulders"))
    assert office.get("periods")["next"] == FIRST_HALF | {"is_over": True}
    for span in (FIRST_HALF, SECOND_HALF, APRIL):
        closed = office.close()
        assert {name: closed[name] for name in span} == span
    assert office.get("periods")["next"] == {"first_day": "2026-04-16", "last_day": "2026-04-30", "is_over": False}
    listed = office.get("periods", limit=2)
    assert [one["first_day"] for one in listed["data"]] == ["2026-04-01", "2026-03-16"]
    assert listed["more"]
    older = office.get("periods", limit=2, before="2026-03-16")
    assert ([one["first_day"] for one in older["data"]], older["more"]) == (["2026-03-01"], False)


REFUSED: dict[str, tuple[dict[str, str], int, str]] = {
    "twice": (FIRST_HALF, 409, "This period is closed already."),
    "a day twice": ({"first_day": "2026-03-10", "last_day": "2026-03-20"}, 409, "no day is paid twice"),
    "before": ({"first_day": "2026-02-01", "last_day": "2026-02-15"}, 409, "closed up to 2026-03-15"),
    "a gap": (APRIL, 409, "the next one begins on 2026-03-16"),
    "not over": ({"first_day": "2026-03-16", "last_day": "2026-04-16"}, 409, "not over yet"),
    "backwards": ({"first_day": "2026-03-20", "last_day": "2026-03-16"}, 422, "ends on or after its first day"),
    "too long": ({"first_day": "2026-03-16", "last_day": "2036-03-16"}, 422, "at most 366 days"),
    "half a span": ({"first_day": "2026-03-16"}, 422, "a first and a last day"),
    "no date": ({"first_day": "soon", "last_day": "later"}, 400, "first_day"),
}


@pytest.mark.parametrize(("span", "status", "sentence"), REFUSED.values(), ids=REFUSED)
def test_what_would_pay_twice_or_leave_out_is_refused(
    office: Office, span: dict[str, str], status: int, sentence: str
) -> None:
    office.rules()
    office.send(Pen().done("shoulders"))
    office.close(FIRST_HALF)
    before = paid_lines(office.house.engine)
    answer = office.post("periods", span)
    assert (answer.status_code, sentence in answer.json()["error"]) == (status, True), answer.text
    assert paid_lines(office.house.engine) == before


def test_the_first_period_begins_with_the_first_work_whatever_a_dead_clock_says(office: Office) -> None:
    office.rules()
    assert office.post("periods", {}).json()["error"] == "Nobody has worked yet: there is nothing to close."
    old = Pen("kiosk-2", now=datetime(1970, 1, 2, tzinfo=UTC)).done("sleeves")
    word = Pen("kiosk-2", now=MORNING).settled(old, FlagKind.CLOCK_OFF)
    office.send(Pen().done("shoulders"))
    office.send(old, word, device="kiosk-2")
    assert "There is work of 2026-03-02" in office.post("periods", SECOND_HALF).json()["error"]
    office.close(FIRST_HALF)
    assert paid_lines(office.house.engine)[old.stamp.id] == Decimal(40)


def test_a_night_shift_of_the_last_day_has_to_be_over(office: Office) -> None:
    office.rules()
    office.house.now = datetime(2026, 3, 15, 21, 59, tzinfo=UTC)  # one minute to six in the morning of the 16th
    assert "its last shift" in office.post("periods", FIRST_HALF).json()["error"]
    office.house.later(minutes=1)
    office.close(FIRST_HALF)


def test_without_a_wage_rule_nothing_is_closed(office: Office) -> None:
    office.send(Pen().done("shoulders"))
    answer = office.post("periods", FIRST_HALF)
    assert (answer.status_code, answer.json()["error"]) == (
        409,
        "No wage rule is in force on 2026-03-01: add one first.",
    )


def test_what_was_held_is_paid_when_it_is_released(office: Office) -> None:
    office.rules()
    pen = Pen()
    fast = pen.later(minutes=5).done("shoulders", began=MORNING)
    office.send(fast)
    assert office.close(FIRST_HALF)["total"] == "0.0000"
    office.send(pen.later(days=20).settled(fast, FlagKind.TOO_FAST))
    closed = office.close(SECOND_HALF)
    assert (closed["total"], closed["adjusted"]) == ("20.0000", "20.0000")
    assert paid_days(office.house.engine) == {SECOND: Decimal(20)}


def test_what_was_taken_back_is_taken_off(office: Office) -> None:
    office.rules()
    pen = Pen()
    done = pen.done("shoulders")
    office.send(done)
    office.close(FIRST_HALF)
    office.send(pen.later(days=20).back(done))
    assert office.close(SECOND_HALF)["total"] == "-20.0000"
    assert paid_lines(office.house.engine) == {done.stamp.id: Decimal(0)}
    assert office.close(APRIL)["total"] == "0.0000"


def test_a_top_up_shrinks_by_what_a_late_line_earns(office: Office) -> None:
    """The day's floor is paid once, whichever of its lines came late."""
    office.rules(daily_minimum="695.00")
    pen = Pen(now=MORNING - timedelta(hours=3))
    day = [SignedIn(pen.stamp()), pen.later(hours=7).done("shoulders"), SignedOut(pen.later(hours=1).stamp())]
    office.send(*day)
    assert office.close(FIRST_HALF)["total"] == "695.0000"
    office.send(Pen("kiosk-2").done("sleeves", 10), device="kiosk-2")
    closed = office.close(SECOND_HALF)
    assert (closed["total"], len(paid_lines(office.house.engine))) == ("0.0000", 2)
    assert paid_days(office.house.engine) == {SECOND: Decimal(695)}


def test_hours_that_come_late_are_topped_up_late(office: Office) -> None:
    office.rules(daily_minimum="695.00")
    pen = Pen(now=MORNING - timedelta(hours=3))
    office.send(SignedIn(pen.stamp()), SignedOut(pen.later(hours=4).stamp()))
    assert office.close(FIRST_HALF)["total"] == "347.5000"
    late = Pen("kiosk-2", now=MORNING + timedelta(hours=5))
    office.send(SignedOut(late.stamp()), device="kiosk-2")
    assert office.close(SECOND_HALF)["total"] == "347.5000"


def test_a_line_told_to_be_of_another_day_is_paid_once(office: Office) -> None:
    office.rules()
    old = Pen("kiosk-2", now=MORNING - timedelta(days=4)).done("shoulders")  # before its bundle was there
    office.send(Pen().done("sleeves"))
    office.send(old, Pen("kiosk-2").settled(old, FlagKind.CLOCK_OFF), device="kiosk-2")
    office.close(FIRST_HALF)
    told = Pen("kiosk-2", now=MORNING + timedelta(hours=1))
    later = MORNING + timedelta(days=16)
    office.send(told.settled(old, FlagKind.CLOCK_OFF, true_at=later), device="kiosk-2")
    office.close(SECOND_HALF)
    assert paid_lines(office.house.engine)[old.stamp.id] == Decimal(20)
    assert paid_days(office.house.engine)[later.date()] == Decimal(20)
    assert sum(paid_days(office.house.engine).values()) == sum(paid_lines(office.house.engine).values())


def test_a_night_over_midnight_belongs_to_the_day_on_which_it_began(office: Office) -> None:
    """From ten at night on the 15th to six in the morning, a tenth more for each hour; overtime until eight is the
    16th's, and no night.
    """
    office.rules(daily_minimum="800.00")
    pen = Pen(now=datetime(2026, 3, 15, 14, 0, tzinfo=UTC))
    night = [SignedIn(pen.stamp()), pen.later(hours=4).done("shoulders"), pen.later(hours=5).done("sleeves", 5)]
    office.send(*night, SignedOut(pen.later(hours=1).stamp()))
    assert office.close(FIRST_HALF)["total"] == "880.0000"
    assert office.close(SECOND_HALF)["total"] == "200.0000"
    assert paid_days(office.house.engine) == {date(2026, 3, 15): Decimal(880), date(2026, 3, 16): Decimal(200)}
    assert sorted(paid_lines(office.house.engine).values()) == [Decimal(10), Decimal(20)]


def test_a_supervisor_who_sews_gets_the_pieces_alone(office: Office) -> None:
    office.rules(daily_minimum="695.00")
    with office.house.engine.begin() as connection:
        connection.execute(update(t.Employee).where(t.Employee.id == BEN.id).values(role=Role.SUPERVISOR.value))
    office.send(SignedIn(Pen().stamp(BEN)), Pen().done("shoulders", 7, worker=BEN))
    assert office.close(FIRST_HALF)["total"] == "7.0000"


def test_a_closed_period_is_only_read(office: Office) -> None:
    office.rules()
    office.send(Pen().done("shoulders"))
    office.close(FIRST_HALF)
    changes = {
        t.PayPeriod: {"closed_by": "admin"},
        t.SettledLine: {"amount": Decimal(1)},
        t.SettledDay: {"total": Decimal(1)},
    }
    for table, values in changes.items():
        for statement in (update(table).values(values), delete(table)):
            with pytest.raises(DBAPIError, match="only added to"), office.house.engine.begin() as connection:
                connection.execute(statement)


def test_two_who_close_at_once_pay_once(office: Office) -> None:
    office.rules()
    office.send(Pen().done("shoulders"))
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: office.post("periods", FIRST_HALF).status_code, range(8)))
    assert sorted(answers) == [201] + [409] * 7
    assert list(paid_lines(office.house.engine).values()) == [Decimal(20)]


def test_a_fact_that_comes_in_during_the_close_is_late(office: Office) -> None:
    """It does not wait for the books, and is neither lost nor paid twice."""
    office.rules()
    office.send(Pen().done("shoulders", 12))
    doors = Doors(engine=office.house.engine, clock=lambda: office.house.now, new_id=str, secret="")
    with books(doors, WORKSPACE) as connection:
        connection.execute(select(t.PayLine.id))
        office.send(Pen("kiosk-2").done("shoulders", 8, worker=BEN), device="kiosk-2")
        assert connection.scalar(select(func.count()).select_from(t.PayLine)) == 1
        assert office.post("periods", FIRST_HALF).json()["error"] == BUSY
    office.close(FIRST_HALF)
    assert sum(paid_lines(office.house.engine).values()) == 20


def test_the_period_by_worker_comes_in_pages(office: Office) -> None:
    office.rules()
    office.send(Pen().done("shoulders", 12), Pen().done("shoulders", 8, worker=BEN))
    id_ = office.close(FIRST_HALF)["id"]
    first = office.get(f"periods/{id_}", limit=1)
    assert first == {
        "success": True,
        "data": [{"worker": "ana", "name": "Ana Reyes", "number": "1001", "total": "12.0000", "adjusted": "0.0000"}],
        "more": True,
    }
    (ben,) = office.get(f"periods/{id_}", after="ana")["data"]
    assert (ben["worker"], ben["total"]) == ("ben", "8.0000")
    assert office.ask("periods/none").status_code == 404


def test_another_factory_sees_and_closes_nothing_of_it(office: Office) -> None:
    build(office.house.engine, workspace=WorkspaceId("w2"))
    with office.house.engine.begin() as connection:
        connection.execute(update(t.User).values(password_hash=HASH))
    office.rules()
    office.send(Pen().done("shoulders"))
    id_ = office.close(FIRST_HALF)["id"]
    stranger = office.house.sign_in("admin@w2.example")
    asked = [office.house.client.get(f"/api/pay/{path}", headers=stranger) for path in ("periods", "rules")]
    assert [answer.json()["data"] for answer in asked] == [[], []]
    assert office.house.client.get(f"/api/pay/periods/{id_}", headers=stranger).status_code == 404
    closing = office.house.client.post("/api/pay/periods", headers=stranger, json=FIRST_HALF)
    assert closing.json()["error"].startswith("No wage rule")


@pytest.mark.parametrize(
    ("role", "sees", "closes"), [("OPERATOR", 403, 403), ("QC", 403, 403), ("SUPERVISOR", 200, 403)]
)
def test_who_may(office: Office, role: str, sees: int, closes: int) -> None:
    with office.house.engine.begin() as connection:
        connection.execute(update(t.User).values(role=role))
    assert office.ask("periods").status_code == sees
    assert office.post("periods", FIRST_HALF).status_code == 403
    assert office.post("rules", {"since": "2026-01-01"}).status_code == 403
    assert office.post("holidays", {"day": "2026-06-12", "name": "Independence Day"}).status_code == 403


def test_the_audit_trail_knows_who_closed(office: Office) -> None:
    office.rules()
    closed = office.close(FIRST_HALF)
    query = select(t.AuditEntry.user_id, t.AuditEntry.subject).where(t.AuditEntry.act == "closed a pay period")
    with office.house.engine.connect() as connection:
        assert connection.execute(query).all() == [("admin", closed["id"])]
