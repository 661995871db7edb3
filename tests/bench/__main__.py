"""`./run bench NAME`: each line is JSON, a figure beside this machine's own limit in the same run, and the ratio."""

import argparse

from tests.bench import camera, eye, scan, server, sync, ticket

BENCHES = {
    "camera": camera.measure,
    "eye": eye.measure,
    "scan": scan.measure,
    "server": server.measure,
    "sync": sync.measure,
    "ticket": ticket.measure,
}

if __name__ == "__main__":
    asked = argparse.ArgumentParser(prog="./run bench", description=__doc__)
    asked.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHES))
    asked.add_argument("--frames", type=int, default=camera.FRAMES, help="of the camera's; the full campaign has 20000")
    given = asked.parse_args()
    unknown = [name for name in given.names if name not in BENCHES]
    if unknown:
        asked.error(f"There is no bench '{unknown[0]}'. Choose from: {', '.join(BENCHES)}.")
    for name in given.names or BENCHES:
        for line in camera.measure(given.frames) if name == "camera" else BENCHES[name]():
            print(line, flush=True)
