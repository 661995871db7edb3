"""Months of facts and history: there before their first row, whoever makes them and however far the clock goes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from kiosk import wire
from kiosk.server.db import connect
from kiosk.server.partitions import AHEAD, Months, count_astray, make_months
from kiosk.wire import Verdict
from tests.make import Pen
from tests.server.conftest import House
from tests.server.factory import build
from tests.server.test_intake import send_raw
from tests.until import until

NEXT_YEAR = datetime(2029, 11, 20, tzinfo=UTC)
PARTITIONED = ("facts", "bundle_status_history")


def months(engine: Engine, table: str, year: int) -> list[int]:
    made = "SELECT relname FROM pg_class WHERE relispartition AND relkind = 'r' AND relname LIKE :name ORDER BY 1"
    with engine.connect() as connection:
        return [int(name[-2:]) for name in connection.scalars(text(made), {"name": f"{table}\\_y{year}m%"})]


def lies_in(engine: Engine, id_: str) -> str | None:
    with engine.connect() as connection:
        return connection.scalar(text("SELECT tableoid::regclass::text FROM facts WHERE id = :id"), {"id": id_})


def keep(engine: Engine, at: datetime) -> str:
    """A fact of that moment, by its id too; its id."""
    with engine.begin() as connection:
        id_ = str(connection.scalar(text("SELECT first_id(:at)"), {"at": at}))
    body = wire.body_of(Pen(now=at).done("shoulders")) | {"id": id_}
    assert send_raw(engine, [body]) == [Verdict.TAKEN]
    return id_


def test_a_clock_that_jumps_years_finds_its_months(engine: Engine) -> None:
    build(engine)
    made = list(make_months(engine, NEXT_YEAR))
    assert len(made) == AHEAD + 2
    for table in PARTITIONED:
        assert months(engine, table, 2029) == [10, 11, 12]
        assert months(engine, table, 2030) == list(range(1, 12))
    id_ = keep(engine, NEXT_YEAR + timedelta(days=300))
    assert lies_in(engine, id_) == "facts_y2030m09"
    assert list(make_months(engine, NEXT_YEAR)) == []


@pytest.mark.parametrize(
    ("at", "place", "astray"),
    [
        (datetime(2021, 7, 31, 23, 59, 59, tzinfo=UTC), "facts_y2021m07", 0),
        (datetime(2030, 11, 30, tzinfo=UTC), "facts_y2030m11", 0),
        (datetime(2030, 12, 1, tzinfo=UTC), "facts_yother", 2),
        (datetime(2019, 9, 30, tzinfo=UTC), "facts_yother", 2),
        (datetime(1970, 1, 1, tzinfo=UTC), "facts_yother", 2),
    ],
    ids=["years-ago", "last-ahead", "beyond", "too-long-ago", "epoch"],
)
def test_a_row_of_no_month_gets_one_within_reason(engine: Engine, at: datetime, place: str, astray: int) -> None:
    build(engine)
    id_ = keep(engine, at)
    assert lies_in(engine, id_) == "facts_yother"
    list(make_months(engine, NEXT_YEAR))
    assert lies_in(engine, id_) == place
    assert count_astray(engine) == astray


def test_many_processes_make_each_month_once(engine: Engine, database: str) -> None:
    def make(_: int) -> list[object]:
        own = connect(database)
        try:
            return [*make_months(own, NEXT_YEAR)]
        finally:
            own.dispose()

    with ThreadPoolExecutor(4) as pool:
        made = [month for some in pool.map(make, range(4)) for month in some]
    assert len(made) == len(set(made)) == AHEAD + 2


def test_the_servers_account_makes_them(engine: Engine, database: str) -> None:
    """It may not make a table itself."""
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE ROLE clerk LOGIN IN ROLE kiosk_server")
    clerk = connect(make_url(database).set(username="clerk").render_as_string())
    assert len(list(make_months(clerk, NEXT_YEAR))) == AHEAD + 2
    clerk.dispose()
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP ROLE clerk")


def test_a_table_in_use_is_waited_for_a_second_only(engine: Engine) -> None:
    """Whoever comes after the one that waits would wait too."""
    with engine.begin() as reader:
        reader.exec_driver_sql("SELECT count(*) FROM facts")
        with pytest.raises(OperationalError, match="lock timeout"):
            next(make_months(engine, NEXT_YEAR))


def test_a_server_makes_them_as_it_starts(house: House) -> None:
    house.later(days=365)
    keeper = Months(house.engine, lambda: house.now)
    keeper.open()
    until(lambda: len(months(house.engine, "facts", 2028)) == house.now.month)
    keeper.close()


def test_one_without_a_database_stops_when_told(caplog: pytest.LogCaptureFixture) -> None:
    keeper = Months(connect("postgresql://kiosk@127.0.0.1:1/none"), lambda: NEXT_YEAR)
    keeper.open()
    until(lambda: "could not be made: OperationalError" in caplog.text)
    keeper.close()
