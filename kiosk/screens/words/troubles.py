"""What the world's failures say. None of these sentences claims that something was or was not recorded: that word
stands over them, and whoever shows them knows it.
"""

from kiosk.screens.lane import Bug
from kiosk.screens.words.sentence import Sentence, says
from kiosk.trouble import Reason, Trouble

SENTENCES: dict[Reason, Sentence] = {
    #: the headline names the trouble in two or three words
    Reason.DISK_FULL: Sentence(
        says("Disk full"),
        says("There is no space left on this kiosk."),
        says("Call your supervisor, then show it again."),
    ),
    Reason.DISK_FAILS: Sentence(
        says("Disk fails"),
        says("This kiosk cannot write to its disk."),
        says("Call your supervisor, and note the bundle on paper."),
    ),
    Reason.FILE_IN_USE: Sentence(
        says("Already open"),
        says("Another kiosk program works with this kiosk's file."),
        says("Close the other one, then start this one again."),
    ),
    Reason.FILE_TOO_NEW: Sentence(
        says("Program too old"),
        says("This kiosk's file was written by a newer program."),
        says("Install the newest program, then start it again."),
    ),
    Reason.NO_CAMERA: Sentence(
        says("No camera"),
        says("No camera answers."),
        says("Check its cable. Meanwhile, type the code."),
    ),
    Reason.CAMERA_LOST: Sentence(
        says("Camera lost"),
        says("The camera sends no pictures any more."),
        says("Check its cable: it comes back by itself. Meanwhile, type the code."),
    ),
    #: a code scanner on a serial cable
    Reason.SCANNER_LOST: Sentence(
        says("Scanner lost"),
        says("The code scanner does not answer."),
        says("Check its cable: it comes back by itself. Meanwhile, use the camera."),
    ),
    Reason.NO_SERVER: Sentence(
        says("Offline"),
        says("The server cannot be reached."),
        says("Work on: all is kept here and sent later."),
    ),
    Reason.SERVER_BUSY: Sentence(
        says("Server busy"),
        says("The server asks for a little time."),
        says("Work on: all is kept here and sent later."),
    ),
    Reason.SERVER_FAILS: Sentence(
        says("Server fails"),
        says("The server does not work as it should."),
        says("Work on, and tell your supervisor if it lasts."),
    ),
    #: a kiosk is paired once with the factory's server, by a code that an admin reads out
    Reason.NOT_PAIRED: Sentence(
        says("Not paired"),
        says("This kiosk belongs to no factory yet."),
        says("Ask an admin for a pairing code."),
    ),
    Reason.NOT_READY: Sentence(
        says("Not ready yet"),
        says("The factory's lists have not reached this kiosk."),
        says("Wait until it is online, then show it again."),
    ),
    Reason.REVOKED: Sentence(
        says("Access ended"),
        says("An admin has ended this kiosk's access."),
        says("Call your supervisor."),
    ),
    Reason.WRONG_CODE: Sentence(
        says("Wrong code"),
        says("The pairing code is wrong, or too old."),
        says("Ask an admin for a new one."),
    ),
    #: PostgreSQL is the name of a program
    Reason.NO_POSTGRES: Sentence(
        says("No PostgreSQL"),
        says("The database program was not found on this machine."),
        says("Install PostgreSQL 15 or newer, then start again."),
    ),
    Reason.POSTGRES_FAILS: Sentence(
        says("PostgreSQL fails"),
        says("The database program does not start."),
        says("Look into its log, then start again."),
    ),
    #: the central server was started without its settings
    Reason.NOT_SET_UP: Sentence(
        says("Not set up"),
        says("The server was not told its database or its secret."),
        says("Ask an admin to complete its settings."),
    ),
    #: a database account that the factory's server uses, and not the one that owns the tables
    Reason.NOT_THE_OWNER: Sentence(
        says("Wrong account"),
        says("This database account sees one factory at a time."),
        says("Use the account that owns the tables."),
    ),
    #: the folder that the database's files are to lie in
    Reason.FOLDER_CLOSED: Sentence(
        says("Folder closed"),
        says("The database program may not enter its folder."),
        says("Choose another folder, then start again."),
    ),
}

#: {code} is four letters and digits that are in the log too
BUG = Sentence(
    says("Kiosk fault"),
    says("Something went wrong inside this kiosk."),
    says("Call your supervisor and say code {code}."),
)


def sentence(error: Trouble | Bug) -> Sentence:
    return BUG.said(code=error.code) if isinstance(error, Bug) else SENTENCES[error.reason].said()
