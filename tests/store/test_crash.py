"""A kiosk killed at any moment has lost nothing that it called recorded, and invented nothing."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.site import Site
from tests.store.writer import BUNDLES, taken

ROOT = Path(__file__).parents[2]


def run_and_kill(path: Path, dice: random.Random) -> tuple[set[str], set[str]]:
    """The ids that the writer set out to record, and those that it called kept."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.store.writer", str(path)], stdout=subprocess.PIPE, cwd=ROOT, text=True
    ) as writer:
        assert writer.stdout is not None
        said = [writer.stdout.readline() for _ in range(dice.randrange(1, 60))]
        for _ in range(dice.randrange(20_000)):
            pass  # a moment that falls anywhere in what it does next
        writer.kill()
        said += writer.stdout.read().splitlines(keepends=True)
    words = [line.split() for line in said if line.endswith("\n")]
    return {id_ for word, id_ in words if word == "try"}, {id_ for word, id_ in words if word == "kept"}


def check(path: Path, tried: set[str], kept: set[str]) -> None:
    site = Site(path)
    waiting = {body["id"]: body["number"] for body in site.outbox.batch(1_000_000)}
    sent = {body["id"]: body["number"] for body in taken(path.with_name("server"))}
    assert kept <= waiting.keys() | sent.keys() <= tried
    numbers = (sent | waiting).values()
    assert sorted(numbers) == list(range(1, site.ledger.next_number())), "a number twice, or a gap"
    shown = {done.fact.stamp.id for of in BUNDLES for op in site.known(of).run.operations for done in op.counted}
    assert kept <= shown <= tried
    assert site.file.set_aside_file is None
    site.file.close()


def campaign(path: Path, rounds: int, seed: int) -> None:
    """One file through all of them: crash upon crash."""
    dice = random.Random(seed)
    tried: set[str] = set()
    kept: set[str] = set()
    for _ in range(rounds):
        more_tried, more_kept = run_and_kill(path, dice)
        tried |= more_tried
        kept |= more_kept
        if dice.random() < 0.7:
            check(path, tried, kept)
    check(path, tried, kept)


def test_killed_while_it_writes(path: Path) -> None:
    campaign(path, rounds=4, seed=1)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_killed_many_times(path: Path) -> None:
    for seed in range(10):
        campaign(path.with_name(str(seed)) / "kiosk.db", rounds=30, seed=seed)
