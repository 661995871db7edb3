"""A bundle with everything that its fold needs, put together from what is confirmed and what was done here."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from sqlalchemy import Connection, select

from kiosk.floor import codes
from kiosk.floor.bundle_facts import PiecesCame, WorkDone, WorkStarted
from kiosk.floor.bundles import Bundle
from kiosk.floor.facts import Deed, Fact, bundle_named, of_bundle
from kiosk.floor.folding import Folding, folding_of
from kiosk.floor.ids import BundleId, OperationId
from kiosk.floor.route import Operation, product_key
from kiosk.floor.runs import Run
from kiosk.store import reference, rows
from kiosk.store import tables as t


@dataclass(frozen=True, slots=True)
class Sheet:
    """`operations` are its product's. `ticket` is the printed text where that is all that is known of the bundle."""

    bundle: Bundle
    operations: tuple[Operation, ...]
    facts: tuple[Fact, ...]
    ticket: str | None = None

    def folding(self, now: datetime) -> Folding:
        return folding_of(self.bundle, self.operations, self.facts, now=now)

    def run(self, now: datetime) -> Run:
        return self.folding(now).run()

    def adding(self, facts: Sequence[Fact]) -> "Sheet":
        return replace(self, facts=(*self.facts, *facts))


def sheets(
    connection: Connection, ids: Collection[BundleId], new: Mapping[BundleId, Sequence[Fact]] = MappingProxyType({})
) -> dict[BundleId, Sheet]:
    """Of every bundle that is known, by its row or by a ticket in its facts. `new` facts count as if recorded."""
    facts = facts_of(connection, ids)
    for id_, fresh in new.items():
        facts.setdefault(id_, []).extend(fresh)
    known = reference.bundles(connection, ids)
    known |= _split_off(connection, {id_: facts[id_] for id_ in facts if id_ not in known})
    named = _named_by_tickets(connection, {id_: facts[id_] for id_ in facts if id_ not in known})
    every = known | {id_: bundle for id_, (bundle, _) in named.items()}
    routes = routes_of(connection, every.values())
    return {
        id_: Sheet(
            bundle,
            routes.get(product_key(bundle.product_type), ()),
            tuple(facts.get(id_, ())),
            ticket=named[id_][1] if id_ in named else None,
        )
        for id_, bundle in every.items()
    }


def facts_of(connection: Connection, ids: Collection[BundleId]) -> dict[BundleId, list[Fact]]:
    """Confirmed and own; a fact that is both stands in both, and every fold counts it once."""
    found: dict[BundleId, list[Fact]] = {}
    bundles = {str(of_bundle(id_)): id_ for id_ in ids}
    for table in (t.ConfirmedFact, t.OwnFact):
        for subject, body in connection.execute(select(table.subject, table.body).where(table.subject.in_(bundles))):
            if fact := rows.fact_of(body):
                found.setdefault(bundles[subject], []).append(fact)
    return found


def bundles_among(subjects: Iterable[str]) -> list[BundleId]:
    """The bundles of these subjects of facts."""
    return [id_ for subject in subjects if (id_ := bundle_named(subject))]


def routes_of(connection: Connection, bundles: Iterable[Bundle]) -> dict[str, tuple[Operation, ...]]:
    """The operations of the bundles' products, by product key."""
    products = {product_key(bundle.product_type) for bundle in bundles}
    routes: dict[str, tuple[Operation, ...]] = {}
    for operation in reference.operations_of_products(connection, products) if products else ():
        key = product_key(operation.product_type)
        routes[key] = (*routes.get(key, ()), operation)
    return routes


def bundle_by_ticket(id_: BundleId, ticket: codes.BundleTicket, product_type: str) -> Bundle:
    """What a printed ticket says of a bundle that nobody has told us of."""
    return Bundle(id=id_, code=ticket.code, pieces=ticket.pieces, product_type=product_type)


def _split_off(connection: Connection, unknown: Mapping[BundleId, Iterable[Fact]]) -> dict[BundleId, Bundle]:
    """Those that a split made here, before the server told of them: like the bundle that their pieces came from."""
    came = {id_: fact for id_, facts in unknown.items() for fact in facts if isinstance(fact, PiecesCame) and fact.code}
    parents = reference.bundles(connection, {fact.other for fact in came.values()})
    return {
        id_: replace(parents[fact.other], id=id_, code=fact.code, pieces=fact.pieces)
        for id_, fact in came.items()
        if fact.other in parents and fact.code
    }


def _named_by_tickets(
    connection: Connection, unknown: dict[BundleId, list[Fact]]
) -> dict[BundleId, tuple[Bundle, str]]:
    """The bundle that the facts' ticket tells of, its product as their operation has it; with the ticket's text."""
    worked = {id_: _operation_in(facts) for id_, facts in unknown.items()}
    operations = reference.operations(connection, {id_ for id_ in worked.values() if id_})
    named = {}
    for id_, facts in unknown.items():
        text = next((fact.ticket for fact in facts if isinstance(fact, Deed) and fact.ticket), "")
        ticket, operation = codes.read(text), operations.get(worked[id_] or OperationId(""))
        if isinstance(ticket, codes.BundleTicket):
            product = operation.product_type if operation else ""
            named[id_] = (bundle_by_ticket(id_, ticket, product), text)
    return named


def _operation_in(facts: Iterable[Fact]) -> OperationId | None:
    work = (fact for fact in facts if isinstance(fact, WorkStarted | WorkDone))
    first = min(work, key=lambda fact: (fact.stamp.at, fact.stamp.id), default=None)
    return first.operation if first else None
