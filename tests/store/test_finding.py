"""What a text stands for: known, unknown, or refused with the right reason."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.floor import codes, ids
from kiosk.floor.answers import No
from kiosk.floor.bundles import BundleStatus, Department
from kiosk.floor.codes import Command
from kiosk.floor.desk import KnownBundle, KnownCommand, KnownWorker, Unknown
from kiosk.floor.ids import BundleId, WorkerId
from kiosk.trouble import Reason, Trouble
from kiosk.wire import BundleSheet, Changes
from tests.make import ANA, BEN, KEY, T_SHIRT, WORKSPACE, Pen, bundle, operation, station
from tests.store.site import STRANGE, Site, sheet, ticket, told

STRANGER = STRANGE.text


@pytest.mark.parametrize(
    ("text", "no"),
    [
        ("", No.NOT_A_TICKET),
        ("   ", No.NOT_A_TICKET),
        ("x" * 4096, No.NOT_A_TICKET),
        ("\x00\x01", No.NOT_A_TICKET),
        ("https://example.org/menu", No.NOT_A_TICKET),
        ("'; DROP TABLE own_facts; --", No.NOT_A_TICKET),
        ("ORD-2024-001", No.OTHER_THING),
        ("ash://bundle/nowhere", No.UNKNOWN_CODE),
        ("ASH-o1-l1-M-001-1700000000000", No.UNKNOWN_CODE),
        (ticket(bundle())[:-1] + "0", No.NOT_GENUINE),
        (STRANGER.replace("/18/", "/19/"), No.NOT_GENUINE),
        (codes.badge_text(ANA.badge, b"another factory's key"), No.NOT_GENUINE),
        (codes.badge_text("0000000009", KEY), No.UNKNOWN_BADGE),
    ],
)
def test_what_is_not_found_says_why(site: Site, text: str, no: No) -> None:
    assert site.look_up(text) == Unknown(no)


def test_before_the_factory_is_known_nothing_can_be_looked_up(empty: Site) -> None:
    with pytest.raises(Trouble) as trouble:
        empty.look_up(STRANGER)
    assert trouble.value.reason is Reason.NOT_READY
    assert empty.ledger.workspace() is None
    assert empty.ledger.station(station().id) is None


def test_a_badge_and_a_typed_number_are_the_same_worker(site: Site) -> None:
    assert site.look_up(codes.badge_text(ANA.badge, KEY)) == KnownWorker(ANA)
    assert site.look_up(BEN.number) == KnownWorker(BEN)


def test_one_who_left_is_known_as_such(site: Site) -> None:
    left = replace(ANA, is_active=False)
    site.mirror.apply(Changes(cursor="2", workers=[left]))
    assert site.look_up(codes.badge_text(ANA.badge, KEY)) == KnownWorker(left)


def test_a_worker_is_free_since_the_latest_work_at_any_kiosk(site: Site) -> None:
    badge = codes.badge_text(ANA.badge, KEY)
    elsewhere = Pen("kiosk-2", "s2", site.now).later(minutes=40)
    there, back = elsewhere.done("sleeves", of="b2"), elsewhere.later(minutes=5).done("hem", of="b2")
    taken_back = elsewhere.later(minutes=1).back(back)
    site.mirror.apply(told(bundle(), sheet(bundle("b2"), there, back, taken_back), cursor="2"))
    site.ledger.record([site.pen.later(minutes=10).done("shoulders")])
    site.now += timedelta(hours=1)
    assert site.look_up(badge) == KnownWorker(ANA, free_since=there.stamp.at)


def test_work_of_another_shift_sets_nobody_free(site: Site) -> None:
    site.ledger.record([site.pen.later(hours=-9).done("shoulders")])
    assert site.look_up(codes.badge_text(ANA.badge, KEY)) == KnownWorker(ANA)


LONGER = replace(bundle("b2"), id=BundleId("ck9x2yq1"))


@pytest.mark.parametrize(
    "text", ["ash://bundle/ck9x2yq1", "ck9x2yq1", LONGER.code, ticket(LONGER), f" {ticket(LONGER)} "]
)
def test_a_known_bundle_is_found_by_all_its_names(site: Site, text: str) -> None:
    site.mirror.apply(told(LONGER, cursor="2"))
    found = site.look_up(text)
    assert isinstance(found, KnownBundle)
    assert (found.bundle, found.ticket) == (LONGER, None)
    assert found.run.route == T_SHIRT


@pytest.mark.parametrize("printed", ["ash://bundle/ck9x2y", "ck9x2y"])
def test_an_erp_s_code_is_found_with_and_without_its_scheme(site: Site, printed: str) -> None:
    site.mirror.apply(told(BundleSheet(bundle(), [], qr_code=printed), cursor="2"))
    for text in ("ash://bundle/ck9x2y", "ck9x2y"):
        found = site.look_up(text)
        assert isinstance(found, KnownBundle)
        assert found.bundle.id == "b1"


def test_an_erp_s_code_comes_before_an_id_and_that_before_a_badge_number(site: Site) -> None:
    by_code, by_id = bundle("b2"), replace(bundle("b3"), id=BundleId("1001"))
    site.mirror.apply(told(by_id, cursor="2"))
    found = site.look_up("1001")
    assert isinstance(found, KnownBundle)
    assert found.bundle == by_id
    site.mirror.apply(told(BundleSheet(by_code, [], qr_code="1001"), cursor="3"))
    found = site.look_up("1001")
    assert isinstance(found, KnownBundle)
    assert found.bundle == by_code


def test_a_bundle_comes_folded_with_the_names_in_its_run(site: Site) -> None:
    ben = Pen("kiosk-2", "s2", site.now).done("shoulders", worker=BEN)
    site.mirror.apply(told(sheet(bundle(), ben), cursor="2"))
    site.ledger.record([site.pen.later(minutes=5).done("sleeves", 12)])
    known = site.known(bundle())
    assert site.done(bundle()) == {"shoulders": 20, "sleeves": 12}
    assert known.life.status is BundleStatus.IN_SEWING
    assert known.people == {ANA.id: "Ana Reyes", BEN.id: "Ben Cruz"}
    assert known.stations == {"s1": "Station 1", "s2": "Station 2"}


def test_a_genuine_ticket_stands_for_a_bundle_nobody_told_of(site: Site) -> None:
    found = site.look_up(STRANGER, at=station("s1", "shoulders"))
    assert isinstance(found, KnownBundle)
    assert found.bundle.id == ids.bundle_id(WORKSPACE, codes.code_of(77))
    assert (found.bundle.code, found.bundle.pieces, found.ticket) == (codes.code_of(77), 18, STRANGER)
    assert found.bundle.product_type == "T-SHIRT"
    assert found.run.route == T_SHIRT


def test_its_product_is_not_guessed_where_several_are_sewn(site: Site) -> None:
    for at in (station("s1"), station("s1", "shoulders", "hem"), station("s1", "unheard-of")):
        found = site.look_up(STRANGER, at=at)
        assert isinstance(found, KnownBundle)
        assert (found.bundle.product_type, found.run.route) == ("", ())


def test_its_product_is_the_one_it_was_worked_on_as(site: Site) -> None:
    site.mirror.apply(Changes(cursor="2", operations=[operation("buttons", 1, "1.0", product="POLO")]))
    found = site.look_up(STRANGER, at=station("s1", "buttons"))
    assert isinstance(found, KnownBundle)
    work = replace(site.pen.done("buttons", 18, of=found.bundle.id), ticket=STRANGER)
    site.ledger.record([work])
    again = site.look_up(STRANGER, at=station("s1", "shoulders"))
    assert isinstance(again, KnownBundle)
    assert (again.bundle.product_type, again.run.done) == ("POLO", {"buttons": 18})
    site.mirror.apply(told(replace(found.bundle, product_type="POLO", size="XL"), cursor="3"))
    known = site.look_up(STRANGER)
    assert isinstance(known, KnownBundle)
    assert (known.bundle.size, known.ticket, known.run.done) == ("XL", None, {"buttons": 18})


@pytest.mark.parametrize(
    ("department", "status"),
    [
        (Department.CUTTING, BundleStatus.CREATED),
        (Department.PRINTING, BundleStatus.CUT),
        (Department.SEWING, BundleStatus.CUT),
        (Department.QC, BundleStatus.SEWN),
        (Department.FINISHING, BundleStatus.QC_PASSED),
        (Department.PACKING, BundleStatus.FINISHED),
    ],
)
def test_a_ticket_alone_is_taken_to_be_where_it_is_shown(
    site: Site, department: Department, status: BundleStatus
) -> None:
    found = site.look_up(STRANGER, at=station("s1", department=department))
    assert isinstance(found, KnownBundle)
    assert found.life.status is status


def test_command_cards(site: Site) -> None:
    undo, out = codes.command_text(Command.UNDO), codes.command_text(Command.SIGN_OUT)
    assert site.look_up(undo) == KnownCommand(Command.UNDO)
    fact = site.pen.done("shoulders")
    site.ledger.record([fact])
    assert site.look_up(undo) == KnownCommand(Command.UNDO, last=fact)
    assert site.look_up(undo, worker=None) == KnownCommand(Command.UNDO)
    assert site.look_up(undo, worker=BEN) == KnownCommand(Command.UNDO)
    assert site.look_up(out) == KnownCommand(Command.SIGN_OUT)


def test_a_worker_s_row_may_hold_any_text(site: Site) -> None:
    odd = replace(ANA, id=WorkerId("o'1"), name='"; DROP TABLE workers; -- \u202e', number="9'9", badge="00000000C3")
    site.mirror.apply(Changes(cursor="2", workers=[odd]))
    assert site.look_up(codes.badge_text("00000000C3", KEY)) == KnownWorker(odd)
