"""What several kiosks, their clocks apart, may tell of one bundle: every kind of fact, sense and nonsense."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from kiosk.floor.bundle_facts import DefectsFound
from kiosk.floor.bundles import BundleStatus
from kiosk.floor.facts import Fact
from kiosk.floor.flags import FlagKind
from tests.make import ANA, BEN, MORNING, Pen, defect

BATTERY_LOST = datetime(1970, 1, 2, 0, 30, tzinfo=UTC)
OPERATIONS = ("shoulders", "sleeves", "hem", "gone")


@st.composite
def days(draw: st.DrawFn, longest: int = 12) -> list[Fact]:
    pens = [Pen(f"kiosk-{n}", f"s{n}", MORNING + timedelta(minutes=draw(st.integers(-90, 90)))) for n in range(3)]
    facts: list[Fact] = []
    for _ in range(draw(st.integers(0, longest))):
        pen = draw(st.sampled_from(pens)).later(minutes=draw(st.integers(-5, 60)))
        if draw(st.integers(0, 40)) == 0:
            pen.now = BATTERY_LOST
        facts.append(draw(_doings(pen, facts)))
    facts += [pens[0].back(fact) for fact in facts if draw(st.integers(0, 7)) == 0]
    return facts


@st.composite
def _doings(draw: st.DrawFn, pen: Pen, before: list[Fact]) -> Fact:
    kind = draw(st.integers(0, 9))
    if kind < 5:
        return draw(_sewing(pen))
    if kind < 7:
        return draw(_quality(pen, before))
    return draw(_words(pen, before) if before and kind == 7 else _pieces(pen))


@st.composite
def _sewing(draw: st.DrawFn, pen: Pen) -> Fact:
    op, worker = draw(st.sampled_from(OPERATIONS)), draw(st.sampled_from([ANA, BEN]))
    pieces, began = draw(st.integers(1, 25)), pen.now - timedelta(minutes=draw(st.integers(-3, 60)))
    told = [
        pen.done(op, pieces, worker=worker),
        pen.done(op, 20, worker=worker, began=began),
        pen.started(op, worker=worker),
        pen.proposed(op, pieces, by=worker),
        pen.moved(draw(st.sampled_from(BundleStatus))),
    ]
    return draw(st.sampled_from(told))


@st.composite
def _quality(draw: st.DrawFn, pen: Pen, before: list[Fact]) -> Fact:
    op, few = draw(st.sampled_from(OPERATIONS)), draw(st.integers(1, 4))
    found = [fact for fact in before if isinstance(fact, DefectsFound)]
    if found and draw(st.booleans()):
        return pen.mended(draw(st.sampled_from(found)), few, op)
    spoilt, at = draw(st.integers(0, few)), draw(st.sampled_from([None, op]))
    return pen.found(defect(pieces=few, rejected=spoilt, op=op), at=at, is_sample=draw(st.booleans()))


@st.composite
def _pieces(draw: st.DrawFn, pen: Pen) -> Fact:
    few = draw(st.integers(1, 4))
    through = {name: draw(st.integers(0, few)) for name in OPERATIONS}
    told = [pen.left(few, through), pen.came(few, through, of="b1", from_="b0"), pen.replaced(few)]
    return draw(st.sampled_from(told))


@st.composite
def _words(draw: st.DrawFn, pen: Pen, before: list[Fact]) -> Fact:
    fact = draw(st.sampled_from(before))
    word = pen.settled(fact, draw(st.sampled_from(FlagKind)), is_accepted=draw(st.booleans()))
    return draw(st.sampled_from([word, pen.disputed(fact)]))
