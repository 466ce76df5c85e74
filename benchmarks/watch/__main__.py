"""`make watch`: months without a fault, and planted faults, over seeds on which nothing was tuned; prints the tables.

One month is looked at every quarter of an hour, as the deployment does. `--months N` and `--faults N` say over how many
seeds, `--first N` with which seed they begin.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from copy import copy
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from time import process_time

import numpy as np

from benchmarks.watch.world import AGENTS, QUARTERS, Agent, Fault, Hours
from schemas.monitoring.figures import Figures, Gauge
from schemas.monitoring.rules import Rules
from tasks.monitoring.history import History
from tasks.monitoring.judging.condition import Condition
from tasks.monitoring.judging.flow_runs import DeploymentRuns
from tasks.monitoring.judging.judge import Seen, judge
from tasks.monitoring.judging.usual import UsualOf
from tasks.monitoring.rules import load_rules

RULES = load_rules("benchmark")
BEFORE, MONTH = 56 * 24, 30 * 24  # hours
START = int(datetime(2026, 9, 1, tzinfo=UTC).timestamp()) // 3600
SUPPORT, UPSELL = ("support", "support-answer"), ("upsell", "upsell-message")
WINBACK, CAMPAIGN = ("winback", "churn-analysis"), ("winback", "campaign")
FAULTS = (
    Fault("error rate x 3, 300 runs an hour", "errors", SUPPORT, 2, at_work=True, errors=3.0),
    Fault("error rate x 3, 40 runs an hour", "errors", UPSELL, 2, at_work=True, errors=3.0),
    Fault("error rate x 3, 300 at noon and 30 at night, any hour", "errors", SUPPORT, 2, errors=3.0),
    Fault("p95 x 2, 300 runs an hour", "latency", SUPPORT, 2, at_work=True, latency=2.0),
    Fault("p95 x 2, 40 runs an hour", "latency", UPSELL, 2, at_work=True, latency=2.0),
    Fault("p95 x 2, 300 at noon and 30 at night, any hour", "latency", SUPPORT, 2, latency=2.0),
    Fault("approval -10 points, 300 runs an hour at noon", "approval", SUPPORT, 24, approval=-0.1),
    Fault("approval -10 points, 40 runs an hour at noon", "approval", UPSELL, 24, approval=-0.1),
    Fault("approval -10 points, nightly, 1,700 judged", "approval", CAMPAIGN, 24, approval=-0.1),
    Fault("cost x 2, 300 runs an hour", "cost", SUPPORT, 4, at_work=True, cost=2.0),
    Fault("cost x 2, 40 runs an hour", "cost", UPSELL, 4, at_work=True, cost=2.0),
    Fault("tier mix 50/35/15 to 35/35/30, nightly", "inputs", WINBACK, 24,
          mix=("input.subscription_tier", (0.35, 0.35, 0.30))),
)  # fmt: skip


class World:
    """The figures so far, and the next quarter of an hour."""

    def __init__(self, seed: int, end: int) -> None:
        self.history, self._hours, self._rng = History(), Hours(seed), np.random.default_rng(seed + 10_000)
        for agent in AGENTS:
            for hour in range(START, end):
                self._add(agent, hour, self._hours.hour(agent, hour))

    def quarter(self, agents: tuple[Agent, ...], hour: int, quarter: int) -> None:
        """One more."""
        for agent in agents:
            self._add(agent, hour, self._hours.quarter(agent, hour, quarter))

    def seen(self) -> Seen:
        """What a look sees beside the figures, where all is well."""
        age = float(self._rng.exponential(90.0))
        return Seen(self.history, [Gauge(system="upsell", name="queue_age_s", value=age)])

    def copy(self, now: int) -> "World":
        """The same past, which goes on by itself: only the cells of this hour and day still change."""
        other = copy(self)
        other.history = History()
        for cells, past, at in (
            (other.history.hours, self.history.hours, now),
            (other.history.days, self.history.days, now // 24),
        ):
            for stream, known in past.items():
                cells[stream] = dict(known) | ({at: known[at].model_copy(deep=True)} if at in known else {})
        return other

    def _add(self, agent: Agent, hour: int, figures: Figures | None) -> None:
        if figures is not None:
            for cells, at in ((self.history.hours, hour), (self.history.days, hour // 24)):
                cells[agent.stream].setdefault(at, Figures()).add(figures)


def moment(hour: int, quarter: int) -> datetime:
    """The look at the end of a quarter."""
    return datetime.fromtimestamp(hour * 3600, UTC) + timedelta(minutes=15 * quarter + 14)


def quiet_month(seed: int) -> list[Condition]:
    """The alerts of a month in which nothing is wrong: what lasts, or comes again within an hour, is one."""
    world, usual_of = World(seed, START + BEFORE), UsualOf()
    last: dict[str, int] = {}
    alerts: list[Condition] = []
    for look in range(MONTH * QUARTERS):
        hour, quarter = START + BEFORE + look // QUARTERS, look % QUARTERS
        world.quarter(AGENTS, hour, quarter)
        for found in judge(RULES, world.seen(), moment(hour, quarter), usual_of):
            slot = f"{found.rule} {found.about}"
            if look - last.get(slot, -9) > RULES.clear_after_looks:
                alerts.append(found)
            last[slot] = look
    return alerts


def found_after(fault: Fault, world: World, usual_of: UsualOf, planted: int) -> float | None:
    """Hours from the fault to the alert; None if there is none within a day, or three times the time asked for."""
    agents = tuple(fault.on(agent) for agent in AGENTS)
    for look in range(int(max(3 * fault.within_h, 24) * QUARTERS)):
        hour, quarter = planted + look // QUARTERS, look % QUARTERS
        world.quarter(agents, hour, quarter)
        for found in judge(_only(fault.rule), world.seen(), moment(hour, quarter), usual_of):
            if found.rule == fault.rule and found.about.startswith(fault.stream[0]):
                return (look + 1) / QUARTERS
    return None


def hours_of(seed: int) -> Iterator[float | None]:
    """For each fault, how soon it was found with this seed; those that begin alike share their past."""
    worlds: dict[bool, tuple[World, UsualOf, int]] = {}
    for fault in FAULTS:
        if fault.at_work not in worlds:
            planted = START + BEFORE + _when(fault, np.random.default_rng(seed))
            worlds[fault.at_work] = World(seed, planted), UsualOf(), planted
        world, usual_of, planted = worlds[fault.at_work]
        yield found_after(fault, world.copy(planted), usual_of, planted)


@lru_cache
def _only(rule: str) -> Rules:
    """The rule that is to find it; what others say of a fault is no matter here."""
    return RULES.model_copy(update={"rules": {rule: RULES.rules[rule]}})


def _when(fault: Fault, rng: np.random.Generator) -> int:
    """Any hour of the first half of the month; in working hours, one of 8:00 to 15:00 of Monday to Friday."""
    hours = [one for one in range(MONTH // 2) if not fault.at_work or _is_work(START + BEFORE + one)]
    return int(rng.choice(hours))


def _is_work(hour: int) -> bool:
    return (hour // 24 + 3) % 7 < 5 and 8 <= hour % 24 <= 15


def dead_worker_after() -> float:
    """Hours until runs that no worker starts are an alert; a run is due every five minutes."""
    died = moment(START, 0)
    for look in range(1, 5 * QUARTERS):
        now = died + look * timedelta(minutes=15)
        due = tuple(died + timedelta(minutes=5 * one) for one in range(1, 3 * look + 1))
        if judge(RULES, Seen(History(), runs=[DeploymentRuns("upsell/drain", "pool", due=due)]), now, UsualOf()):
            return look / QUARTERS
    raise AssertionError("a dead worker was never found")


def _rows(seeds: range) -> Iterator[str]:
    every = [list(hours_of(seed)) for seed in seeds]
    for fault, hours in zip(FAULTS, zip(*every, strict=True), strict=True):
        known = sorted(one for one in hours if one is not None)
        within = sum(one <= fault.within_h for one in known)
        middle = f"{known[len(known) // 2]:.2f}" if len(known) * 2 > len(hours) else "-"
        last = f"{known[-1]:.2f}" if known else "-"
        yield f"| {fault.name} | {fault.within_h:g} | {within} of {len(hours)} | {middle} | {last} | {len(known)} |"


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--months", type=int, default=20)
    parser.add_argument("--faults", type=int, default=20)
    parser.add_argument("--first", type=int, default=1_000)
    said = parser.parse_args()
    began = process_time()
    every = Counter[str]()
    for seed in range(said.first, said.first + said.months):
        alerts = quiet_month(seed)
        every.update(one.rule for one in alerts)
        print(
            f"month {seed}: {len(alerts)} false",
            *(f"{one.rule} {one.about}: {one.says}" for one in alerts),
            sep="; ",
            flush=True,
        )
    print(f"{sum(every.values())} false alerts in {said.months} months: {dict(every)}\n")
    print("| planted | asked for, hours | within it | median | last | found at all |")
    print("| --- | --- | --- | --- | --- | --- |")
    for row in _rows(range(said.first, said.first + said.faults)) if said.faults else ():
        print(row, flush=True)
    print(f"| dead worker | 1 | every time | {dead_worker_after():.2f} | | |")
    print(f"\n{process_time() - began:.0f} s of CPU")


if __name__ == "__main__":
    main()
