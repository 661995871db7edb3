"""Store lane and network lane on one file: whatever happens in whatever order, what is shown is the fold of what was
confirmed and what was done here, and the running numbers have no gap.
"""

import threading
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from kiosk import wire
from kiosk.floor.bundle_facts import WorkDone
from kiosk.floor.bundles import Bundle
from kiosk.floor.facts import Fact, TakenBack, bundle_of
from kiosk.floor.folding import fold_run
from kiosk.floor.people import Worker
from kiosk.floor.runs import Counted
from kiosk.wire import BundleSheet, Judged, Receipt, Verdict
from tests.make import ANA, BEN, MORNING, T_SHIRT, Pen
from tests.store.site import Site, bundles, sheet, told, whole_factory

BUNDLES = bundles(3)
OF = st.sampled_from(BUNDLES)
OPERATION = st.sampled_from([op.id for op in T_SHIRT])
WORKER = st.sampled_from([ANA, BEN])
VERDICTS = st.lists(st.sampled_from(Verdict), min_size=6, max_size=6)


class Lanes(RuleBasedStateMachine):
    """`own` is all that was ever recorded here, `server` what it holds, `told` what it last told of each bundle."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.site = Site(Path(self.folder.name) / "kiosk.db")
        self.site.mirror.apply(whole_factory(*BUNDLES))
        self.elsewhere = Pen("kiosk-2", "s2", MORNING)
        self.own: list[Fact] = []
        self.server: dict[str, Fact] = {}
        self.told: dict[str, list[Fact]] = {}
        self.rounds = 1

    def teardown(self) -> None:
        self.site.file.close()
        self.folder.cleanup()

    @rule(of=OF, operation=OPERATION, pieces=st.integers(1, 25), worker=WORKER, look=st.booleans())
    def record(self, of: Bundle, operation: str, pieces: int, worker: Worker, look: bool) -> None:
        if look:
            self.site.known(of)
        fact = self.site.pen.later(minutes=1).done(operation, pieces, worker=worker, of=of.id)
        self.site.ledger.record([fact])
        self.own.append(fact)

    @rule()
    def undo(self) -> None:
        last = self.site.last_deed(ANA, self.site.pen.now)
        mine = [fact for fact in self.own if isinstance(fact, WorkDone) and fact.stamp.worker == ANA.id]
        back = {fact.fact for fact in self.own if isinstance(fact, TakenBack)}
        standing = [fact for fact in mine if fact.stamp.id not in back]
        assert last == (standing[-1] if standing else None)
        if last is not None:
            fact = self.site.pen.later(seconds=9).back(last)
            self.site.ledger.record([fact])
            self.own.append(fact)

    @rule(of=OF, operation=OPERATION, pieces=st.integers(1, 25), worker=WORKER)
    def another_kiosk(self, of: Bundle, operation: str, pieces: int, worker: Worker) -> None:
        fact = self.elsewhere.later(minutes=1).done(operation, pieces, worker=worker, of=of.id)
        self.server[fact.stamp.id] = fact

    @rule(limit=st.integers(1, 6), verdicts=VERDICTS, lost=st.booleans())
    def send(self, limit: int, verdicts: list[Verdict], lost: bool) -> None:
        """Up, and the answer may be lost on its way."""
        judged = []
        for body, verdict in zip(self.site.outbox.batch(limit), verdicts, strict=False):
            known = body["id"] in self.server
            answer = Verdict.KNOWN if known else Verdict.TAKEN if verdict is Verdict.KNOWN else verdict
            fact = wire.fact_of(body)
            if answer is Verdict.TAKEN and bundle_of(fact):
                self.server[fact.stamp.id] = fact
            judged.append(Judged(id=body["id"], verdict=answer, reason="odd"))
        if not lost:
            self.site.outbox.settle(Receipt(verdicts=judged))

    @rule()
    def blame(self) -> None:
        self.site.outbox.blame([body["id"] for body in self.site.outbox.batch(1)])

    @rule(of=st.lists(OF, unique_by=lambda of: of.id), twice=st.booleans())
    def hear(self, of: list[Bundle], twice: bool) -> None:
        facts = {each.id: [fact for fact in self.server.values() if bundle_of(fact) == each.id] for each in of}
        self.rounds += 1
        page = told(*(sheet(each, *facts[each.id]) for each in of), cursor=str(self.rounds))
        self.site.mirror.apply(page)
        if twice:
            assert self.site.mirror.apply(page) == set()
        self.told |= facts

    @rule(of=OF)
    def leave(self, of: Bundle) -> None:
        """Out of reach and back: what is young stays known."""
        self.rounds += 1
        if self.told.get(of.id) or any(bundle_of(fact) == of.id for fact in self.own):
            self.site.mirror.apply(told(gone=[of], cursor=str(self.rounds)))

    @rule()
    def restart(self) -> None:
        self.site = self.site.reopen()

    @invariant()
    def shown_is_the_fold_of_confirmed_and_own(self) -> None:
        own = [fact for fact in self.own if bundle_of(fact)]
        units, runs = {}, []
        for of in BUNDLES:
            facts = [*self.told.get(of.id, []), *(fact for fact in own if bundle_of(fact) == of.id)]
            run = fold_run(of, T_SHIRT, facts, now=self.site.now)
            assert self.site.known(of).run == run
            runs.append(run)
            units |= {(of.id, op.operation.id): op.done for op in run.operations if run.started_at}
        with self.site.file.reading() as connection:
            rows = connection.exec_driver_sql("SELECT bundle, operation, units FROM run_operations")
            assert {(row[0], row[1]): row[2] for row in rows} == units

        self._check_days([done for run in runs for op in run.operations for done in op.counted])

    def _check_days(self, counted: list[Counted]) -> None:
        for worker in (ANA, BEN):
            day = self.site.ledger.day_of(worker.id, MORNING, MORNING + timedelta(days=2))
            assert day.pieces == sum(done.pieces for done in counted if done.fact.stamp.worker == worker.id)

    @invariant()
    def numbers_have_no_gap_and_nothing_is_lost(self) -> None:
        assert [fact.stamp.number for fact in self.own] == list(range(1, self.site.ledger.next_number()))
        counts = self.site.outbox.counts()
        aside = {put_by.id for put_by in self.site.outbox.put_by()}
        waiting = {body["id"] for body in self.site.outbox.batch(wire.BATCH)}
        assert (counts.waiting, counts.set_aside) == (len(waiting), len(aside))
        assert not waiting & aside
        assert {fact.stamp.id for fact in self.own} <= waiting | aside | self.server.keys()


def _lanes(examples: int) -> None:
    patient = [HealthCheck.too_slow]
    run_state_machine_as_test(
        Lanes,
        settings=settings(
            max_examples=examples, stateful_step_count=20, deadline=None, suppress_health_check=patient, database=None
        ),
    )


def test_any_order_of_scans_answers_and_news() -> None:
    _lanes(12)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_many_orders_of_scans_answers_and_news() -> None:
    _lanes(600)


def test_both_lanes_at_once(site: Site) -> None:
    """Two threads, no lock of ours: every fact is recorded, sent and confirmed while the other lane writes."""
    many = bundles(10)
    site.mirror.apply(whole_factory(*many, cursor="2"))
    made = [site.pen.later(seconds=30).done(T_SHIRT[n // 10 % 3].id, 1, of=many[n % 10].id) for n in range(150)]
    all_recorded, failed = threading.Event(), list[Exception]()

    def network() -> None:
        try:
            sent = list[wire.Body]()
            while not all_recorded.is_set() or site.outbox.counts().waiting:
                if batch := site.outbox.batch(7):
                    sent += batch
                    site.outbox.settle(Receipt(verdicts=[Judged(id=b["id"], verdict=Verdict.TAKEN) for b in batch]))
                    site.mirror.apply(told(*_sheets(many, sent), cursor=f"after {len(sent)}"))
        except Exception as wrong:  # noqa: BLE001 - told to the test's own thread
            failed.append(wrong)

    lane = threading.Thread(target=network)
    lane.start()
    for fact in made:
        site.known(next(of for of in many if of.id == fact.bundle))
        site.ledger.record([fact])
    all_recorded.set()
    lane.join()
    assert failed == []
    assert site.waiting() == []
    counted = [done.fact.stamp.number for of in many for op in site.known(of).run.operations for done in op.counted]
    assert sorted(counted) == list(range(1, 151))
    with site.file.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM own_facts").scalar() == 0
        assert connection.exec_driver_sql("SELECT sum(units) FROM run_operations").scalar() == 150


def _sheets(of: list[Bundle], bodies: list[wire.Body]) -> list[BundleSheet]:
    return [BundleSheet(each, [body for body in bodies if body["bundle"] == each.id]) for each in of]
