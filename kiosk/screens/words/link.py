"""What the strip on every screen says of the server: calm, because work goes on without it."""

from kiosk.screens.clock import WallClock
from kiosk.screens.words import numbers
from kiosk.screens.words.sentence import said, says
from kiosk.station.link import Link, LinkState

STATES: dict[LinkState, str] = {
    #: how the kiosk stands with the factory's server, in the strip on top of every screen
    LinkState.ONLINE: says("Online"),
    LinkState.OFFLINE: says("Offline"),
    LinkState.NOT_PAIRED: says("Not paired with a server"),
    LinkState.REVOKED: says("Access ended: call an admin"),
}

OFFLINE_SINCE = says("Offline since {hour}")


def state(link: Link, clock: WallClock, *, short: bool) -> str:
    """In `short` without since when."""
    if link.state is LinkState.OFFLINE and link.since and not short:
        return said(OFFLINE_SINCE).format(hour=clock.hour(link.since))
    return said(STATES[link.state])


def counts(link: Link, *, short: bool) -> str:
    """What waits and what was set aside; while online, or in `short`, only what is not nothing."""
    said = [(link.waiting, waiting(link.waiting)), (link.set_aside, set_aside(link.set_aside))]
    with_nothing = not short and link.state is not LinkState.ONLINE
    return "".join(f" · {text}" for count, text in said if count or with_nothing)


def waiting(count: int) -> str:
    #: records that the server does not have yet: "12 waiting"
    return said("{count} waiting").format(count=numbers.number(count))


def set_aside(count: int) -> str:
    #: records that the server could not take and a supervisor has to look at: "1 set aside"
    return said("{count} set aside").format(count=numbers.number(count))
