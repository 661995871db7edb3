"""`./run bench NAME`: each line is JSON, a figure beside this machine's own limit in the same run, and the ratio."""

import sys

from tests.bench import eye, scan, sync

BENCHES = {"eye": eye.measure, "scan": scan.measure, "sync": sync.measure}

if __name__ == "__main__":
    wanted = sys.argv[1:] or list(BENCHES)
    unknown = [name for name in wanted if name not in BENCHES]
    if unknown:
        sys.exit(f"There is no bench '{unknown[0]}'. Choose from: {', '.join(BENCHES)}.")
    for name in wanted:
        for line in BENCHES[name]():
            print(line, flush=True)
