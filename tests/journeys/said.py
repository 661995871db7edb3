"""What a kiosk answers, in as few words as a story has room for."""

from typing import assert_never

from kiosk.floor.answers import (
    Answer,
    Called,
    CallEnded,
    Deed,
    Done,
    Goodbye,
    Inspected,
    Inspecting,
    Joined,
    Mended,
    Moved,
    Nothing,
    OfPieces,
    Opened,
    Parted,
    Paused,
    Proposed,
    Refused,
    Replaced,
    Resumed,
    Settling,
    ShowTicket,
    Started,
    Told,
    Undone,
    Welcome,
)
from kiosk.trouble import Trouble


def said(answer: Answer | Trouble) -> str:
    match answer:
        case Refused():
            return f"no: {_spoken(answer.no)}"
        case Trouble():
            return f"not recorded: {_spoken(answer.reason)}"
        case Nothing():
            return "nothing"
        case Welcome() | Goodbye() | Paused() | Resumed() | Called() | CallEnded() | ShowTicket() | Settling():
            return _to_the_worker(answer)
        case Mended() | Inspecting() | Inspected():
            return _of_quality(answer)
        case Opened() | Parted() | Joined() | Replaced():
            return _of_pieces(answer)
        case _:
            return _of_the_bundle(answer)


def _to_the_worker(answer: Told) -> str:
    match answer:
        case Welcome(worker):
            return f"welcome {worker.id}"
        case Goodbye(worker):
            return f"goodbye {worker.id}"
        case Paused(reason):
            return f"pauses: {_spoken(reason)}"
        case Resumed(minutes):
            return f"goes on after {minutes} min"
        case Called(needs):
            return f"calls: {_spoken(needs)}"
        case CallEnded(needs):
            return f"call ended: {_spoken(needs)}"
        case ShowTicket(command):
            return f"which one to {_spoken(command)}"
        case Settling():
            return "what waits"
        case _:
            assert_never(answer)


def _of_pieces(answer: OfPieces) -> str:
    match answer:
        case Opened(bundle):
            return f"the deeds of {bundle.id}"
        case Parted(_, pieces, _, _):
            return f"{pieces} on a new ticket"
        case Joined(_, other, pieces):
            return f"{pieces} came from {other.id}"
        case Replaced(_, pieces):
            return f"{pieces} replaced"
        case _:
            assert_never(answer)


def _of_quality(answer: Mended | Inspecting | Inspected) -> str:
    match answer:
        case Mended(_, operation, pieces, left):
            return f"mended {pieces} {operation.id if operation else 'somewhere'}, {left} left"
        case Inspecting(_, most, defective, rejected, _):
            return f"looks at {most}: {defective} defective, {rejected} rejected"
        case Inspected(_, checked, defective, _, light):
            if light:
                return f"sample: {_spoken(light)}"
            return f"{checked - defective} of {checked} pass"
        case _:
            assert_never(answer)


def _of_the_bundle(answer: Deed) -> str:
    match answer:
        case Started(_, operation, pieces):
            return f"begins {pieces} {operation.id}"
        case Done(_, operation, pieces, of_pieces):
            return f"{pieces} of {of_pieces} {operation.id}"
        case Moved(_, _, place) if place:
            return f"lies at {place}"
        case Moved(_, to_status):
            return f"now {_spoken(to_status)}"
        case Proposed(_, operation, pieces):
            return f"{pieces} {operation.id} seen"
        case Undone(pieces):
            return f"took back {pieces or 'the move'}"
        case _:
            return _of_quality(answer)


def _spoken(name: str) -> str:
    return name.lower().replace("_", " ")
