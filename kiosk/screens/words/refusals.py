"""What the rules' refusals say: why, and what to do next."""

from kiosk.floor.answers import No, Refused
from kiosk.screens.clock import WallClock
from kiosk.screens.words import labels, numbers, trade
from kiosk.screens.words.sentence import Sentence, says

SENTENCES: dict[No, Sentence] = {
    #: a code that is no ticket of this factory at all
    No.NOT_A_TICKET: Sentence(
        says("Not a ticket"),
        says("This code is not on any ticket or badge of this factory."),
        says("Show your badge, or the ticket on the bundle."),
    ),
    No.OTHER_THING: Sentence(
        says("Another label"),
        says("This is the label of an order or a carton."),
        says("Show the ticket that hangs on the bundle."),
    ),
    #: the ticket's check signs are wrong: it may be forged, or typed with a slip
    No.NOT_GENUINE: Sentence(
        says("Not genuine"),
        says("This ticket was not printed by this factory."),
        says("Bring it to your supervisor."),
    ),
    No.UNKNOWN_CODE: Sentence(
        says("Unknown code"),
        says("No bundle and no badge goes by this code."),
        says("Check it against the ticket and try again."),
    ),
    No.UNKNOWN_BADGE: Sentence(
        says("Unknown badge"),
        says("This badge is on no list of this kiosk."),
        says("Ask your supervisor for a new badge."),
    ),
    #: the bundle is known by its ticket alone, and what is sewn on it is not
    No.UNKNOWN_BUNDLE: Sentence(
        says("Bundle not here yet"),
        says("This kiosk has not been told what is sewn on it."),
        says("Take another bundle; show this one again when the kiosk is online."),
    ),
    #: {who} is a person's name
    No.LEFT_COMPANY: Sentence(
        says("Badge has ended"),
        says("The badge of {who} is no longer in use."),
        says("Ask your supervisor for a new badge."),
    ),
    No.BADGE_FIRST: Sentence(
        says("Badge first"),
        says("Nobody is signed in, so this would count for nobody."),
        says("Show your badge, then the ticket again."),
    ),
    #: {department} is one of the department names
    No.WRONG_DEPARTMENT: Sentence(
        says("Wrong place"),
        says("This bundle is now for {department}."),
        says("Take it to {department}."),
    ),
    No.CLOSED: Sentence(
        says("Closed"),
        says("This bundle is finished; nothing more is counted on it."),
        says("Put it back and take another one."),
    ),
    No.ON_HOLD: Sentence(
        says("On hold"),
        says("Work on this bundle has been stopped."),
        says("Put it aside and ask your supervisor."),
    ),
    #: {product} is a kind of garment, such as POLO
    No.NO_ROUTE: Sentence(
        says("No operations"),
        says("No sewing operations are set for {product}."),
        says("Tell your supervisor and take another bundle."),
    ),
    #: operations that wait for each other, so that none can begin; {operation} is one of them
    No.ROUTE_IN_A_RING: Sentence(
        says("Wrong order of work"),
        says("{operation} waits for itself: an admin set it so by mistake."),
        says("Tell your supervisor and take another bundle."),
    ),
    No.NOT_SKILLED: Sentence(
        says("Ask first"),
        says("{operation} asks for more skill than is noted for you."),
        says("Ask your supervisor, or take another bundle."),
    ),
    No.NOTHING_MISSING: Sentence(
        says("Nothing is missing"),
        says("No bundle here waits for somebody's scan."),
        says("Show the ticket of the bundle first."),
    ),
    No.BUNDLE_FIRST: Sentence(
        says("Bundle first"),
        says("No bundle is in your hand."),
        says("Show its ticket, then the card."),
    ),
    No.FINISH_CHECK_FIRST: Sentence(
        says("Finish first"),
        says("Another bundle is still being inspected."),
        says("Show its ticket again to end it."),
    ),
    #: {most} is a number of pieces
    No.TOO_MANY_DEFECTS: Sentence(
        says("No more pieces"),
        says("All {most} pieces have a defect noted."),
        says("Show the ticket again to end, or Undo."),
    ),
    No.NOT_AN_INSPECTOR: Sentence(
        says("Inspectors only"),
        says("Your badge is not an inspector's."),
        says("Leave the bundle for quality control."),
    ),
    No.NOT_A_SUPERVISOR: Sentence(
        says("Supervisors only"),
        says("This card works with a supervisor's badge."),
        says("Ask your supervisor."),
    ),
    No.NOT_ON_HOLD: Sentence(
        says("Not on hold"),
        says("Nobody has stopped work on this bundle."),
        says("It can be worked on."),
    ),
    No.NO_OPEN_CALL: Sentence(
        says("No open call"),
        says("Nobody has called from this station."),
        says("Show a card Call to ask for help."),
    ),
    No.PIN_FIRST: Sentence(
        says("PIN first"),
        says("Only {who} may do this, and a badge can be lent."),
        says("Put in your PIN."),
    ),
    No.WRONG_PIN: Sentence(
        says("Wrong PIN"),
        says("This is not the PIN of {who}."),
        says("Try again, or show your badge."),
    ),
    #: {wait} is a span of time: "30 seconds"
    No.PIN_WAITS: Sentence(
        says("Wait"),
        says("Too many wrong PINs were put in."),
        says("Try again in {wait}, or show your badge."),
    ),
    No.NO_PIN: Sentence(
        says("No PIN yet"),
        says("No PIN is set for {who}."),
        says("Ask the office for one, or show your badge."),
    ),
    No.NOTHING_REJECTED: Sentence(
        says("Nothing rejected"),
        says("No piece of this bundle was rejected and not yet replaced."),
        says("Check the ticket."),
    ),
    No.NOTHING_SEWN: Sentence(
        says("Nothing to sample"),
        says("No piece of this bundle is sewn here yet."),
        says("Take another bundle."),
    ),
    No.NOT_ALIKE: Sentence(
        says("Not of one kind"),
        says("Only two bundles of one order, product, size and colour go together."),
        says("Check both tickets."),
    ),
    #: a card was shown, and its ticket only after minutes
    No.SAID_LONG_AGO: Sentence(
        says("Too long ago"),
        says("The card shown before this ticket has lapsed. Nothing was recorded."),
        says("Show the card again. To count work, show the ticket again."),
    ),
    #: {operation} is the name of a sewing operation
    No.NOT_SEWN_HERE: Sentence(
        says("Not sewn here"),
        says("Next on this bundle is {operation}."),
        says("Take it to the station for {operation}."),
    ),
    No.WAITS: Sentence(says("Not yet"), todo=says("Take another bundle meanwhile.")),
    No.ALREADY_DONE: Sentence(says("Already done"), todo=says("Pass the bundle on.")),
    No.JUST_COUNTED: Sentence(
        says("Already counted"),
        says("This ticket was counted a moment ago. Nothing was added."),
        says("Show the next one."),
    ),
    No.NOTHING_TO_UNDO: Sentence(
        says("Nothing to undo"),
        says("Nothing of yours here can be taken back."),
        says("Ask your supervisor about older work."),
    ),
    #: {most} is a number of pieces
    No.BAD_COUNT: Sentence(
        says("Count not possible"),
        says("It can be from 1 to {most}."),
        says("Tap Change pieces and try again."),
    ),
}

