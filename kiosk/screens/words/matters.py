"""What a supervisor reads of a flag, of work that was seen, of a pause and of a deed; and what the word will mean."""

from kiosk.floor.flags import HOLDS_PAY, FlagKind
from kiosk.floor.matters import Because
from kiosk.screens.words.sentence import said, says

FLAGS: dict[FlagKind, str] = {
    #: what is odd about a deed, in two to five words
    FlagKind.EXCESS: says("More pieces than were left"),
    FlagKind.OUT_OF_ORDER: says("Out of order"),
    FlagKind.TOO_FAST: says("Too fast to be true"),
    FlagKind.TOO_LONG: says("Too long to be true"),
    FlagKind.UNKNOWN_BUNDLE: says("Unknown bundle"),
    FlagKind.UNKNOWN_OPERATION: says("Unknown operation"),
    FlagKind.CLOCK_OFF: says("The kiosk's clock was wrong"),
    FlagKind.NOT_GENUINE: says("Ticket not genuine"),
    FlagKind.TOO_MANY_BACK: says("More pieces than there were"),
    FlagKind.DISPUTED: says("The worker does not agree"),
}

WHY: dict[FlagKind, str] = {
    #: one or two sentences that explain the flag; {pieces} is a counted number of pieces
    FlagKind.EXCESS: says("Of this claim {pieces} were not wanted any more: somebody else had counted them."),
    FlagKind.OUT_OF_ORDER: says("This was recorded before the work that comes first on this bundle."),
    FlagKind.TOO_FAST: says("It took less than a third of the standard time."),
    FlagKind.TOO_LONG: says("Nobody works that long at a stretch. Its minutes are not counted."),
    FlagKind.UNKNOWN_BUNDLE: says("No bundle with this ticket is known."),
    FlagKind.UNKNOWN_OPERATION: says("This bundle's product has no such operation."),
    FlagKind.CLOCK_OFF: says("Nobody knows when it really was. Accepted, it counts for today."),
    FlagKind.NOT_GENUINE: says("The ticket was not printed by this factory."),
    FlagKind.TOO_MANY_BACK: says("This tells of {pieces} that the bundle does not have."),
    FlagKind.DISPUTED: says("What was counted or paid for this is not what the worker expects. Talk it over first."),
}

REASONS: dict[Because, str] = {
    #: why a deed is taken back, on buttons
    Because.WRONG_WORKER: says("Wrong worker"),
    Because.WRONG_BUNDLE: says("Wrong bundle"),
    Because.WRONG_COUNT: says("Wrong count"),
    Because.NOT_DONE: says("Not done"),
}


def stands(status: str, place: str) -> str:
    #: how a bundle stands and where it lies: "In sewing · R12"
    return said("{status} · {place}").format(status=status, place=place) if place else status


def flag(kind: FlagKind) -> str:
    return said(FLAGS[kind])


def why(kind: FlagKind, pieces: str) -> str:
    return said(WHY[kind]).format(pieces=pieces)


def reason(which: Because) -> str:
    return said(REASONS[which])


def follows(kind: FlagKind) -> str:
    """What the word will do."""
    if kind in HOLDS_PAY or kind is FlagKind.EXCESS:
        #: under a flag that keeps a deed from being paid
        return said("Accepted, it is paid as it was counted. Refused, it is not paid.")
    #: under a flag that changes nothing about the pay
    return said("Either word ends the question; the pay stays as it is.")


def seen(operation: str) -> str:
    #: work that somebody says was done, though nobody scanned it: "Set sleeves: seen, not scanned"
    return said("{operation}: seen, not scanned").format(operation=operation)


def seen_why(pieces: str, who: str) -> str:
    #: who says that so many pieces were sewn
    return said("{who} says that {pieces} are sewn. Whose work was it?").format(who=who, pieces=pieces)


def pause(reason_: str) -> str:
    #: a pause by its reason: "Pause: Machine down"
    return said("Pause: {reason}").format(reason=reason_)


def pause_why(who: str, minutes: str) -> str:
    #: how long somebody's hands rested: "Ana Reyes, 12 min"
    return said("{who} could not work for {minutes}.").format(who=who, minutes=minutes)


def pause_goes_on(who: str) -> str:
    #: a pause that has not ended
    return said("{who} cannot work yet.").format(who=who)


def pause_follows() -> str:
    #: what the word about a pause will do
    return said("Accepted, it was nobody's fault and does not lower the performance. Refused, it does.")


def by(who: str, where: str) -> str:
    #: who did something, and where: "Ana Reyes at Station 4"
    return said("{who} at {where}").format(who=who, where=where)


def deed(what: str, pieces: str) -> str:
    #: a deed on a bundle: "Set sleeves: 20 pieces"
    return said("{what}: {pieces}").format(what=what, pieces=pieces)


def how_many_wait(count: str) -> str:
    #: the headline of the list of open questions: "Open questions: 3"
    return said("Open questions: {count}").format(count=count)
