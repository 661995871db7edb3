"""What the office reads in the central tables, whatever the kiosks show."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import Engine, Executable, Row, func, select

from kiosk.floor.bundles import Bundle
from kiosk.floor.people import Worker
from kiosk.server import tables as t


class Office:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def facts(self) -> list[str]:
        """What each tells of, in the order they were made."""
        rows = self._read(select(t.Fact.kind).order_by(t.Fact.at, t.Fact.device_id, t.Fact.number))
        return [row.kind for row in rows]

    def road(self, bundle: Bundle) -> list[str]:
        """Every status that it has come to."""
        history = t.BundleStatusHistory
        query = select(history.to_status).where(history.bundle_id == bundle.id).order_by(history.at, history.id)
        return [row.to_status for row in self._read(query)]

    def lies(self, bundle: Bundle) -> str | None:
        """The shelf or rack, by the history's last row."""
        history = t.BundleStatusHistory
        query = select(history.to_place).where(history.bundle_id == bundle.id).order_by(history.at.desc(), history.id)
        return next(row.to_place for row in self._read(query))

    def hands(self, bundle: Bundle) -> dict[str, str]:
        """Who worked last on each operation that was worked on."""
        return {row.operation_id: row.operator_id for row in self._worked_on(bundle)}

    def minutes(self, bundle: Bundle) -> dict[str, float]:
        """How long each operation took."""
        return {row.operation_id: float(row.actual_minutes) for row in self._worked_on(bundle)}

    def pay(self, worker: Worker) -> tuple[Decimal, Decimal]:
        """What somebody has earned, and what of it is held."""
        line = t.PayLine
        query = select(func.coalesce(func.sum(line.amount), 0), func.coalesce(func.sum(line.held_amount), 0))
        earned, held = self._read(query.where(line.employee_id == worker.id))[0]
        return earned, held

    def pay_lines(self, worker: Worker) -> list[str]:
        """Newest first, as a worker reads them at a kiosk."""
        line = t.PayLine
        query = select(line.operation_id, line.good, line.held, line.state, line.is_disputed)
        rows = self._read(query.where(line.employee_id == worker.id).order_by(line.at.desc(), line.id.desc()))
        return [
            f"{row.operation_id}: {row.state}, {row.good} good, {row.held} held{', disputed' * row.is_disputed}"
            for row in rows
        ]

    def open_calls(self) -> list[str]:
        return [row.kind for row in self._read(select(t.Call.kind).where(t.Call.answered_at.is_(None)))]

    def pieces(self) -> dict[str, int]:
        """Good pieces of each shift, as the boards' sums have them."""
        query = select(t.HourTally.shift, func.sum(t.HourTally.pieces).label("pieces"))
        return {row.shift: row.pieces for row in self._read(query.group_by(t.HourTally.shift))}

    def _worked_on(self, bundle: Bundle) -> Sequence[Row[Any]]:
        done = t.SewingRunOperation
        query = select(done.operation_id, done.operator_id, done.actual_minutes)
        return self._read(query.where(done.bundle_id == bundle.id, done.units_completed > 0))

    def _read(self, query: Executable) -> Sequence[Row[Any]]:
        with self._engine.connect() as connection:
            return connection.execute(query).all()
