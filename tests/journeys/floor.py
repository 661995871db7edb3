"""A factory for a day, as a story tells it: people before kiosks, what they show, and what they are told.

    ana = floor.at("s1")
    ana.shows(ANA).says("welcome ana")
    ana.shows(B1).says("20 of 20 shoulders")
    floor.at("s2").knows(B1, shoulders=20)
    floor.agrees()

Desk, file, courier, line, server and database are the real ones; only hands and clocks belong to the story. Whatever
is done takes its time, and then every kiosk goes a round. What people do and are told is in `Seat`; what the office
reads in the central tables, in `Office`.
"""

from pathlib import Path

from kiosk.floor.bundles import CLOSED, Bundle, BundleStatus
from kiosk.floor.ids import StationId
from tests.journeys.agree import boards_agree
from tests.journeys.house import B1, B2, SEWING
from tests.journeys.office import Office
from tests.journeys.seat import Seat
from tests.server.factory import add_bundles
from tests.sync.agree import all_say_the_same, everything_arrived_once
from tests.sync.central import Central


class Floor:
    """It is nine in the morning at first. A kiosk stands at a station from the moment that a story goes there."""

    def __init__(self, central: Central, folder: Path) -> None:
        self.central, self.office = central, Office(central.engine)
        self._folder = folder
        self._bundles = [B1, B2]
        self._seats: dict[str, Seat] = {}

    def at(self, station: str, kiosk: str = "") -> Seat:
        """`kiosk` names a second one at the same station."""
        name = f"{station}{kiosk}"
        if name not in self._seats:
            self._seats[name] = Seat(self.central, StationId(station), self._folder / name, self.carry)
        return self._seats[name]

    def cuts(self, *bundles: Bundle) -> None:
        """New bundles come to the floor."""
        with self.central.engine.begin() as connection:
            add_bundles(connection, bundles)
        self._bundles += bundles
        self.carry()

    def carry(self) -> None:
        """Every kiosk goes a round, whatever its line does."""
        for seat in self._seats.values():
            seat.round()

    def agrees(self) -> None:
        """However the day went: with everybody online again each fact is central once, and nobody says otherwise."""
        seats = self._seats.values()
        for seat in (*seats, *seats):
            seat.line.heal()
            assert seat.kiosk.round().line.is_up
        everything_arrived_once(self.central, [seat.kiosk for seat in seats])
        near = [seat.kiosk for seat in seats if seat.station in SEWING]
        all_say_the_same(self.central, near, self._open_bundles())
        boards_agree(self.central, near)

    def _open_bundles(self) -> list[Bundle]:
        """A closed one has left the kiosks, who hear of it no more."""
        return [bundle for bundle in self._bundles if BundleStatus(self.central.status(bundle.id)) not in CLOSED]

    def close(self) -> None:
        for seat in self._seats.values():
            seat.close()
