"""Lays at a cutter's table, told by hand so that every number in a picture is known."""

from dataclasses import replace
from datetime import datetime

from kiosk.floor.cutting import fold_cut
from kiosk.floor.facts import CutDone, CutPaused, CutStarted, Fact, IdleReason
from kiosk.floor.ids import LayId
from kiosk.floor.lays import Lay, SizeShare
from kiosk.floor.tabling import NoCut, OnTable
from kiosk.screens.cutting import form
from kiosk.screens.cutting.face import Page, Scene
from kiosk.screens.cutting.form import Field
from kiosk.screens.words.labels import Label
from kiosk.station.cutting import Ticket
from tests.make import BEN, CALENDAR, Pen
from tests.screens.scenes import ANA, at

LAY = Lay(
    id=LayId("lay-1"),
    product_type="T-SHIRT",
    plies=30,
    sizes=(SizeShare("M", 2), SizeShare("L", 1)),
    order_number="PO-2026-101",
    colour="Navy",
    marker_name="M-7",
)
OTHER = replace(LAY, id=LayId("lay-2"), marker_name="M-8", colour="White", plies=48, sizes=())
OLD = replace(LAY, id=LayId("lay-3"), marker_name="M-6", colour="Red")


def pen(hour: int, minute: int = 0) -> Pen:
    moment: datetime = at(hour, minute)
    return Pen(now=moment)


def table(lay: Lay, *facts: Fact) -> OnTable:
    return OnTable(lay, 20, fold_cut(lay, facts, CALENDAR))


BEGUN = CutStarted(stamp=pen(9, 12).stamp(ANA), lay=LAY.id, run_no=1)
PAUSED = CutPaused(stamp=pen(9, 40).stamp(ANA), lay=LAY.id, run_no=1, reason=IdleReason.MACHINE)
PART = CutDone(stamp=pen(9, 50).stamp(ANA), lay=LAY.id, run_no=1, plies=18, units=54, defective=2)
MORE = CutDone(stamp=pen(9, 58).stamp(BEN), lay=LAY.id, run_no=1, plies=16, units=44)
DONE = CutDone(stamp=pen(8, 30).stamp(ANA), lay=OLD.id, run_no=1, plies=30, units=90)
ALL = (table(LAY), table(OTHER), table(OLD, DONE))
PEOPLE = ((ANA.id, ANA.name),)
CHOSEN = Scene(ALL, PEOPLE, LAY.id)
CUTTING = replace(CHOSEN, tables=(table(LAY, BEGUN), *ALL[1:]))
FORM = replace(CUTTING, page=Page.FORM, numbers=form.blank(CUTTING.tables[0]) if CUTTING.tables else form.Numbers())
SPOILT = form.typed(form.typed(form.chosen(FORM.numbers, Field.SPOILT), "9"), "9")
TICKETS = tuple(Ticket(f"K7Q2M9X4T{n}", "M" if n < 3 else "L", 20, f"B1/K7Q2M9X4T{n}/20/ABC123") for n in range(5))

SCENES = {
    "lays": Scene(ALL, PEOPLE),
    "chosen": CHOSEN,
    "cutting": CUTTING,
    "resting": replace(CHOSEN, tables=(table(LAY, BEGUN, PAUSED), *ALL[1:])),
    "why": replace(CUTTING, page=Page.WHY),
    "form": FORM,
    "refused": replace(FORM, numbers=SPOILT, said=NoCut.TOO_MANY_DEFECTS),
    "part": replace(CHOSEN, tables=(table(LAY, BEGUN, PART), *ALL[1:]), said=Label.CUT_RECORDED),
    "all-cut": replace(CHOSEN, chosen=OLD.id),
    "odd": replace(CHOSEN, tables=(table(LAY, BEGUN, PART, MORE), *ALL[1:])),
    "tickets": replace(CHOSEN, chosen=OLD.id, page=Page.TICKETS, tickets=TICKETS, at=2),
    "none": Scene(()),
}
"""Every kind of face the cutter's screen has."""
