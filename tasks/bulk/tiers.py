"""How a run is served, by its deadline and by price: on demand, on demand with lower priority (flex), or by batch jobs.

Pure. AWS promises little: a batch job may take a day, and flex has the quota of on demand but waits behind it
(https://docs.aws.amazon.com/bedrock/latest/userguide/service-tiers-inference.html). So the time that everything would
take on demand is kept aside before the deadline, and jobs that still work are stopped then.
"""

from dataclasses import dataclass
from math import ceil

from agents.core.throughput import Bounds, tightest
from agents.core.tiers import SHARE
from agents.models.batch_jobs import LEAST, MOST
from schemas.agent import Tier

# Guesses on the safe side, which nobody has measured on AWS: one call's seconds, and what it reserves in tokens; how
# much slower flex is; how long a job may take at least; how much longer than calculated on demand may take.
CALL_S, CALL_TOKENS = 4.0, 2_500
FLEX_TIMES, JOB_S, MARGIN = 3.0, 3_600.0, 1.25
# https://docs.aws.amazon.com/bedrock/latest/userguide/service-tiers-inference.html; others are asked on demand.
_FLEX = ("openai.gpt-oss", "qwen.qwen3", "deepseek.v3", "amazon.nova-2-", "amazon.nova-pro", "amazon.nova-premier")


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be asked, and what may be."""

    subjects: int
    steps: int  # of one subject, one after the other
    concurrency: int = 8
    requests_per_minute: int | None = None
    tokens_per_minute: int | None = None
    processes: int = 1  # shards; each has jobs of its own at the same time
    models: tuple[str, ...] = ()  # who answers: `bedrock:<model id>`
    no_jobs: str = ""  # why there can be no batch jobs; empty if there can

    @property
    def on_demand_s(self) -> float:
        """Seconds that everything takes on demand, by the tightest of its bounds."""
        quota = self.requests_per_minute, self.tokens_per_minute
        return tightest(self.subjects * self.steps, Bounds(CALL_S, self.concurrency, CALL_TOKENS, *quota))[1]


@dataclass(frozen=True, slots=True)
class Choice:
    """How a run is served, and why."""

    tier: Tier
    why: str
    jobs_for_s: float = 0.0  # seconds from now for which batch jobs may work

    @property
    def share(self) -> float:
        """Of the price on demand."""
        return SHARE[self.tier]


def choose(work: Work, left_s: float | None) -> Choice:
    """The cheapest that keeps the deadline; of equal prices batch, which takes nothing of the quota."""
    if left_s is None:
        return Choice("on_demand", "no deadline was given")
    kept_s = work.on_demand_s * MARGIN
    if left_s <= kept_s:
        return Choice("on_demand", f"on demand takes {_hours(kept_s)}, and {_hours(left_s)} are left")
    no_jobs = work.no_jobs or _no_jobs(work, left_s - kept_s)
    if not no_jobs:
        return Choice("batch", f"half the price; on demand from {_hours(kept_s)} before the deadline", left_s - kept_s)
    if work.models and all(_is_flex(model) for model in work.models) and left_s > kept_s * FLEX_TIMES:
        return Choice("flex", f"half the price; no batch jobs: {no_jobs}")
    return Choice("on_demand", f"no batch jobs: {no_jobs}")


def _no_jobs(work: Work, time_s: float) -> str:
    """Why jobs are not worth it; empty if they are."""
    if strangers := [model for model in work.models if not model.startswith("bedrock:")]:
        return f"{strangers[0]} has none"
    each = ceil(work.subjects / work.processes)
    if each < LEAST:
        return f"{each} subjects are fewer than the {LEAST} that a job takes"
    waves = work.steps * ceil(each / MOST)
    if time_s < waves * JOB_S:
        return f"{waves} jobs one after the other do not fit into {_hours(time_s)}"
    return ""


def _is_flex(model: str) -> bool:
    return any(part in model for part in _FLEX)


def _hours(seconds: float) -> str:
    return f"{seconds / 3600:.1f} h" if seconds >= 3600 else f"{max(0.0, seconds) / 60:.0f} min"  # noqa: PLR2004 -- an hour
