"""The fixed words on buttons, captions and prompts."""

from enum import Enum

from kiosk.screens.words.numbers import number
from kiosk.screens.words.sentence import counted, said, says


class Label(Enum):
    #: buttons, one or two short words each
    UNDO = says("Undo")
    CHANGE = says("Change pieces")
    TYPE_CODE = says("Type a code")
    BOARD = says("Floor board")
    SIGN_OUT = says("Sign out")
    BACK = says("Back")
    CANCEL = says("Cancel")
    RECORD = says("Record")
    SEND = says("Use this code")
    ERASE = says("Erase")
    LIGHT = says("Light")
    DARK = says("Dark")
    TRY_AGAIN = says("Try again")
    BY_NAME = says("No badge? Tap your name")
    MORE_NAMES = says("More names")
    USE_PIN = says("Use PIN")

    #: headlines of the answers to a scan
    WELCOME = says("Welcome")
    SIGNED_OUT = says("Signed out")
    STARTED = says("Started")
    RECORDED = says("Recorded")
    NOT_RECORDED = says("Not recorded")
    TAKEN_BACK = says("Taken back")
    PROPOSED = says("Noted as sewn")
    MENDED = says("Mended")
    INSPECTING = says("Inspection")
    DEFECT_NOTED = says("Defect noted")
    INSPECTED = says("Inspection recorded")
    PAUSED = says("Paused")
    RESUMED = says("Work goes on")
    CALLED = says("Help is called")
    CALL_ENDED = says("Call answered")
    ALL_WELL = says("Nothing to do")
    PARTED = says("On a new ticket")
    JOINED = says("Merged")
    REPLACED = says("Replaced")

    #: what to do next, under an answer
    NEXT_TICKET = says("Show a bundle's ticket.")
    NEXT_BADGE = says("Show your badge to begin again.")
    NEXT_END = says("Show the ticket again when it is done.")
    NEXT_AGAIN = says("Show the ticket again: the work can go on.")
    NEXT_DEFECT = says("Show a card for each defect, and the ticket again to end.")
    NEXT_REWORK = says("The others go back to be mended.")
    NEXT_RESUME = says("Your next scan ends the pause.")
    NEXT_COMES = says("When somebody has come, show the card Answered.")
    NEXT_SAME = says("The next defect is on the same piece.")
    NEXT_HOLD = says("Show the ticket of the bundle to be held.")
    NEXT_RELEASE = says("Show the ticket of the bundle to be released.")
    NEXT_PUT = says("Show the ticket of the bundle that lies there.")
    NEXT_REJECT = says("Show the ticket of the bundle to be rejected.")
    NEXT_SPLIT = says("Show the ticket of the bundle to be split.")
    NEXT_MERGE = says("Show the ticket whose pieces go to another.")
    NEXT_MERGE_INTO = says("Now show the ticket that they go to.")
    NEXT_REPLACE = says("Show the ticket of the bundle that gets new pieces.")
    NEXT_OPEN = says("Show the ticket of the bundle.")
    NEXT_PRINT = says("Tie the pieces and put this ticket on them; the office can print it.")
    NEXT_TEAR = says("Tear up the ticket that is empty now.")
    LEARNING = says("This operation is above your noted skill.")
    LEFT_IDLE = says("Nobody used this kiosk for long.")
    LEFT_SHIFT = says("The shift has ended.")

    #: under the large number of pieces
    PIECES_TODAY = says("pieces today")
    CHECKED_TODAY = says("pieces inspected today")
    PAY = says("Pay so far")
    EFFICIENCY = says("Efficiency")
    LAST = says("Recorded last")
    NOTHING_YET = says("Nothing recorded in this shift yet. Show a bundle's ticket to begin.")

    #: a worker's own day, line by line: its numbers, its two buttons, and what came of them
    MY_DAY = says("My day")
    PIECES_DONE = says("Pieces")
    HELD_BACK = says("Held")
    PERFORMANCE = says("Performance")
    TIME_WORKED = says("Time worked")
    PAUSES = says("Pauses")
    TAP_LINE = says("Tap a line to see how it was counted.")
    NOT_RIGHT = says("That is not right")
    WITHDRAW = says("Withdraw")
    WITHDRAWN = says("Withdrawn.")
    AS_FAR_AS_KNOWN = says("As far as this kiosk knows")

    #: the parts of a day's wage
    WAGE = says("Today's wage so far")
    PIECE_PAY = says("Piece pay")
    TOP_UP = says("Up to the daily minimum")
    OVERTIME = says("Overtime")
    DAY_OFF = says("Day off or holiday")
    NIGHT = says("Night")
    BONUS = says("Bonus")
    TOGETHER = says("Together")
    NO_MINIMUM = says("The office has told no daily minimum.")
    NO_WAGE_RULES = says("The office has told no wage rules: only pieces are counted here.")
    RECEIPT = says("Receipt")
    PHOTOGRAPH = says("Photograph it: the office can check it.")

    #: prompts beside and on the live picture
    SHOW_BADGE = says("Show your badge")
    SHOW_BADGE_HOW = says("Hold it up to the camera, the code towards the screen.")
    HOLD_BADGE = says("Hold your badge in the frame")
    NO_PICTURE = says("The camera is starting")
    WHICH = says("Which one?")
    WHICH_HOW = says("Two codes are in view. Tap the right one, or show just one.")

    OTHER_CODE = says("Another code")
    CARD_COUNT = says("Fewer pieces")
    CARD_SEEN = says("It is sewn")
    CARD_PAUSE = says("Pause")
    CARD_RESUME = says("Go on")
    CARD_CALL = says("Call")
    CARD_CAME = says("Answered")
    CARD_CHECKED = says("Checked")
    CARD_REJECT = says("Reject")
    CARD_SAME = says("Same piece")
    CARD_HOLD = says("Hold")
    CARD_RELEASE = says("Release")
    CARD_PUT = says("Put on a shelf or rack")
    CARD_SPLIT = says("Split")
    CARD_MERGE = says("Merge")
    CARD_REPLACE = says("Replace pieces")
    CARD_OPEN = says("Open a bundle")
    TO_SETTLE = says("Open questions")

    #: the button under a refusal, when the work before was done and not scanned
    IT_IS_SEWN = says("It is sewn, nobody scanned it")

    #: the supervisor's list of open questions and of a bundle's deeds
    ACCEPT = says("Accept")
    REFUSE = says("Refuse")
    WHOSE_WORK = says("Whose work was it?")
    NAME_IT = says("Choose the name")
    NOT_SEWN = says("It is not sewn")
    TAKE_BACK = says("Take it back, because of:")
    TAP_ONE = says("Tap a line to see what it is about.")
    NOTHING_WAITS = says("Nothing waits for your word.")
    NOTHING_DONE = says("Nothing was done on this bundle yet, as far as this kiosk knows.")
    ALL_OPEN = says("All open questions")
    WORD_RECORDED = says("Your word is recorded.")
    MOVED_DEED = says("Moved")
    PUT_THERE = says("Put there")

    #: the cutter's screen
    LAYS = says("Lays to cut")
    NO_LAYS = says("No lay is waiting to be cut here.")
    TAP_LAY = says("Tap a lay to begin.")
    BEGIN_CUT = says("Begin cutting")
    GO_ON_CUT = says("Go on cutting")
    TELL_CUT = says("Tell what is cut")
    UNDO_CUT = says("Take my last cut back")
    TICKETS = says("Tickets")
    WHY_PAUSE = says("Why do you stop?")
    PLIES = says("Plies cut")
    UNITS = says("Pieces cut")
    SPOILT = says("Spoilt pieces")
    USED_KG = says("Fabric used, kg")
    WASTE_KG = says("Waste, kg")
    CUT_RECORDED = says("Recorded.")
    EARLIER = says("Before")
    NEXT = says("Next")
    NO_TICKETS = says("No bundle is tied of this lay yet.")

    #: calling for help, and resting, by touch
    HELP = says("Help, pause")
    CALL_FOR = says("Call for help")
    HELP_CAME = says("Somebody came")
    GO_ON = says("I go on")

    #: the inspector's tiles
    CANNOT_MEND = says("Cannot be mended")
    MORE_DEFECTS = says("Other defects")
    CARD_SAMPLE = says("Inline sample")
    NEXT_SAMPLE = says("Show the ticket of a bundle that is being sewn.")
    SAMPLED_GREEN = says("Green: no defect")
    SAMPLED_YELLOW = says("Yellow: one defect")
    SAMPLED_RED = says("Red: stop and help the worker")

    #: the list of names, and the pad for a PIN
    WHOSE_NAME = says("Tap your name")
    NO_NAMES = says("No names are known here yet. They come with the first round to the server.")
    YOUR_PIN = says("It is 4 to 8 digits long.")

    #: the pads for typing
    HOW_MANY = says("How many pieces?")
    WHAT_CODE = says("Type the code printed on the ticket or badge")

    @property
    def said(self) -> str:
        """In the language of the screen."""
        return said(self.value)


