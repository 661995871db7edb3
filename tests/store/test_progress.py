"""The short way to a row of progress gives what the whole fold gives."""

import pytest
from hypothesis import given, settings

from kiosk.floor.facts import Fact
from kiosk.store.progress import progress_after, progress_of
from kiosk.store.sheets import Sheet
from tests.floor.days import days
from tests.make import MORNING, T_SHIRT, Pen, bundle


@given(days())
@settings(max_examples=300, deadline=None)
def test_written_fact_by_fact_it_equals_the_fold_of_all(facts: list[Fact]) -> None:
    file: dict[str, dict[str, object]] = {}
    sheet = Sheet(bundle(), T_SHIRT, ())
    for fact in facts:
        progress = progress_after(sheet, sheet.folding(MORNING), [fact])
        rows = {row["operation"]: row for row in progress.rows}
        file = rows if progress.whole else file | rows
        sheet = sheet.adding([fact])
        assert file == {row["operation"]: row for row in progress_of(sheet).rows}


def test_one_more_deed_of_a_run_under_way_writes_one_row() -> None:
    pen = Pen()
    sheet = Sheet(bundle(), T_SHIRT, (pen.done("shoulders"),))
    progress = progress_after(sheet, sheet.folding(MORNING), [pen.later(minutes=1).done("sleeves", 12)])
    assert not progress.whole
    assert [(row["operation"], row["units"], row["status"]) for row in progress.rows] == [
        ("sleeves", 12, "IN_PROGRESS")
    ]


@pytest.mark.parametrize("known", [True, False])
def test_the_first_deed_writes_the_whole_run(*, known: bool) -> None:
    sheet = Sheet(bundle(), T_SHIRT, ())
    progress = progress_after(sheet, sheet.folding(MORNING) if known else None, [Pen().done("shoulders")])
    assert progress.whole
    assert [row["units"] for row in progress.rows] == [20, 0, 0]


def test_a_run_whose_only_deed_was_taken_back_has_not_begun() -> None:
    pen = Pen()
    done = pen.done("shoulders")
    sheet = Sheet(bundle(), T_SHIRT, (done,))
    progress = progress_after(sheet, sheet.folding(MORNING), [pen.back(done)])
    assert (progress.whole, progress.rows) == (True, [])
