"""What a factory decides for itself, with what holds until it does."""

from dataclasses import dataclass
from enum import StrEnum


class SkillRule(StrEnum):
    """What happens when an operation asks for more skill than the worker has."""

    REFUSE = "REFUSE"
    WARN = "WARN"
    IGNORE = "IGNORE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """`idle_min`: minutes without a scan after which a desk signs its worker out. `late_min`: minutes after the shift's
    end at which it does so in any case.
    """

    skill: SkillRule = SkillRule.WARN
    idle_min: int = 120
    late_min: int = 30
