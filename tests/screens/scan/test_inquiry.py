"""A ticket from elsewhere, and a server that answers soon, late, or not."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from PySide6.QtWidgets import QApplication

from kiosk import wire
from kiosk.floor.answers import No, Refused, Welcome
from kiosk.floor.bundles import BundleStatus
from kiosk.floor.desk import Step
from kiosk.screens.lane import Done, Failed
from kiosk.screens.scan.inquiry import Inquiry, Showing
from kiosk.trouble import Reason, Trouble
from tests.make import BEN, Pen, bundle
from tests.screens.desk import B1, Kiosk, badge, ticket
from tests.screens.hand_lane import HandLane

FAR = bundle("far")
SEWN = wire.BundleSheet(FAR, [wire.body_of(Pen("kiosk-9").done("shoulders", 20, of="far"))])
"""Its shoulders are done at another line, which this kiosk never heard of."""


@dataclass
class Post:
    kiosk: Kiosk
    inquiry: Inquiry
    store: HandLane
    network: HandLane
    asked: list[str]
    answers: list[object] = field(default_factory=list)

    def note(self, outcome: Done[Step] | Failed, _text: str) -> None:
        self.answers.append(outcome.value.answer if isinstance(outcome, Done) else outcome.error)

    def show(self, text: str) -> None:
        self.inquiry.show(Showing(text))
        self.store.run_down()


@pytest.fixture
def make_post(qapp: QApplication, kiosk: Kiosk) -> Callable[..., Post]:
    def make(known: wire.BundleSheet | None = None, trouble: Trouble | None = None) -> Post:
        store, network, asked = HandLane(), HandLane(), list[str]()

        def ask(text: str) -> bool:
            asked.append(text)
            if trouble:
                raise trouble
            if known:
                kiosk.mirror.lend(known)
            return known is not None

        post = Post(kiosk, Inquiry(kiosk.scan_desk, ask, store=store, network=network), store, network, asked)
        post.inquiry.answered.connect(post.note)
        post.show(badge())
        kiosk.later(minutes=20)
        post.answers.clear()
        return post

    return make


def kinds(post: Post) -> list[str]:
    return [f"{answer.no}" if isinstance(answer, Refused) else type(answer).__name__ for answer in post.answers]


def test_a_bundle_in_reach_asks_nobody(make_post: Callable[..., Post]) -> None:
    post = make_post(SEWN)
    post.show(ticket(B1))
    assert (kinds(post), post.asked, post.network.waiting) == (["Done"], [], 0)


def test_what_the_server_knows_decides(make_post: Callable[..., Post]) -> None:
    post = make_post(SEWN)
    post.show(ticket(FAR))
    assert (kinds(post), post.inquiry.patience.isActive()) == ([], True)
    post.network.crank()
    post.store.run_down()
    assert kinds(post) == [str(No.ALREADY_DONE)]
    assert (post.asked, post.inquiry.patience.isActive()) == ([ticket(FAR)], False)


@pytest.mark.parametrize("trouble", [None, Trouble(Reason.NO_SERVER), Trouble(Reason.SERVER_FAILS)])
def test_what_nobody_knows_counts_by_its_ticket(make_post: Callable[..., Post], trouble: Trouble | None) -> None:
    post = make_post(None, trouble)
    post.show(ticket(FAR))
    post.network.crank()
    post.store.run_down()
    assert kinds(post) == ["Done"]


def test_nobody_waits_longer_than_patience(make_post: Callable[..., Post]) -> None:
    post = make_post(SEWN)
    post.show(ticket(FAR))
    post.inquiry.patience.timeout.emit()
    post.store.run_down()
    assert kinds(post) == ["Done"]
    post.network.crank()
    post.store.run_down()
    assert kinds(post) == ["Done"], "the late answer changes nothing that was said"


def test_who_comes_next_finds_the_one_before_counted(make_post: Callable[..., Post]) -> None:
    """Else the work of one would be written to the badge of the other."""
    post = make_post(SEWN)
    post.show(ticket(FAR))
    post.show(badge(BEN))
    assert kinds(post)[0] == "Done"
    assert post.answers[-1] == Welcome(BEN)


def test_an_answer_to_the_one_before_hurries_nobody(make_post: Callable[..., Post]) -> None:
    post = make_post()
    other = bundle("farther")
    post.show(ticket(FAR))
    post.kiosk.later(minutes=20)
    post.show(ticket(other))
    assert kinds(post) == ["Done"]
    post.network.crank()
    assert post.store.waiting == 0
    post.network.crank()
    post.store.run_down()
    assert kinds(post) == ["Done", "Done"]


def test_a_showing_nobody_is_signed_in_for_asks_nobody(make_post: Callable[..., Post]) -> None:
    post = make_post(SEWN)
    post.kiosk.scan_desk.sign_out()
    post.show(ticket(FAR))
    assert (kinds(post), post.asked) == ([str(No.BADGE_FIRST)], [])


def test_a_bundle_that_left_is_asked_for_again(make_post: Callable[..., Post]) -> None:
    post = make_post(wire.BundleSheet(B1, SEWN.facts[:0]))
    post.kiosk.mirror.apply(wire.Changes(cursor="7", gone=[wire.Gone(B1.id)]))
    post.show(ticket(B1))
    assert post.network.waiting == 1


def test_a_bundle_that_is_not_ready_is_refused_here_too(make_post: Callable[..., Post]) -> None:
    held = wire.BundleSheet(FAR, [wire.body_of(Pen("kiosk-9").moved(BundleStatus.ON_HOLD, of="far"))])
    post = make_post(held)
    post.show(ticket(FAR))
    post.network.crank()
    post.store.run_down()
    assert kinds(post) == [str(No.ON_HOLD)]
