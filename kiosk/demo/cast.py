"""Who is in the film, and what they show: badge, bundle, badge, bundle, and once a code that is not the factory's."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random

from kiosk.demo.card import Showing
from kiosk.demo.sample import Sample
from kiosk.demo.shift import Hand, Texts
from kiosk.demo.site import Site
from kiosk.floor.people import Worker

SHOWING_S = 2.5
"""What one showing takes on the average, with the pause before the next."""

EDGES_S = 2.5
BUNDLES_BEFORE = 1
SO_FAR = 0.86
"""How far the film's hands have come with the bundle they hold when the film begins."""

MOST_PIECES = 6
MOST_HANDS = 12
STRANGER_AFTER = 4

STRANGER = Showing("https://example.com/lunch-menu", "LUNCH MENU", ("scan me",), "ticket")


def film_hands(site: Site, sample: Sample, workers: Sequence[Worker], dice: Random, now: datetime) -> list[Hand]:
    """The workers at the line's first station, who come so that each is nearly done with a bundle at `now`."""
    station = sample.stations[0]
    operation = next(op for op in sample.operations if op.id == station.operations[0])
    minutes = float(operation.standards[-1].smv_min) * MOST_PIECES
    came = now - timedelta(minutes=minutes * (BUNDLES_BEFORE + SO_FAR))
    hands = [Hand(worker, site.desks[station.id], operation, dice.uniform(0.97, 1.03)) for worker in workers]
    site.line.begin(hands, came)
    return hands


def hands_in(seconds: float) -> int:
    """How many hands a film of about `seconds` has room for: two showings each, twelve hands at most."""
    return max(1, min(MOST_HANDS, int((seconds - EDGES_S) / SHOWING_S / 2)))


def script(hands: Sequence[Hand], texts: Texts) -> tuple[Showing, ...]:
    """What the film shows: each hand's badge and then the bundle it holds."""
    shown = [showing for hand in hands for showing in _pair(hand, texts)]
    if len(shown) >= STRANGER_AFTER:
        shown.insert(STRANGER_AFTER, STRANGER)
    return tuple(shown)


def _pair(hand: Hand, texts: Texts) -> Iterator[Showing]:
    worker, bundle = hand.worker, hand.holds
    if bundle is not None:
        yield Showing(texts.badge(worker), worker.name.upper(), (f"No. {worker.number}", "SEWING"), "badge")
        lines = (
            bundle.product_type,
            f"{bundle.size} / {bundle.colour}",
            f"{bundle.pieces} pieces",
            bundle.order_number,
        )
        yield Showing(texts.ticket(bundle), f"BUNDLE {bundle.code[-4:]}", lines, "ticket")
