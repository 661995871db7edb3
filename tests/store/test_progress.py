"""The short way to a row of progress gives what the whole fold gives."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.floor.facts import OfBundle
from kiosk.store.progress import progress_after, progress_of
from kiosk.store.sheets import Sheet
from tests.make import ANA, BEN, MORNING, T_SHIRT, Pen, bundle

OPERATIONS = st.sampled_from([op.id for op in T_SHIRT] + ["unheard-of"])


@st.composite
def facts(draw: st.DrawFn) -> list[OfBundle]:
    """Any deeds on one bundle at two kiosks whose clocks jump."""
    made: list[OfBundle] = []
    pens = [Pen(), Pen("kiosk-2", "s2")]
    for _ in range(draw(st.integers(1, 12))):
        pen = draw(st.sampled_from(pens)).later(minutes=draw(st.integers(-30, 60)))
        worker, what = draw(st.sampled_from([ANA, BEN])), draw(st.integers(0, 9))
        if what == 0 and made:
            made.append(pen.back(draw(st.sampled_from([f for f in made if hasattr(f, "run_no")] or [pen.done("hem")]))))
        elif what < 3:
            made.append(pen.started(draw(OPERATIONS), worker=worker))
        else:
            began = draw(st.none() | st.just(pen.now - timedelta(minutes=draw(st.integers(-5, 90)))))
            made.append(pen.done(draw(OPERATIONS), draw(st.integers(1, 30)), worker=worker, began=began))
    return made


@given(facts())
@settings(max_examples=300, deadline=None)
def test_written_fact_by_fact_it_equals_the_fold_of_all(all_facts: list[OfBundle]) -> None:
    file: dict[str, dict[str, object]] = {}
    sheet = Sheet(bundle(), T_SHIRT, ())
    for fact in all_facts:
        progress = progress_after(sheet, sheet.run(MORNING), [fact])
        rows = {row["operation"]: row for row in progress.rows}
        file = rows if progress.whole else file | rows
        sheet = sheet.adding([fact])
        assert file == {row["operation"]: row for row in progress_of(sheet).rows}


def test_one_more_deed_of_a_run_under_way_writes_one_row() -> None:
    pen = Pen()
    sheet = Sheet(bundle(), T_SHIRT, (pen.done("shoulders"),))
    progress = progress_after(sheet, sheet.run(MORNING), [pen.later(minutes=1).done("sleeves", 12)])
    assert not progress.whole
    assert [(row["operation"], row["units"], row["status"]) for row in progress.rows] == [
        ("sleeves", 12, "IN_PROGRESS")
    ]


@pytest.mark.parametrize("known", [True, False])
def test_the_first_deed_writes_the_whole_run(*, known: bool) -> None:
    sheet = Sheet(bundle(), T_SHIRT, ())
    progress = progress_after(sheet, sheet.run(MORNING) if known else None, [Pen().done("shoulders")])
    assert progress.whole
    assert [row["units"] for row in progress.rows] == [20, 0, 0]


def test_a_run_whose_only_deed_was_taken_back_has_not_begun() -> None:
    pen = Pen()
    done = pen.done("shoulders")
    sheet = Sheet(bundle(), T_SHIRT, (done,))
    progress = progress_after(sheet, sheet.run(MORNING), [pen.back(done)])
    assert (progress.whole, progress.rows) == (True, [])
