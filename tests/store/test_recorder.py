import pytest

from kiosk.store.ledger import Ledger
from kiosk.store.recorder import RECORDS
from tests.make import ANA, bundle
from tests.store.site import Site, no_file_longer_than, told


def units(site: Site) -> int:
    with site.file.reading() as connection:
        return connection.exec_driver_sql("SELECT coalesce(sum(units), 0) FROM run_operations").scalar_one()


def test_the_version_changes_when_others_write_and_only_then(site: Site) -> None:
    one, other = site.file.recorder(), site.file.recorder()
    before = one.version()
    with one.transaction() as sql:
        sql.execute("UPDATE kiosk SET cursor = 'mine'")
        assert one.version() == before
    assert one.version() == before
    with other.transaction() as sql:
        sql.execute("UPDATE kiosk SET cursor = 'other'")
    assert one.version() != before
    before = one.version()
    site.mirror.apply(told(bundle("b2"), cursor="2"))
    assert one.version() != before


def test_a_transaction_that_fails_leaves_nothing_and_the_next_one_works(site: Site) -> None:
    recorder = site.file.recorder()

    def fail() -> None:
        with recorder.transaction() as sql:
            sql.execute("UPDATE kiosk SET last_number = 99")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert site.ledger.next_number() == 1
    with recorder.transaction() as sql:
        sql.execute("UPDATE kiosk SET last_number = 5")
    assert site.ledger.next_number() == 6


def test_two_ledgers_on_one_file_know_of_each_other(site: Site) -> None:
    other = Ledger(site.file)
    site.known(bundle())
    other.record([site.pen.done("shoulders", 5)])
    site.ledger.record([site.pen.later(minutes=1).done("shoulders", 20)])
    assert units(site) == 20
    other.record([site.pen.later(minutes=1).done("sleeves", 7)])
    assert units(site) == 27


def test_the_log_stays_short_while_the_day_is_shown(site: Site) -> None:
    log = site.path.with_name("kiosk.db-wal")
    for _ in range(4 * RECORDS):
        site.ledger.record([site.pen.later(seconds=30).done("shoulders", 1)])
        site.ledger.day_of(ANA.id, site.now, site.now)
    assert log.stat().st_size < 4096 * 12 * RECORDS


def test_a_log_that_cannot_be_carried_over_is_left_to_the_next_time(site: Site) -> None:
    log = site.path.with_name("kiosk.db-wal")
    for _ in range(RECORDS):
        site.ledger.record([site.pen.later(seconds=30).done("shoulders", 1)])
    before = log.read_bytes()
    with no_file_longer_than(5000):
        site.ledger.day_of(ANA.id, site.now, site.pen.now)
    assert log.read_bytes() == before
    again = site.reopen()
    assert again.waiting() == list(range(1, RECORDS + 1))
    again.file.close()
