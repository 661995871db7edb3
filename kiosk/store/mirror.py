"""What the server told, written down beside the cursor that it goes up to. Lives on the network lane."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, exists, or_, select, union, update
from sqlalchemy.dialects.sqlite import insert as upsert

from kiosk import wire
from kiosk.floor import codes
from kiosk.floor.facts import About, of_bundle, of_lay
from kiosk.floor.ids import BundleId, WorkspaceId
from kiosk.floor.route import product_key
from kiosk.store import reference
from kiosk.store import tables as t
from kiosk.store.file import KioskFile
from kiosk.store.outbox import forget_confirmed, is_unsent
from kiosk.store.progress import refold
from kiosk.store.rows import Row, fact_row, seal_of, text_of
from kiosk.store.sheets import bundles_among

DAYS_NUMBERS = timedelta(hours=48)
"""How long a bundle that left is kept for the numbers of the day, counted from its youngest fact."""

KEPT = timedelta(days=60)
"""How long a sent fact is kept for which the server never told a copy: of a bundle out of reach, or a sign-in."""

_OF_ONE_FACTORY: tuple[type[t.Table], ...] = (
    t.Workspace,
    t.Line,
    t.Station,
    t.Worker,
    t.Pin,
    t.PinTries,
    t.Operation,
    t.Bundle,
    t.Lay,
    t.ConfirmedFact,
    t.RunOperation,
)


class Mirror:
    def __init__(self, file: KioskFile) -> None:
        self._file = file

    def cursor(self) -> str:
        """Empty before the first round: then everything is asked for."""
        with self._file.reading() as connection:
            return connection.scalar(select(t.Kiosk.cursor)) or ""

    def apply(self, changes: wire.Changes) -> set[str]:
        """Rows and cursor in one transaction. Returns the kinds that changed, named as in `Changes`; none when the same
        changes come again.
        """
        told, facts, sheets = _reference_rows(changes), _fact_rows(changes.bundles), _sheet_rows(_sheets(changes))
        now = self._file.clock()
        with self._file.writing() as connection:
            if changes.workspace:
                _clear_for(connection, changes.workspace.id)
            gone = t.Bundle.id.in_([gone.bundle for gone in changes.gone])
            if changes.whole:
                gone = t.Bundle.id.not_in(list(facts))
                connection.execute(delete(t.Lay).where(t.Lay.id.not_in([sheet.lay.id for sheet in changes.lays])))
            left = _leave(connection, gone, now)
            changed = {kind for kind, table, rows in told if _put(connection, table, rows)}
            if _replace_facts(connection, {str(of_bundle(id_)): rows for id_, rows in facts.items()}) or left:
                changed.add("bundles")
            if _replace_facts(connection, sheets):
                changed.add("sheets")
            if "operations" in changed:
                refold(connection, _bundles_of(connection, {product_key(op.product_type) for op in changes.operations}))
            refold(connection, facts.keys())
            _forget_old(connection, now)
            moved_on = update(t.Kiosk).where(t.Kiosk.cursor != changes.cursor)  # a round without news writes nothing
            connection.execute(moved_on.values(cursor=changes.cursor))
        return changed

    def lend(self, sheet: wire.BundleSheet) -> None:
        """A bundle out of reach, as the server has it now: kept like one that left. One in reach stays as it is."""
        id_ = sheet.bundle.id
        page = wire.Asked(sheet=sheet).model_dump(mode="json", include={"sheet": {"bundle"}})
        row = _bundle_row(page["sheet"]["bundle"], sheet) | {"gone_at": self._file.clock()}
        with self._file.writing() as connection:
            is_near = select(t.Bundle.id).where(t.Bundle.id == id_, t.Bundle.gone_at.is_(None))
            if connection.scalar(is_near) is None:
                _put(connection, t.Bundle, [row])
                _replace_facts(connection, {str(of_bundle(id_)): _fact_rows([sheet])[id_]})
                refold(connection, [id_])


def _reference_rows(changes: wire.Changes) -> list[tuple[str, type[t.Told], list[Row]]]:
    """Every kind of row, with its table and the rows of this page."""
    page = changes.model_dump(mode="json", exclude={kind: {"__all__": {"facts"}} for kind in ("bundles", "lays")})
    workspace = [page["workspace"]] if page["workspace"] else []
    workers = zip(page["workers"], changes.workers, strict=True)
    operations = zip(page["operations"], changes.operations, strict=True)
    bundles = zip(page["bundles"], changes.bundles, strict=True)
    return [
        ("workspace", t.Workspace, [_row(body) for body in workspace]),
        ("lines", t.Line, [_row(body) for body in page["lines"]]),
        ("stations", t.Station, [_row(body) for body in page["stations"]]),
        ("workers", t.Worker, [_row(body, badge=of.badge, number=of.number) for body, of in workers]),
        ("pins", t.Pin, [_row(body) for body in page["pins"]]),
        ("operations", t.Operation, [_row(body, product=product_key(of.product_type)) for body, of in operations]),
        ("lays", t.Lay, [_row({"id": body["lay"]["id"], **body}) for body in page["lays"]]),
        ("bundles", t.Bundle, [_bundle_row(body["bundle"], of) for body, of in bundles]),
    ]


def _bundle_row(body: Row, sheet: wire.BundleSheet) -> Row:
    """An ERP's code is kept as a scanner will read it: without its scheme."""
    code = codes.read(sheet.qr_code) if sheet.qr_code else None
    qr_code = code.text if isinstance(code, codes.ErpCode) else sheet.qr_code
    return _row(body, code=sheet.bundle.code, qr_code=qr_code, gone_at=None)


