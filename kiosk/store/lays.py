"""The lays that are cut here, each folded from what is confirmed and what was done at this kiosk."""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from kiosk.floor.cutting import fold_cut
from kiosk.floor.facts import Fact, of_lay
from kiosk.floor.ids import LayId
from kiosk.floor.tabling import OnTable
from kiosk.store import reference, rows
from kiosk.store import tables as t


def lays(connection: Connection) -> list[OnTable]:
    """Those not cut yet first, each group as it was made. Raises Trouble (NOT_READY) before the factory is known."""
    calendar = reference.our_workspace(connection).calendar
    sheets = rows.lays_of(list(connection.scalars(select(t.Lay.body))))
    facts = _facts(connection, [sheet.lay.id for sheet in sheets])
    found = [
        OnTable(sheet.lay, sheet.per_bundle, fold_cut(sheet.lay, facts.get(sheet.lay.id, []), calendar))
        for sheet in sheets
    ]
    return sorted(found, key=lambda one: (not one.left, str(one.lay.made_at), one.lay.id))


def _facts(connection: Connection, ids: Iterable[LayId]) -> dict[LayId, list[Fact]]:
    named = {str(of_lay(id_)): id_ for id_ in ids}
    found: dict[LayId, list[Fact]] = {}
    for table in (t.ConfirmedFact, t.OwnFact):
        for subject, body in connection.execute(select(table.subject, table.body).where(table.subject.in_(named))):
            if fact := rows.fact_of(body):
                found.setdefault(named[subject], []).append(fact)
    return found
