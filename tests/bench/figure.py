"""What a bench says: a figure, the machine's limit beside it, and the ratio, which alone is worth comparing."""

import json
from collections.abc import Sequence


def percentile(values: Sequence[float], percent: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(percent / 100 * (len(ordered) - 1)))]


def line(bench: str, figure: str, value: float, unit: str, *, limit: float, of: str, target: str) -> str:
    """`limit` is what the machine did in the same run, `of` says what that was."""
    said = {"bench": bench, "figure": figure, "value": round(value, 3), "unit": unit}
    return json.dumps(
        said | {"limit": round(limit, 3), "limit_is": of, "ratio": round(value / limit, 3), "target": target}
    )