WRONG_DEPARTMENT_UNKNOWN = Sentence(
    says("Wrong place"),
    says("Nothing is to be done on this bundle here."),
    says("Ask your supervisor where it goes."),
)
NOT_SEWN_HERE_UNKNOWN = Sentence(
    says("Not sewn here"),
    says("No operation of this bundle is sewn at this station."),
    says("Ask your supervisor where it goes."),
)

WRONG_PIN_WAITS = Sentence(
    says("Wrong PIN"),
    says("This is not the PIN of {who}."),
    says("Try again in {wait}, or show your badge."),
)

WAITS_BY_KNOWN: dict[tuple[bool, bool], str] = {
    #: "Side seams waits for Set sleeves: 12 of 20 done by Ana at Station 4, since 09:41."
    (True, True): says("{operation} waits for {before}: {done} of {all} done by {who} at {where}, since {hour}."),
    (True, False): says("{operation} waits for {before}: {done} of {all} done by {who}, since {hour}."),
    (False, True): says("{operation} waits for {before}: {done} of {all} done at {where}, since {hour}."),
    (False, False): says("{operation} waits for {before}: {done} of {all} done."),
}
"""By whether it is known who did the earlier work, and where."""

DONE_BY_KNOWN: dict[tuple[bool, bool], str] = {
    #: "Side seams: 20 of 20 done by Ana at Station 4, 09:41."
    (True, True): says("{operation}: {done} of {all} done by {who} at {where}, {hour}."),
    (True, False): says("{operation}: {done} of {all} done by {who}, {hour}."),
    (False, True): says("{operation}: {done} of {all} done at {where}, {hour}."),
    (False, False): says("{operation}: {done} of {all} done."),
}


def sentence(refused: Refused, clock: WallClock) -> Sentence:
    """The refusal with everything it knows, in words."""
    return _pattern(refused).said(
        operation=refused.operation.name if refused.operation else "",
        before=refused.waits_for.name if refused.waits_for else "",
        done=numbers.number(refused.done or 0),
        all=numbers.number(refused.bundle.pieces if refused.bundle else 0),
        most=numbers.number(refused.done or 0),
        who=refused.who,
        where=refused.where,
        hour=clock.hour(refused.since) if refused.since else "",
        department=trade.department(refused.goes_to) if refused.goes_to else "",
        wait=labels.wait(refused.wait_s),
        product=refused.bundle.product_type if refused.bundle else "",
    )


def _pattern(refused: Refused) -> Sentence:
    plain = SENTENCES[refused.no]
    known = (bool(refused.who), bool(refused.where)) if refused.since else (False, False)
    match refused.no:
        case No.WAITS:
            return Sentence(plain.word, WAITS_BY_KNOWN[known], plain.todo)
        case No.ALREADY_DONE:
            return Sentence(plain.word, DONE_BY_KNOWN[known], plain.todo)
        case No.WRONG_PIN if refused.wait_s:
            return WRONG_PIN_WAITS
        case No.WRONG_DEPARTMENT if refused.goes_to is None:
            return WRONG_DEPARTMENT_UNKNOWN
        case No.NOT_SEWN_HERE if refused.operation is None:
            return NOT_SEWN_HERE_UNKNOWN
        case _:
            return plain
