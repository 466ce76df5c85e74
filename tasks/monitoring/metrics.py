"""What a look has newly counted, as CloudWatch's metrics: by environment, agent and model, and by nothing more."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from blocks.emf import Unit, emf_line
from schemas.latency import quantile
from schemas.monitoring.figures import Count, Figures, Reading

NAMESPACE = "Revive"
_TOO_OLD = timedelta(days=13)  # CloudWatch takes two weeks
_COUNTS: tuple[tuple[Count, str, Unit], ...] = (
    ("runs", "Runs", "Count"),
    ("errors", "Errors", "Count"),
    ("repairs", "Repairs", "Count"),
    ("guardrail", "GuardrailBlocks", "Count"),
    ("handed_over", "HandedOver", "Count"),
    ("judged", "Judged", "Count"),
    ("approval", "Approved", "Count"),
    ("cost_usd", "CostUSD", "None"),
    ("input_tokens", "InputTokens", "Count"),
    ("output_tokens", "OutputTokens", "Count"),
)


def metric_lines(environment: str, changes: Iterable[Reading], now: datetime) -> Iterator[str]:
    """One line per agent, model and hour. What was counted too often before, and is taken away now, is left out."""
    sums = defaultdict[tuple[str, str, datetime], Figures](Figures)
    for one in changes:
        hour = one.at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
        if now - hour < _TOO_OLD:
            sums[one.series.agent, one.series.model, min(hour, now)].add(one.figures)
    for (agent, model, hour), figures in sorted(sums.items()):
        metrics = {name: (figures.count(count), unit) for count, name, unit in _COUNTS if figures.count(count) > 0}
        p95 = quantile({bucket: n for bucket, n in _latency(figures).items() if n > 0}, 0.95)
        if p95 is not None:
            metrics["LatencyP95"] = (p95, "Seconds")
        if metrics:
            yield emf_line(NAMESPACE, {"environment": environment, "agent": agent, "model": model}, metrics, hour)


def _latency(figures: Figures) -> dict[int, int]:
    stages = figures.stages
    return figures.latency("all" if "all" in stages else next(iter(stages), ""))
