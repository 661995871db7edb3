"""The world failed us: disk, camera, server. One exception, a short list of reasons.

Rules that say no are not trouble (`floor.scanning.No`), and a bug is any other exception.
"""

from enum import StrEnum, auto


class Reason(StrEnum):
    """What failed. The sentence that a person reads for it stands in `screens/words.py`."""

    DISK_FULL = auto()
    DISK_FAILS = auto()
    FILE_IN_USE = auto()
    FILE_TOO_NEW = auto()
    NO_CAMERA = auto()
    CAMERA_LOST = auto()
    SCANNER_LOST = auto()
    NO_SERVER = auto()
    SERVER_BUSY = auto()
    SERVER_FAILS = auto()
    NOT_PAIRED = auto()
    NOT_READY = auto()  # paired, but the factory's lists have not come yet
    REVOKED = auto()
    WRONG_CODE = auto()
    NOT_SET_UP = auto()  # the server was not told its database, or its secret
    NO_POSTGRES = auto()  # not installed
    POSTGRES_FAILS = auto()  # installed, and does not start
    NOT_THE_OWNER = auto()  # the database shows this account one factory at a time, and nothing of all
    FOLDER_CLOSED = auto()  # Postgres runs as another user, who may not enter the folder


class Trouble(Exception):
    """Raised at the edge of the world: in store, camera and sync.

    `detail` is for the log, never for the screen. `retry_after_s` is the server's wish, where it had one.
    """

    def __init__(self, reason: Reason, detail: str = "", *, retry_after_s: float | None = None) -> None:
        super().__init__(f"{reason}: {detail}" if detail else str(reason))
        self.reason = reason
        self.detail = detail
        self.retry_after_s = retry_after_s
