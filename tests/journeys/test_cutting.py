"""A cutter's day: the lay becomes bundles, whose tickets are sewn on at once, online or not."""

from datetime import timedelta
from decimal import Decimal

from sqlalchemy import insert, select

from kiosk.floor.facts import Fact, IdleReason
from kiosk.floor.ids import LayId
from kiosk.floor.tabling import NoCut, Told
from kiosk.server import tables as t
from kiosk.server.lays import refold_lays
from tests.journeys.floor import Floor
from tests.journeys.seat import Seat
from tests.make import ANA, BEN, LINE, MORNING, WORKSPACE

LAY = LayId("lay-1")
WHOLE = Told(plies=20, units=40, fabric_used_kg=Decimal("12.5"), wastage_kg=Decimal("0.5"))


def a_lay(floor: Floor) -> None:
    """Twenty plies of one M and one L each, at most twenty pieces in a bundle."""
    with floor.central.engine.begin() as connection:
        order = connection.scalar(select(t.Order.id))
        sizes = [{"size": "M", "per_ply": 1}, {"size": "L", "per_ply": 1}]
        row = {"workspace_id": WORKSPACE, "id": LAY, "order_id": order, "plies": 20, "sizes": sizes, "line_id": LINE}
        connection.execute(insert(t.Lay).values(row | {"marker_name": "M-7", "created_at": MORNING}))
        refold_lays(connection, WORKSPACE, [LAY], floor.central.now)
    floor.carry()


def does(seat: Seat, given: object) -> None:
    assert isinstance(given, Fact), given
    seat.kiosk.recorded.append(given)
    seat.round()


def cuts(seat: Seat, told: Told = WHOLE) -> None:
    desk = seat.kiosk.parts.cutting
    does(seat, desk.begin(LAY))
    seat._central.now += timedelta(minutes=40)
    does(seat, desk.finish(LAY, told))


def tickets(seat: Seat) -> list[str]:
    return [ticket.text for ticket in seat.kiosk.parts.cutting.tickets(LAY)]


def test_a_lay_becomes_bundles_that_are_sewn(floor: Floor) -> None:
    a_lay(floor)
    cutter = floor.at("cut").shows(ANA)
    cuts(cutter)
    floor.carry()
    m, ell = tickets(cutter)
    floor.at("s1").shows(BEN).shows(m, after=timedelta(minutes=20)).says("20 of 20 shoulders")
    floor.at("s1").shows(ell, after=timedelta(minutes=20)).says("20 of 20 shoulders")
    floor.agrees()
    assert floor.office.pay(BEN) == (Decimal(40), 0)
    assert floor.central.flags() == []


def test_cut_offline_and_sewn_before_anybody_knows(floor: Floor) -> None:
    """The tickets are genuine, so sewing goes on; once the cutter is online the work is no longer strange."""
    a_lay(floor)
    cutter = floor.at("cut").shows(ANA).goes_offline()
    cuts(cutter)
    m, _ = tickets(cutter)
    floor.at("far").shows(BEN).shows(m, after=timedelta(minutes=20)).says("20 of 20 shoulders")
    assert floor.central.flags() == [("UNKNOWN_BUNDLE", 0)]
    cutter.loses_power().comes_back()
    floor.agrees()
    assert floor.central.flags() == []
    assert floor.office.pay(BEN) == (Decimal(20), 0)


def test_a_pause_and_another_hand(floor: Floor) -> None:
    a_lay(floor)
    one, two = floor.at("cut").shows(ANA), floor.at("cut", "another").shows(BEN)
    does(one, one.kiosk.parts.cutting.begin(LAY))
    floor.central.now += timedelta(minutes=10)
    does(one, one.kiosk.parts.cutting.pause(LAY, IdleReason.POWER))
    floor.central.now += timedelta(minutes=30)
    two.round()
    cuts(two)
    floor.agrees()
    with floor.central.engine.connect() as connection:
        run = connection.execute(select(t.CuttingRun)).one()
    assert (run.cutter_id, run.helpers, run.actual_minutes) == (ANA.id, [BEN.id], 50)


def test_two_who_cut_the_same_lay_offline(floor: Floor) -> None:
    a_lay(floor)
    one, two = floor.at("cut").shows(ANA).goes_offline(), floor.at("cut", "another").shows(BEN).goes_offline()
    cuts(one)
    cuts(two)
    one.comes_back()
    two.comes_back()
    floor.agrees()
    assert sorted(tickets(one)) == sorted(tickets(two))
    with floor.central.engine.connect() as connection:
        assert sum(connection.scalars(select(t.Bundle.pieces).where(t.Bundle.lay_id == LAY))) == 40


def test_a_slip_is_taken_back_and_told_anew(floor: Floor) -> None:
    a_lay(floor)
    cutter = floor.at("cut").shows(ANA)
    cuts(cutter, Told(plies=2, units=4))
    does(cutter, cutter.kiosk.parts.cutting.undo(LAY))
    cuts(cutter)
    assert cutter.kiosk.parts.cutting.begin(LAY) is NoCut.ALL_CUT
    floor.agrees()
    assert len(tickets(cutter)) == 2
