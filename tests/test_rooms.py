"""Who may import whom. A failure names the arrow and the way to mend it: move the piece to the room that may have it.

screens > station > sync > store > wire > floor        server > tickets > wire > floor        main > every kiosk room
screens > tickets: a kiosk shows and prints codes as the office does (docs/decisions/09)
"""

import ast
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "kiosk"

MAY = {
    "floor": set[str](),
    "trouble": set[str](),
    "settings": set[str](),
    "wire": {"floor"},
    "store": {"wire", "floor", "trouble"},
    "sync": {"store", "wire", "floor", "trouble"},
    "camera": {"trouble"},
    "station": {"sync", "tickets", "store", "wire", "floor", "trouble"},
    "screens": {"station", "tickets", "camera", "floor", "trouble", "settings"},
    "tickets": {"wire", "floor", "trouble"},
    "server": {"tickets", "wire", "floor", "trouble"},
    "main": {"screens", "station", "sync", "store", "camera", "wire", "floor", "trouble", "settings"},
}
"""What each room may import of this house; `demo` and `cli` may import all, and nobody may import them."""

GUESTS = {
    "PySide6": {"screens", "main", "demo"},
    "shiboken6": {"main"},
    "sse_starlette": {"server"},
    "starlette": {"server"},
    "jwt": {"server"},
    "sqlalchemy": {"store", "server", "demo"},
    "alembic": {"store", "server"},
    "requests": {"sync", "server", "main", "demo"},
    "cv2": {"camera", "demo"},
    "zxingcpp": {"camera"},
    "pyzbar": {"camera"},
    "numpy": {"camera", "screens", "demo"},
    "fastapi": {"server"},
    "uvicorn": {"server", "cli"},
    "psycopg": {"server"},
    "pydantic": {"wire", "server", "sync"},
    "pydantic_settings": {"server"},
    "click": {"cli"},
    "rich": {"cli", "demo"},
    "segno": {"demo", "tickets"},
    "uuid_utils": {"main", "server", "demo"},
    "platformdirs": {"settings"},
    "argon2": {"store", "server"},
    "orjson": {"server"},
    "prometheus_client": {"server"},
}
"""The rooms that may take in a heavy guest; a guest not named here has no business in the kiosk yet."""

FILES = sorted(HOUSE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(HOUSE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Every module that a file imports, and whether it does so inside a function."""
    tree = ast.parse(path.read_text("utf-8"))
    top = set(tree.body)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node not in top) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write the import in full, from kiosk down"
            if node.module == "kiosk":
                yield from ((f"kiosk.{alias.name}", node not in top) for alias in node.names)
            else:
                yield (node.module or ""), node not in top


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_a_room_imports_only_what_stands_to_its_right(path: Path) -> None:
    mine = room(path)
    for module, _ in imports(path):
        first, _, rest = module.partition(".")
        theirs = rest.partition(".")[0]
        if first == "kiosk" and theirs not in {"", "__version__", mine} and mine not in {"demo", "cli"}:
            assert theirs in MAY.get(mine, set()), (
                f"{mine} must not import {theirs} ({module}): hand the value in from outside, "
                f"or move the piece to a room that both may import, such as floor or wire"
            )


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_a_guest_stays_in_its_room(path: Path) -> None:
    mine = room(path)
    for module, _ in imports(path):
        guest = module.partition(".")[0]
        if guest in sys.stdlib_module_names or guest == "kiosk":
            continue
        assert mine not in {"floor", "trouble"}, f"{mine} uses the standard library alone, not {guest}"
        assert mine in GUESTS.get(guest, set()), (
            f"{guest} has no place in {mine}: put the call behind the room that has it, or name the room in GUESTS "
            f"with a page in docs/decisions"
        )


def test_nothing_imports_in_a_ring() -> None:
    names = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in FILES}
    graph = {}
    for name, path in names.items():
        wanted = {module for module, _ in imports(path)}
        graph[name] = {other for other in names if other in wanted and other != name}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as ring:
        pytest.fail(
            f"these import each other: {' > '.join(ring.args[1])}; the piece they share wants a room of its own"
        )


def test_no_house_import_hides_in_a_function() -> None:
    """A ring is not broken by hiding an arrow. `cli` alone loads the program that was asked for when it is."""
    hidden = [
        f"{path.relative_to(ROOT)}: {module}"
        for path in FILES
        if room(path) not in {"cli", "demo"}
        for module, inside in imports(path)
        if inside and module.startswith("kiosk.")
    ]
    assert hidden == []


def test_room_doors_are_words_only() -> None:
    """A room's `__init__.py` says what the room is for, and holds no code."""
    for path in HOUSE.glob("*/__init__.py"):
        body = ast.parse(path.read_text("utf-8")).body
        assert len(body) == 1, f"{path}: only a docstring"
        assert isinstance(body[0], ast.Expr), f"{path}: only a docstring"


def test_only_one_opencv_is_locked() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    assert "opencv-python==" not in lock, "opencv-python brings a second Qt; the headless one lives with ours"


def test_the_lock_names_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    assert "://" not in lock
    assert "--index" not in lock
