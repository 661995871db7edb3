"""The words of the floor board."""

from kiosk.screens.words import numbers
from kiosk.screens.words.sentence import counted, said


def title() -> str:
    #: headline of the board
    return said("Floor board")


def shift(name: str, starts: str, ends: str) -> str:
    #: which shift the numbers are of: "Morning · 06:00–14:00"
    return said("{name} · {starts}–{ends}").format(name=name, starts=starts, ends=ends)


def live(age: str) -> str:
    #: the whole floor, as fresh as {age} says
    return said("Live · {age}").format(age=age)


def alone(age: str) -> str:
    #: without the server the board knows only what passed through this kiosk
    return said("This kiosk only · {age}").format(age=age)


def stale(age: str) -> str:
    #: the numbers are too old to act on: "Old numbers · 45 seconds ago"
    return said("Old numbers · {age}").format(age=age)


def age(seconds: int) -> str:
    if seconds < 2:
        #: how old the numbers are
        return said("now")
    return numbers.seconds_ago(seconds) if seconds < 120 else numbers.minutes_ago(seconds // 60)


def of_target(target: int) -> str:
    #: after the large number of finished garments: "412" "of 450 garments"
    return counted("of %Ln garment(s)", None, target)


def garments(count: int) -> str:
    #: after the large number of finished garments, when no target is known
    return counted("garment(s)", None, count)


def pace(ahead: int) -> str:
    """Garments before (above 0) or behind the target of this minute."""
    if ahead == 0:
        #: exactly as many garments as were due by now
        return said("On target")
    #: more, or fewer, garments than were due by now
    text = said("{count} ahead") if ahead > 0 else said("{count} behind")
    return text.format(count=numbers.number(abs(ahead)))


def no_pace() -> str:
    #: nobody is signed in or nothing was sewn, so nothing is due yet
    return said("No target")


def efficiency(percent: str) -> str:
    #: a line's efficiency: "Efficiency 92%"
    return said("Efficiency {percent}").format(percent=percent)


def people(count: int) -> str:
    #: how many are signed in at the line
    return counted("%Ln person(s) present", None, count)


def by_hour() -> str:
    #: headline of the bars
    return said("Garments by the hour")


def made() -> str:
    #: legend of the bars
    return said("made")


def target() -> str:
    #: legend of the bars
    return said("target")


def operations() -> str:
    #: headline of the list of sewing operations; beside it stands "pieces"
    return said("Operations")


def pieces() -> str:
    #: headline over a column of numbers
    return said("pieces")


def waiting(pieces: int, minutes: str) -> str:
    #: pieces that may be sewn now, and the work in them: "24 waiting, 18 min"
    text = said("{count} waiting, {minutes} min")
    return text.format(count=numbers.number(pieces), minutes=minutes)


def none_waiting() -> str:
    #: no piece waits for this operation
    return said("none waiting")


def bottleneck() -> str:
    #: the operation before which most work waits
    return said("Bottleneck")


def nobody() -> str:
    #: nobody is signed in at a station
    return said("Nobody")


def not_seen() -> str:
    #: in place of the hour: nothing has been heard of a station yet
    return said("–")


def provenance(scans: int, offline: int, by_hand: int, confirmed: int) -> str:
    """Where a line's numbers come from."""
    if not scans:
        #: where the numbers come from: nowhere yet
        return said("No scans in this shift yet")
    shares = [
        (offline, said("{count} offline")),
        (by_hand, said("{count} by hand")),
        (confirmed, said("{count} confirmed")),
    ]
    parts = [text.format(count=numbers.number(count)) for count, text in shares if count]
    #: none was made offline or by hand
    rest = ", ".join(parts) or said("all scanned online")
    return f"{numbers.scans(scans)}: {rest}"


def call(needs: str, place: str) -> str:
    #: somebody waits for help: "Machine · Station 4"
    return said("{needs} · {place}").format(needs=needs, place=place)


def more_calls(count: int) -> str:
    #: beside the calls that have room: so many others wait too
    return counted("%Ln more call(s)", None, count)


def nothing_known() -> tuple[str, str]:
    return (
        #: the board before this kiosk was told anything
        said("No numbers yet"),
        said("The factory's lists have not reached this kiosk. They come once it is online."),
    )


def no_lines() -> tuple[str, str]:
    return (
        #: the board of a factory without sewing lines
        said("No lines"),
        said("No sewing line has been set up. An admin can add one."),
    )


def nothing_sewn() -> str:
    #: in place of the bars
    return said("Nothing sewn in this shift yet.")


def no_operations() -> str:
    #: in place of the list of operations
    return said("No work has come to this line in this shift.")


def no_stations() -> str:
    #: in place of the stations
    return said("This line has no sewing stations.")
