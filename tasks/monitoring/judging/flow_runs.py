"""Flow runs that failed, did not start, or have found nothing several times in a row."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from schemas.monitoring.rules import RunsRule
from tasks.monitoring.judging.condition import Condition

_FAILED = ("FAILED", "CRASHED")
_ON_ITS_OWN = timedelta(hours=24)  # a failed run that nothing followed is news for so long
_NOTHING = "NothingNew"


@dataclass(frozen=True, slots=True)
class EndedRun:
    """A run that has ended."""

    state_type: str  # of Prefect: COMPLETED, FAILED, CRASHED, CANCELLED
    state_name: str
    message: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DeploymentRuns:
    """The runs of one deployment."""

    name: str  # flow/deployment
    pool: str  # the work pool whose worker starts it
    ended: tuple[EndedRun, ...] = ()  # newest first
    due: tuple[datetime, ...] = ()  # when runs that have not started were to start


def runs_wrong(name: str, rule: RunsRule, deployments: Sequence[DeploymentRuns], now: datetime) -> Iterator[Condition]:
    """The conditions of this rule."""
    concerned = [one for one in deployments if not rule.deployments or one.name in rule.deployments]
    if rule.what == "late":
        yield from _late(name, concerned, now - timedelta(minutes=rule.minutes))
    for one in concerned if rule.what == "failed" else ():
        if one.ended and one.ended[0].state_type in _FAILED and now - one.ended[0].at < _ON_ITS_OWN:
            last = one.ended[0]
            yield Condition(name, one.name, f"{last.state_name} at {last.at:%H:%M}: {last.message[:160]}")
    for one in concerned if rule.what == "nothing" else ():
        last_ones = one.ended[: rule.times]
        if len(last_ones) == rule.times and all(run.state_name == _NOTHING for run in last_ones):
            yield Condition(
                name, one.name, f"nothing new in the last {rule.times} runs, since {last_ones[-1].at:%Y-%m-%d}"
            )


def _late(name: str, deployments: Sequence[DeploymentRuns], limit: datetime) -> Iterator[Condition]:
    """One alert a work pool: where its worker is gone, everything is late at once."""
    late = defaultdict[str, list[tuple[datetime, str]]](list)
    for one in deployments:
        late[one.pool] += [(due, one.name) for due in one.due if due < limit]
    for pool, runs in sorted(late.items()):
        if runs:
            first, names = min(runs)[0], sorted({deployment for _, deployment in runs})
            line = f"{len(runs)} runs wait, the first since {first:%H:%M}: {', '.join(names[:5])}; is its worker there?"
            yield Condition(name, f"pool {pool}" if pool else "no pool", line, {"late": len(runs)})
