"""A worker's day counts as the whole floor counts it."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from kiosk.floor import codes, ids
from kiosk.store.day import SHOWN, Entry, Today
from kiosk.wire import Verdict
from tests.make import ANA, BEN, KEY, MORNING, WORKSPACE, Pen, bundle, defect
from tests.store.site import Site, bundles, receipt, sheet, told, whole_factory


def today(site: Site) -> Today:
    return site.ledger.day_of(ANA.id, MORNING - timedelta(hours=3), site.pen.now)


def test_a_day_before_the_first_piece(site: Site) -> None:
    assert today(site) == Today(0, 0, None)


def test_pieces_bundles_and_the_latest_first(site: Site) -> None:
    site.mirror.apply(told(bundle(), bundle("b2"), cursor="2"))
    began = site.pen.now
    first = site.pen.later(minutes=20).done("shoulders", began=began)
    second = site.pen.later(minutes=10).done("sleeves", 12, began=first.stamp.at)
    third = site.pen.later(minutes=5).done("shoulders", of="b2")
    for fact in (first, second, third):
        site.ledger.record([fact])
    entries = (
        Entry(third.stamp.at, bundle("b2").code, "Shoulders", 20),
        Entry(second.stamp.at, bundle().code, "Sleeves", 12),
        Entry(first.stamp.at, bundle().code, "Shoulders", 20),
    )
    assert today(site) == Today(
        52, 2, Decimal("146.67"), pay=Decimal("64.0"), last=entries
    )  # 20 + 24 minutes earned in 30; the third untimed


def test_work_done_just_now_counts_and_work_before_the_shift_does_not(site: Site) -> None:
    site.ledger.record([site.pen.later(hours=-4).done("shoulders"), site.pen.later(hours=4).done("sleeves")])
    assert today(site).pieces == 20


def test_what_was_taken_back_and_what_others_did_is_not_one_s_own(site: Site) -> None:
    mine, other = site.pen.done("shoulders"), site.pen.done("sleeves", worker=BEN)
    site.ledger.record([mine, other, site.pen.back(mine)])
    assert today(site).pieces == 0


def test_the_same_pieces_claimed_at_two_kiosks_count_once(site: Site) -> None:
    other = Pen("kiosk-2", "s2", MORNING - timedelta(minutes=1)).done("shoulders", 15, worker=BEN)
    mine = site.pen.done("shoulders")
    site.ledger.record([mine])
    assert today(site).pieces == 20
    site.mirror.apply(told(sheet(bundle(), other), cursor="2"))
    assert (today(site).pieces, today(site).last[0].pieces) == (5, 5)


def test_nothing_flickers_while_a_fact_goes_up_and_comes_down(site: Site) -> None:
    fact = site.pen.done("shoulders")
    site.ledger.record([fact])
    recorded = today(site)
    site.outbox.settle(receipt(Verdict.TAKEN, fact))
    assert today(site) == recorded
    site.mirror.apply(told(bundle(), cursor="2"))
    assert today(site) == recorded
    site.mirror.apply(told(sheet(bundle(), fact), cursor="3"))
    assert today(site) == recorded
    site.mirror.apply(told(gone=[bundle()], cursor="4"))
    assert today(site) == recorded


def test_work_on_a_bundle_known_by_its_ticket_alone_counts(site: Site) -> None:
    code = codes.code_of(77)
    stranger = ids.bundle_id(WORKSPACE, code)
    fact = replace(site.pen.done("shoulders", 18, of=stranger), ticket=codes.ticket_text(code, 18, KEY))
    site.ledger.record([fact])
    assert today(site) == Today(18, 1, None, pay=Decimal("18.0"), last=(Entry(fact.stamp.at, code, "Shoulders", 18),))


def test_only_the_latest_entries_are_shown(site: Site) -> None:
    many = bundles(SHOWN + 5)
    site.mirror.apply(whole_factory(*many, cursor="2"))
    for each in many:
        site.ledger.record([site.pen.later(minutes=1).done("shoulders", of=each.id)])
    day = today(site)
    assert (day.pieces, day.bundles, len(day.last)) == (20 * len(many), len(many), SHOWN)
    assert day.last[0].bundle_code == many[-1].code


def test_an_inspector_s_shift_is_the_pieces_looked_at(site: Site) -> None:
    first = site.pen.later(minutes=5).found(defect(pieces=2))
    again = site.pen.later(minutes=5).found()
    site.ledger.record([first, again, site.pen.back(again)])
    code = bundle().code
    assert today(site) == Today(0, 0, None, checked=20, last=(Entry(first.stamp.at, code, None, 20),))
