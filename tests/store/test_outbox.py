"""Facts leave in their order, each by its own verdict, and none is in another's way."""

from datetime import timedelta

import pytest

from kiosk import wire
from kiosk.floor.bundles import BundleStatus
from kiosk.floor.facts import Fact, SignedIn
from kiosk.store.outbox import FAILURES, Counts, PutBy
from kiosk.wire import Judged, Receipt, Verdict
from tests.make import MORNING, bundle
from tests.store.site import Site, receipt, sheet, told


@pytest.fixture
def facts(site: Site) -> list[Fact]:
    """Five recorded facts."""
    made: list[Fact] = [SignedIn(site.pen.stamp())]
    made += [site.pen.later(minutes=1).done(op) for op in ("shoulders", "sleeves", "hem")]
    made.append(site.pen.later(minutes=1).moved(BundleStatus.IN_QC))
    site.ledger.record(made)
    return made


def test_an_empty_one(site: Site) -> None:
    assert site.outbox.batch(10) == []
    assert site.outbox.counts() == Counts(0, 0, None)
    assert site.outbox.put_by() == []


def test_a_batch_is_in_the_order_of_the_running_numbers_and_as_it_was_made(site: Site, facts: list[Fact]) -> None:
    assert site.outbox.batch(500) == [wire.body_of(fact) for fact in facts]
    assert site.outbox.batch(2) == [wire.body_of(fact) for fact in facts[:2]]
    assert [wire.fact_of(body) for body in site.outbox.batch(500)] == facts
    assert site.outbox.counts() == Counts(5, 0, MORNING)


@pytest.mark.parametrize("verdict", [Verdict.TAKEN, Verdict.KNOWN])
def test_what_the_server_has_leaves(site: Site, facts: list[Fact], verdict: Verdict) -> None:
    assert site.outbox.settle(receipt(verdict, *facts[:2])) == 2
    assert site.waiting() == [3, 4, 5]
    assert site.outbox.counts() == Counts(3, 0, MORNING + timedelta(minutes=2))


def test_the_same_receipt_again_does_no_harm(site: Site, facts: list[Fact]) -> None:
    answer = receipt(Verdict.TAKEN, *facts[:2])
    assert [site.outbox.settle(answer) for _ in range(3)] == [2, 0, 0]
    assert site.waiting() == [3, 4, 5]


def test_a_receipt_for_what_was_never_here_does_no_harm(site: Site, facts: list[Fact]) -> None:
    strange = [Judged(id="", verdict=verdict, reason="?") for verdict in Verdict]
    assert site.outbox.settle(Receipt(verdicts=strange)) == 0
    assert site.waiting() == [1, 2, 3, 4, 5]


def test_what_is_for_later_stays_behind_the_others(site: Site, facts: list[Fact]) -> None:
    assert site.outbox.settle(receipt(Verdict.LATER, *facts[:2])) == 0
    assert site.waiting() == [3, 4, 5, 1, 2]
    assert [body["number"] for body in site.outbox.batch(3)] == [3, 4, 5]
    site.outbox.settle(receipt(Verdict.LATER, facts[0]))
    assert site.waiting() == [3, 4, 5, 2, 1]
    assert site.outbox.counts().waiting == 5
    for _ in range(3 * FAILURES):
        site.outbox.settle(receipt(Verdict.LATER, facts[0]))
    assert site.outbox.counts() == Counts(5, 0, MORNING)


def test_what_is_set_aside_is_kept_with_its_reason_and_in_nobody_s_way(site: Site, facts: list[Fact]) -> None:
    bad = facts[1]
    assert site.outbox.settle(receipt(Verdict.SET_ASIDE, bad, reason="its id was already used")) == 1
    assert site.waiting() == [1, 3, 4, 5]
    assert site.outbox.counts() == Counts(4, 1, MORNING)
    shown = [PutBy(bad.stamp.id, "work-done", bad.stamp.at, "its id was already used")]
    assert site.outbox.put_by() == shown
    assert site.outbox.settle(receipt(Verdict.SET_ASIDE, bad, reason="again")) == 0
    again = site.reopen()
    assert again.outbox.put_by() == shown
    again.file.close()


def test_verdicts_of_all_kinds_in_one_receipt(site: Site, facts: list[Fact]) -> None:
    verdicts = (Verdict.TAKEN, Verdict.LATER, Verdict.SET_ASIDE, Verdict.KNOWN)
    judged = [Judged(id=f.stamp.id, verdict=v) for f, v in zip(facts, verdicts, strict=False)]
    assert site.outbox.settle(Receipt(verdicts=judged)) == 3
    assert site.waiting() == [5, 2]
    assert [put_by.reason for put_by in site.outbox.put_by()] == [""]


def test_a_fact_that_the_server_breaks_on_steps_back_and_is_put_by_in_the_end(site: Site, facts: list[Fact]) -> None:
    poison = facts[0].stamp.id
    for _ in range(FAILURES - 1):
        site.outbox.blame([poison])
        assert site.waiting() == [2, 3, 4, 5, 1]
        assert site.outbox.counts() == Counts(5, 0, MORNING)
    site.outbox.blame([poison])
    assert site.waiting() == [2, 3, 4, 5]
    (put_by,) = site.outbox.put_by()
    assert (put_by.id, put_by.kind, put_by.reason) == (poison, "signed-in", "the server failed on it 5 times")


def test_blaming_nobody_changes_nothing(site: Site, facts: list[Fact]) -> None:
    site.outbox.blame([])
    assert site.waiting() == [1, 2, 3, 4, 5]


def test_a_fact_leaves_the_file_only_once_its_copy_came_down(site: Site, facts: list[Fact]) -> None:
    def own() -> int:
        with site.file.reading() as connection:
            return connection.exec_driver_sql("SELECT count(*) FROM own_facts").scalar_one()

    site.mirror.apply(told(sheet(bundle(), facts[1]), cursor="2"))
    assert own() == 5, "confirmed, but its answer was lost: it waits to be sent again"
    site.outbox.settle(receipt(Verdict.KNOWN, facts[1], facts[2]))
    assert own() == 4
    site.mirror.apply(told(sheet(bundle(), facts[1], facts[2]), cursor="3"))
    assert own() == 3
    assert site.done(bundle()) == {"shoulders": 20, "sleeves": 20, "hem": 20}
