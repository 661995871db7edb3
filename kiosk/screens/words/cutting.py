"""What a cutter reads: of a lay, of its runs, and why something cannot be."""

from collections.abc import Iterable

from kiosk.floor.lays import CutFlagKind
from kiosk.floor.tabling import NoCut
from kiosk.screens.words.sentence import counted, said, says

NO: dict[NoCut, str] = {
    #: refusals at the cutting table, each with what to do next
    NoCut.UNKNOWN_LAY: says("This lay is no longer here. Choose another one."),
    NoCut.ALL_CUT: says("Every ply of this lay is cut. Choose another one."),
    NoCut.NOT_BEGUN: says("Nobody is cutting this lay now. Begin first."),
    NoCut.TOO_MANY_PLIES: says("The lay has not so many plies left. Check the number of plies."),
    NoCut.TOO_MANY_PIECES: says("So many plies do not hold so many pieces. Check the number of pieces."),
    NoCut.TOO_MANY_DEFECTS: says("More pieces are spoilt than were cut. Check both numbers."),
    NoCut.ABSURD_WEIGHT: says("No table carries such a weight. Check the kilograms."),
    NoCut.NOTHING_TO_UNDO: says("You have cut nothing of this lay. Ask your supervisor."),
}


FLAGS: dict[CutFlagKind, str] = {
    #: what is odd about a lay, and what to do; {amount} is a number
    CutFlagKind.EXCESS: says("{amount} plies more were told than the lay held. Count them and tell it again."),
    CutFlagKind.UNITS_OFF: says("The pieces told differ by {amount} from what the plies hold. Count them again."),
    CutFlagKind.FABRIC_OFF: says("{amount} kg more were used and wasted than were issued. Weigh them again."),
    CutFlagKind.NOT_STARTED: says("Nobody said when the cutting began, so its minutes are not known."),
    CutFlagKind.AFTER_DONE: says("It was begun or rested after it was done. Nothing is counted of that."),
    CutFlagKind.TOO_FAST: says("It took less than a third of the standard time."),
    CutFlagKind.TOO_LONG: says("Nobody cuts that long at a stretch. Its minutes are not counted."),
    CutFlagKind.CLOCK_OFF: says("The kiosk's clock was wrong. Its minutes are not counted."),
    CutFlagKind.NO_SUCH_RUN: says("It was told of a cutting that never was."),
}


def flag(kind: CutFlagKind, amount: str) -> str:
    return said(FLAGS[kind]).format(amount=amount)


def no(which: NoCut) -> str:
    return said(NO[which])


def lay(name: str, order: str) -> str:
    #: a lay by its marker and order: "Lay M-7 · PO-2026-101"
    return said("Lay {name} · {order}").format(name=name, order=order)


def plies(count: int) -> str:
    #: layers of fabric: "30 plies"
    return counted("%Ln ply(s)", None, count)


def plies_left(left: str, all_: str) -> str:
    #: how much of a lay is still to be cut: "12 plies of 30 plies left"
    return said("{left} of {all} left").format(left=left, all=all_)


def sizes(shares: Iterable[tuple[str, str]]) -> str:
    #: what each ply holds: "On each ply: 2 M, 1 L"
    return said("On each ply: {sizes}").format(sizes=", ".join(f"{count} {size}".strip() for size, count in shares))


def cutting_since(who: str, hour: str) -> str:
    #: a run that goes on: "Ana Reyes cuts since 09:12"
    return said("{who} cuts since {hour}").format(who=who, hour=hour)


def rests(reason: str) -> str:
    #: a run that rests: "It rests: Machine down"
    return said("It rests: {reason}").format(reason=reason)


def cut_so_far(pieces: str, bundles: str) -> str:
    #: what a lay has given: "90 pieces in 5 bundles so far"
    return said("{pieces} in {bundles} so far").format(pieces=pieces, bundles=bundles)


def bundles(count: int) -> str:
    #: tied pieces: "5 bundles"
    return counted("%Ln bundle(s)", None, count)


def ticket_of(number: str, all_: str) -> str:
    #: which of the tickets is shown: "Ticket 3 of 5"
    return said("Ticket {number} of {all}").format(number=number, all=all_)
