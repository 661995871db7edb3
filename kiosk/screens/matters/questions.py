"""Matters and deeds in words: a line in the list, and what is told of the one that was tapped."""

from collections.abc import Iterator

from kiosk.floor.bundle_facts import BundleMoved, DefectsFound, PiecesReplaced, ReworkDone, WorkDone, WorkProposed
from kiosk.floor.bundles import BundleStatus
from kiosk.floor.facts import Plain
from kiosk.floor.ids import StationId, WorkerId
from kiosk.floor.matters import Flagged, Matter, Open, Rested, Seen
from kiosk.screens.clock import WallClock
from kiosk.screens.icons import Icon
from kiosk.screens.lines import LineFace
from kiosk.screens.words import labels, matters, numbers, trade
from kiosk.screens.words.labels import Label

_TAKEN_BACK_HERE = (WorkDone, WorkProposed, ReworkDone, DefectsFound, BundleMoved, PiecesReplaced)
"""Deeds that stand alone. Two tickets hang together by a split or a merge, so that neither is undone on one of them."""


def rows(known: Open, clock: WallClock, chosen: str | None) -> tuple[LineFace, ...]:
    """Open questions first, then deeds that can be taken back."""
    return (*_of_matters(known, clock, chosen), *_of_deeds(known, clock, chosen))


def asked(known: Open, matter: Matter, clock: WallClock) -> tuple[str, tuple[str, ...], str, str]:
    """Title, lines, and the words on the two buttons."""
    person = _name(known, matter.worker)
    match matter.what:
        case Flagged(flag=kind, pieces=pieces):
            lines = (matters.why(kind, numbers.pieces(pieces)), _where(known, matter, clock), matters.follows(kind))
            return matters.flag(kind), lines, Label.ACCEPT.said, Label.REFUSE.said
        case Seen(proposal=proposal):
            told = matters.seen_why(numbers.pieces(proposal.pieces), person)
            return _title(matter), (told, _where(known, matter, clock)), Label.NAME_IT.said, Label.NOT_SEWN.said
        case Rested(ended=ended):
            span = labels.wait(max(0, round((ended - matter.at).total_seconds()))) if ended else ""
            told = matters.pause_why(person, span) if ended else matters.pause_goes_on(person)
            since = (told, clock.hour(matter.at), matters.pause_follows())
            return _title(matter), since, Label.ACCEPT.said, Label.REFUSE.said


def what(known: Open, deed: Plain) -> str:
    match deed:
        case WorkDone() | WorkProposed():
            return matters.deed(known.operations.get(deed.operation, deed.operation), numbers.pieces(deed.pieces))
        case ReworkDone():
            return matters.deed(Label.MENDED.said, numbers.pieces(deed.pieces))
        case DefectsFound():
            passed = labels.passed_of(deed.checked - deed.defective, deed.checked)
            return matters.deed(Label.INSPECTING.said, passed)
        case BundleMoved(to_status=None, place=place):
            return matters.deed(Label.PUT_THERE.said, place or "")
        case BundleMoved(to_status=BundleStatus() as to_status):
            return matters.deed(Label.MOVED_DEED.said, trade.status(to_status))
        case PiecesReplaced():
            return matters.deed(Label.CARD_REPLACE.said, numbers.pieces(deed.pieces))
        case _:
            return ""


def who(known: Open, deed: Plain, clock: WallClock) -> tuple[str, ...]:
    stamp = deed.stamp
    return _by(known, stamp.worker, stamp.station), clock.hour(stamp.at)


def _of_matters(known: Open, clock: WallClock, chosen: str | None) -> Iterator[LineFace]:
    for matter in known.matters:
        icon = Icon.PAUSE if isinstance(matter.what, Rested) else Icon.EYE
        icon = Icon.ALERT if isinstance(matter.what, Flagged) else icon
        hour, is_chosen = clock.hour(matter.at), matter.id == chosen
        yield LineFace(matter.id, icon, hour, _title(matter), _about(known, matter), is_chosen)


def _of_deeds(known: Open, clock: WallClock, chosen: str | None) -> Iterator[LineFace]:
    asked_about = {matter.fact for matter in known.matters}
    for deed in known.deeds:
        stamp = deed.stamp
        if isinstance(deed, _TAKEN_BACK_HERE) and stamp.id not in asked_about:
            by = _by(known, stamp.worker, stamp.station)
            yield LineFace(stamp.id, Icon.CHECK, clock.hour(stamp.at), what(known, deed), by, stamp.id == chosen)


def _title(matter: Matter) -> str:
    match matter.what:
        case Flagged(flag=kind):
            return matters.flag(kind)
        case Seen():
            return matters.seen(matter.operation.name if matter.operation else "")
        case Rested(reason=reason):
            return matters.pause(trade.idle_reason(reason))


def _about(known: Open, matter: Matter) -> str:
    parts = [
        matter.operation.name if matter.operation and not isinstance(matter.what, Seen) else "",
        trade.bundle(matter.bundle.code) if matter.bundle else "",
        _name(known, matter.worker),
    ]
    return " · ".join(part for part in parts if part)


def _where(known: Open, matter: Matter, clock: WallClock) -> str:
    parts = [
        matter.operation.name if matter.operation else "",
        trade.bundle(matter.bundle.code) if matter.bundle else "",
        _by(known, matter.worker, matter.station),
        clock.hour(matter.at),
    ]
    return " · ".join(part for part in parts if part)


def _by(known: Open, worker: WorkerId | None, station: StationId | None) -> str:
    name, place = _name(known, worker), known.stations.get(station, "") if station else ""
    return matters.by(name, place) if name and place else name or place


def _name(known: Open, worker: WorkerId | None) -> str:
    return known.people.get(worker, "") if worker else ""
