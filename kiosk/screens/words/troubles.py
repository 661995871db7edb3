"""What the world's failures say. None of these sentences claims that something was or was not recorded: that word
stands over them, and whoever shows them knows it.
"""

from kiosk.screens.lane import Bug
from kiosk.screens.words.sentence import Sentence, says
from kiosk.trouble import Reason, Trouble

SENTENCES: dict[Reason, Sentence] = {
    #: the headline names the trouble in two or three words
    Reason.DISK_FULL: Sentence(
        says("words", "Disk full"),
        says("words", "There is no space left on this kiosk."),
        says("words", "Call your supervisor, then show it again."),
    ),
    Reason.DISK_FAILS: Sentence(
        says("words", "Disk fails"),
        says("words", "This kiosk cannot write to its disk."),
        says("words", "Call your supervisor, and note the bundle on paper."),
    ),
    Reason.FILE_IN_USE: Sentence(
        says("words", "Already open"),
        says("words", "Another kiosk program works with this kiosk's file."),
        says("words", "Close the other one, then start this one again."),
    ),
    Reason.FILE_TOO_NEW: Sentence(
        says("words", "Program too old"),
        says("words", "This kiosk's file was written by a newer program."),
        says("words", "Install the newest program, then start it again."),
    ),
    Reason.NO_CAMERA: Sentence(
        says("words", "No camera"),
        says("words", "No camera answers."),
        says("words", "Check its cable. Meanwhile, type the code."),
    ),
    Reason.CAMERA_LOST: Sentence(
        says("words", "Camera lost"),
        says("words", "The camera sends no pictures any more."),
        says("words", "Check its cable: it comes back by itself. Meanwhile, type the code."),
    ),
    Reason.NO_SERVER: Sentence(
        says("words", "Offline"),
        says("words", "The server cannot be reached."),
        says("words", "Work on: all is kept here and sent later."),
    ),
    Reason.SERVER_BUSY: Sentence(
        says("words", "Server busy"),
        says("words", "The server asks for a little time."),
        says("words", "Work on: all is kept here and sent later."),
    ),
    Reason.SERVER_FAILS: Sentence(
        says("words", "Server fails"),
        says("words", "The server does not work as it should."),
        says("words", "Work on, and tell your supervisor if it lasts."),
    ),
    #: a kiosk is paired once with the factory's server, by a code that an admin reads out
    Reason.NOT_PAIRED: Sentence(
        says("words", "Not paired"),
        says("words", "This kiosk belongs to no factory yet."),
        says("words", "Ask an admin for a pairing code."),
    ),
    Reason.NOT_READY: Sentence(
        says("words", "Not ready yet"),
        says("words", "The factory's lists have not reached this kiosk."),
        says("words", "Wait until it is online, then show it again."),
    ),
    Reason.REVOKED: Sentence(
        says("words", "Access ended"),
        says("words", "An admin has ended this kiosk's access."),
        says("words", "Call your supervisor."),
    ),
    Reason.WRONG_CODE: Sentence(
        says("words", "Wrong code"),
        says("words", "The pairing code is wrong, or too old."),
        says("words", "Ask an admin for a new one."),
    ),
    #: PostgreSQL is the name of a program
    Reason.NO_POSTGRES: Sentence(
        says("words", "No PostgreSQL"),
        says("words", "The database program was not found on this machine."),
        says("words", "Install PostgreSQL 15 or newer, then start again."),
    ),
}

#: {code} is four letters and digits that are in the log too
BUG = Sentence(
    says("words", "Kiosk fault"),
    says("words", "Something went wrong inside this kiosk."),
    says("words", "Call your supervisor and say code {code}."),
)


def sentence(error: Trouble | Bug) -> Sentence:
    return BUG.said(code=error.code) if isinstance(error, Bug) else SENTENCES[error.reason].said()
