"""The demo: a factory on this machine alone, which works, is looked at, and is asked whether its numbers agree."""

import json
import os
import secrets
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from rich.console import Console
from rich.progress import track

from kiosk.demo import sums
from kiosk.demo.cast import STRANGER, film_hands, hands_in, script
from kiosk.demo.gate import Gate
from kiosk.demo.pictures import board_picture
from kiosk.demo.premises import Premises, offscreen, premises, program
from kiosk.demo.sample import PIN, Sample, sample_factory
from kiosk.demo.seed import Account, accounts, seed
from kiosk.demo.shift import Hand, Texts
from kiosk.demo.site import Site, hands, open_site
from kiosk.demo.video import film
from kiosk.floor import codes
from kiosk.server.db import connect
from kiosk.server.recount import recount
from kiosk.store.pairing import Pairing
from kiosk.sync.client import Server

say = Console(stderr=True, highlight=False).print

SEED = 7
LINGER_S = 20
"""How long after its film the kiosk may take until everything is carried."""

STEP_S = 0.5
STEPS = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """As `kiosk demo --help` has them."""

    seconds: int
    headless: bool
    no_window: bool
    hold: bool
    ready: Path | None
    data_dir: Path | None
    pictures: Path


def run_demo(options: Options) -> int:
    """0 when the numbers agree with each other, 1 when they do not. Its last line on stdout is JSON."""
    with ExitStack() as stack:
        stop = stack.enter_context(_told_to_stop())
        folder = stack.enter_context(_folder(options.data_dir))
        if options.headless or os.environ.get("QT_QPA_PLATFORM") == "offscreen":
            os.environ["QT_QPA_PLATFORM"] = offscreen(folder)
        say("Building the factory: a private Postgres, its tables, the server ...")
        place = stack.enter_context(premises(folder))
        return Demo(options, folder, place, stop, stack).run()


class Demo:
    """One run of it. `_shown` counts every code of ours that was shown to a kiosk."""

    def __init__(
        self, options: Options, folder: Path, place: Premises, stop: threading.Event, stack: ExitStack
    ) -> None:
        self._options, self._folder, self._place, self._stop, self._stack = options, folder, place, stop, stack
        self._dice = Random(SEED)  # noqa: S311 - a demo that looks the same each time
        self._now = datetime.now(UTC)
        self._sample: Sample = sample_factory(self._dice, self._now, ticket_key=secrets.token_bytes(32))
        self._people: tuple[Account, ...] = accounts()
        self._engine = connect(place.database_url)
        self._texts = texts(self._sample.ticket_key)
        self._shown = 0
        self._pictures: list[Path] = []

    def run(self) -> int:
        with self._engine.begin() as connection:
            seed(connection, self._sample, self._people, self._now)
        gate = Gate(self._place.server, self._people[0])
        sites = self._open_sites(gate)
        cast = self._play_history(sites)
        kiosk = gate.pair("kiosk", self._sample.stations[0].id, self._folder)
        if self._options.ready:
            write_ready(self._options.ready, self._place, self._folder, self._people, gate, self._sample)
        if not self._options.no_window:
            self._show_film(sites, cast, kiosk)
        if self._options.hold:
            say(f"The factory works at {self._place.server} until it is told to stop.")
            self._work(sites, lambda: False)
        return self._balance(sites, kiosk)

    def _open_sites(self, gate: Gate) -> list[Site]:
        sites = []
        for line, name in self._sample.lines:
            paired = gate.pair(line, f"{line}-station-2", self._folder)
            site = open_site(self._folder / line, paired, self._sample, line, self._texts, self._dice, self._now)
            sites.append(self._stack.enter_context(site))
            say(f"{name} is paired and knows its bundles.")
        return sites

    def _play_history(self, sites: Sequence[Site]) -> list[Hand]:
        """The shift until now, in steps that the courier follows. Returns the hands who will be in the film."""
        begins = self._sample.calendar.day_of(self._now).starts_at
        workers = iter(self._sample.workers)
        filmed = [next(workers) for _ in range(hands_in(self._options.seconds))]
        for site, (line, _) in zip(sites, self._sample.lines, strict=True):
            site.line.begin(hands(site, self._sample, line, workers, self._dice), begins)
        cast = film_hands(sites[0], self._sample, filmed, self._dice, self._now)
        for step in track(range(1, STEPS + 1), "Playing the shift so far ...", console=Console(stderr=True)):
            for site in sites:
                self._shown += site.play(begins + (self._now - begins) * step / STEPS)
        for hand in cast:
            sites[0].line.leave(hand)
        return cast

    def _show_film(self, sites: Sequence[Site], cast: Sequence[Hand], paired: Pairing) -> None:
        """The kiosk at its window, with the film for a camera, until all that was shown is central."""
        showings = script(cast, self._texts)
        path = self._folder / "film.avi"
        with Console(stderr=True).status("Filming hands that show tickets ..."):
            cues = film(path, showings, seed=SEED)
        pictures = self._options.pictures.absolute()
        line = ["run", "--data-dir", str(self._folder / "kiosk"), "--camera", str(path), "--window", "--no-mirror"]
        ours = sum(cue.text != STRANGER.text for cue in cues)
        say(f"The kiosk at {self._sample.stations[0].name} looks at the film: {len(cues)} showings.")
        patience = time.monotonic() + cues[-1].to_s + LINGER_S
        with program([*line, "--pictures", str(pictures)], self._folder / "kiosk.log") as kiosk:
            self._work(
                sites,
                lambda: self._central(paired.device) >= ours or kiosk.poll() is not None or time.monotonic() > patience,
            )
        self._shown += ours
        self._pictures = sorted(pictures.glob("scan-*.png"))

    def _work(self, sites: Sequence[Site], is_enough: Callable[[], bool]) -> None:
        """Time goes by, and the lines with it."""
        while not (self._stop.wait(STEP_S) or is_enough()):
            now = datetime.now(UTC)
            self._shown += sum(site.play(now) for site in sites)

    def _central(self, device: str) -> int:
        """How many showings at this kiosk are recorded centrally."""
        with self._engine.connect() as connection:
            return sums.scans_of(connection, self._sample.workspace, device)

    def _balance(self, sites: Sequence[Site], kiosk: Pairing) -> int:
        """Counts everything on both sides, says what does not agree, and prints the sums."""
        for site in sites:
            site.courier.round()
        board = next(Server(kiosk.server, kiosk.token).boards())
        pictures = self._options.pictures.absolute()
        pictures.mkdir(parents=True, exist_ok=True)
        board_picture(board, sites[0].ledger, self._sample.calendar.zone, pictures / "board.png")
        files = [self._folder / name / "kiosk.db" for name in ("kiosk", *(line for line, _ in self._sample.lines))]
        with self._engine.connect() as connection:
            held = sums.central(connection, self._sample.workspace)
            recounted = [str(found) for found in recount(connection, self._sample.workspace, datetime.now(UTC))]
        told = sums.add_up(
            files, held, board, scans_shown=self._shown, pictures=[*self._pictures, pictures / "board.png"]
        )
        wrong = [*sums.disagreements(told, held), *recounted]
        for sentence in wrong:
            say(f"[red]{sentence}[/]")
        if not wrong:
            say(f"All numbers agree. Pictures: {pictures}")
        print(json.dumps(told.told()))  # noqa: T201 - the demo's answer
        return 1 if wrong else 0


