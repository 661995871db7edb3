"""Days on end, and then the sums: every table follows from the facts, and every wage is what a clerk would work out."""

from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import func, select

from kiosk.server import tables as t
from kiosk.server.recount import recount
from tests.journeys.sheet import wages
from tests.journeys.week import SMALL, WHOLE, Size, Week
from tests.make import WORKSPACE
from tests.sync.central import Central


def nothing_is_lost_or_doubled(week: Week) -> None:
    recorded = {}
    for place in week.everywhere:
        for kiosk in place.kiosks:
            assert (kiosk.waiting, kiosk.set_aside) == (0, 0)
            assert [fact.stamp.number for fact in kiosk.recorded] == list(range(1, len(kiosk.recorded) + 1))
            recorded |= kiosk.bodies()
    assert week.central.facts() == recorded


def the_audit_is_clean(week: Week) -> None:
    with week.central.engine.connect() as connection:
        assert [str(one) for one in recount(connection, WORKSPACE, week.central.now)] == []


def every_wage_is_right(week: Week) -> None:
    line = t.PayLine
    sums = func.sum(line.amount), func.sum(line.held_amount)
    with week.central.engine.connect() as connection:
        rows = connection.execute(select(line.employee_id, *sums).group_by(line.employee_id)).all()
    paid = {worker: (earned, held) for worker, earned, held in rows}
    due = wages(week.pages())
    assert {who: paid[who] for who in paid if paid[who] != due.get(who)} == {
        who: due[who] for who in due if due[who] != paid.get(who)
    }
    assert any(earned for earned, _ in due.values())


def every_kiosk_says_the_same(week: Week, some: int) -> None:
    """Of so many bundles of each line, those that are still open."""
    for line, places in week.places.items():
        for bundle in week.dice.sample(week.bundles[line], some):
            if week.central.status(bundle.id) not in {"DONE", "REJECTED"}:
                for place in places:
                    assert place.kiosk.units(bundle) == week.central.units(bundle.id)
                    assert place.kiosk.known(bundle).life.status == week.central.status(bundle.id)


def run(central: Central, folder: Path, size: Size, seed: int) -> Week:
    week = Week(central, folder, size, Random(seed))
    with closing(week):
        week.work().ends()
        nothing_is_lost_or_doubled(week)
        the_audit_is_clean(week)
        every_wage_is_right(week)
        every_kiosk_says_the_same(week, some=min(10, size.bundles))
    return week


@pytest.mark.parametrize("seed", [1, 2])
def test_a_line_s_day(house: Central, tmp_path: Path, seed: int) -> None:
    run(house, tmp_path, SMALL, seed)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_five_lines_of_thirty_for_a_week(house: Central, tmp_path: Path) -> None:
    run(house, tmp_path, WHOLE, 7)
