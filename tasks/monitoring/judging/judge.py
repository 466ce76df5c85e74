"""Applies all rules to everything that is known now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from schemas.monitoring.figures import Gauge
from schemas.monitoring.rules import (
    BurnRule,
    CapRule,
    DriftRule,
    FallingRule,
    GaugeRule,
    RisingRule,
    Rule,
    Rules,
    RunsRule,
    UnseenRule,
    UnusualRule,
)
from tasks.monitoring.history import History, Recent, Stream, hour_number
from tasks.monitoring.judging.condition import Condition
from tasks.monitoring.judging.flow_runs import DeploymentRuns, runs_wrong
from tasks.monitoring.judging.hours import unusual
from tasks.monitoring.judging.inputs import Features, drifting, features_of
from tasks.monitoring.judging.means import falling, rising
from tasks.monitoring.judging.shares import burning
from tasks.monitoring.judging.usual import UsualOf


@dataclass(slots=True)
class Seen:
    """What a look has read. `above_since`: since when, in each look, a gauge was above the limit of a rule."""

    history: History
    gauges: Sequence[Gauge] = ()
    runs: Sequence[DeploymentRuns] = ()
    refused: dict[str, str] = field(default_factory=dict)  # caps of today that have refused a call, and what they said
    unseen: dict[str, str] = field(default_factory=dict)  # what could not be looked at, and why
    above_since: dict[str, datetime] = field(default_factory=dict)


def judge(rules: Rules, seen: Seen, now: datetime, usual_of: UsualOf) -> list[Condition]:
    """What is wrong now. Pure, but that `usual_of` remembers and `above_since` is brought up to this look."""
    found: list[Condition] = []
    streams = {
        stream: Recent(seen.history.hours.get(stream, {}), hour_number(now)) for stream in seen.history.streams()
    }
    for name, rule in rules.rules.items():
        if isinstance(rule, GaugeRule):
            found += _gauges(name, rule, seen, now)
        elif isinstance(rule, RunsRule):
            found += runs_wrong(name, rule, seen.runs, now)
        elif isinstance(rule, CapRule):
            found += [Condition(name, scope, says) for scope, says in seen.refused.items()]
        elif isinstance(rule, UnseenRule):
            found += [Condition(name, what, why) for what, why in seen.unseen.items()]
        else:
            concerned = {one: recent for one, recent in streams.items() if not rule.agents or one[1] in rule.agents}
            found += _of_agents(name, rule, seen.history, concerned, now, usual_of)
    return found


def _of_agents(
    name: str, rule: Rule, history: History, concerned: dict[Stream, Recent], now: datetime, usual_of: UsualOf
) -> Iterator[Condition]:
    features: Features = {}
    for stream, recent in concerned.items():
        if isinstance(rule, UnusualRule):
            yield from unusual(name, rule, stream, recent)
            continue
        usual = usual_of(history, stream, now)
        if isinstance(rule, DriftRule):
            features |= features_of(stream, recent, usual, rule)
        elif isinstance(rule, BurnRule):
            yield from burning(name, rule, stream, recent, usual)
        elif isinstance(rule, FallingRule):
            yield from falling(name, rule, stream, recent, usual)
        elif isinstance(rule, RisingRule):
            yield from rising(name, rule, stream, recent, usual)
    if isinstance(rule, DriftRule):
        yield from drifting(name, rule, features)


def _gauges(name: str, rule: GaugeRule, seen: Seen, now: datetime) -> Iterator[Condition]:
    for gauge in (one for one in seen.gauges if one.name == rule.gauge):
        key = f"{name} {gauge.system}"
        if gauge.value <= rule.above:
            seen.above_since.pop(key, None)
            continue
        since = seen.above_since.setdefault(key, now)
        if now - since >= timedelta(minutes=rule.for_minutes):
            what = rule.gauge.replace("_", " ")
            line = f"{what}: {gauge.value:,.6g}, and {rule.above:,.6g} is the most"
            yield Condition(name, gauge.system, line, {"now": gauge.value, "above": rule.above})
