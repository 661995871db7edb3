"""The trade's arithmetic: minutes, efficiency, targets, work waiting. Each formula names where it comes from."""

from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

_CENT = Decimal("0.01")


def span_ms(began: datetime, ended: datetime) -> int:
    """Time worked, in whole milliseconds so that sums are exact in any order. A clock that went back gives 0."""
    return max(0, (ended - began) // timedelta(milliseconds=1))


def efficiency(earned_min: Decimal, worked_ms: int) -> Decimal | None:
    """Earned (standard) minutes over minutes attended, in percent to two places; None when no time is known.

    Source: operator efficiency, Online Clothing Study 2011/10. Sums are divided, never percentages averaged.
    """
    if worked_ms <= 0:
        return None
    return (100 * 60_000 * earned_min / worked_ms).quantize(_CENT, ROUND_HALF_UP)


def line_target(
    operators: int, minutes: float, garment_smv_min: Decimal, planned_efficiency: Decimal = Decimal(100)
) -> int:
    """Garments owed in `minutes`: operators x minutes x planned efficiency / garment SMV. Source: IE formula poster."""
    if garment_smv_min <= 0:
        return 0
    return int(Decimal(operators) * Decimal(str(minutes)) * planned_efficiency / 100 / garment_smv_min)


def minutes(span: int) -> Decimal:
    """Milliseconds as minutes to two places, halves up: for showing and the plan's columns, never for adding."""
    return (Decimal(span) / 60_000).quantize(_CENT, ROUND_HALF_UP)
