"""Names of things. All are opaque text: an ERP's own ids come in unchanged.

What is derived gets an id made from what it stands for, so that two kiosks that never met make the same row.
"""

from functools import lru_cache
from typing import NewType
from uuid import UUID, uuid5

WorkspaceId = NewType("WorkspaceId", str)
BundleId = NewType("BundleId", str)
LayId = NewType("LayId", str)
WorkerId = NewType("WorkerId", str)
UserId = NewType("UserId", str)
StationId = NewType("StationId", str)
LineId = NewType("LineId", str)
OperationId = NewType("OperationId", str)
OrderId = NewType("OrderId", str)
DeviceId = NewType("DeviceId", str)
FactId = NewType("FactId", str)
RunId = NewType("RunId", str)
CutRunId = NewType("CutRunId", str)

_HOUSE = UUID("5f1c0a52-6d0e-5b0c-9b57-0f5c2d3e7a10")


def bundle_id(workspace: WorkspaceId, ticket_code: str) -> BundleId:
    """The bundle that a printed ticket of ours stands for, known even to a kiosk that never heard of it."""
    return BundleId(_made_of("bundle", workspace, ticket_code))


def run_id(bundle: BundleId, run_no: int) -> RunId:
    return RunId(_made_of("run", bundle, str(run_no)))


def run_operation_id(run: RunId, operation: OperationId) -> str:
    return _made_of("run-operation", run, operation)


def history_id(fact: FactId, to_status: str) -> str:
    return _made_of("history", fact, to_status)


def flag_id(fact: FactId, kind: str) -> str:
    return _made_of("flag", fact, kind)


def cut_run_id(lay: LayId, run_no: int) -> CutRunId:
    return CutRunId(_made_of("cut-run", lay, str(run_no)))


@lru_cache(maxsize=20_000)
def _made_of(*parts: str) -> str:
    """Remembered: each fold of a bundle asks for the same ids again, and they are a sixth of its work."""
    return str(uuid5(_HOUSE, "\x1f".join(parts)))
