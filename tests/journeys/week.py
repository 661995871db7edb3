"""A factory for days on end: real kiosks, a real server, and hands that do what hands do. Dice say who does what."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from argon2 import PasswordHasher
from sqlalchemy import insert, select

from kiosk.floor.access import Role
from kiosk.floor.answers import Done, Inspected
from kiosk.floor.bundles import Bundle, Department
from kiosk.floor.codes import Command, code_of, command_text, defect_text
from kiosk.floor.facts import IdleReason
from kiosk.floor.ids import LineId, StationId, WorkerId, bundle_id
from kiosk.floor.people import Worker
from kiosk.server import tables as t
from kiosk.server.fold import refolding
from tests.journeys.sheet import Came, Page, Step
from tests.make import MORNING, T_SHIRT, WORKSPACE, bundle
from tests.server.factory import add_bundles
from tests.sync.central import Central
from tests.sync.kiosk import Kiosk, badge, ticket
from tests.sync.line import Line, cut_answer, lose_answer, refuse, repeat

PIN = "2580"
OPERATIONS = [op.id for op in T_SHIRT]
RAISED_TO = 3
"""What a sleeve pays from the third day on."""

MAKERS = {"OPEN-SEAM": "sleeves", "LOOSE-THREAD": "hem"}
WRONG_CLOCKS = (timedelta(minutes=3), timedelta(hours=1), timedelta(days=-20000), timedelta(days=26000))
"""A tired hand, a wrong zone, a flat battery, a broken one."""


@dataclass(frozen=True, slots=True)
class Size:
    """`steps`: what happens on a line in a shift; `bundles`: how many come to it in the morning."""

    lines: int
    operators: int
    days: int
    bundles: int
    steps: int


SMALL = Size(lines=1, operators=4, days=1, bundles=20, steps=150)
WHOLE = Size(lines=5, operators=30, days=5, bundles=60, steps=500)


class Place:
    """A station's kiosk with the people who share it."""

    def __init__(self, central: Central, folder: Path, station: str, people: list[Worker]) -> None:
        self.station, self.people, self.here = station, people, None
        self.ahead, self.sane_again = timedelta(), central.now
        self.back_online = central.now
        self.line = Line(central.address)
        self._central, self._folder = central, folder
        self.kiosks: list[Kiosk] = []
        self.replace()

    @property
    def kiosk(self) -> Kiosk:
        return self.kiosks[-1]

    def replace(self) -> None:
        """A new kiosk at the same station; the one before was emptied first."""
        paired = self._central.pair(self.station)
        folder = self._folder / f"{self.station} {len(self.kiosks)}"
        self.kiosks.append(Kiosk(folder, self.line.address, paired, self._now))
        self.here: Worker | None = None
        self.kiosk.round()

    def _now(self) -> datetime:
        return self._central.now + self.ahead

    def close(self) -> None:
        for kiosk in self.kiosks:
            kiosk.close()
        self.line.close()


