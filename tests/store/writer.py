"""A kiosk that records, sends and hears until it is killed. It says line by line what it is about to do and what is
done: `try ID`, then `kept ID`. The file `server` beside its own holds what its server has taken.
"""

import json
import sys
from itertools import count
from pathlib import Path

from kiosk import wire
from kiosk.wire import BundleSheet, Judged, Receipt, Verdict
from tests.make import T_SHIRT
from tests.store.site import Site, bundles, told, whole_factory

BUNDLES = bundles(6)


def main(path: Path) -> None:
    site, server = Site(path), path.with_name("server")
    site.pen.numbers = count(site.ledger.next_number())
    site.mirror.apply(whole_factory(*sheets(server)))
    for turn in count():
        of = BUNDLES[turn % 6]
        fact = site.pen.later(seconds=7).done(T_SHIRT[turn // 6 % 3].id, 1, of=of.id)
        print("try", fact.stamp.id, flush=True)
        site.known(of)
        site.ledger.record([fact])
        print("kept", fact.stamp.id, flush=True)
        if turn % 5 == 4:
            exchange(site, server, cursor=str(turn))


def exchange(site: Site, server: Path, cursor: str) -> None:
    """The server keeps before it answers."""
    batch = site.outbox.batch(3)
    with server.open("a") as kept:
        kept.writelines(json.dumps(body) + "\n" for body in batch)
    site.outbox.settle(Receipt(verdicts=[Judged(id=body["id"], verdict=Verdict.TAKEN) for body in batch]))
    site.mirror.apply(told(*sheets(server)[:4], cursor=cursor))


def sheets(server: Path) -> list[BundleSheet]:
    bodies = taken(server)
    return [BundleSheet(of, [body for body in bodies if body["bundle"] == of.id]) for of in BUNDLES]


def taken(server: Path) -> list[wire.Body]:
    """Each fact once; what was cut short was not taken."""
    lines = server.read_text().split("\n")[:-1] if server.exists() else []
    return list({body["id"]: body for body in map(json.loads, lines)}.values())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
