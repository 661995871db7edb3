"""What the server told stands beside its cursor; the same again changes nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from kiosk import wire
from kiosk.floor.answers import No
from kiosk.floor.desk import KnownBundle, KnownWorker, Unknown
from kiosk.floor.facts import SignedIn, SignedOut
from kiosk.floor.ids import WorkspaceId
from kiosk.store import tables as t
from kiosk.store.mirror import DAYS_NUMBERS, KEPT
from kiosk.wire import BundleSheet, Changes, Verdict
from tests.make import ANA, BEN, HEM, MORNING, T_SHIRT, Pen, bundle, operation, station
from tests.store.site import FACTORY, Site, receipt, sheet, ticket, told, whole_factory

ALL = {"workspace", "lines", "stations", "workers", "operations", "bundles"}


def rows(site: Site) -> dict[str, list[tuple[object, ...]]]:
    """Everything in the file but the moments at which bundles left."""
    found = {}
    with site.file.reading() as connection:
        for table in t.Table.metadata.sorted_tables:
            columns = [column for column in table.columns if column.name != "gone_at"]
            found[table.name] = [tuple(row) for row in connection.execute(select(*columns).order_by(table.columns[0]))]
    return found


def test_before_the_first_round_everything_is_asked_for(empty: Site) -> None:
    assert empty.mirror.cursor() == ""


def test_all_kinds_are_told_once(empty: Site) -> None:
    page = whole_factory(sheet(bundle(), Pen("kiosk-2").done("shoulders")))
    assert empty.mirror.apply(page) == ALL
    before = rows(empty)
    assert empty.mirror.apply(page) == set()
    assert rows(empty) == before
    assert empty.mirror.cursor() == "1"
    workspace = empty.ledger.workspace()
    assert workspace is not None
    assert (workspace.name, workspace.ticket_key) == (FACTORY.name, FACTORY.ticket_key)
    assert empty.ledger.station(station("s1").id) == station("s1")
    assert empty.done(bundle()) == {"shoulders": 20}


@pytest.mark.parametrize(
    ("changes", "kinds"),
    [
        (Changes(cursor="2"), set()),
        (Changes(cursor="2", workers=[ANA, BEN]), set()),
        (Changes(cursor="2", workers=[replace(ANA, name="Ana Santos")]), {"workers"}),
        (Changes(cursor="2", stations=[station("s9")]), {"stations"}),
        (Changes(cursor="2", lines=[wire.Line(wire.LineId("l2"), "Line 2")]), {"lines"}),
        (Changes(cursor="2", operations=[operation("cuffs", 4, "1.0")]), {"operations"}),
        (Changes(cursor="2", workspace=replace(FACTORY, currency="BDT")), {"workspace"}),
        (told(bundle(), cursor="2"), set()),
        (told(replace(bundle(), pieces=30), cursor="2"), {"bundles"}),
        (told(BundleSheet(bundle(), [], qr_code="X-1"), cursor="2"), {"bundles"}),
        (told(sheet(bundle(), Pen("kiosk-2").done("hem")), cursor="2"), {"bundles"}),
        (told(gone=[bundle()], cursor="2"), {"bundles"}),
        (told(gone=[bundle("b7")], cursor="2"), set()),
    ],
    ids=range(13),
)
def test_only_what_changed_is_said_to_have(site: Site, changes: Changes, kinds: set[str]) -> None:
    assert site.mirror.apply(changes) == kinds
    assert site.mirror.apply(changes) == set()
    assert site.mirror.cursor() == "2"


def test_a_round_without_news_does_not_touch_the_disk(site: Site) -> None:
    version, log = site.ledger._recorder.version(), site.path.with_name("kiosk.db-wal").stat()
    site.mirror.apply(Changes(cursor="1"))
    assert site.ledger._recorder.version() == version
    assert site.path.with_name("kiosk.db-wal").stat().st_mtime_ns == log.st_mtime_ns


def test_a_sheet_replaces_the_confirmed_facts_of_its_bundle_alone(site: Site) -> None:
    pen = Pen("kiosk-2")
    one, two, other = pen.done("shoulders"), pen.done("sleeves"), pen.done("shoulders", of="b2")
    site.mirror.apply(told(sheet(bundle(), one), sheet(bundle("b2"), other), cursor="2"))
    site.mirror.apply(told(sheet(bundle(), one, two), cursor="3"))
    assert site.done(bundle()) == {"shoulders": 20, "sleeves": 20}
    site.mirror.apply(told(sheet(bundle(), two), cursor="4"))
    assert site.done(bundle()) == {"sleeves": 20}
    assert site.done(bundle("b2")) == {"shoulders": 20}


def test_a_page_that_cannot_be_written_moves_no_cursor(site: Site) -> None:
    before = rows(site)
    with site.file.writing() as connection:
        connection.exec_driver_sql("CREATE TRIGGER no BEFORE INSERT ON lines BEGIN SELECT RAISE(ABORT, 'no'); END")
    bad = Changes(cursor="2", workers=[replace(ANA, name="x")], lines=[wire.Line(wire.LineId("l2"), "Line 2")])
    with pytest.raises(IntegrityError, match="no"):
        site.mirror.apply(bad)
    assert rows(site) == before
    assert site.mirror.cursor() == "1"


def test_a_bundle_that_left_is_still_known_for_the_day_s_numbers_and_then_forgotten(site: Site) -> None:
    fact = Pen("kiosk-2").done("shoulders")
    site.mirror.apply(told(sheet(bundle(), fact), cursor="2"))
    site.mirror.apply(told(gone=[bundle()], cursor="3"))
    site.now = MORNING + DAYS_NUMBERS
    site.mirror.apply(Changes(cursor="4"))
    assert site.done(bundle()) == {"shoulders": 20}
    site.now += timedelta(seconds=1)
    site.mirror.apply(Changes(cursor="5"))
    left = rows(site)
    assert (left["bundles"], left["confirmed_facts"], left["run_operations"]) == ([], [], [])


def test_a_bundle_goes_with_all_of_its_facts_or_stays_with_all(site: Site) -> None:
    pen = Pen("kiosk-2")
    site.mirror.apply(told(sheet(bundle(), pen.done("shoulders"), pen.later(hours=40).done("shoulders")), cursor="2"))
    site.mirror.apply(told(gone=[bundle()], cursor="3"))
    site.now = MORNING + timedelta(hours=60)
    site.mirror.apply(Changes(cursor="4"))
    assert len(rows(site)["confirmed_facts"]) == 2


def test_a_bundle_that_left_without_a_fact_is_forgotten_at_once_and_may_come_back(site: Site) -> None:
    site.mirror.apply(told(gone=[bundle()], cursor="2"))
    found = site.look_up(ticket(bundle()))
    assert isinstance(found, KnownBundle)
    assert found.ticket == ticket(bundle()), "known by its ticket alone"
    site.mirror.apply(told(bundle(), cursor="3"))
    assert site.known(bundle()).ticket is None


def test_the_first_page_of_everything_lets_go_of_bundles_that_are_not_told_again(site: Site) -> None:
    site.mirror.apply(told(bundle("b2"), sheet(bundle("b3"), Pen("kiosk-2").done("hem", of="b3")), cursor="2"))
    assert site.mirror.apply(whole_factory(bundle("b2"), cursor="3")) == {"bundles"}
    with site.file.reading() as connection:
        reach = {id_: gone_at is None for id_, gone_at in connection.execute(select(t.Bundle.id, t.Bundle.gone_at))}
    assert reach == {"b2": True, "b3": False}


def test_an_own_unsent_fact_outlives_every_change(site: Site) -> None:
    fact = site.pen.done("shoulders")
    site.ledger.record([fact])
    site.mirror.apply(told(gone=[bundle()], cursor="2"))
    site.now += KEPT + timedelta(days=1)
    site.mirror.apply(whole_factory(cursor="3"))
    assert site.outbox.batch(10) == [wire.body_of(fact)]


def test_a_sent_fact_without_a_copy_is_kept_for_sixty_days(site: Site) -> None:
    facts = [site.pen.done("shoulders"), site.pen.later(days=1).done("sleeves")]
    site.ledger.record(facts)
    site.outbox.settle(receipt(Verdict.TAKEN, *facts))
    site.now = MORNING + KEPT + timedelta(hours=1)
    site.mirror.apply(Changes(cursor="2"))
    assert site.done(bundle()) == {"sleeves": 20}
    assert [row[2] for row in rows(site)["run_operations"] if row[1] == "shoulders"] == [0]
    assert site.ledger.next_number() == 3


def test_a_person_s_sheet_replaces_what_was_told_of_that_person_and_grows_old(site: Site) -> None:
    pen = Pen("kiosk-2")
    facts = [SignedIn(pen.stamp()), SignedOut(pen.stamp())]
    told_twice = [wire.Sheet("person:ana", [wire.body_of(fact) for fact in facts[:many]]) for many in (1, 2)]
    for cursor, of_ana in enumerate(told_twice, start=2):
        assert site.mirror.apply(Changes(cursor=str(cursor), sheets=[of_ana])) == {"sheets"}
        assert site.mirror.apply(Changes(cursor=str(cursor), sheets=[of_ana])) == set()
    assert len(rows(site)["confirmed_facts"]) == 2
    site.now += DAYS_NUMBERS + timedelta(hours=1)
    site.mirror.apply(Changes(cursor="9"))
    assert rows(site)["confirmed_facts"] == []


def test_facts_of_a_later_release_are_kept_and_folded_when_they_are_understood(site: Site) -> None:
    known = wire.body_of(Pen("kiosk-2").done("shoulders"))
    strange = wire.body_of(Pen("kiosk-3").done("sleeves")) | {"kind": "ironed", "steam": True}
    site.mirror.apply(told(BundleSheet(bundle(), [known, strange, {"kind": "no stamp"}]), cursor="2"))
    assert site.done(bundle()) == {"shoulders": 20}
    assert len(rows(site)["confirmed_facts"]) == 2


def test_an_edited_operation_reaches_the_runs_it_concerns(site: Site) -> None:
    site.ledger.record([site.pen.done("cuffs"), site.pen.done("shoulders")])
    assert {row[1] for row in rows(site)["run_operations"]} == {op.id for op in T_SHIRT}
    site.mirror.apply(Changes(cursor="2", operations=[operation("cuffs", 4, "1.0")]))
    assert ("b1", "cuffs", 20, "COMPLETED") in [row[:4] for row in rows(site)["run_operations"]]


def test_tickets_of_an_old_key_are_no_longer_genuine(site: Site) -> None:
    site.mirror.apply(Changes(cursor="2", workspace=replace(FACTORY, ticket_key="00" * 32)))
    assert site.look_up(ticket(bundle())) == Unknown(No.NOT_GENUINE)
    assert site.look_up(ANA.number) == KnownWorker(ANA)


def test_in_another_factory_nothing_is_left_of_the_first_but_what_was_not_sent(site: Site) -> None:
    fact = site.pen.done("shoulders")
    site.ledger.record([fact])
    other = replace(FACTORY, id=WorkspaceId("w2"), name="Sol Garments")
    assert "workspace" in site.mirror.apply(Changes(cursor="2", whole=True, workspace=other, workers=[BEN]))
    workspace = site.ledger.workspace()
    assert workspace is not None
    assert workspace.name == "Sol Garments"
    assert site.look_up(ANA.number) == Unknown(No.UNKNOWN_CODE)
    assert site.look_up(BEN.number) == KnownWorker(BEN)
    assert site.outbox.batch(10) == [wire.body_of(fact)]
    assert rows(site)["run_operations"] == []


def test_an_operation_that_was_retired_is_off_the_route_of_new_runs(site: Site) -> None:
    site.ledger.record([site.pen.done("shoulders")])
    site.mirror.apply(
        Changes(cursor="2", operations=[replace(HEM, until=MORNING)], bundles=[BundleSheet(bundle("b2"), [])])
    )
    site.now += timedelta(minutes=1)
    assert [op.id for op in site.known(bundle("b2")).run.route] == ["shoulders", "sleeves"]


def test_a_lent_bundle_is_known_and_out_of_reach(site: Site) -> None:
    far = bundle("far")
    assert site.ledger.is_far(ticket(far))
    site.mirror.lend(sheet(far, Pen("kiosk-2").done("shoulders", 12, of="far")))
    found = site.look_up(ticket(far))
    assert isinstance(found, KnownBundle)
    assert (found.ticket, found.run.done["shoulders"]) == (None, 12)
    assert site.ledger.is_far(ticket(far)), "what happened to it since, nobody tells this kiosk"
    site.mirror.lend(sheet(far, Pen("kiosk-2").done("shoulders", 20, of="far")))
    assert site.done(far) == {"shoulders": 20}


def test_a_bundle_in_reach_is_not_lent(site: Site) -> None:
    before = rows(site)
    site.mirror.lend(sheet(bundle(), Pen("kiosk-2").done("shoulders", 12)))
    assert rows(site) == before
    assert not site.ledger.is_far(ticket(bundle()))


def test_a_lent_bundle_goes_when_it_is_old(site: Site) -> None:
    site.mirror.lend(sheet(bundle("far"), Pen("kiosk-2").done("shoulders", 12, of="far")))
    site.now += DAYS_NUMBERS + timedelta(hours=1)
    site.mirror.apply(Changes(cursor="9"))
    with site.file.reading() as connection:
        assert connection.scalars(select(t.Bundle.id).where(t.Bundle.id == "far")).all() == []
