"""The command `kiosk`: reads options, calls a composition root. Each command loads only the program it starts."""

import logging
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from kiosk import __version__
from kiosk.settings import Paths, Settings
from kiosk.trouble import Reason, Trouble

SAID = {
    Reason.FILE_IN_USE: "Another kiosk program is using this data folder. Close it, or choose another --data-dir.",
    Reason.FILE_TOO_NEW: "This data folder belongs to a newer version. Install that version, or restore the backup.",
    Reason.DISK_FULL: "There is no space left on the disk. Nothing was changed.",
    Reason.DISK_FAILS: "The data folder cannot be read or written.",
    Reason.NO_SERVER: "The server does not answer. Check its address and the network.",
    Reason.SERVER_BUSY: "The server is busy. Try again in a moment.",
    Reason.SERVER_FAILS: "The server had a problem. Its log says more.",
    Reason.WRONG_CODE: "This pairing code is not valid, or no longer. Ask an admin for a new one.",
    Reason.NOT_PAIRED: "This kiosk is not paired. Run: kiosk pair SERVER CODE",
    Reason.REVOKED: "This kiosk was removed by an admin. Pair it again.",
    Reason.NOT_SET_UP: "Set KIOSK_DATABASE_URL, and for the server KIOSK_SECRET (32 characters or more).",
    Reason.NO_POSTGRES: "PostgreSQL's programs were not found. Install Debian's package postgresql-15.",
    Reason.POSTGRES_FAILS: "PostgreSQL did not start. The file postgres.log in the data folder says why.",
    Reason.NOT_THE_OWNER: "This account sees one factory at a time. Give KIOSK_DATABASE_URL that of the tables' owner.",
    Reason.FOLDER_CLOSED: "Postgres does not run as root, and its own user may not enter this folder. Choose another.",
}


class Command(click.Group):
    """Says trouble in one sentence; its detail goes to the log."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Trouble as trouble:
            logging.getLogger(__name__).debug("%s", trouble)
            raise click.ClickException(SAID.get(trouble.reason, f"It did not work: {trouble.reason}.")) from trouble


@click.group(cls=Command)
@click.version_option(__version__)
@click.option("--verbose", is_flag=True, help="Say more in the log.")
def main(*, verbose: bool) -> None:
    """Floor Kiosk: badge, bundle, done."""
    logging.basicConfig(
        level=logging.INFO if verbose else logging.WARNING,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        stream=sys.stderr,
    )


data_dir = click.option(
    "--data-dir", type=click.Path(file_okay=False, path_type=Path), help="Where this kiosk keeps its things."
)


def _paths(folder: Path | None) -> Paths:
    return Paths(folder) if folder else Paths.default()


@main.command()
@data_dir
@click.option("--camera", default="0", help="A camera's number or name, a video file, an image sequence or a URL.")
@click.option("--exposure", type=float, help="In the camera's own units; automatic if not given.")
@click.option("--focus", type=float, help="In the camera's own units; automatic if not given.")
@click.option("--scanner", metavar="FILE", help="A serial scanner's device file, such as /dev/ttyACM0.")
@click.option("--fullscreen/--window", default=True, help="The whole screen, or a window on it.")
@click.option("--mirror/--no-mirror", default=True, help="Show the picture as a mirror does.")
@click.option(
    "--pictures", type=click.Path(file_okay=False, path_type=Path), help="Keep a picture of each answer here."
)
def run(*, data_dir: Path | None, **options: Any) -> None:
    """The kiosk at a station. Works with no server in reach."""
    from kiosk import main as program

    logging.getLogger("kiosk").setLevel(logging.INFO)
    sys.exit(program.run(Settings(**options), _paths(data_dir)))


@main.command()
def cameras() -> None:
    """The cameras plugged in: number and name, either of which --camera takes."""
    from kiosk.camera.devices import PLUGGED_IN

    found = PLUGGED_IN.cameras()
    for camera in found:
        click.echo(f"{camera.number}  {camera.name}")
    if not found:
        click.echo("No camera is plugged in.", err=True)


@main.command()
@data_dir
@click.argument("server")
@click.argument("code")
@click.option("--name", default="", help="What the admins see this kiosk as; the machine's name if not given.")
def pair(*, data_dir: Path | None, server: str, code: str, name: str) -> None:
    """Make this kiosk known to SERVER by the CODE an admin was shown."""
    from kiosk import main as program

    station = program.pair(_paths(data_dir), server, code, name)
    click.echo(f"Paired. This kiosk stands at {station}.")


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option(
    "--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes that share the work."
)
def serve(*, host: str, port: int, workers: int) -> None:
    """The central server. Its database and secret come from KIOSK_DATABASE_URL and KIOSK_SECRET.

    Told to stop (SIGTERM), it takes no more requests, finishes those it has for ten seconds at most, and ends its
    streams. A worker that dies is started again.
    """
    from kiosk.server import serve as program
    from kiosk.server.settings import settings

    settings()
    program.serve(host, port, workers)


@main.command()
@click.option("--down-to", metavar="REVISION", help="Go back to an older revision; 'base' is an empty database.")
def migrate(*, down_to: str | None) -> None:
    """Bring the central database to this version's tables."""
    from kiosk.server import schema
    from kiosk.server.db import connect
    from kiosk.server.partitions import make_months
    from kiosk.server.settings import database

    engine = connect(database().database_url)
    before = schema.current(engine)
    if down_to:
        schema.downgrade(engine, down_to)
    else:
        schema.upgrade(engine)
        for month in make_months(engine, datetime.now(UTC)):
            click.echo(f"Made {month:%B %Y} for facts and history.")
    click.echo(f"The database went from {before or 'empty'} to {schema.current(engine) or 'empty'}.")


@main.command()
@click.option("--workspace", metavar="ID", help="One factory; every one if not given.")
def audit(*, workspace: str | None) -> None:
    """Compute everything anew from the facts and print where the tables differ. Ends with 1 where they do."""
    from kiosk.server.recount import recount_all

    found = 0
    for difference in recount_all(workspace):
        click.echo(difference)
        found += 1
    click.echo(f"{found} differences." if found else "Every table says what the facts say.", err=True)
    sys.exit(1 if found else 0)


@main.command()
@click.option("--seconds", default=30, show_default=True, type=click.IntRange(10, 600), help="How long the film plays.")
@click.option("--headless", is_flag=True, help="No window, even where there is a display.")
@click.option("--no-window", is_flag=True, help="Only the factory, without a kiosk of its own.")
@click.option("--hold", is_flag=True, help="Keep the factory running until it is told to stop.")
@click.option("--ready", type=click.Path(dir_okay=False, path_type=Path), help="Write addresses and passwords here.")
@click.option("--data-dir", type=click.Path(file_okay=False, path_type=Path), help="Keep everything in this folder.")
@click.option("--pictures", type=click.Path(file_okay=False, path_type=Path), default=Path("demo-pictures"))
def demo(**options: Any) -> None:
    """A whole factory on this machine: database, server, a line at work, and a kiosk fed by a film of hands."""
    from kiosk.demo.factory import Options, run_demo

    sys.exit(run_demo(Options(**options)))


if __name__ == "__main__":
    main()
