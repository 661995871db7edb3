"""A deed is recorded whole and for good, or not at all, and then the kiosk says so."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.floor.answers import No
from kiosk.floor.desk import NewCount, Unknown
from kiosk.floor.facts import Fact, SignedIn, SignedOut
from kiosk.trouble import Reason, Trouble
from tests.make import ANA, BEN, HEM, SLEEVES, Pen, bundle
from tests.store.site import STRANGE, Site, no_file_longer_than, sheet, ticket, told


def counts(site: Site) -> tuple[int, int, int]:
    """Facts, outbox rows, and the next running number."""
    with site.file.reading() as connection:
        own, waiting = (
            connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()
            for table in ("own_facts", "outbox")
        )
    return own, waiting, site.ledger.next_number()


def progress(site: Site) -> dict[tuple[str, str], tuple[int, str]]:
    with site.file.reading() as connection:
        found = connection.exec_driver_sql("SELECT bundle, operation, units, status FROM run_operations")
        return {(row[0], row[1]): (row[2], row[3]) for row in found}


def test_nothing_to_record_is_nothing(site: Site) -> None:
    site.ledger.record([])
    assert counts(site) == (0, 0, 1)


def test_fact_outbox_number_and_progress_are_written_together(site: Site) -> None:
    site.known(bundle())
    site.ledger.record([site.pen.done("shoulders"), site.pen.later(minutes=1).done("sleeves", 12)])
    assert counts(site) == (2, 2, 3)
    assert progress(site) == {
        ("b1", "shoulders"): (20, "COMPLETED"),
        ("b1", "sleeves"): (12, "IN_PROGRESS"),
        ("b1", "hem"): (0, "PENDING"),
    }


def test_a_sign_in_concerns_no_bundle(site: Site) -> None:
    site.ledger.record([SignedOut(site.pen.stamp()), SignedIn(site.pen.stamp())])
    assert counts(site) == (2, 2, 3)
    assert progress(site) == {}


def test_progress_is_right_without_a_look_before(site: Site) -> None:
    site.ledger.record([site.pen.done("shoulders")])
    site.ledger.record([site.pen.later(minutes=1).done("sleeves")])
    last = site.pen.later(minutes=1).done("hem")
    site.ledger.record([last])
    site.ledger.record([site.pen.back(last), site.pen.done("hem", 7)])
    assert {units for units, _ in progress(site).values()} == {20, 7}


def test_progress_counts_what_came_down_between_the_look_and_the_record(site: Site) -> None:
    site.known(bundle())
    other = Pen("kiosk-2", "s2", site.now - timedelta(minutes=5))
    site.mirror.apply(told(sheet(bundle(), other.done("shoulders", 15)), cursor="2"))
    site.ledger.record([site.pen.done("shoulders")])
    assert progress(site)["b1", "shoulders"] == (20, "COMPLETED")
    with site.file.reading() as connection:
        assert connection.exec_driver_sql("SELECT sum(units) FROM run_operations").scalar() == 20
    assert [done.pieces for done in site.known(bundle()).run.operations[0].counted] == [15, 5]


@pytest.mark.parametrize("look_first", [True, False])
def test_progress_of_a_bundle_known_by_its_ticket_alone(site: Site, *, look_first: bool) -> None:
    if look_first:
        site.look_up(STRANGE.text, at=STRANGE.station)
    site.ledger.record([replace(site.pen.done("shoulders", 18, of=STRANGE.id), ticket=STRANGE.text)])
    assert progress(site)[STRANGE.id, "shoulders"] == (18, "COMPLETED")


@pytest.mark.parametrize("numbers", [[2], [1, 3], [2, 1], [1, 1], [3, 4]])
def test_a_gap_in_the_running_numbers_is_a_mistake_of_ours(site: Site, numbers: list[int]) -> None:
    facts: list[Fact] = []
    for number in numbers:
        fact = site.pen.done("shoulders")
        facts.append(replace(fact, stamp=replace(fact.stamp, number=number)))
    with pytest.raises(ValueError, match="running number"):
        site.ledger.record(facts)
    assert counts(site) == (0, 0, 1)


def test_the_same_facts_are_not_recorded_twice(site: Site) -> None:
    facts = [site.pen.done("shoulders")]
    site.ledger.record(facts)
    with pytest.raises(ValueError, match="running number"):
        site.ledger.record(facts)
    assert counts(site) == (1, 1, 2)


# ---- the disk says no


@contextmanager
def no_room(site: Site) -> Iterator[None]:
    """The database may not grow by one page."""
    sql = site.ledger._recorder._connection
    sql.execute(f"PRAGMA max_page_count = {sql.execute('PRAGMA page_count').fetchone()[0]}")
    yield
    sql.execute("PRAGMA max_page_count = 1073741823")


def short_files(site: Site) -> AbstractContextManager[None]:
    return no_file_longer_than(site.path.with_name("kiosk.db-wal").stat().st_size + 6000)


@contextmanager
def read_only(site: Site) -> Iterator[None]:
    site.ledger._recorder._connection.execute("PRAGMA query_only = ON")
    yield
    site.ledger._recorder._connection.execute("PRAGMA query_only = OFF")


@pytest.mark.parametrize(
    ("failing", "reason"),
    [(no_room, Reason.DISK_FULL), (short_files, Reason.DISK_FAILS), (read_only, Reason.DISK_FAILS)],
)
def test_what_cannot_be_written_is_not_recorded_and_the_next_deed_works(
    site: Site, failing: Callable[[Site], AbstractContextManager[None]], reason: Reason
) -> None:
    for number in range(3):
        site.ledger.record([site.pen.done("shoulders")])
        site.known(bundle())
        before, done = counts(site), site.done(bundle())
        many = [site.pen.later(seconds=1).done("sleeves", 1) for _ in range(40)]
        with failing(site):
            for _ in range(2):
                with pytest.raises(Trouble) as trouble:
                    site.ledger.record(many)
                assert trouble.value.reason is reason
                assert counts(site) == before
                assert site.done(bundle()) == done
        site.ledger.record(many)
        assert site.done(bundle()) == {"shoulders": 20, "sleeves": min(20, 40 * (number + 1))}
    again = site.reopen()
    assert again.waiting() == list(range(1, 124))
    again.file.close()


def test_a_file_held_by_another_writer_is_waited_for_and_then_trouble(site: Site) -> None:
    site.ledger._recorder._connection.execute("PRAGMA busy_timeout = 1")
    with site.file.writing(), pytest.raises(Trouble) as trouble:
        site.ledger.record([site.pen.done("shoulders")])
    assert trouble.value.reason is Reason.DISK_FAILS
    site.pen = Pen()
    site.ledger.record([site.pen.done("shoulders")])
    assert counts(site) == (1, 1, 2)


# ---- a count told anew


def test_a_new_count_finds_its_bundle_and_operation(site: Site) -> None:
    fact = site.pen.done("sleeves")
    site.ledger.record([fact])
    assert site.new_count(12) == NewCount(fact, bundle(), SLEEVES, 12)


def test_a_new_count_by_somebody_who_did_nothing(site: Site) -> None:
    site.ledger.record([site.pen.done("sleeves")])
    assert site.new_count(12, BEN) == Unknown(No.NOTHING_TO_UNDO)


def test_a_new_count_of_what_is_no_longer_known(site: Site) -> None:
    site.ledger.record([site.pen.done("sleeves", of="b9")])
    assert site.new_count(12) == Unknown(No.UNKNOWN_BUNDLE)
    site.ledger.record([site.pen.later(minutes=1).done("x")])
    assert site.new_count(12) == Unknown(No.NO_ROUTE)


def test_a_new_count_of_a_bundle_known_by_its_ticket_alone(site: Site) -> None:
    fact = replace(site.pen.done("hem", 18, of=STRANGE.id), ticket=STRANGE.text)
    site.ledger.record([fact])
    found = site.new_count(3)
    assert isinstance(found, NewCount)
    assert (found.bundle.code, found.bundle.pieces, found.operation) == (STRANGE.code, 18, HEM)


def test_a_look_leaves_no_trace(site: Site) -> None:
    version = site.ledger._recorder.version()
    for text in (ticket(bundle()), ANA.number, "A1/UNDO", "?"):
        site.look_up(text)
    assert site.ledger._recorder.version() == version
    assert counts(site) == (0, 0, 1)
