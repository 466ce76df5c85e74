"""Simulated nights: customers assigned by the real hash, their figures written to the real registry."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import numpy as np

from agents.versions.serving import assigned
from blocks.registry.base import RegistryStore
from schemas.latency import bucket
from schemas.registry import (
    Append,
    EvaluationSummary,
    Event,
    Observation,
    PutRelease,
    PutVersion,
    ReleaseState,
    VersionRecord,
    instant,
)
from schemas.release import Decision, Policy, ReleaseGate
from tasks.release.moves import approve, settle_gate, start
from tasks.release.release_desk import ReleaseDesk
from tasks.release.rollout import advance

AGENT, OLD, NEW = "campaign", "1.1.0", "1.2.0"
MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Truth:
    """What a version is really like, per customer."""

    quality: float = 0.7
    broken: float = 0.005
    errors: float = 0.003
    guardrail: float = 0.001
    held: float = 0.08
    cost: float = 0.004
    latency_s: float = 1.2


PRODUCTION = Truth()
CANDIDATES = {
    "better by 5 points": replace(PRODUCTION, quality=0.75),
    "equal": PRODUCTION,
    "worse by 10 points": replace(PRODUCTION, quality=0.6),
    "breaks its schema in 3%": replace(PRODUCTION, broken=0.03),
    "4 times as expensive": replace(PRODUCTION, cost=0.016),
}


@dataclass
class Month:
    """How a release went: its last state, the share of each night with the customers it gave the candidate."""

    end: str
    why: str
    nights: int
    exposed: int
    expected: float
    variance: float


async def register(registry: RegistryStore, agent: str = AGENT, versions: tuple[str, ...] = (OLD, NEW)) -> None:
    """Two versions, the first in production."""
    known = {"created_at": instant(MONDAY), "created_by": "ann", "changed_at": instant(MONDAY), "changed_by": "ann"}
    for number, version in enumerate(versions):
        status = "draft" if number else "production"
        record = {"agent": agent, "version": version, "content_hash": f"hash-{version}", "model": "m", "why": "w"}
        put = PutVersion(VersionRecord.model_validate(record | known | {"status": status}), None)
        old = await registry.release_state(agent)
        state = ReleaseState(agent=agent, production=versions[0], since=instant(MONDAY), by="ann")
        event = Event(agent=agent, at=instant(MONDAY), by="ann", what="registered", version=version)
        await registry.commit(put, PutRelease(state, old.revision if old else None), Append(event))


async def pass_gate(state: ReleaseState) -> ReleaseGate:
    """An evaluation that finds nothing against the candidate."""
    summary = EvaluationSummary(evaluation_id=f"e-{state.release_id}", at=instant(MONDAY), cases=40, verdict="better")
    return ReleaseGate(passed=True, why="not worse than production on 40 cases", summary=summary, figures={"cases": 40})


def night(
    rng: np.random.Generator, state: ReleaseState, ids: list[str], truth: Truth, at: datetime
) -> list[Observation]:
    """One upload: everybody is served by who the hash says, and fares as that version does."""
    places = np.array([assigned(AGENT, state.release_id or "", one) for one in ids])
    serves = (places < state.share) & (state.candidate is not None)
    sides = ((state.candidate, truth, int(serves.sum())), (state.production, PRODUCTION, int((~serves).sum())))
    return [_observed(rng, state, version, fares, n, at) for version, fares, n in sides if version and n]


def _observed(
    rng: np.random.Generator, state: ReleaseState, version: str, fares: Truth, n: int, at: datetime
) -> Observation:
    errors = rng.random(n) < fares.errors + fares.broken**3  # a broken answer is repaired twice at most
    guardrail = errors & (rng.random(n) < fares.guardrail)
    answered = ~errors
    quality = (rng.random(n) < fares.quality)[answered].astype(float)
    cost = fares.cost * rng.lognormal(-0.08, 0.4, n)
    histogram: dict[int, int] = {}
    for latency in fares.latency_s * rng.lognormal(0, 0.4, int(answered.sum())):
        number = bucket(float(latency))
        histogram[number] = histogram.get(number, 0) + 1
    return Observation(
        agent=AGENT,
        version=version,
        upload_id=f"{at:%Y-%m-%d}",
        at=instant(at),
        release_id=state.release_id,
        share=state.share if state.release_id else None,
        customers=n,
        errors=int(errors.sum()),
        held=int((rng.random(n) < fares.held).sum()),
        guardrail=int(guardrail.sum()),
        repairs=int((rng.random(n) < fares.broken).sum()),
        quality_n=len(quality),
        quality_sum=float(quality.sum()),
        quality_squares=float((quality**2).sum()),
        cost_n=n,
        cost_usd_sum=float(cost.sum()),
        cost_usd_squares=float((cost**2).sum()),
        latency=histogram,
    )


async def month(
    registry: RegistryStore, policy: Policy, truth: Truth, seed: int, customers: int = 20_000, nights: int = 30
) -> Month:
    """Release a candidate on Monday and let the nights decide; the customers are divided among the nights."""
    rng = np.random.default_rng(seed)
    await register(registry)
    clock = [MONDAY]
    desk = ReleaseDesk(registry, policy, "ann", lambda: clock[0])
    state = await start(desk, AGENT, NEW, f"s{seed}")
    state = await settle_gate(desk, AGENT, pass_gate)
    if policy.approval:
        state = await approve(replace(desk, by="grace"), state.release_id or "", "looks good")
    seen, expected, variance, exposed, passed = 0, 0.0, 0.0, 0, 0
    decision: Decision = await advance(desk, state)
    for number in range(nights):
        state = await _state(registry)
        if state.candidate is None:
            break
        passed += 1
        tonight = customers * (number + 1) // nights - seen
        ids = [f"customer-{seed}-{one}" for one in range(seen, seen + tonight)]
        seen += tonight
        clock[0] = MONDAY + timedelta(days=number, hours=18)
        observed = night(rng, state, ids, truth, clock[0])
        await registry.observe(*observed)
        exposed += sum(one.customers for one in observed if one.version == NEW)
        expected += tonight * state.share / 100
        variance += tonight * state.share / 100 * (1 - state.share / 100)
        clock[0] += timedelta(hours=2)
        decision = await advance(desk, state)
    state = await _state(registry)
    end = "held" if state.candidate else "promoted" if state.production == NEW else "rolled back"
    return Month(end, decision.why, passed, exposed, expected, variance)


async def _state(registry: RegistryStore) -> ReleaseState:
    state = await registry.release_state(AGENT)
    assert state is not None
    return state
