"""What a person does through the API becomes a fact of that person, folded like any other: tables have one writer."""

from collections.abc import Callable

from sqlalchemy import Connection, func, select

from kiosk import wire
from kiosk.floor.facts import Fact
from kiosk.floor.ids import DeviceId, FactId, StationId, UserId, WorkerId
from kiosk.floor.stamp import Source, Stamp
from kiosk.server import tables as t
from kiosk.server.doors import Doors
from kiosk.server.intake import Sent, take
from kiosk.server.sessions import Person
from kiosk.server.sorry import Refusal
from kiosk.wire import Verdict


def record(
    connection: Connection,
    doors: Doors,
    who: Person,
    make: Callable[[Stamp], Fact],
    *,
    worker: WorkerId | None = None,
    station: StationId | None = None,
) -> Fact:
    """Makes the fact, takes it in and folds it. `worker`: in whose name the work is told. Each person's desk counts as
    a device of its own, whose numbers run. Raises Refusal 400 for what no hand can have told.
    """
    device = DeviceId(f"office-{who.id}")
    connection.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"{who.workspace} {device}", 0))))
    mine = (t.Fact.workspace_id == who.workspace) & (t.Fact.device_id == device)
    last = connection.scalar(select(func.max(t.Fact.number)).where(mine)) or 0
    stamp = Stamp(
        id=FactId(doors.new_id()),
        device=device,
        number=last + 1,
        at=doors.clock(),
        uptime_ms=0,
        source=Source.BY_HAND,
        station=station,
        worker=worker,
        user=UserId(who.id),
    )
    try:
        fact = make(stamp)
    except ValueError as wrong:
        raise Refusal(400, f"This cannot be: {wrong}.") from None
    (judged,) = take(connection, who.workspace, [Sent(device, wire.body_of(fact))], doors.clock())
    if judged.verdict is not Verdict.TAKEN:
        raise Refusal(400, f"This cannot be recorded: {judged.reason}.")
    return fact
