"""Figures that add up: what was counted of one agent version, in an hour, a day or a year.

A name that is not there counts nothing. Latencies are spreads by the buckets of `schemas/latency.py`.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from schemas.latency import Histogram

Count = Literal[
    "runs",  # subjects or questions that the agent was asked about
    "errors",  # of them: without a usable answer
    "repairs",  # of them: whose first answer was not valid
    "guardrail",  # of them: every answer broke a rule, or was blocked
    "held",  # of them: nothing is done although there is an answer
    "handed_over",  # of them: a person was asked to take over
    "judged",  # of them: with a quality from 0 to 1
    "approval",  # sum of these qualities; over `judged` it is the approval
    "rated",  # of them: rated by the person who asked
    "satisfaction",  # sum of these ratings, from 0 to 1
    "compared",  # verdicts of a judge that people have judged, too
    "agreed",  # of them: people said the same
    "followed",  # of them: of whom it is known what became of it
    "achieved",  # of them: it became what was hoped for
    "priced",  # of them: whose cost is known
    "cost_usd",  # sum of these costs
    "cost_squares",  # sum of their squares, for the variance
    "input_tokens",
    "output_tokens",
]
LATENCY, INPUT, REASON, OUTCOME = "latency.", "input.", "reason", "outcome"
MOST_VALUES = 40  # of one spread; the others count as `other`


class Series(BaseModel):
    """Whose figures they are."""

    model_config = ConfigDict(frozen=True)

    system: str
    agent: str
    version: str = ""
    model: str = ""

    @property
    def key(self) -> str:
        """As it stands in the records."""
        return "|".join(part.replace("|", "/") for part in (self.system, self.agent, self.version, self.model))

    @classmethod
    def of_key(cls, key: str) -> "Series":
        """The series that a key names."""
        system, agent, version, model = key.split("|")
        return cls(system=system, agent=agent, version=version, model=model)


class Figures(BaseModel):
    """Counts by name, and spreads: how many of each value."""

    counts: dict[Count, float] = Field(default_factory=dict)
    spreads: dict[str, dict[str, int]] = Field(default_factory=dict)

    def add(self, other: "Figures", times: int = 1) -> None:
        """Add others, or with -1 take them away; what comes to nothing is dropped."""
        for name, count in other.counts.items():
            total = self.counts.get(name, 0.0) + times * count
            if abs(total) > 1e-12:  # noqa: PLR2004 -- rounding
                self.counts[name] = total
            else:
                self.counts.pop(name, None)
        for what, spread in other.spreads.items():
            _add(self.spreads.setdefault(what, {}), spread, times)
            if not self.spreads[what]:
                del self.spreads[what]

    def count(self, name: Count) -> float:
        """One count; 0 where nothing was counted."""
        return self.counts.get(name, 0.0)

    def share(self, part: Count, of: Count) -> float | None:
        """One count over another; None if there is nothing to divide by."""
        whole = self.count(of)
        return self.count(part) / whole if whole else None

    def latency(self, stage: str) -> Histogram:
        """Answers by latency of a stage."""
        return {int(bucket): count for bucket, count in self.spreads.get(LATENCY + stage, {}).items()}

    @property
    def stages(self) -> tuple[str, ...]:
        """The stages that were timed."""
        return tuple(sorted(name.removeprefix(LATENCY) for name in self.spreads if name.startswith(LATENCY)))


def _add(total: dict[str, int], spread: Mapping[str, int], times: int) -> None:
    for value, count in spread.items():
        summed = total.get(value, 0) + times * count
        if summed:
            total[value] = summed
        else:
            total.pop(value, None)


def total(figures: Iterable[Figures]) -> Figures:
    """Their sum."""
    summed = Figures()
    for one in figures:
        summed.add(one)
    return summed


def bounded(spread: Mapping[str, int], most: int = MOST_VALUES) -> dict[str, int]:
    """The commonest values; the others together as `other`."""
    ranked = sorted(spread.items(), key=lambda one: (-one[1], one[0]))
    kept = dict(ranked[:most])
    if rest := sum(count for _, count in ranked[most:]):
        kept["other"] = kept.get("other", 0) + rest
    return kept


class Reading(BaseModel):
    """All that is known of one run (or of an hour of a live service) so far; read again, it replaces itself."""

    model_config = ConfigDict(frozen=True)

    source: str = Field(min_length=1, max_length=300, description="Which run; the same for each reading of it.")
    series: Series
    at: datetime = Field(description="The moment that it counts for; the same for each reading of it.")
    figures: Figures


class Gauge(BaseModel):
    """What a system says of itself now."""

    model_config = ConfigDict(frozen=True)

    system: str
    name: str  # queue_age_s, queue_waiting, dead_letters, hand_overs_waiting …
    value: float
