from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError, StatementError

from kiosk.store import tables as t
from tests.store.site import Site


@pytest.mark.parametrize(
    "moment",
    [
        datetime(1970, 1, 1, tzinfo=UTC),
        datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
        datetime(2026, 3, 2, 9, 30, 0, 1, tzinfo=timezone(timedelta(hours=8))),
        datetime(2099, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
    ],
)
def test_a_moment_comes_back_to_the_microsecond_and_in_utc(empty: Site, moment: datetime) -> None:
    with empty.file.writing() as connection:
        connection.execute(
            insert(t.RunOperation).values(bundle="b", operation="o", units=0, status="x", last_at=moment)
        )
        kept = connection.scalar(select(t.RunOperation.last_at))
    assert kept == moment
    assert kept.tzinfo is UTC


def test_a_moment_without_a_time_zone_is_not_kept(empty: Site) -> None:
    naive = datetime(2026, 3, 2, 9, 30)  # noqa: DTZ001 - what must not be
    row = {"bundle": "b", "operation": "o", "units": 0, "status": "x", "last_at": naive}
    with pytest.raises(StatementError, match="without a time zone"), empty.file.writing() as connection:
        connection.execute(insert(t.RunOperation), row)


def test_there_is_one_row_about_the_file(empty: Site) -> None:
    with pytest.raises(IntegrityError, match="one_row"), empty.file.writing() as connection:
        connection.execute(insert(t.Kiosk).values(id=2, file_id="x", cursor="", last_number=0))


def test_an_unsent_fact_cannot_be_dropped(site: Site) -> None:
    site.ledger.record([site.pen.done("shoulders")])
    with pytest.raises(IntegrityError, match="FOREIGN KEY"), site.file.writing() as connection:
        connection.execute(t.OwnFact.__table__.delete())


def test_each_file_has_an_id_of_its_own(tmp_path: Path) -> None:
    ids = set()
    for name in ("one", "two"):
        site = Site(tmp_path / name / "kiosk.db")
        with site.file.reading() as connection:
            ids.add(connection.scalar(select(t.Kiosk.file_id)))
        site.file.close()
    assert len(ids) == 2
