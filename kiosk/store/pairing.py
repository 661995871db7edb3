"""Which server this kiosk belongs to, and the token that proves it."""

import json
import os
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

from kiosk.floor.ids import DeviceId, StationId, WorkspaceId
from kiosk.store.disk import flush_folder, named


@dataclass(frozen=True, slots=True)
class Pairing:
    server: str
    device: DeviceId
    token: str = field(repr=False)
    workspace: WorkspaceId
    station: StationId


def load(path: Path) -> Pairing | None:
    """None where this kiosk was never paired, or the file cannot be understood: then it has to be paired again.

    Raises Trouble where the disk gives the file not back.
    """
    with named():
        if not path.exists():
            return None
        text = path.read_bytes()
    try:
        found = json.loads(text)
    except ValueError:
        return None
    names = [field.name for field in fields(Pairing)]
    if not (isinstance(found, dict) and all(isinstance(found.get(name), str) for name in names)):
        return None
    return Pairing(**{name: found[name] for name in names})


def save(path: Path, pairing: Pairing) -> None:
    """Readable by its owner alone, and whole or not at all. Raises Trouble."""
    part = path.with_name(path.name + ".part")
    with named():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
            handle.write(json.dumps(asdict(pairing)))
            handle.flush()
            os.fsync(handle.fileno())
        part.replace(path)
        flush_folder(path.parent)
