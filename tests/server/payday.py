"""A pay office for tests: wage rules, the closing of periods, and what stands in the books afterwards."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Engine, func, select

from kiosk.floor.facts import Fact
from kiosk.server import tables as t
from kiosk.wire import Verdict
from tests.make import ANA, WORKSPACE
from tests.server.conftest import House
from tests.server.test_intake import send

FIRST_HALF = {"first_day": "2026-03-01", "last_day": "2026-03-15"}
SECOND_HALF = {"first_day": "2026-03-16", "last_day": "2026-03-31"}
RULES: dict[str, Any] = {"since": "2020-01-01"}


@dataclass
class Office:
    house: House
    _signed: tuple[datetime, dict[str, str]] | None = None

    def send(self, *facts: Fact, device: str = "kiosk-1") -> None:
        """They come in now."""
        assert set(send(self.house.engine, *facts, device=device, now=self.house.now)) <= {Verdict.TAKEN}

    def get(self, path: str, **query: str | int) -> Any:
        answer = self.ask(path, **query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def ask(self, path: str, **query: str | int) -> Any:
        return self.house.client.get(f"/api/pay/{path}", headers=self.headers(), params=query)

    def post(self, path: str, told: dict[str, Any]) -> Any:
        return self.house.client.post(f"/api/pay/{path}", headers=self.headers(), json=told)

    def headers(self) -> dict[str, str]:
        """Signed in anew only when time has passed."""
        if self._signed is None or self._signed[0] != self.house.now:
            self._signed = self.house.now, self.house.sign_in()
        return self._signed[1]

    def rules(self, **said: object) -> None:
        answer = self.post("rules", RULES | said)
        assert answer.status_code == 201, answer.text

    def close(self, span: dict[str, str] | None = None) -> Any:
        answer = self.post("periods", span or {})
        assert answer.status_code == 201, answer.text
        return answer.json()["data"]


def paid_lines(engine: Engine) -> dict[str, Decimal]:
    """What was paid for each fact, in all periods together."""
    query = select(t.SettledLine.fact_id, func.sum(t.SettledLine.amount)).group_by(t.SettledLine.fact_id)
    with engine.connect() as connection:
        return dict(map(tuple, connection.execute(query.where(t.SettledLine.workspace_id == WORKSPACE))))


def paid_days(engine: Engine, worker: str = ANA.id) -> dict[date, Decimal]:
    query = select(t.SettledDay.day, func.sum(t.SettledDay.total)).where(t.SettledDay.employee_id == worker)
    with engine.connect() as connection:
        return dict(map(tuple, connection.execute(query.group_by(t.SettledDay.day))))
