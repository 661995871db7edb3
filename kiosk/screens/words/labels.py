"""The fixed words on buttons, captions and prompts."""

from enum import Enum

from PySide6.QtCore import QCoreApplication

from kiosk.screens.words.sentence import CONTEXT, says


class Label(Enum):
    #: buttons, one or two short words each
    UNDO = says("words", "Undo")
    CHANGE = says("words", "Change pieces")
    TYPE_CODE = says("words", "Type a code")
    BOARD = says("words", "Floor board")
    SIGN_OUT = says("words", "Sign out")
    BACK = says("words", "Back")
    CANCEL = says("words", "Cancel")
    RECORD = says("words", "Record")
    SEND = says("words", "Use this code")
    ERASE = says("words", "Erase")
    LIGHT = says("words", "Light")
    DARK = says("words", "Dark")
    TRY_AGAIN = says("words", "Try again")

    #: headlines of the answers to a scan
    WELCOME = says("words", "Welcome")
    SIGNED_OUT = says("words", "Signed out")
    STARTED = says("words", "Started")
    RECORDED = says("words", "Recorded")
    NOT_RECORDED = says("words", "Not recorded")
    TAKEN_BACK = says("words", "Taken back")

    #: what to do next, under an answer
    NEXT_TICKET = says("words", "Show a bundle's ticket.")
    NEXT_BADGE = says("words", "Show your badge to begin again.")
    NEXT_END = says("words", "Show the ticket again when it is done.")

    #: under the large number of pieces
    PIECES_TODAY = says("words", "pieces today")
    BUNDLES = says("words", "Bundles")
    EFFICIENCY = says("words", "Efficiency")
    LAST = says("words", "Recorded last")
    NOTHING_YET = says("words", "Nothing recorded in this shift yet. Show a bundle's ticket to begin.")

    #: prompts beside and on the live picture
    SHOW_BADGE = says("words", "Show your badge")
    SHOW_BADGE_HOW = says("words", "Hold it up to the camera, the code towards the screen.")
    HOLD_BADGE = says("words", "Hold your badge in the frame")
    NO_PICTURE = says("words", "The camera is starting")
    WHICH = says("words", "Which one?")
    WHICH_HOW = says("words", "Two codes are in view. Tap the right one, or show just one.")

    OTHER_CODE = says("words", "Another code")

    #: the pads for typing
    HOW_MANY = says("words", "How many pieces?")
    WHAT_CODE = says("words", "Type the code printed on the ticket or badge")

    @property
    def said(self) -> str:
        """In the language of the screen."""
        return QCoreApplication.translate(CONTEXT, self.value)


def number_of(number: str) -> str:
    #: a person's number in the factory: "No. 1042"
    return QCoreApplication.translate("words", "No. {number}").format(number=number)


def badge(code: str) -> str:
    #: a badge by the code printed on it: "Badge 7QK2M9X4TD"
    return QCoreApplication.translate("words", "Badge {code}").format(code=code)


def at_most(operation: str, pieces: str) -> str:
    #: on the pad for a smaller count: "Set sleeves, at most 20 pieces"
    text = QCoreApplication.translate("words", "{operation}, at most {pieces}")
    return text.format(operation=operation, pieces=pieces)


def part_of(pieces: int, of_pieces: int) -> str:
    #: fewer pieces than the bundle holds: "12 of 20 pieces"
    return QCoreApplication.translate("words", "{some} of %Ln piece(s)", None, of_pieces).format(some=pieces)
