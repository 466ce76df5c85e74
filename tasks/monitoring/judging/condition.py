"""What a rule finds wrong, now."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that is wrong. `rule` and `about` name it: as long as it lasts, it is one alert."""

    rule: str
    about: str  # whom it is about: system/agent, perhaps a feature; a queue; a deployment
    says: str  # a line with the figures, for a person
    figures: dict[str, float] = field(default_factory=dict)