def number_of(number: str) -> str:
    #: a person's number in the factory: "No. 1042"
    return said("No. {number}").format(number=number)


def new_ticket(code: str) -> str:
    #: a ticket that a split has made: "New ticket K7Q2M9X4TD"
    return said("New ticket {code}").format(code=code)


def from_bundle(code: str) -> str:
    #: where pieces came from: "from bundle K7Q2M9X4TD"
    return said("from bundle {code}").format(code=code)


def pin_of(name: str) -> str:
    #: on the pad for a PIN: "PIN of Ana Reyes"
    return said("PIN of {name}").format(name=name)


def badge(code: str) -> str:
    #: a badge by the code printed on it: "Badge 7QK2M9X4TD"
    return said("Badge {code}").format(code=code)


def at_most(operation: str, pieces: str) -> str:
    #: on the pad for a smaller count: "Set sleeves, at most 20 pieces"
    text = said("{operation}, at most {pieces}")
    return text.format(operation=operation, pieces=pieces)


def part_of(pieces: int, of_pieces: int) -> str:
    #: fewer pieces than the bundle holds: "12 of 20 pieces"
    return counted("{some} of %Ln piece(s)", None, of_pieces).format(some=pieces)


def defective_of(defective: int, most: int) -> str:
    #: an inspection so far: "2 of 20 pieces defective"
    return said("{n} of {all} pieces defective").format(n=number(defective), all=number(most))