def _row(body: Row, **columns: Any) -> Row:
    text = text_of(body)
    return {"id": body["id"], "body": text, "seal": seal_of(text), **columns}


def _fact_rows(sheets: Iterable[wire.BundleSheet]) -> dict[BundleId, list[Row]]:
    """By bundle, each fact once."""
    told = {sheet.bundle.id: sheet.facts for sheet in sheets}
    found = _sheet_rows(wire.Sheet(str(of_bundle(id_)), facts) for id_, facts in told.items())
    return {id_: found[str(of_bundle(id_))] for id_ in told}


def _sheets(changes: wire.Changes) -> list[wire.Sheet]:
    """People and calls, and lays."""
    return [*changes.sheets, *(wire.Sheet(str(of_lay(sheet.lay.id)), sheet.facts) for sheet in changes.lays)]


def _sheet_rows(sheets: Iterable[wire.Sheet]) -> dict[str, list[Row]]:
    """By subject, each fact once."""
    found = {sheet.subject: [_fact(body, sheet.subject) for body in sheet.facts] for sheet in sheets}
    return {subject: list({row["id"]: row for row in rows if row}.values()) for subject, rows in found.items()}


def _fact(body: wire.Body, subject: str) -> Row | None:
    """None for what has not even a stamp: no release of ours folds that."""
    try:
        return fact_row(body, subject)
    except (KeyError, TypeError, ValueError):
        return None


def _clear_for(connection: Connection, workspace: WorkspaceId) -> None:
    """In another factory than before nothing that the first told has a place."""
    before = connection.scalar(select(t.Workspace.id))
    if before not in {None, workspace}:
        for table in _OF_ONE_FACTORY:
            connection.execute(delete(table))


def _put(connection: Connection, table: type[t.Told], rows: Sequence[Row]) -> bool:
    """Whether any row is new or other than before."""
    if not rows:
        return False
    put = upsert(table)
    others = [column for column in table.__table__.columns if not column.primary_key]
    put = put.on_conflict_do_update(
        index_elements=[table.id],
        set_={column.name: put.excluded[column.name] for column in others},
        where=or_(*(column.is_distinct_from(put.excluded[column.name]) for column in others)),
    )
    return connection.execute(put, rows, execution_options={"preserve_rowcount": True}).rowcount > 0


def _replace_facts(connection: Connection, told: dict[str, list[Row]]) -> bool:
    """The confirmed facts of these subjects are exactly those told. Whether that changed any."""
    if not told:
        return False
    stood: dict[str, set[str]] = {}
    query = select(t.ConfirmedFact.subject, t.ConfirmedFact.body).where(t.ConfirmedFact.subject.in_(told))
    for subject, body in connection.execute(query):
        stood.setdefault(subject, set()).add(body)
    changed = {of: rows for of, rows in told.items() if {row["body"] for row in rows} != stood.get(of, set())}
    if changed:
        connection.execute(delete(t.ConfirmedFact).where(t.ConfirmedFact.subject.in_(changed)))
    if rows := [row for of_one in changed.values() for row in of_one]:
        connection.execute(upsert(t.ConfirmedFact).prefix_with("OR REPLACE"), rows)
    forget_confirmed(connection, t.OwnFact.subject.in_(told))
    return bool(changed)


def _leave(connection: Connection, which: ColumnElement[bool], now: datetime) -> bool:
    """These bundles are out of reach, or closed. Whether any was in reach."""
    left = update(t.Bundle).where(which, t.Bundle.gone_at.is_(None)).values(gone_at=now)
    return connection.execute(left).rowcount > 0


def _bundles_of(connection: Connection, products: Collection[str]) -> list[BundleId]:
    """Those worked on whose route an edited operation of these products may change; with them, those known by a ticket
    alone.
    """
    subjects = connection.scalars(union(select(t.ConfirmedFact.subject), select(t.OwnFact.subject)))
    worked = bundles_among(subjects)
    known = reference.bundles(connection, worked)
    return [id_ for id_ in worked if id_ not in known or product_key(known[id_].product_type) in products]


def _forget_old(connection: Connection, now: datetime) -> None:
    """A bundle that left goes with all of its facts or stays with all: a part of them would fold to another number."""
    young = [
        exists().where(table.subject == f"{About.BUNDLE}:" + t.Bundle.id, table.at >= now - DAYS_NUMBERS)
        for table in (t.ConfirmedFact, t.OwnFact)
    ]
    left = connection.scalars(select(t.Bundle.id).where(t.Bundle.gone_at.is_not(None), ~or_(*young))).all()
    if left:
        facts = t.ConfirmedFact.subject.in_([str(of_bundle(BundleId(id_))) for id_ in left])
        connection.execute(delete(t.ConfirmedFact).where(facts))
        connection.execute(delete(t.RunOperation).where(t.RunOperation.bundle.in_(left)))
        connection.execute(delete(t.Bundle).where(t.Bundle.id.in_(left)))
    for about in (About.PERSON, About.CALL):
        of_other_days = t.ConfirmedFact.subject.startswith(f"{about}:") & (t.ConfirmedFact.at < now - DAYS_NUMBERS)
        connection.execute(delete(t.ConfirmedFact).where(of_other_days))
    old = (t.OwnFact.at < now - KEPT, ~is_unsent())
    touched = connection.scalars(select(t.OwnFact.subject).where(*old).distinct()).all()
    if touched:
        connection.execute(delete(t.OwnFact).where(*old))
        refold(connection, bundles_among(touched))
