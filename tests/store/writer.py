"""A kiosk that records, sends and hears until it is killed: what it says, one line at a time, was true when it said so.

    try N ID     about to record fact number N
    kept N       recorded
    sent N       settled
"""

import sys
from collections.abc import Sequence
from itertools import count
from pathlib import Path

from kiosk import wire
from kiosk.floor.facts import OfBundle
from kiosk.wire import Judged, Receipt, Verdict
from tests.make import T_SHIRT
from tests.store.site import Site, bundles, sheet, told, whole_factory

BUNDLES = bundles(6)


def main(path: Path) -> None:
    site = Site(path)
    site.mirror.apply(whole_factory(*BUNDLES))
    site.pen.numbers = count(site.ledger.next_number())
    made: list[OfBundle] = []
    for turn in count():
        fact = site.pen.later(seconds=7).done(T_SHIRT[turn // 6 % 3].id, 1, of=BUNDLES[turn % 6].id)
        say("try", fact.stamp.number, fact.stamp.id)
        site.known(BUNDLES[turn % 6])
        site.ledger.record([fact])
        say("kept", fact.stamp.number)
        made.append(fact)
        if turn % 5 == 4:
            exchange(site, made, str(turn))


def exchange(site: Site, made: Sequence[OfBundle], cursor: str) -> None:
    batch = site.outbox.batch(3)
    site.outbox.settle(Receipt(verdicts=[Judged(id=body["id"], verdict=Verdict.TAKEN) for body in batch]))
    for body in batch:
        say("sent", body["number"])
    sent = {body["id"] for body in batch}
    site.mirror.apply(
        told(*(sheet(of, *(f for f in made if f.bundle == of.id and f.stamp.id in sent)) for of in BUNDLES[:2]), cursor=cursor)
    )
    wire.kind_of(made[-1])


def say(*words: object) -> None:
    print(*words, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
