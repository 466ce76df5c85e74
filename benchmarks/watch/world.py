"""Three systems as they would be: hours of day and week, good and bad days, and what may go wrong with them.

Nothing here is what the rules assume: error rates wander from hour to hour, latencies come from a crowded provider, the
mix of a nightly file differs from night to night, approval has good and bad days.
"""

from dataclasses import dataclass, field, replace
from math import exp, log

import numpy as np

from schemas.latency import PER_DOUBLING, SHORTEST_S
from schemas.monitoring.figures import Figures
from tasks.monitoring.history import Stream

QUARTERS = 4  # of an hour


@dataclass(frozen=True)
class Agent:
    """What one agent is really like."""

    stream: Stream
    by_hour: float  # runs in an hour of a working day
    nightly_at: int | None = None  # all of a day's runs at this hour
    errors: float = 0.02
    approval: float = 0.8
    latency_s: float = 1.2
    cost_usd: float = 0.004
    mix: dict[str, tuple[float, ...]] = field(default_factory=dict)  # shares of an input's values


def _agents() -> tuple[Agent, ...]:
    tiers = {"input.subscription_tier": (0.5, 0.35, 0.15), "input.mrr": (0.1, 0.2, 0.3, 0.25, 0.1, 0.05)}
    plans = {"input.current_plan": (0.4, 0.3, 0.2, 0.1), "input.event_type": (0.7, 0.2, 0.1)}
    asked = {"input.intent": (0.3, 0.25, 0.2, 0.15, 0.1), "input.question": (0.2, 0.4, 0.3, 0.1)}
    return (
        Agent(("support", "support-answer"), 300.0, mix=asked),
        Agent(("support", "support-quality"), 280.0, errors=0.005, latency_s=0.8),
        Agent(("upsell", "upsell-message"), 40.0, errors=0.015, approval=0.75, latency_s=2.5, mix=plans),
        Agent(("upsell", "upsell-judge"), 40.0, errors=0.005, latency_s=1.5),
        Agent(("winback", "churn-analysis"), 2_000.0, nightly_at=3, errors=0.005, latency_s=0.9, mix=tiers),
        Agent(("winback", "campaign"), 1_700.0, nightly_at=3, errors=0.01, approval=0.7, latency_s=3.0, mix=tiers),
        Agent(("revenue", "revenue-analysis"), 80.0, nightly_at=5, errors=0.01, latency_s=4.0),
    )


AGENTS = _agents()


@dataclass(frozen=True)
class Fault:
    """What is planted: in whom, and what becomes different."""

    name: str
    rule: str  # that is to find it
    stream: Stream
    within_h: float  # as the issue asks for it
    at_work: bool = False  # whether it begins in working hours
    errors: float = 1.0
    latency: float = 1.0
    cost: float = 1.0
    approval: float = 0.0
    mix: tuple[str, tuple[float, ...]] | None = None

    def on(self, agent: Agent) -> Agent:
        """The agent, with it."""
        if agent.stream != self.stream:
            return agent
        return replace(
            agent,
            errors=min(1.0, agent.errors * self.errors),
            latency_s=agent.latency_s * self.latency,
            cost_usd=agent.cost_usd * self.cost,
            approval=agent.approval + self.approval,
            mix=agent.mix if self.mix is None else agent.mix | dict([self.mix]),
        )


