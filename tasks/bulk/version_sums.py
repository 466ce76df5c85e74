"""The figures of one version while they are counted (`schemas.registry.Figures`)."""

from collections import defaultdict
from dataclasses import dataclass, field, fields

from schemas.monitoring.figures import MOST_VALUES
from schemas.outcomes import HORIZONS


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What a customer did after the emails, in days since the first one."""

    known: int  # days of which it is known what happened
    replied: int | None = None  # the day of the first reply
    reactivated: int | None = None  # the day on which they came back
    silenced: bool = False  # whether they unsubscribed or complained


@dataclass(slots=True)
class VersionSums:
    """`schemas.registry.Figures` while they are counted."""

    customers: int = 0
    errors: int = 0
    held: int = 0
    guardrail: int = 0
    repairs: int = 0
    quality_n: int = 0
    quality_sum: float = 0.0
    quality_squares: float = 0.0
    cost_n: int = 0
    cost_usd_sum: float = 0.0
    cost_usd_squares: float = 0.0
    latency: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    written: int = 0
    silenced: int = 0
    followed: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    replied: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    reactivated: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    input_tokens: int = 0
    output_tokens: int = 0
    spreads: dict[str, dict[str, int]] = field(default_factory=dict)

    def spread(self, name: str, value: str, number: int = 1) -> None:
        """Count a value of what is spread over few of them; once there are too many, the new ones count as `other`."""
        values = self.spreads.setdefault(name, {})
        known = value if value in values or len(values) < MOST_VALUES else "other"
        values[known] = values.get(known, 0) + number

    def came(self, after: Aftermath) -> None:
        """Count what came after emails."""
        self.written += 1
        self.silenced += after.silenced
        for days in (one for one in HORIZONS if after.known >= one):
            self.followed[days] += 1
            self.replied[days] += after.replied is not None and after.replied <= days
            self.reactivated[days] += after.reactivated is not None and after.reactivated <= days

    def paid(self, cost: float | None) -> None:
        """Count a cost in dollars, if it is known."""
        if cost is not None:
            self.cost_n += 1
            self.cost_usd_sum += cost
            self.cost_usd_squares += cost * cost

    def judged(self, quality: float) -> None:
        """Count what somebody said of an answer."""
        self.quality_n += 1
        self.quality_sum += quality
        self.quality_squares += quality * quality

    def take(self, other: "VersionSums") -> None:
        """Add what was counted apart."""
        for name in (one.name for one in fields(self)):
            mine, more = getattr(self, name), getattr(other, name)
            if name == "spreads":
                for spread, values in more.items():
                    for value, number in values.items():
                        self.spread(spread, value, number)
            elif isinstance(more, dict):
                for key, number in more.items():
                    mine[key] += number
            else:
                setattr(self, name, mine + more)