def passed_of(passed: int, checked: int) -> str:
    #: how an inspection ended: "18 of 20 pieces passed"
    return said("{n} of {all} pieces passed").format(n=number(passed), all=number(checked))


def looked_at(pieces: str, *, is_sample: bool) -> str:
    if is_sample:
        #: an inline sample: "Look at 7 pieces, wherever they lie"
        return said("Look at {pieces}, wherever they lie").format(pieces=pieces)
    #: an inspection: "Look at 20 pieces"
    return said("Look at {pieces}").format(pieces=pieces)


def ends_with(passed: str) -> str:
    #: the button that ends an inspection: "Done: 18 of 20 pieces passed"
    return said("Done: {passed}").format(passed=passed)


def left_to_mend(pieces: int) -> str:
    #: pieces of a bundle that are still to be mended
    return said("{n} more to be mended").format(n=number(pieces))


def rejected(pieces: int) -> str:
    #: pieces that cannot be mended
    return said("{n} cannot be mended").format(n=number(pieces))


def held(amount: str) -> str:
    #: money that may be paid yet: "₱20.00 held"
    return said("{amount} held").format(amount=amount)


def wait(seconds: int) -> str:
    #: how long to wait before the next try: "30 seconds"
    if seconds < 120:
        return counted("%Ln second(s)", None, seconds)
    #: how long to wait before the next try: "4 minutes"
    return counted("%Ln minute(s)", None, -(-seconds // 60))


def minutes(count: int) -> str:
    #: a span of time
    return said("{n} min").format(n=number(count))