class Week:
    def __init__(self, central: Central, folder: Path, size: Size, dice: Random) -> None:
        self.central, self.size, self.dice = central, size, dice
        self.bundles: dict[LineId, list[Bundle]] = defaultdict(list)
        self._through: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        self._looked_at: set[str] = set()
        self._numbers = iter(range(100_000, 1 << 40))
        central.begin()
        self._hire()
        self.lines = [LineId(f"w{n}") for n in range(size.lines)]
        self.places = {line: list(self._places(folder, n, line)) for n, line in enumerate(self.lines)}
        self.qc = Place(central, folder, "qc", [self.inspector])
        self.everywhere = [*(place for places in self.places.values() for place in places), self.qc]

    # ---- the factory

    def _hire(self) -> None:
        self.inspector = self._person("Cora Lim", Role.QC)
        self.boss = self._person("Eva Go", Role.SUPERVISOR)
        self.hands = [self._person(f"Hand {n}", Role.OPERATOR) for n in range(self.size.lines * self.size.operators)]
        hash_ = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PIN)
        with self.central.engine.begin() as connection:
            for code, op in MAKERS.items():
                made = t.SewingOperation.sheet().update().where(t.SewingOperation.id == op)
                connection.execute(made.values(defect_codes=[code]))
            rows = [_employee(person) | {"pin_hash": hash_} for person in (self.inspector, self.boss, *self.hands)]
            connection.execute(insert(t.Employee), rows)

    def _person(self, name: str, role: Role) -> Worker:
        number = next(self._numbers)
        return Worker(id=WorkerId(f"p{number}"), name=name, number=str(2000 + number), badge=code_of(number), role=role)

    def _places(self, folder: Path, number: int, line: LineId) -> Iterator[Place]:
        """Two kiosks for each operation, shared by all who sew it."""
        mine = self.hands[number * self.size.operators : (number + 1) * self.size.operators]
        stations = [f"{line}-{op}-{n}" for op in OPERATIONS for n in (1, 2)]
        with self.central.engine.begin() as connection:
            row = {"workspace_id": WORKSPACE, "id": line, "name": f"Line {line}"}
            connection.execute(insert(t.ProductionLine).values(row))
            for station in stations:
                place = {"name": station, "department": Department.SEWING.value, "line_id": line, "starts": False}
                row = {"workspace_id": WORKSPACE, "id": station, "operations": [station.split("-")[1]]}
                connection.execute(insert(t.WorkStation).values(row | place))
        for n, station in enumerate(stations):
            yield Place(self.central, folder, StationId(station), mine[n % len(mine) :: len(stations)] or mine)

    def _cut(self, line: LineId) -> None:
        """The day's bundles."""
        new = []
        for _ in range(self.size.bundles):
            code = code_of(next(self._numbers))
            id_ = bundle_id(WORKSPACE, code)
            new.append(replace(bundle(id_, self.dice.choice((5, 10, 20))), code=code, line=line))
        with self.central.engine.begin() as connection:
            add_bundles(connection, new, made_at=self.central.now)
        self.bundles[line] += new

    # ---- its days

    def work(self) -> "Week":
        for day in range(self.size.days):
            if day == 2:
                self._raise_rates()
            self._shift(MORNING + timedelta(days=day, hours=-3), self.lines[:-1] or self.lines)
            if len(self.lines) > 1:
                self._shift(MORNING + timedelta(days=day, hours=13), self.lines[-1:])
            if day == self.size.days // 2:
                self._replace_one()
        return self

    def _shift(self, begins: datetime, lines: list[LineId]) -> None:
        """Eight hours; the last line's begin at ten in the evening."""
        self.central.now = begins
        for line in lines:
            self._cut(line)
        steps = self.size.steps * len(lines)
        for step in range(steps):
            self.central.now = begins + timedelta(hours=8) * step / steps
            line = self.dice.choice(lines)
            self._fate(self.dice.choice(self.places[line]))
            self.dice.choices(
                [self._sews, self._slips, self._rests, self._inspects, self._supervises], (78, 6, 4, 8, 4)
            )[0](line)

    def _fate(self, place: Place) -> None:
        """What lines and clocks do by themselves."""
        now, dice = self.central.now, self.dice
        if now >= place.back_online:
            place.line.heal()
        if now >= place.sane_again:
            place.ahead = timedelta()
        if dice.random() < 0.02:
            place.line.always(refuse)
            place.back_online = now + timedelta(minutes=dice.choice((10, 40, 120, 24 * 60)))
        elif dice.random() < 0.05:
            place.line.then(dice.choice((lose_answer, repeat, cut_answer)))
        if dice.random() < 0.004:
            place.ahead = dice.choice(WRONG_CLOCKS)
            place.sane_again = now + timedelta(minutes=20)

    def _sews(self, line: LineId) -> None:
        place = self.dice.choice(self.places[line])
        self._sits(place)
        found = self._wants(line, place.station.split("-")[1])
        if found is None:
            return
        answer = place.kiosk.scan(ticket(found))
        if isinstance(answer, Done):
            self._through[found.id][answer.operation.id] += answer.pieces
            if self.dice.random() < 0.08 and answer.pieces > 1:
                less = self.dice.randint(1, answer.pieces - 1)
                place.kiosk.change_count(answer.pieces - less)
                self._through[found.id][answer.operation.id] -= less
        self._tells(place)

    def _wants(self, line: LineId, op: str) -> Bundle | None:
        """Mostly one that is ready for it; now and then one that is not, or that somebody else has in hand."""
        recent = self.bundles[line][-3 * self.size.bundles :]
        if self.dice.random() < 0.12:
            return self.dice.choice(recent)
        before = next((waits for step in T_SHIRT if step.id == op for waits in step.depends_on), None)
        for one in recent:
            done = self._through[one.id]
            if done[op] < (done[before] if before else one.pieces):
                return one
        return None

    def _sits(self, place: Place) -> None:
        who = self.dice.choice(place.people)
        if place.here is not who:
            if self.dice.random() < 0.1:
                place.kiosk.sign_in(who, PIN)
            else:
                place.kiosk.scan(badge(who))
            place.here = who

    def _slips(self, line: LineId) -> None:
        place = self.dice.choice(self.places[line])
        if place.here is not None:
            place.kiosk.undo()
            self._tells(place)

    def _rests(self, line: LineId) -> None:
        place = self.dice.choice(self.places[line])
        if place.here is not None:
            why = self.dice.choice(list(IdleReason))
            place.kiosk.scan(command_text(Command.PAUSE, why))
            self.central.now += timedelta(minutes=self.dice.randint(1, 9))
            place.kiosk.scan(command_text(Command.RESUME))

    def _inspects(self, line: LineId) -> None:
        """A bundle that is sewn through, as far as anybody knows; what is found goes back to the line."""
        sewn = [b for b in self.bundles[line] if self._through[b.id]["hem"] >= b.pieces and b.id not in self._looked_at]
        if not sewn:
            return
        one, kiosk = self.dice.choice(sewn), self.qc.kiosk
        if self.qc.here is None:
            kiosk.scan(badge(self.inspector))
            self.qc.here = self.inspector
        kiosk.round()
        kiosk.scan(ticket(one))
        for code in self.dice.sample(list(MAKERS), self.dice.randint(0, 2)):
            kiosk.scan(defect_text(code))
            if self.dice.random() < 0.2:
                kiosk.scan(command_text(Command.REJECT))
        if isinstance(kiosk.scan(command_text(Command.CHECKED)), Inspected):
            self._looked_at.add(one.id)
            kiosk.round()
            if self.dice.random() < 0.7:
                self._mends(line, one)

    def _mends(self, line: LineId, one: Bundle) -> None:
        for place in self.dice.sample(self.places[line], len(self.places[line])):
            self._tells(place)
            self._sits(place)
            place.kiosk.scan(ticket(one))
        for place in self.places[line]:
            self._tells(place)

    def _supervises(self, line: LineId) -> None:
        place = self.dice.choice(self.places[line])
        place.kiosk.sign_in(self.boss, PIN)
        place.here = None
        settle = place.kiosk.parts.matters
        for matter in settle.open().matters[:3]:
            given = settle.settle(matter, is_accepted=self.dice.random() < 0.7)
            place.kiosk.recorded += [] if isinstance(given, str) else [given]
        if self.dice.random() < 0.3:
            held = self.dice.choice(self.bundles[line])
            place.kiosk.scan(command_text(Command.HOLD))
            place.kiosk.scan(ticket(held))
            place.kiosk.scan(command_text(Command.RELEASE))
            self.central.now += timedelta(seconds=6)
            place.kiosk.scan(ticket(held))
        self._tells(place)

    def _tells(self, place: Place) -> None:
        if self.dice.random() < 0.4:
            place.kiosk.round()

    def _raise_rates(self) -> None:
        """As of three hours ago, so that work that was paid already is paid anew."""
        row = {"workspace_id": WORKSPACE, "id": "sleeves-2", "operation_id": "sleeves", "reason": "raised"}
        rate = {"standard_minutes": 2, "piece_rate": RAISED_TO, "created_by": "admin"}
        since = {"valid_from": self.central.now - timedelta(hours=3)}
        every = [one.id for of_line in self.bundles.values() for one in of_line]
        with (
            self.central.engine.begin() as connection,
            refolding(connection, WORKSPACE, every, self.central.now),
        ):
            connection.execute(insert(t.SewingOperationStandard).values(row | rate | since))
            touched = t.SewingOperation.sheet().update().where(t.SewingOperation.id == "sleeves")
            connection.execute(touched.values(name="Sleeves"))

    def _replace_one(self) -> None:
        place = self.places[self.lines[0]][0]
        place.ahead = timedelta()
        place.line.heal()
        while place.kiosk.waiting:
            place.kiosk.round()
        place.replace()

    # ---- the end of it

    def ends(self) -> None:
        """Everybody is online again, with the right time, until nothing waits and all have heard of all."""
        for _ in range(4):
            for place in self.everywhere:
                place.ahead = timedelta()
                place.line.heal()
                place.kiosk.round()

    def steps(self) -> dict[str, Step]:
        found = {}
        with self.central.engine.connect() as connection:
            query = select(t.SewingOperationStandard).order_by(t.SewingOperationStandard.valid_from)
            standards = connection.execute(query).all()
        for op in T_SHIRT:
            mine = [row for row in standards if row.operation_id == op.id]
            rates = tuple((row.valid_from, row.piece_rate) for row in mine)
            found[str(op.id)] = Step(mine[0].standard_minutes, rates, tuple(map(str, op.depends_on)))
        return found

    def pages(self) -> list[Page]:
        """A page of the wage sheet for each bundle, from the facts as the server holds them."""
        came: dict[str, list[Came]] = defaultdict(list)
        with self.central.engine.connect() as connection:
            for subject, body, received in connection.execute(select(t.Fact.subject, t.Fact.body, t.Fact.received_at)):
                came[subject].append(Came(body, received.astimezone(UTC)))
            made = dict(map(tuple, connection.execute(select(t.Bundle.id, t.Bundle.created_at))))
        steps = self.steps()
        return [
            Page(one.pieces, made[one.id], steps).read(came[f"bundle:{one.id}"])
            for of_line in self.bundles.values()
            for one in of_line
        ]

    def close(self) -> None:
        for place in self.everywhere:
            place.close()


def _employee(person: Worker) -> dict[str, object]:
    first, _, last = person.name.partition(" ")
    return {
        "workspace_id": WORKSPACE,
        "id": person.id,
        "employee_number": person.number,
        "first_name": first,
        "last_name": last,
        "badge_code": person.badge,
        "language": person.language,
        "role": person.role.value,
    }