class Hours:
    """The figures of each quarter of an hour, drawn one after the other."""

    def __init__(self, seed: int) -> None:
        self._rng = np.random.default_rng(seed)
        self._days: dict[tuple[Stream, int], tuple[float, dict[str, np.ndarray]]] = {}
        self._unrest: dict[tuple[Stream, int], tuple[float, float]] = {}

    def quarter(self, agent: Agent, hour: int, quarter: int) -> Figures | None:
        """What runs came to in a quarter of an hour since 1970; None if nothing ran."""
        runs = int(self._rng.poisson(self._expected(agent, hour, quarter)))
        return self._figures(agent, hour, runs) if runs else None

    def hour(self, agent: Agent, hour: int) -> Figures | None:
        """The same of a whole hour."""
        runs = int(self._rng.poisson(sum(self._expected(agent, hour, quarter) for quarter in range(QUARTERS))))
        return self._figures(agent, hour, runs) if runs else None

    def _expected(self, agent: Agent, hour: int, quarter: int) -> float:
        of_day, weekday = hour % 24, (hour // 24 + 3) % 7  # 1970 began on a Thursday
        busy = 0.4 if weekday > 4 else 1.0
        if agent.nightly_at is not None:
            size = agent.by_hour * exp(0.15 * self._day(agent, hour)[0])
            return size if (of_day, quarter) == (agent.nightly_at, 0) else 0.0
        wave = 0.1 + 0.9 * exp(-(((of_day - 14) / 4.5) ** 2))
        return agent.by_hour / QUARTERS * wave * busy * self._hour(agent, hour)[1]

    def _figures(self, agent: Agent, hour: int, runs: int) -> Figures:
        rng, (mood, mixes) = self._rng, self._day(agent, hour)
        unrest, _ = self._hour(agent, hour)
        errors = int(rng.binomial(runs, min(1.0, agent.errors * exp(0.3 * unrest))))
        answered = runs - errors
        judged = answered if agent.nightly_at is None else int(rng.binomial(answered, 0.3))
        odds = agent.approval / (1 - agent.approval) * exp(0.1 * mood)
        costs = agent.cost_usd * rng.lognormal(-0.18, 0.6, runs)
        seconds = agent.latency_s * exp(0.12 * unrest) * rng.lognormal(0.0, 0.5, answered)
        numbers = np.floor(np.log2(np.maximum(seconds, SHORTEST_S) / SHORTEST_S) * PER_DOUBLING).astype(int)
        latency = {str(number): int(count) for number, count in enumerate(np.bincount(numbers)) if count}
        spreads = {"latency.answer": latency} if latency else {}
        for name, shares in agent.mix.items():
            drawn = rng.multinomial(runs, self._mix(shares, mixes.get(name)))
            spreads[name] = {str(value): int(count) for value, count in enumerate(drawn) if count}
        return Figures.model_validate(
            {
                "counts": {
                    "runs": runs, "errors": errors, "judged": judged, "priced": runs,
                    "approval": int(rng.binomial(judged, odds / (1 + odds))),
                    "cost_usd": float(costs.sum()), "cost_squares": float((costs**2).sum()),
                    "repairs": int(rng.binomial(runs, 0.04)), "guardrail": int(rng.binomial(runs, 0.004)),
                    "handed_over": int(rng.binomial(runs, 0.06)) if agent.stream[0] == "support" else 0,
                },
                "spreads": spreads,
            }
        )  # fmt: skip

    def _day(self, agent: Agent, hour: int) -> tuple[float, dict[str, np.ndarray]]:
        """The mood of a day, and how far each mix strays on it."""
        key = agent.stream, hour // 24
        if key not in self._days:
            strays = {name: self._rng.normal(0.0, 0.1, len(shares)) for name, shares in agent.mix.items()}
            self._days[key] = float(self._rng.normal()), strays
        return self._days[key]

    def _hour(self, agent: Agent, hour: int) -> tuple[float, float]:
        """How restless an hour is, and how busy beside the usual."""
        key = agent.stream, hour
        if key not in self._unrest:
            self._unrest[key] = float(self._rng.normal()), float(self._rng.lognormal(-0.02, 0.2))
        return self._unrest[key]

    @staticmethod
    def _mix(shares: tuple[float, ...], strays: "np.ndarray | None") -> "np.ndarray":
        weights = np.array([log(one) for one in shares]) + (0.0 if strays is None else strays[: len(shares)])
        odds = np.exp(weights)
        mixed: np.ndarray = odds / odds.sum()
        return mixed