def texts(key: bytes) -> Texts:
    return Texts(
        badge=lambda worker: codes.badge_text(worker.badge, key),
        ticket=lambda bundle: codes.ticket_text(bundle.code, bundle.pieces, key),
    )


def write_ready(
    path: Path, place: Premises, folder: Path, people: Sequence[Account], gate: Gate, sample: Sample
) -> None:
    """Addresses and passwords, for people and programs who want to try the factory; whole or not at all."""
    guest = gate.pair("guest", sample.stations[2].id, folder)
    named = {account.role.value.lower(): {"email": account.email, "password": account.password} for account in people}
    ready = {
        "server": place.server,
        **named,
        "device": {"id": guest.device, "token": guest.token},
        "database_url": place.database_url,
        "data_dir": str(folder),
        "workspace_id": sample.workspace,
        "badges": {worker.name: codes.badge_text(worker.badge, sample.ticket_key) for worker in sample.workers},
        "pin": PIN,
    }
    part = path.with_name(path.name + ".part")
    part.touch(mode=0o600)
    part.write_text(json.dumps(ready, indent=2))
    part.replace(path)


@contextmanager
def _folder(wanted: Path | None) -> Iterator[Path]:
    """The demo's own folder, which goes with it unless it was asked for by name. Postgres' user must get through."""
    if wanted is not None:
        wanted.mkdir(parents=True, exist_ok=True)
        yield wanted.absolute()
        return
    with tempfile.TemporaryDirectory(prefix="kiosk-demo-") as folder:
        Path(folder).chmod(0o711)
        yield Path(folder)


@contextmanager
def _told_to_stop() -> Iterator[threading.Event]:
    """Set by SIGTERM or SIGINT."""
    stop = threading.Event()
    before = {number: signal.signal(number, lambda *_: stop.set()) for number in (signal.SIGTERM, signal.SIGINT)}
    yield stop
    for number, handler in before.items():
        signal.signal(number, handler)
