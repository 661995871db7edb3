"""What must be true in the end, whatever happened on the way: each fact arrived once, and all say the same."""

from collections.abc import Iterable

from kiosk.floor.bundles import Bundle
from kiosk.server.recount import recount
from tests.make import WORKSPACE
from tests.sync.central import Central
from tests.sync.kiosk import Kiosk


def everything_arrived_once(central: Central, kiosks: Iterable[Kiosk]) -> None:
    recorded = {}
    for kiosk in kiosks:
        assert (kiosk.waiting, kiosk.set_aside) == (0, 0)
        numbers = [fact.stamp.number for fact in kiosk.recorded]
        assert numbers == list(range(1, len(numbers) + 1))
        recorded |= kiosk.bodies()
    assert central.facts() == recorded


def all_say_the_same(central: Central, kiosks: Iterable[Kiosk], bundles: Iterable[Bundle]) -> None:
    """The kiosks' own folds, the server's tables and its sums."""
    for bundle in bundles:
        for kiosk in kiosks:
            assert kiosk.units(bundle) == central.units(bundle.id)
            assert kiosk.known(bundle).life.status == central.status(bundle.id)
    with central.engine.connect() as connection:
        assert list(recount(connection, WORKSPACE, central.now)) == []
